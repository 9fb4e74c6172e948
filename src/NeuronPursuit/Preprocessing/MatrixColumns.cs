using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>The columns of a matrix of the caller's: float or double, samples in rows.</summary>
internal readonly ref struct MatrixColumns<T>(ReadOnlySpan2D<T> samples, CancellationToken cancellationToken) : IColumnSource
    where T : unmanaged
{
    private readonly ReadOnlySpan2D<T> _samples = samples;

    public int RowCount => _samples.Height;

    public int ColumnCount => _samples.Width;

    public ColumnStatistics StatisticsOf(int column)
    {
        (double largest, int missing) = LargestOf(column);
        int count = RowCount - missing;
        double unit = ColumnStatistics.UnitOf(largest);
        double mean = ColumnStatistics.ScaledMean(SumOf(column, unit), count);
        (double squares, double cubes) = MomentsOf(column, unit, mean);
        return ColumnStatistics.Of(unit, mean, squares, cubes, count, missing);
    }

    /// <summary>The largest magnitude of a column, and how many of its values are missing.</summary>
    public (double Largest, int Missing) LargestOf(int column)
    {
        double largest = 0;
        int missing = 0;
        for (int row = 0; row < _samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            double value = Math.Abs(Simd.ToDouble(_samples[row, column]));
            missing += double.IsNaN(value) ? 1 : 0;
            largest = value > largest ? value : largest;
        }

        return (largest, missing);
    }

    /// <summary>The sum of a column over <paramref name="unit"/>.</summary>
    public double SumOf(int column, double unit)
    {
        double sum = 0;
        for (int row = 0; row < _samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            double part = Simd.ToDouble(_samples[row, column]) / unit;
            sum += double.IsNaN(part) ? 0 : part;
        }

        return sum;
    }

    /// <summary>The sums of squares and cubes of a column over <paramref name="unit"/>, less a mean in that unit.</summary>
    public (double Squares, double Cubes) MomentsOf(int column, double unit, double mean)
    {
        double squares = 0;
        double cubes = 0;
        for (int row = 0; row < _samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            double difference = Simd.ToDouble(_samples[row, column]) / unit - mean;
            if (!double.IsNaN(difference))
            {
                squares += difference * difference;
                cubes += difference * difference * difference;
            }
        }

        return (squares, cubes);
    }

    public double LargestMagnitude()
    {
        double largest = 0;
        for (int row = 0; row < _samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            foreach (T value in _samples.GetRowSpan(row))
            {
                double magnitude = Math.Abs(Simd.ToDouble(value));
                largest = magnitude > largest ? magnitude : largest;
            }
        }

        return largest;
    }

    public double SumOfSquares(double unit)
    {
        double squares = 0;
        for (int row = 0; row < _samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            foreach (T value in _samples.GetRowSpan(row))
            {
                double part = Simd.ToDouble(value) / unit;
                squares += double.IsNaN(part) ? 0 : part * part;
            }
        }

        return squares;
    }

    public double[] Sorted(int column)
    {
        var values = new List<double>(_samples.Height);
        for (int row = 0; row < _samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            double value = Simd.ToDouble(_samples[row, column]);
            if (!double.IsNaN(value))
            {
                values.Add(value);
            }
        }

        double[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted;
    }
}

using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>The columns of a matrix of the caller's: float or double, samples in rows.</summary>
/// <param name="samples">The matrix.</param>
/// <param name="cancellationToken">Ends the reading.</param>
/// <param name="weights">What each row counts, of mean 1; null where all count alike.</param>
/// <param name="farTargets">For a matrix of inputs the rows whose target is far from all others; null for none.</param>
/// <param name="strayShare">The part of a column's weight that may be strays (<see cref="StrayValues"/>).</param>
internal readonly ref struct MatrixColumns<T>(
    ReadOnlySpan2D<T> samples,
    CancellationToken cancellationToken,
    double[]? weights = null,
    bool[]? farTargets = null,
    double strayShare = StrayValues.ShareOfInputs) : IColumnSource
    where T : unmanaged
{
    private readonly ReadOnlySpan2D<T> _samples = samples;

    public int RowCount => _samples.Height;

    public int ColumnCount => _samples.Width;

    public double EffectiveRowCount
    {
        get
        {
            if (weights is null)
            {
                return RowCount;
            }

            double sum = weights.Sum();
            return sum * sum / weights.Sum(weight => weight * weight);
        }
    }

    public ColumnStatistics StatisticsOf(int column, bool ordinary)
    {
        ColumnExtremes extremes = ExtremesOf(column).OrZero();
        var statistics = ColumnStatistics.Of(extremes, MomentsOf(column, extremes));
        if (!ordinary || !StrayValues.MayBeIn(extremes, statistics))
        {
            return statistics;
        }

        (double[] values, double[]? own) = ValuesOf(column);
        double median = Medians.SortAndTake(values, own);
        return StrayValues.ReachOf(BinsOf(column, median), strayShare) is { } reach
            ? StatisticsWithin(column, extremes, median, reach)
            : statistics;
    }

    public RobustScale RobustScaleOf(int column)
    {
        (double[] values, double[]? own) = ValuesOf(column);
        double median = Medians.SortAndTake(values, own);
        DistanceBins bins = BinsOf(column, median);
        double? reach = StrayValues.ReachOf(bins, strayShare);
        double deviation = RobustScale.NormalFactor * Medians.OfDistances(values, own, median);
        if (!(deviation > 0))
        {
            ColumnExtremes extremes = ExtremesOf(column).OrZero();
            deviation = (reach is { } limit ? StatisticsWithin(column, extremes, median, limit) : StatisticsOf(column, ordinary: false)).Scale;
        }

        return RobustScale.Of(median, deviation, bins, reach);
    }

    public double QuantileOf(int column, double share)
    {
        (double[] values, double[]? own) = ValuesOf(column);
        return Medians.SortAndTake(values, own, share);
    }

    /// <summary>The smallest and the largest value of a column, and what is missing.</summary>
    public ColumnExtremes ExtremesOf(int column) => ExtremesOf(column, ValueRange.All);

    /// <summary>Moments of the values in a range, in the pivot and unit of the whole column.</summary>
    public MomentSums MomentsOf(int column, ColumnExtremes extremes, ValueRange? within = null)
    {
        ValueRange range = within ?? ValueRange.All;
        (double sum, double weight) = SumOf(column, extremes.Pivot, extremes.Unit, range);
        double mean = ColumnStatistics.ScaledMean(sum, weight);
        (double squares, double cubes) = PowersOf(column, extremes.Pivot, extremes.Unit, mean, range);
        return new MomentSums(mean, squares, cubes, weight);
    }

    /// <summary>The weighted sum of the values of a column in a range, less a pivot, over a unit; and their weight.</summary>
    public (double Sum, double Weight) SumOf(int column, double pivot, double unit, ValueRange range)
    {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < _samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            double value = Simd.ToDouble(_samples[row, column]);
            if (range.Contains(value))
            {
                double weight = WeightOf(row);
                sum += weight * ((value - pivot) / unit);
                total += weight;
            }
        }

        return (sum, total);
    }

    /// <summary>The weighted sums of squares and cubes of such parts, less their mean.</summary>
    public (double Squares, double Cubes) PowersOf(int column, double pivot, double unit, double mean, ValueRange range)
    {
        double squares = 0;
        double cubes = 0;
        for (int row = 0; row < _samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            double value = Simd.ToDouble(_samples[row, column]);
            if (range.Contains(value))
            {
                double difference = (value - pivot) / unit - mean;
                double square = WeightOf(row) * (difference * difference);
                squares += square;
                cubes += square * difference;
            }
        }

        return (squares, cubes);
    }

    /// <summary>How far the values of a column lie from a centre.</summary>
    public DistanceBins BinsOf(int column, double centre)
    {
        var bins = new DistanceBins();
        for (int row = 0; row < _samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            double value = Simd.ToDouble(_samples[row, column]);
            if (!double.IsNaN(value))
            {
                bins.Add(Math.Abs(value - centre), WeightOf(row), farTargets is not null && farTargets[row]);
            }
        }

        return bins;
    }

    /// <summary>The rows that have a value outside of the range of its column; null where none has.</summary>
    public bool[]? RowsOutside(ValueRange[]? ranges)
    {
        if (ranges is null)
        {
            return null;
        }

        bool[] outside = new bool[_samples.Height];
        for (int row = 0; row < _samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            for (int column = 0; column < _samples.Width; column++)
            {
                outside[row] |= !ranges[column].Contains(Simd.ToDouble(_samples[row, column]));
            }
        }

        return outside;
    }

    public double LargestMagnitude(ValueRange[]? within = null)
    {
        double largest = 0;
        for (int row = 0; row < _samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            ReadOnlySpan<T> values = _samples.GetRowSpan(row);
            for (int column = 0; column < values.Length; column++)
            {
                double value = Simd.ToDouble(values[column]);
                double magnitude = Math.Abs(value);
                largest = magnitude > largest && (within is null || within[column].Contains(value)) ? magnitude : largest;
            }
        }

        return largest;
    }

    public double SumOfSquares(double unit, ValueRange[]? within = null)
    {
        double squares = 0;
        for (int row = 0; row < _samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            ReadOnlySpan<T> values = _samples.GetRowSpan(row);
            double weight = WeightOf(row);
            for (int column = 0; column < values.Length; column++)
            {
                double value = Simd.ToDouble(values[column]);
                double part = value / unit;
                squares += double.IsNaN(part) || (within is not null && !within[column].Contains(value)) ? 0 : weight * (part * part);
            }
        }

        return squares;
    }

    public (double[] Values, double[]? Weights) Sorted(int column)
    {
        (double[] values, double[]? own) = ValuesOf(column);
        Medians.SortAndTake(values, own);
        return (values, own);
    }

    /// <summary>The values of a column that are not missing, in a copy.</summary>
    public (double[] Values, double[]? Weights) ValuesOf(int column)
    {
        var values = new List<double>(_samples.Height);
        List<double>? own = weights is null ? null : new List<double>(_samples.Height);
        for (int row = 0; row < _samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            double value = Simd.ToDouble(_samples[row, column]);
            if (!double.IsNaN(value))
            {
                values.Add(value);
                own?.Add(WeightOf(row));
            }
        }

        return ([.. values], own is null ? null : [.. own]);
    }

    /// <summary>The same of the values of a range.</summary>
    public ColumnExtremes ExtremesOf(int column, ValueRange range)
    {
        var extremes = ColumnExtremes.None(typeof(T) == typeof(float) ? Math.ScaleB(1, -23) : Math.ScaleB(1, -52));
        for (int row = 0; row < _samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            double value = Simd.ToDouble(_samples[row, column]);
            double weight = WeightOf(row);
            if (weight > 0 && (double.IsNaN(value) || range.Contains(value)))
            {
                extremes = extremes.Plus(value, weight);
            }
        }

        return extremes;
    }

    private ColumnStatistics StatisticsWithin(int column, ColumnExtremes extremes, double median, double reach)
    {
        // The pivot of the ordinary values: beside a code of 1e30 they would all look alike.
        ValueRange range = StrayValues.RangeOf(median, reach);
        ColumnExtremes own = ExtremesOf(column, range);
        return StrayValues.StatisticsOf(extremes, own, MomentsOf(column, own, range), range);
    }

    private double WeightOf(int row) => weights is null ? 1 : weights[row];
}

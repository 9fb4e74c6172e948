using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// An affine map of columns, <c>z_j = (x_j - offset_j) / scale_j</c>, fitted once and applied to everything that
/// comes later; for targets it is undone in predictions.
/// </summary>
internal sealed class ColumnScaling(double[] offsets, double[] scales) : IColumnMap
{
    // Multiplying is several times faster than dividing; everything that scales does it with the same numbers.
    private readonly double[] _factors = Array.ConvertAll(scales, scale => 1 / scale);

    public ReadOnlySpan<double> Offsets => offsets;

    public ReadOnlySpan<double> Scales => scales;

    /// <summary>Whether nothing changes.</summary>
    public bool IsIdentity => Array.TrueForAll(offsets, offset => offset == 0) && Array.TrueForAll(scales, scale => scale == 1);

    public int SourceCount => offsets.Length;

    public int Count => offsets.Length;

    public int SourceOf(int column) => column;

    public void Apply(int column, Span<double> values)
    {
        double offset = offsets[column];
        double factor = _factors[column];
        foreach (ref double value in values)
        {
            value = (value - offset) * factor;
        }
    }

    public double Undo(double value, int column) => value * scales[column] + offsets[column];

    /// <summary>Undoes the map of one sample in place.</summary>
    public void Undo(Span<double> sample)
    {
        for (int column = 0; column < sample.Length; column++)
        {
            sample[column] = Undo(sample[column], column);
        }
    }

    /// <summary>Zero mean and unit variance per column (dividing by n); a constant column is only centred.</summary>
    public static ColumnScaling Standardize<T>(ReadOnlySpan2D<T> samples, CancellationToken cancellationToken)
        where T : unmanaged
    {
        double[] offsets = new double[samples.Width];
        double[] scales = new double[samples.Width];
        for (int column = 0; column < samples.Width; column++)
        {
            var statistics = ColumnStatistics.Of(samples, column, cancellationToken);
            (offsets[column], scales[column]) = (statistics.Mean, statistics.Scale);
        }

        return new ColumnScaling(offsets, scales);
    }

    /// <summary>
    /// The same power of two for every column, which brings the root mean square of all values near 1. Powers of
    /// two are exact, so the scale can be folded into the weights without a trace.
    /// </summary>
    public static ColumnScaling PowerOfTwo<T>(ReadOnlySpan2D<T> samples, CancellationToken cancellationToken)
        where T : unmanaged
    {
        double largest = 0;
        foreach (T value in samples)
        {
            double magnitude = Math.Abs(SampleReader.ToDouble(value));
            largest = magnitude > largest ? magnitude : largest;
        }

        double scale = 1;
        if (largest > 0)
        {
            double squares = 0;
            foreach (T value in samples)
            {
                double part = SampleReader.ToDouble(value) / largest;

                // A missing value counts as 0.
                squares += double.IsNaN(part) ? 0 : part * part;
            }

            double rootMeanSquare = largest * Math.Sqrt(squares / ((double)samples.Height * samples.Width));
            scale = Math.Max(Math.ScaleB(1, (int)Math.Round(Math.Log2(rootMeanSquare))), ColumnStatistics.SmallestScale);
        }

        return Uniform(samples.Width, scale);
    }

    /// <summary>The same scale for every column and no offset.</summary>
    public static ColumnScaling Uniform(int columns, double scale)
    {
        double[] scales = new double[columns];
        Array.Fill(scales, scale);
        return new ColumnScaling(new double[columns], scales);
    }
}

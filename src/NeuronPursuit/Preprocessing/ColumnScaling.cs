namespace NeuronPursuit;

/// <summary>
/// An affine map of columns, <c>z_j = (x_j - offset_j) / scale_j</c>, fitted once and applied to everything that
/// comes later; for targets it is undone in predictions.
/// </summary>
/// <param name="offsets">Subtracted from each column.</param>
/// <param name="scales">What the difference is divided by.</param>
/// <param name="within">The values of each column that are learned from; others become NaN. Null for all; predictions know no limit.</param>
internal sealed class ColumnScaling(double[] offsets, double[] scales, ValueRange[]? within = null) : IColumnMap
{
    // Multiplying is several times faster than dividing; everything that scales does it with the same numbers.
    private readonly double[] _factors = Array.ConvertAll(scales, scale => 1 / scale);

    public ReadOnlySpan<double> Offsets => offsets;

    public ReadOnlySpan<double> Scales => scales;

    /// <summary>The values of each column that are learned from; empty for all.</summary>
    public ReadOnlySpan<ValueRange> Within => within;

    /// <summary>Whether nothing changes.</summary>
    public bool IsIdentity => Array.TrueForAll(offsets, offset => offset == 0) && Array.TrueForAll(scales, scale => scale == 1);

    /// <summary>Whether anything is scaled, and not only moved.</summary>
    public bool HasScales => !Array.TrueForAll(scales, scale => scale == 1);

    public int SourceCount => offsets.Length;

    public int Count => offsets.Length;

    public int SourceOf(int column) => column;

    public void Apply(int column, Span<double> values)
    {
        double offset = offsets[column];
        double factor = _factors[column];
        ValueRange range = within is null ? ValueRange.All : within[column];
        foreach (ref double value in values)
        {
            value = range.Contains(value) ? (value - offset) * factor : double.NaN;
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
    public static ColumnScaling Standardize<TColumns>(TColumns samples)
        where TColumns : IColumnSource, allows ref struct
    {
        double[] offsets = new double[samples.ColumnCount];
        double[] scales = new double[samples.ColumnCount];
        for (int column = 0; column < offsets.Length; column++)
        {
            ColumnStatistics statistics = samples.StatisticsOf(column, ordinary: false);
            (offsets[column], scales[column]) = (statistics.Mean, statistics.Scale);
        }

        return new ColumnScaling(offsets, scales);
    }

    /// <summary>
    /// The same power of two for every column, which brings the root mean square of all values near 1. Powers of
    /// two are exact, so the scale can be folded into the weights without a trace.
    /// </summary>
    /// <param name="samples">The columns.</param>
    /// <param name="within">Per column the values that count; null for all.</param>
    public static ColumnScaling PowerOfTwo<TColumns>(TColumns samples, ValueRange[]? within = null)
        where TColumns : IColumnSource, allows ref struct
    {
        double largest = samples.LargestMagnitude(within);
        double scale = 1;
        if (largest > 0)
        {
            scale = PowerOfTwo(largest * Math.Sqrt(
                samples.SumOfSquares(largest, within) / ((double)samples.RowCount * samples.ColumnCount)));
        }

        return Uniform(samples.ColumnCount, scale);
    }

    /// <summary>The power of two nearest to a root mean square; 1 for none, as where rows of hardly any weight hold all that is not 0.</summary>
    public static double PowerOfTwo(double rootMeanSquare) => rootMeanSquare == 0
        ? 1
        : Math.Max(Math.ScaleB(1, (int)Math.Round(PortableMath.Log2(rootMeanSquare))), ColumnStatistics.SmallestScale);

    /// <summary>The same scale for every column and no offset.</summary>
    public static ColumnScaling Uniform(int columns, double scale)
    {
        double[] scales = new double[columns];
        Array.Fill(scales, scale);
        return new ColumnScaling(new double[columns], scales);
    }
}

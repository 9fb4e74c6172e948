namespace NeuronPursuit;

/// <summary>
/// What preparing a matrix has to know of its columns, wherever its rows lie: in one piece of memory or in shards. Every
/// row counts by its weight, so that a row of weight 2 is the row twice, and one of next to no weight is as good as absent.
/// </summary>
internal interface IColumnSource
{
    int RowCount { get; }

    int ColumnCount { get; }

    /// <summary>
    /// So many rows of equal weight would vary by chance as these do: the squared sum of the weights over the sum of their squares.
    /// </summary>
    double EffectiveRowCount { get; }

    /// <summary>The moments of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="ordinary">Whether values far from all others are left out (<see cref="StrayValues"/>).</param>
    ColumnStatistics StatisticsOf(int column, bool ordinary);

    /// <summary>The middle of a column and its distance from there, which a few values cannot move.</summary>
    RobustScale RobustScaleOf(int column);

    /// <summary>The smallest value of a column that at least a share of the weight does not exceed.</summary>
    double QuantileOf(int column, double share);

    /// <summary>The largest magnitude of all values, missing ones left out.</summary>
    /// <param name="within">Per column the values that count; null for all.</param>
    double LargestMagnitude(ValueRange[]? within = null);

    /// <summary>The sum of the weighted squares of all values over <paramref name="unit"/>; one that does not count is 0.</summary>
    /// <param name="unit">What values are divided by first.</param>
    /// <param name="within">Per column the values that count; null for all.</param>
    double SumOfSquares(double unit, ValueRange[]? within = null);

    /// <summary>The values of a column that are not missing, ascending, and their weights; null for equal ones.</summary>
    (double[] Values, double[]? Weights) Sorted(int column);
}

/// <summary>Values from one to another; missing ones (NaN) are in none.</summary>
internal readonly record struct ValueRange(double Low, double High)
{
    public static ValueRange All => new(double.NegativeInfinity, double.PositiveInfinity);

    public bool IsAll => double.IsNegativeInfinity(Low) && double.IsPositiveInfinity(High);

    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>What is asked about all columns; null where nothing is left out of any.</summary>
    public static ValueRange[]? OfColumns(IEnumerable<ValueRange> ranges)
    {
        ValueRange[] all = [.. ranges];
        return Array.TrueForAll(all, range => range.IsAll) ? null : all;
    }
}

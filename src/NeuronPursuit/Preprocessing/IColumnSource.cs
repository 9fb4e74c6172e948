namespace NeuronPursuit;

/// <summary>
/// What preparing a matrix has to know of its columns, wherever its rows lie: in one piece of memory or in shards.
/// </summary>
internal interface IColumnSource
{
    int RowCount { get; }

    int ColumnCount { get; }

    ColumnStatistics StatisticsOf(int column);

    /// <summary>The largest magnitude of all values, missing ones left out.</summary>
    double LargestMagnitude();

    /// <summary>The sum of the squares of all values over <paramref name="unit"/>; a missing value counts as 0.</summary>
    double SumOfSquares(double unit);

    /// <summary>The values of a column that are not missing, ascending.</summary>
    double[] Sorted(int column);
}

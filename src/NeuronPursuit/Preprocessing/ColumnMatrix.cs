using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>One number per row as a matrix of one column.</summary>
internal static class ColumnMatrix
{
    public static T[,] Of<T>(T[] y)
    {
        ArgumentNullException.ThrowIfNull(y);
        T[,] column = new T[y.Length, 1];
        y.CopyTo(column.AsSpan());
        return column;
    }
}

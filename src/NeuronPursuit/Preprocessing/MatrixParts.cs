using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>Copies of parts of matrices.</summary>
internal static class MatrixParts
{
    /// <summary>Some rows, in the order given.</summary>
    public static T[,] Rows<T>(ReadOnlySpan2D<T> matrix, int[] rows)
    {
        T[,] selected = new T[rows.Length, matrix.Width];
        for (int i = 0; i < rows.Length; i++)
        {
            matrix.GetRowSpan(rows[i]).CopyTo(selected.GetRowSpan(i));
        }

        return selected;
    }

    /// <summary>Some columns, in the order given.</summary>
    public static T[,] Columns<T>(ReadOnlySpan2D<T> matrix, int[] columns)
    {
        T[,] selected = new T[matrix.Height, columns.Length];
        for (int row = 0; row < matrix.Height; row++)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                selected[row, i] = matrix[row, columns[i]];
            }
        }

        return selected;
    }
}

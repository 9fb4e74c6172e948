using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>Parts of matrices.</summary>
internal static class MatrixRows
{
    /// <summary>Some rows, copied; the matrix itself for none.</summary>
    public static T[,] Select<T>(T[,] matrix, int[] rows)
    {
        if (rows.Length == 0)
        {
            return matrix;
        }

        T[,] selected = new T[rows.Length, matrix.GetLength(1)];
        for (int i = 0; i < rows.Length; i++)
        {
            matrix.GetRowSpan(rows[i]).CopyTo(selected.GetRowSpan(i));
        }

        return selected;
    }

    /// <summary>Some columns, copied; the matrix itself for none.</summary>
    public static T[,] SelectColumns<T>(T[,] matrix, int[] columns)
    {
        if (columns.Length == 0)
        {
            return matrix;
        }

        T[,] selected = new T[matrix.GetLength(0), columns.Length];
        for (int row = 0; row < matrix.GetLength(0); row++)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                selected[row, i] = matrix[row, columns[i]];
            }
        }

        return selected;
    }
}

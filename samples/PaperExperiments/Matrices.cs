namespace PaperExperiments;

/// <summary>Matrices of parts, and parts of matrices.</summary>
internal static class Matrices
{
    /// <summary>The rows, all of the same length, as a matrix.</summary>
    public static double[,] OfRows(IReadOnlyList<double[]> rows) =>
        Map(rows.Count, rows.Count == 0 ? 0 : rows[0].Length, (row, column) => rows[row][column]);

    public static double[] Row(double[,] matrix, int row) =>
        [.. Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix[row, column])];

    public static double[] Column(double[,] matrix, int column) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(row => matrix[row, column])];

    /// <summary>Columns <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1.</summary>
    public static double[,] Columns(double[,] matrix, int first, int count) =>
        Map(matrix.GetLength(0), count, (row, column) => matrix[row, first + column]);

    public static double[,] Transposed(double[,] matrix) =>
        Map(matrix.GetLength(1), matrix.GetLength(0), (row, column) => matrix[column, row]);

    /// <summary>The rows in another order.</summary>
    public static double[,] Rows(double[,] matrix, IReadOnlyList<int> order) =>
        Map(order.Count, matrix.GetLength(1), (row, column) => matrix[order[row], column]);

    public static double[,] Absolute(double[,] matrix) =>
        Map(matrix.GetLength(0), matrix.GetLength(1), (row, column) => Math.Abs(matrix[row, column]));

    /// <summary>A matrix from its entries.</summary>
    public static double[,] Map(int rows, int columns, Func<int, int, double> entry)
    {
        double[,] matrix = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                matrix[row, column] = entry(row, column);
            }
        }

        return matrix;
    }
}

namespace NeuronPursuit.Tests.Builder;

/// <summary>Named data sets at the edge of what is legal.</summary>
internal static class DegenerateData
{
    private const int Count = 40;

    public static IReadOnlyDictionary<string, Func<(double[,] X, double[,] Y)>> All { get; } =
        new Dictionary<string, Func<(double[,] X, double[,] Y)>>
        {
            ["all-zero X"] = () => Change(x: (_, _, _) => 0),
            ["all-zero y"] = () => Change(y: (_, _, _) => 0),
            ["constant y"] = () => Change(y: (_, _, _) => 0.1),
            ["constant X"] = () => Change(x: (_, _, _) => 0.1),
            ["a column of zeros"] = () => Change(x: (_, column, value) => column == 1 ? 0 : value),
            ["a constant column"] = () => Change(x: (_, column, value) => column == 1 ? 7 : value),
            ["one output all zero"] = () => Change(outputs: 2, y: (_, column, value) => column == 1 ? 0 : value),
            ["one output constant"] = () => Change(outputs: 2, y: (_, column, value) => column == 1 ? -3 : value),
            ["duplicated rows"] = () => Change(x: (row, column, _) => Grid(row % 4, column), y: (row, column, _) => Grid(row % 4, column)),
            ["duplicated rows that contradict"] = () => Change(x: (_, column, _) => Grid(0, column)),
            ["one sample"] = () => Draw(1, 3, 1),
            ["one sample, one column"] = () => Draw(1, 1, 1),
            ["one column"] = () => Draw(Count, 1, 1),
            ["more columns than samples"] = () => Draw(3, 30, 1),
            ["more outputs than samples"] = () => Draw(3, 2, 7),
            ["huge X"] = () => Change(x: (_, _, value) => 1e150 * value),
            ["tiny X"] = () => Change(x: (_, _, value) => 1e-150 * value),
            ["huge y"] = () => Change(y: (_, _, value) => 1e150 * value),
            ["tiny y"] = () => Change(y: (_, _, value) => 1e-150 * value),
            ["huge X, tiny y"] = () => Change(x: (_, _, value) => 1e150 * value, y: (_, _, value) => 1e-150 * value),
            ["tiny X, huge y"] = () => Change(x: (_, _, value) => 1e-150 * value, y: (_, _, value) => 1e150 * value),
            ["columns of all scales"] = () => Change(x: (_, column, value) => AllScales(column) * value),
            ["rows of all scales"] = () => Change(x: (row, _, value) => AllScales(row) * value),
            ["outputs of all scales"] = () => Change(outputs: 3, y: (_, column, value) => AllScales(column) * value),
            ["targets of all scales"] = () => Change(y: (row, _, value) => AllScales(row) * value),
            ["one huge input"] = () => Change(x: (row, _, value) => row == 0 ? 1e150 : value),
            ["one huge target"] = () => Change(y: (row, _, value) => row == 0 ? 1e150 : value),
            ["the largest magnitudes"] = () => Change(x: (row, column, _) => Sign(row + column) * 1e152, y: (row, _, _) => Sign(row) * 1e152),
            ["a large offset"] = () => Change(x: (_, _, value) => 1e15 + value),
            ["denormal X"] = () => Change(x: (_, _, value) => 1e-320 * value),
            ["denormal y"] = () => Change(y: (_, _, value) => 1e-320 * value),
            ["the smallest X"] = () => Change(x: (row, column, _) => Sign(row * column) * double.Epsilon),
            ["the smallest y"] = () => Change(y: (row, _, _) => Sign(row) * double.Epsilon),
            ["a single smallest input"] = () => Change(x: (row, column, _) => row + column == 0 ? double.Epsilon : 0),
            ["a single smallest target"] = () => Change(y: (row, _, _) => row == 0 ? double.Epsilon : 0),
        };

    private static (double[,] X, double[,] Y) Change(
        Func<int, int, double, double>? x = null, Func<int, int, double, double>? y = null, int outputs = 1)
    {
        (double[,] X, double[,] Y) = Draw(Count, 3, outputs);
        return (Map(X, x), Map(Y, y));
    }

    private static (double[,] X, double[,] Y) Draw(int count, int inputs, int outputs)
    {
        (double[,] X, _) = Problems.Gaussian(count, inputs, 17, _ => 0);
        double[,] Y = new double[count, outputs];
        for (int i = 0; i < Y.Length; i++)
        {
            (int row, int output) = (i / outputs, i % outputs);
            Y[row, output] = Math.Max(X[row, output % inputs], 0) - 0.3 * Math.Abs(X[row, (output + 1) % inputs]) + 0.1;
        }

        return (X, Y);
    }

    private static double[,] Map(double[,] matrix, Func<int, int, double, double>? change)
    {
        for (int row = 0; change is not null && row < matrix.GetLength(0); row++)
        {
            for (int column = 0; column < matrix.GetLength(1); column++)
            {
                matrix[row, column] = change(row, column, matrix[row, column]);
            }
        }

        return matrix;
    }

    private static double AllScales(int index) => (index % 3) switch { 0 => 1e150, 1 => 1, _ => 1e-150 };

    private static double Grid(int row, int column) => (row - 1.5) * (column + 1) + row * row;

    private static double Sign(int number) => number % 2 == 0 ? 1 : -1;
}

using System.Globalization;

namespace QuickStart;

/// <summary>The concrete-strength data (data/CITATION.md): a row per sample, and the fold that each belongs to.</summary>
public sealed class ConcreteTable
{
    public const int InputCount = 8;

    private readonly double[][] _rows;

    private ConcreteTable(double[][] rows) => _rows = rows;

    /// <summary>The copy that lies beside the program.</summary>
    public static string DefaultPath => Path.Combine(AppContext.BaseDirectory, "data", "concrete.csv");

    public int SampleCount => _rows.Length;

    /// <summary>Reads a file with one line of names, then the inputs, the target and the fold, separated by commas.</summary>
    public static ConcreteTable Load(string path) => new(
    [
        .. File.ReadLines(path)
            .Skip(1)
            .Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray()),
    ]);

    /// <summary>The samples of some folds, as the library takes them: rows are samples.</summary>
    public (double[,] X, double[] y) Select(Predicate<int> inFold)
    {
        double[][] rows = [.. _rows.Where(row => inFold((int)row[InputCount + 1]))];
        double[,] X = new double[rows.Length, InputCount];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < InputCount; column++)
            {
                X[row, column] = rows[row][column];
            }
        }

        return (X, [.. rows.Select(row => row[InputCount])]);
    }
}

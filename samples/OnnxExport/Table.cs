using System.Globalization;

namespace OnnxExportSample;

/// <summary>A table of data/CITATION.md: some columns as numbers (NaN where a field is empty), the target as text, folds.</summary>
public sealed class Table
{
    private readonly string[][] _rows;
    private readonly int[] _columns;

    private Table(string[] names, string[][] rows, int[] columns) =>
        (_rows, _columns, ColumnNames) = (rows, columns, [.. columns.Select(column => names[column])]);

    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Reads a file that lies beside the program.</summary>
    /// <param name="file">Its name; the last two columns are the target and the fold.</param>
    /// <param name="without">Columns to leave out.</param>
    public static Table Load(string file, params string[] without)
    {
        string[][] lines = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", file)).Select(line => line.Split(','))];
        string[] names = lines[0];
        return new Table(names, lines[1..], [.. Enumerable.Range(0, names.Length - 2).Where(column => !without.Contains(names[column]))]);
    }

    /// <summary>The samples of fold 0, or those of the others.</summary>
    public (double[,] X, string[] Target) Select(bool test)
    {
        string[][] rows = [.. _rows.Where(row => row[^1] == "0" == test)];
        double[,] X = new double[rows.Length, _columns.Length];
        for (int i = 0; i < X.Length; i++)
        {
            string field = rows[i / _columns.Length][_columns[i % _columns.Length]];
            X[i / _columns.Length, i % _columns.Length] = field.Length == 0 ? double.NaN : double.Parse(field, CultureInfo.InvariantCulture);
        }

        return (X, [.. rows.Select(row => row[^2])]);
    }
}

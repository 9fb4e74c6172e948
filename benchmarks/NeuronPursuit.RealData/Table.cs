using System.Globalization;
using nietras.SeparatedValues;

namespace NeuronPursuit.RealData;

/// <summary>
/// A CSV file, fields quoted where they need it: a line of names, then samples; the last two columns are the target and the fold. An empty field is a
/// missing value. A column is text when a field of it is no number.
/// </summary>
internal sealed class Table
{
    private readonly string[][] _rows;
    private readonly bool[] _isText;

    private Table(string name, string[] columns, string[][] rows)
    {
        (Name, _rows) = (name, rows);
        _isText = [.. Enumerable.Range(0, columns.Length).Select(column => rows.Any(row => IsText(row[column])))];
        InputColumns = columns.Length - 2;
        Folds = [.. rows.Select(row => row[^1]).Distinct().Order(StringComparer.Ordinal)];
    }

    public string Name { get; }

    public int SampleCount => _rows.Length;

    /// <summary>Columns of the file before the target.</summary>
    public int InputColumns { get; }

    public IReadOnlyList<string> Folds { get; }

    /// <summary>Whether the target is a class: it is text.</summary>
    public bool IsClassification => _isText[InputColumns];

    /// <summary>Whether a column of numbers has an empty field; in one of text it is a value like others.</summary>
    public bool HasMissingValues =>
        Enumerable.Range(0, InputColumns).Any(column => !_isText[column] && _rows.Any(row => row[column].Length == 0));

    public static Table Load(string path)
    {
        using SepReader reader = Sep.New(',').Reader(options => options with { Unescape = true }).FromFile(path);
        string[] columns = [.. reader.Header.ColNames];
        var rows = new List<string[]>();
        foreach (SepReader.Row row in reader)
        {
            string[] fields = row[..].ToStringsArray();
            if (fields[^1].Length == 0 || fields[^2].Length == 0)
            {
                throw new InvalidDataException($"{path}, line {row.LineNumberFrom}: target and fold must not be empty.");
            }

            rows.Add(fields);
        }

        return columns is [.., "target", "fold"] && columns.Length > 2
            ? new Table(Path.GetFileNameWithoutExtension(path), columns, [.. rows])
            : throw new InvalidDataException($"{path}: the last two columns must be named target and fold, after at least one input.");
    }

    /// <summary>Rows outside and inside a fold. Text becomes one column per value that the training rows hold.</summary>
    public Split SplitBy(string fold)
    {
        string[][] training = [.. _rows.Where(row => row[^1] != fold)];
        string[][] test = [.. _rows.Where(row => row[^1] == fold)];
        string[][] levels = [.. Enumerable.Range(0, InputColumns)
            .Select(column => _isText[column] ? training.Select(row => row[column]).Distinct().Order(StringComparer.Ordinal).ToArray() : [])];
        return new Split(
            Encode(training, levels),
            [.. training.Select(row => row[InputColumns])],
            Encode(test, levels),
            [.. test.Select(row => row[InputColumns])]);
    }

    private static bool IsText(string field) =>
        field.Length > 0 && !double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Numbers as they are, missing ones as NaN; an empty text is a value of its own.</summary>
    private double[,] Encode(string[][] rows, string[][] levels)
    {
        double[,] inputs = new double[rows.Length, Enumerable.Range(0, InputColumns).Sum(column => _isText[column] ? levels[column].Length : 1)];
        for (int row = 0; row < rows.Length; row++)
        {
            int place = 0;
            for (int column = 0; column < InputColumns; column++)
            {
                string field = rows[row][column];
                if (!_isText[column])
                {
                    inputs[row, place++] = field.Length == 0 ? double.NaN : double.Parse(field, CultureInfo.InvariantCulture);
                    continue;
                }

                foreach (string level in levels[column])
                {
                    inputs[row, place++] = field == level ? 1 : 0;
                }
            }
        }

        return inputs;
    }
}

/// <summary>Training and test part of a table.</summary>
internal sealed record Split(double[,] X, string[] Target, double[,] TestX, string[] TestTarget)
{
    public double[] Numbers => ToNumbers(Target);

    public double[] TestNumbers => ToNumbers(TestTarget);

    private static double[] ToNumbers(string[] fields) => Array.ConvertAll(fields, field => double.Parse(field, CultureInfo.InvariantCulture));
}

using NeuronPursuit;

namespace OwnTable;

/// <summary>
/// What becomes of the columns that are not the target: numbers stay numbers, with NaN where one is missing, and a column of text
/// becomes a column of 0 and 1 for each of its values.
/// </summary>
public sealed class Features
{
    /// <summary>More values than this in a column of text are mostly names or free text, from which nothing general follows.</summary>
    public const int MaxCategories = 50;

    /// <summary>From this share of numbers on, a cell of text in a column is taken for a mistake.</summary>
    private const double MostlyNumbers = 0.8;

    private const string MissingText = "(missing)";

    private readonly CsvTable _table;
    private readonly int[] _numbers;
    private readonly int[] _texts;

    private Features(CsvTable table, int[] numbers, int[] texts, OneHotEncoder? encoder)
    {
        (_table, _numbers, _texts, Encoder) = (table, numbers, texts, encoder);
        Names =
        [
            .. numbers.Select(column => table.Names[column]),
            .. texts.SelectMany((column, i) => encoder!.Categories[i].Select(category => $"{table.Names[column]}={category}")),
        ];
    }

    /// <summary>The columns of the matrix.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Knows which values the columns of text have; null where there are none.</summary>
    public OneHotEncoder? Encoder { get; }

    /// <summary>Looks at columns.</summary>
    /// <param name="columns">The columns to learn from.</param>
    /// <param name="trainingRows">The rows whose values of text become columns; other values later are all zeros.</param>
    /// <exception cref="BadTableException">There is no column, or one of text has too many values.</exception>
    public static Features Of(CsvTable table, IReadOnlyList<int> columns, int[] trainingRows)
    {
        if (columns.Count == 0)
        {
            throw new BadTableException("No column is left to learn from.");
        }

        int[] numbers = [.. columns.Where(table.IsNumeric)];
        int[] texts = [.. columns.Except(numbers)];
        foreach (int column in texts)
        {
            string[] cells = [.. Enumerable.Range(0, table.RowCount).Select(row => table.Cell(row, column)).OfType<string>()];
            if (cells.Count(text => CsvTable.TryNumber(text, out _)) >= MostlyNumbers * cells.Length)
            {
                throw new BadTableException(
                    $"Column '{table.Names[column]}' has numbers in most rows, but not in {Odd(table, column)}. Correct that cell, empty it, or leave the column out by --without \"{table.Names[column]}\".");
            }

            int categories = Enumerable.Range(0, table.RowCount).Select(row => table.Cell(row, column)).Distinct().Count();
            if (categories > MaxCategories)
            {
                throw new BadTableException(
                    $"Column '{table.Names[column]}' has {categories} different values of text; at most {MaxCategories} are taken as categories. Leave it out by --without \"{table.Names[column]}\", or, if it should be numbers, look at {Odd(table, column)}.");
            }
        }

        return new Features(table, numbers, texts, texts.Length == 0 ? null : OneHotEncoder.Fit(Texts(table, texts, trainingRows)));
    }

    /// <summary>Rows as the library takes them: samples x columns.</summary>
    public double[,] Matrix(int[] rows)
    {
        double[,] X = new double[rows.Length, Names.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < _numbers.Length; j++)
            {
                X[i, j] = _table.Number(rows[i], _numbers[j]);
            }
        }

        if (Encoder is not null)
        {
            double[,] encoded = Encoder.Transform(Texts(_table, _texts, rows));
            for (int i = 0; i < rows.Length; i++)
            {
                for (int j = 0; j < Encoder.EncodedCount; j++)
                {
                    X[i, _numbers.Length + j] = encoded[i, j];
                }
            }
        }

        return X;
    }

    private static string[,] Texts(CsvTable table, int[] texts, int[] rows)
    {
        string[,] cells = new string[rows.Length, texts.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < texts.Length; j++)
            {
                cells[i, j] = table.Cell(rows[i], texts[j]) ?? MissingText;
            }
        }

        return cells;
    }

    /// <summary>The first cell that is no number: often a unit, or a decimal comma.</summary>
    private static string Odd(CsvTable table, int column)
    {
        int row = Enumerable.Range(0, table.RowCount).First(row =>
            table.Cell(row, column) is { } text && !CsvTable.TryNumber(text, out _));
        return $"line {table.Line(row)}, which has '{table.Cell(row, column)}' (numbers are written with a point)";
    }
}

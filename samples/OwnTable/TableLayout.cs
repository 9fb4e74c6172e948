namespace OwnTable;

/// <summary>A row of a file.</summary>
/// <param name="Line">The line in which it begins, from 1.</param>
/// <param name="Cells">What is missing is null.</param>
public sealed record TableRow(int Line, string?[] Cells);

/// <summary>Where the names of columns stand.</summary>
public enum NamesIn
{
    FirstRow,
    Comment,
    Nowhere,
}

/// <summary>What the rows of a file are: names or a sample, with a name for every cell or for all but the first.</summary>
/// <param name="Names">One a column.</param>
/// <param name="Rows">The samples.</param>
/// <param name="NamesIn">Where the names stand.</param>
/// <param name="HasRowNames">Whether the first column names rows, and so says nothing of others.</param>
public sealed record TableLayout(string[] Names, IReadOnlyList<TableRow> Rows, NamesIn NamesIn, bool HasRowNames)
{
    /// <summary>From this share of numbers on, a column is one of numbers.</summary>
    private const double MostlyNumbers = 0.8;

    /// <summary>Tells names from samples.</summary>
    /// <param name="rows">All rows that are not blank, at least one.</param>
    /// <param name="namesInAComment">Names that stood in front of the rows as a comment; null for none.</param>
    /// <param name="wanted">Names that are asked for: where the first row has one, it is the row of names.</param>
    public static TableLayout Of(IReadOnlyList<TableRow> rows, string?[]? namesInAComment, IReadOnlyList<string> wanted)
    {
        if (AreShifted(rows))
        {
            return new TableLayout(Named([null, .. rows[0].Cells]), [.. rows.Skip(1)], NamesIn.FirstRow, HasRowNames: true);
        }

        rows = WithoutEndings(rows);
        string?[] first = rows[0].Cells;
        TableRow[] rest = [.. rows.Skip(1)];
        NamesIn place = first.Intersect(wanted).Any() || !IsSample(first, rest) ? NamesIn.FirstRow
            : namesInAComment?.Length == first.Length ? NamesIn.Comment
            : NamesIn.Nowhere;
        IReadOnlyList<TableRow> samples = place == NamesIn.FirstRow ? rest : rows;
        string?[] names = place switch
        {
            NamesIn.FirstRow => first,
            NamesIn.Comment => namesInAComment!,
            _ => new string?[first.Length],
        };
        bool rowNames = place != NamesIn.Nowhere && names[0] is null && AreRowNames([.. samples.Select(row => row.Cells[0])]);
        return new TableLayout(Named(names), samples, place, rowNames);
    }

    /// <summary>One cell more than names in all rows, as R writes names of rows, and not because lines end with a separator.</summary>
    private static bool AreShifted(IReadOnlyList<TableRow> rows)
    {
        int width = rows[0].Cells.Length + 1;
        return rows.Count > 1
            && rows.Skip(1).All(row => row.Cells.Length == width)
            && rows.Skip(1).Any(row => Filled(row.Cells) == width)
            && rows[0].Cells[^1] is not null;
    }

    /// <summary>Lines may end with separators: cells without a name in which nothing stands.</summary>
    private static TableRow[] WithoutEndings(IReadOnlyList<TableRow> rows)
    {
        int named = Filled(rows[0].Cells);
        int width = rows.Skip(1).All(row => Filled(row.Cells) <= named) ? named : rows[0].Cells.Length;
        return [.. rows.Select(row => row.Cells.Length > width && Filled(row.Cells) <= width ? row with { Cells = row.Cells[..width] } : row)];
    }

    private static int Filled(string?[] cells) => Array.FindLastIndex(cells, cell => cell is not null) + 1;

    /// <summary>Numbers in the first row where the others have numbers, and nowhere a text above numbers.</summary>
    private static bool IsSample(string?[] first, TableRow[] rest)
    {
        bool number = false;
        for (int column = 0; column < first.Length; column++)
        {
            string[] below = [.. rest.Where(row => column < row.Cells.Length).Select(row => row.Cells[column]).OfType<string>()];
            if (first[column] is not { } cell || below.Length == 0
                || below.Count(text => CsvTable.TryNumber(text, out _)) < MostlyNumbers * below.Length)
            {
                continue;
            }

            if (!CsvTable.TryNumber(cell, out _))
            {
                return false;
            }

            number = true;
        }

        return number;
    }

    private static string[] Named(string?[] names) => [.. names.Select((name, i) => name ?? $"column {i + 1}")];

    /// <summary>All different, and texts or whole numbers: what is written for an index.</summary>
    private static bool AreRowNames(string?[] cells) =>
        cells.Distinct().Count() == cells.Length
        && Array.TrueForAll(cells, cell => cell is not null && (ulong.TryParse(cell, out _) || !CsvTable.TryNumber(cell, out _)));
}

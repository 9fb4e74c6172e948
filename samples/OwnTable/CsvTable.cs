using System.Globalization;
using nietras.SeparatedValues;

namespace OwnTable;

/// <summary>A CSV file: its cells as text, with what is missing as null.</summary>
public sealed class CsvTable
{
    private static readonly string[] Missing = ["", "NA", "N/A", "NaN", "null", "?"];

    private readonly TableLayout _layout;

    private CsvTable(TableLayout layout, IReadOnlyList<string> notes) => (_layout, Notes) = (layout, notes);

    public IReadOnlyList<string> Names => _layout.Names;

    public int RowCount => _layout.Rows.Count;

    /// <summary>The column that only names the rows; null if there is none.</summary>
    public int? RowNames => _layout.HasRowNames ? 0 : null;

    /// <summary>What was taken for something other than a row or a column, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>
    /// Reads a file. The separator (comma, semicolon, tab, bar or blanks) is told from its lines; comments, a line such as
    /// sep=;, separators at the end of lines and names of rows are told from samples.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">Columns that are asked for, which help to tell whether the first line names them.</param>
    /// <exception cref="BadTableException">There is no such file, it is empty, or a line has another number of cells.</exception>
    public static CsvTable Read(string path, params IReadOnlyList<string> wanted)
    {
        if (!File.Exists(path))
        {
            throw new BadTableException($"There is no file {Path.GetFullPath(path)}.");
        }

        var text = TableText.Of(File.ReadAllText(path));
        TableRow[] rows = Rows(text.Rows, text.Separator);
        if (rows.Length == 0)
        {
            throw Empty(path);
        }

        string?[]? names = text.NamesInAComment is { } comment ? Rows(comment.Record, text.Separator)[0].Cells : null;
        var layout = TableLayout.Of(rows, names, wanted);
        if (layout.Rows.Count == 0)
        {
            throw Empty(path);
        }

        if (layout.Names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new BadTableException($"The first line of {path} does not name the columns: '{twice.Key}' is found {twice.Count()} times.");
        }

        if (layout.Rows.FirstOrDefault(row => row.Cells.Length != layout.Names.Length) is { } other)
        {
            string which = layout.NamesIn == NamesIn.FirstRow ? "header" : "first row";
            throw new BadTableException(
                $"Line {other.Line} has {other.Cells.Length} cells, but the {which} has {layout.Names.Length} columns. Cells that contain the separator must stand in double quotes.");
        }

        return new CsvTable(layout, [.. NotesOf(text, layout)]);
    }

    /// <summary>The place of a column.</summary>
    /// <exception cref="BadTableException">There is none of this name; the message lists those there are.</exception>
    public int Column(string name)
    {
        for (int column = 0; column < Names.Count; column++)
        {
            if (Names[column] == name)
            {
                return column;
            }
        }

        string where = _layout.NamesIn != NamesIn.Nowhere ? "" : " The first line has numbers where the others have, so it was taken for a row and not for names.";
        throw new BadTableException($"There is no column '{name}'. The columns are: {string.Join(", ", Names)}.{where}");
    }

    /// <summary>A cell; null where it is missing.</summary>
    public string? Cell(int row, int column) => _layout.Rows[row].Cells[column];

    /// <summary>The line of the file that a row stands in, from 1.</summary>
    public int Line(int row) => _layout.Rows[row].Line;

    /// <summary>A cell as a number; NaN where it is missing.</summary>
    public double Number(int row, int column) => Cell(row, column) is { } text && TryNumber(text, out double number) ? number : double.NaN;

    /// <summary>Whether all cells of a column that are there are numbers.</summary>
    public bool IsNumeric(int column) => _layout.Rows.All(row => row.Cells[column] is not { } text || TryNumber(text, out _));

    /// <summary>Reads a number with a point. A comma is refused: elsewhere 3,14 would be read as 314.</summary>
    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static TableRow[] Rows(string text, char separator)
    {
        // Names and numbers of cells are looked at later, where lines can be named.
        using SepReader reader = new Sep(separator)
            .Reader(options => options with { HasHeader = false, Unescape = true, Trim = SepTrim.Outer, DisableColCountCheck = true })
            .FromText(text);
        var rows = new List<TableRow>();
        foreach (SepReader.Row row in reader)
        {
            if (row.ColCount > 1 || !row[0].Span.IsEmpty)
            {
                rows.Add(new TableRow(row.LineNumberFrom, Cells(row)));
            }
        }

        return [.. rows];
    }

    private static string?[] Cells(SepReader.Row row)
    {
        string?[] cells = new string?[row.ColCount];
        for (int column = 0; column < cells.Length; column++)
        {
            string text = row[column].ToString();
            cells[column] = Missing.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : text;
        }

        return cells;
    }

    private static IEnumerable<string> NotesOf(TableText text, TableLayout layout)
    {
        if (text.Comments.Count > 0)
        {
            yield return $"{text.Comments.Count} lines are comments, the first of them line {text.Comments[0]}";
        }

        if (layout.NamesIn == NamesIn.Nowhere)
        {
            yield return $"no line names the columns, so they are called column 1 to column {layout.Names.Length}";
        }
        else if (layout.NamesIn == NamesIn.Comment)
        {
            yield return $"the comment in line {text.NamesInAComment!.Value.Line} names the columns";
        }

        if (layout.HasRowNames)
        {
            yield return "the first column has no name and only names the rows: it is left out";
        }
    }

    private static BadTableException Empty(string path) =>
        new($"{path} is empty: it needs a line of column names, and a line for each sample.");
}

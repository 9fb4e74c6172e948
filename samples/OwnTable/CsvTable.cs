using System.Globalization;
using nietras.SeparatedValues;

namespace OwnTable;

/// <summary>A CSV file with a header: its cells as text, with what is missing as null.</summary>
public sealed class CsvTable
{
    private static readonly string[] Missing = ["", "NA", "N/A", "NaN", "null", "?"];

    private readonly List<string?[]> _rows = [];
    private readonly List<int> _lines = [];

    private CsvTable(IReadOnlyList<string> names) => Names = names;

    public IReadOnlyList<string> Names { get; }

    public int RowCount => _rows.Count;

    /// <summary>Reads a file. The separator (comma, semicolon, tab or bar) is told from the header.</summary>
    /// <exception cref="BadTableException">There is no such file, it is empty, or a line has another number of cells.</exception>
    public static CsvTable Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new BadTableException($"There is no file {Path.GetFullPath(path)}.");
        }

        try
        {
            // The number of cells is checked below, where the line can be named.
            using SepReader reader = Sep.Reader(options => options with { Unescape = true, Trim = SepTrim.Outer, DisableColCountCheck = true }).FromFile(path);
            var table = new CsvTable([.. reader.Header.ColNames.Select((name, i) => name.Length > 0 ? name : $"column {i + 1}")]);
            foreach (SepReader.Row row in reader)
            {
                table.Add(row);
            }

            return table.RowCount > 0 ? table : throw new BadTableException(
                $"{path} is empty: it needs a line of column names, and a line for each sample.");
        }
        catch (ArgumentException error)
        {
            throw new BadTableException($"The first line of {path} does not name the columns: {error.Message}");
        }
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

        throw new BadTableException($"There is no column '{name}'. The columns are: {string.Join(", ", Names)}.");
    }

    /// <summary>A cell; null where it is missing.</summary>
    public string? Cell(int row, int column) => _rows[row][column];

    /// <summary>The line of the file that a row stands in, from 1.</summary>
    public int Line(int row) => _lines[row];

    /// <summary>A cell as a number; NaN where it is missing.</summary>
    public double Number(int row, int column) => Cell(row, column) is { } text && TryNumber(text, out double number) ? number : double.NaN;

    /// <summary>Whether all cells of a column that are there are numbers.</summary>
    public bool IsNumeric(int column) => _rows.TrueForAll(row => row[column] is not { } text || TryNumber(text, out _));

    /// <summary>Reads a number with a point. A comma is refused: elsewhere 3,14 would be read as 314.</summary>
    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private void Add(SepReader.Row row)
    {
        if (row.ColCount == 1 && Names.Count > 1 && row[0].Span.IsEmpty)
        {
            return;   // a blank line
        }

        if (row.ColCount != Names.Count)
        {
            throw new BadTableException(
                $"Line {row.LineNumberFrom} has {row.ColCount} cells, but the header has {Names.Count} columns. Cells that contain the separator must stand in double quotes.");
        }

        string?[] cells = new string?[row.ColCount];
        for (int column = 0; column < cells.Length; column++)
        {
            string text = row[column].ToString();
            cells[column] = Missing.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : text;
        }

        _rows.Add(cells);
        _lines.Add(row.LineNumberFrom);
    }
}

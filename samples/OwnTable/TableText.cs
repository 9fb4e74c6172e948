using System.Text.RegularExpressions;

namespace OwnTable;

/// <summary>The text of a file without what is no row of it: a line that names the separator, and comments.</summary>
public sealed partial class TableText
{
    private static readonly string[] CommentSigns = ["#", "%", "//"];

    private readonly string[] _lines;
    private readonly bool[] _begins;

    private TableText(string[] lines)
    {
        _lines = lines;
        _begins = new bool[lines.Length];
        bool quoted = false;
        for (int i = 0; i < lines.Length; i++)
        {
            // A line end between quotes is part of a cell.
            _begins[i] = !quoted;
            quoted ^= lines[i].Count(sign => sign == '"') % 2 == 1;
        }
    }

    /// <summary>The rows, in the lines in which they were; other lines are empty.</summary>
    public string Rows => string.Join('\n', _lines);

    /// <summary>Where a table may begin with a comment of its names, as some programs write them: that line without its sign.</summary>
    public (string Record, int Line)? NamesInAComment { get; private set; }

    /// <summary>What stands between cells; a tab in <see cref="Rows"/> where it was blanks in the file.</summary>
    public char Separator { get; private set; }

    /// <summary>Lines that are comments, from 1.</summary>
    public IReadOnlyList<int> Comments { get; private set; } = [];

    /// <summary>Looks at a text.</summary>
    /// <exception cref="BadTableException">A line may be a comment or a row.</exception>
    public static TableText Of(string content)
    {
        var text = new TableText(content.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r'));
        char? named = text.TakeSeparatorLine();
        int[] signed = [.. Enumerable.Range(0, text._lines.Length).Where(i => text._begins[i] && SignOf(text._lines[i]) is not null)];
        int others = text.Records(except: signed).Count();
        int[] surely = others > 1 ? signed : [.. signed.Where(line => line < text.First())];
        text.Separator = named ?? Separators.Tell(text.Records(except: surely));
        if (signed.Length > 0 && others > 0)
        {
            text.TakeComments(signed, others);
        }

        if (text.Separator == Separators.Blanks)
        {
            text.Separator = '\t';
            for (int i = 0; i < text._lines.Length; i++)
            {
                text._lines[i] = Separators.BlanksToTabs(text._lines[i]);
            }
        }

        return text;
    }

    /// <summary>Some spreadsheets write and read a first line such as sep=;.</summary>
    private char? TakeSeparatorLine()
    {
        Match match = SeparatorLine().Match(_lines[0]);
        if (!match.Success)
        {
            return null;
        }

        _lines[0] = "";
        return match.Groups[1].ValueSpan[0];
    }

    /// <param name="signed">Lines that begin with the sign of a comment.</param>
    /// <param name="others">How many rows do not.</param>
    private void TakeComments(int[] signed, int others)
    {
        int first = First();
        int width = Separators.Cells(_lines[first], Separator);
        int[] perhapsRows = [.. signed.Where(line => line > first && Separators.Cells(_lines[line], Separator) == width)];
        if (perhapsRows.Length >= others - 1)
        {
            // A first column of colours, such as #ff0000.
            signed = [.. signed.Where(line => line < first)];
        }
        else if (perhapsRows.Length > 0 && !FirstColumnIsNumbers(signed))
        {
            int line = Array.Find(perhapsRows, line => !Words(line).StartsWith(' '));
            if (line > 0)
            {
                string sign = SignOf(_lines[line])!;
                throw new BadTableException(
                    $"Line {line + 1} begins with '{sign}' and has as many cells as a row. If it is a comment, write a blank after '{sign}' or remove the line; if it is a row, put its first cell in double quotes.");
            }
        }

        foreach (int line in signed)
        {
            if (line < first && Separators.Cells(Words(line).Trim(), Separator) == width)
            {
                NamesInAComment = (Separator == Separators.Blanks ? Separators.BlanksToTabs(Words(line)) : Words(line).Trim(), line + 1);
            }

            _lines[line] = "";
        }

        Comments = [.. signed.Select(line => line + 1)];
    }

    /// <summary>The first line that has something in it and does not begin like a comment.</summary>
    private int First() => Array.FindIndex(_lines, line => line.Trim().Length > 0 && SignOf(line) is null);

    /// <summary>A comment without its sign.</summary>
    private string Words(int line) => _lines[line].TrimStart()[SignOf(_lines[line])!.Length..];

    /// <summary>Whether a row among the others would be odd that began with the sign of a comment.</summary>
    private bool FirstColumnIsNumbers(int[] signed) => Records(except: signed).Skip(1).All(record =>
    {
        string cell = record.Split(Separator)[0].Trim(' ', '"');
        return cell.Length == 0 || CsvTable.TryNumber(cell, out _);
    });

    /// <summary>What begins with a line that has something in it, with the lines that belong to it.</summary>
    private IEnumerable<string> Records(int[] except)
    {
        for (int i = 0; i < _lines.Length; i++)
        {
            if (!_begins[i] || _lines[i].Trim().Length == 0 || Array.BinarySearch(except, i) >= 0)
            {
                continue;
            }

            int end = i + 1;
            while (end < _lines.Length && !_begins[end])
            {
                end++;
            }

            yield return string.Join('\n', _lines[i..end]);
        }
    }

    private static string? SignOf(string line) =>
        Array.Find(CommentSigns, sign => line.AsSpan().TrimStart().StartsWith(sign, StringComparison.Ordinal));

    [GeneratedRegex("^\\s*\"?sep=(.)\"?\\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex SeparatorLine();
}

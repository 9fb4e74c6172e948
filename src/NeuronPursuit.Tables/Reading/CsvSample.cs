using System.Text;
using nietras.SeparatedValues;

namespace NeuronPursuit;

/// <summary>What the beginning of a CSV file shows of the rest: where it begins, what separates cells, and the first rows.</summary>
/// <param name="SkippedLines">Lines before the first row: comments, blank ones, and one such as sep=;.</param>
/// <param name="Separator">Between cells.</param>
/// <param name="IsBlanks">Whether runs of blanks separate cells in the file, which tabs take the place of.</param>
/// <param name="HasStrays">Whether cells that do not begin with a quote have one.</param>
/// <param name="Rows">The first rows, those of nothing but one blank cell left out.</param>
/// <param name="Notes">What was found, in sentences.</param>
internal sealed record CsvSample(int SkippedLines, char Separator, bool IsBlanks, bool HasStrays, IReadOnlyList<string[]> Rows, IReadOnlyList<string> Notes)
{
    private const int MaxCharacters = 1 << 20;
    private const int MaxRows = 2000;

    // Text has blanks too, so that they must do clearly better than a sign that is there for no other reason.
    private const double TrustInBlanks = 0.8;

    // Of those that cut all lines alike the first one counts: where a comma is the sign of decimals it may do so too.
    private static readonly char[] Candidates = [';', '\t', '|', ','];

    // Take the place of a separator where there is one column, whose commas are those of its cells.
    private static readonly char[] OfOneColumn = [';', '|', '\t', '~'];

    public static CsvSample Of(TextReader reader, CsvOptions options)
    {
        string text = Beginning(reader);
        bool isWhole = text.Length < MaxCharacters;
        var notes = new List<string>();
        (int skipped, int start, char? said) = Preamble(text, notes);
        text = text[start..];
        char separator = options.Separator ?? said ?? Tell(text);
        bool isBlanks = separator == BlankSeparated.Blanks;
        if (isBlanks)
        {
            (text, separator) = (BlankSeparated.ToTabs(text), '\t');
            notes.Add("cells are separated by blanks");
        }

        text = isWhole ? text : WholeRecords(text, separator);
        bool strays = text.Contains('"') && QuoteScan.Of(text, separator).HasStray;
        if (strays)
        {
            using var mended = new MendedQuotes(new StringReader(text), separator);
            text = mended.ReadToEnd();
        }

        using SepReader rows = Reader(separator).FromText(text);
        var sample = new List<string[]>();
        foreach (SepReader.Row row in rows)
        {
            if (sample.Count == MaxRows)
            {
                break;
            }

            if (!IsBlank(row))
            {
                sample.Add(Cells(row));
            }
        }

        return new CsvSample(skipped, separator, isBlanks, strays, sample, notes);
    }

    /// <summary>A reader that leaves names and numbers of cells to its caller, who can name lines.</summary>
    public static SepReaderOptions Reader(char separator) => new Sep(separator).Reader(options => options with
    {
        HasHeader = false,
        Unescape = true,
        Trim = SepTrim.Outer,
        DisableColCountCheck = true,
    });

    public static bool IsBlank(SepReader.Row row) => row.ColCount == 0 || (row.ColCount == 1 && row[0].Span.IsEmpty);

    /// <summary>Block by block: most files are small.</summary>
    private static string Beginning(TextReader reader)
    {
        var text = new StringBuilder();
        char[] block = new char[1 << 15];
        for (int read = 1; read > 0 && text.Length < MaxCharacters;)
        {
            read = reader.ReadBlock(block, 0, Math.Min(block.Length, MaxCharacters - text.Length));
            text.Append(block, 0, read);
        }

        return text.ToString();
    }

    private static string[] Cells(SepReader.Row row)
    {
        string[] cells = new string[row.ColCount];
        for (int column = 0; column < cells.Length; column++)
        {
            cells[column] = row[column].ToString();
        }

        return cells;
    }

    /// <summary>Comments before the first row begin with # and a blank, or with no separator in them.</summary>
    private static (int Lines, int Start, char? Separator) Preamble(string text, List<string> notes)
    {
        (int lines, int start, char? separator, int comments) = (0, 0, null, 0);
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            ReadOnlySpan<char> line = (end < 0 ? text.AsSpan(start) : text.AsSpan(start, end - start)).Trim();
            ReadOnlySpan<char> bare = line.Trim('"');
            if (lines == 0 && bare.Length == 5 && bare.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
            {
                separator = bare[4];
            }
            else if (line.StartsWith("# ") || (line.StartsWith("#") && !line.ContainsAny(Candidates)))
            {
                comments++;
            }
            else if (!line.IsEmpty || end < 0)
            {
                break;
            }

            lines++;
            start = end + 1;
        }

        if (comments > 0)
        {
            notes.Add($"{comments} lines before the first row are comments");
        }

        return (lines, start, separator);
    }

    /// <summary>Without the last record, which may be cut.</summary>
    private static string WholeRecords(string text, char separator)
    {
        (int end, var quotes) = (0, new QuoteScan(separator.ToString()));
        for (int i = 0; i < text.Length; i++)
        {
            end = !quotes.IsWithin(text[i]) && text[i] == '\n' ? i + 1 : end;
        }

        return end > 0 ? text[..end] : text;
    }

    /// <summary>The separator of which all lines have about as many as the first one; a comma where there is none.</summary>
    private static char Tell(string text)
    {
        List<string> records = [.. Records(text).Take(200)];
        (char Separator, double Score) best = (',', 0);
        foreach (char candidate in Candidates)
        {
            double score = Score([.. records.Select(record => CellsOf(record, candidate))]);
            best = score > best.Score ? (candidate, score) : best;
        }

        // One name above commas: names of rows are not known by that, while decimal commas and texts are as likely.
        if (best.Score == 0 && records.Skip(1).Any(record => CellsOf(record.TrimEnd().TrimEnd(','), ',') > 1))
        {
            best.Separator = OfOneColumn.FirstOrDefault(sign => !records.Exists(record => record.Contains(sign)), ',');
        }

        int[] blanks = [.. records.Select(record => CellsOf(BlankSeparated.ToTabs(record), '\t'))];

        // Where blanks divide all lines alike, a tab among them may be one of them.
        bool hasOneTab = best.Separator == '\t' && records.All(record => CellsOf(record, '\t') == 2) && blanks.Distinct().Count() == 1 && blanks[0] > 3;
        return records.Count > 1 && (hasOneTab || TrustInBlanks * Score(blanks) > best.Score) ? BlankSeparated.Blanks : best.Separator;
    }

    private static double Score(int[] cells) => cells is [] or [< 2, ..]
        ? 0
        : cells.Average(count => (count - cells[0]) switch { 0 => 1.0, 1 => 0.9, -1 => 0.5, _ => 0 });

    private static int CellsOf(string record, char separator)
    {
        (int cells, var quotes) = (1, new QuoteScan(separator.ToString()));
        foreach (char sign in record)
        {
            cells += !quotes.IsWithin(sign) && sign == separator ? 1 : 0;
        }

        return cells;
    }

    private static IEnumerable<string> Records(string text)
    {
        (int start, var quotes) = (0, new QuoteScan(new string(Candidates)));
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (!quotes.IsWithin(text[i]) && text[i] == '\n'))
            {
                if (!text.AsSpan(start, i - start).IsWhiteSpace())
                {
                    yield return text[start..i].TrimEnd('\r');
                }

                start = i + 1;
            }
        }
    }
}

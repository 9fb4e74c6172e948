namespace OwnTable;

/// <summary>What stands between cells: a comma, semicolon, tab or bar, or any run of blanks.</summary>
public static class Separators
{
    /// <summary>Stands for any run of blanks.</summary>
    public const char Blanks = ' ';

    private const int RecordsLookedAt = 200;

    // A line of text has blanks too, so that they must do clearly better than a sign that is there for no other reason.
    private const double TrustInBlanks = 0.8;

    // Of those that cut all lines alike the first one counts: where a comma is the sign of decimals it does so too.
    private static readonly char[] Candidates = [';', '\t', '|', ',', Blanks];

    /// <summary>The separator of which all lines have about as many as the first one.</summary>
    /// <param name="records">Lines with something in them, those that belong together joined.</param>
    public static char Tell(IEnumerable<string> records)
    {
        string[] looked = [.. records.Take(RecordsLookedAt)];
        (char Separator, double Score) best = (',', 0);
        foreach (char candidate in Candidates)
        {
            double score = ScoreOf(candidate, [.. looked.Select(record => Cells(record, candidate))]);
            best = score > best.Score ? (candidate, score) : best;
        }

        return best.Separator;
    }

    /// <summary>How many cells a line has.</summary>
    public static int Cells(string record, char separator) =>
        separator == Blanks ? Cells(BlanksToTabs(record), '\t') : 1 + PlacesOf(record, separator).Count();

    /// <summary>The same with one tab for every run of blanks between cells, so that a reader of tabs can read it.</summary>
    public static string BlanksToTabs(string record)
    {
        var text = new System.Text.StringBuilder(record.Length);
        bool quoted = false;
        bool between = false;
        foreach (char sign in record.Trim(' ', '\t'))
        {
            quoted ^= sign == '"';
            bool blank = !quoted && sign is ' ' or '\t';
            if (!(blank && between))
            {
                text.Append(blank ? '\t' : sign);
            }

            between = blank;
        }

        return text.ToString();
    }

    private static double ScoreOf(char separator, int[] cells)
    {
        if (cells.Length == 0 || cells[0] < 2)
        {
            return 0;
        }

        // One more or fewer may be a separator at the end of lines, or a column of row names that the header does not name.
        double score = cells.Average(count => (count - cells[0]) switch { 0 => 1.0, 1 => 0.9, -1 => 0.5, _ => 0 });
        return separator == Blanks ? TrustInBlanks * score : score;
    }

    private static IEnumerable<int> PlacesOf(string record, char separator)
    {
        bool quoted = false;
        for (int i = 0; i < record.Length; i++)
        {
            quoted ^= record[i] == '"';
            if (!quoted && record[i] == separator)
            {
                yield return i;
            }
        }
    }
}

namespace NeuronPursuit;

/// <summary>What texts are: yes and no, dates, categories or text.</summary>
internal static class TextColumns
{
    // Texts of this many words, most of them found once, are sentences or names, from which nothing general follows.
    private const double WordsOfText = 3;
    private const int FewTexts = 20;

    // From this share of dates on a column is one of dates, as it is with numbers.
    private const double MostlyDates = 0.8;
    private const int FewDates = 5;

    /// <summary>Makes a column of texts.</summary>
    /// <param name="name">Of the column.</param>
    /// <param name="codes">The place of each cell among the levels, or negative where it is missing. Taken over.</param>
    /// <param name="levels">Different texts, in any order; those that no code names are none.</param>
    /// <param name="lines">The line of a file where each level is found first; null where there are no lines.</param>
    public static Column Of(string name, int[] codes, IReadOnlyList<string> levels, IReadOnlyList<int>? lines = null)
    {
        var column = LevelColumn.Sorted(name, codes, levels, ColumnKind.Category);
        if (column.Levels.Length == 0)
        {
            double[] none = new double[codes.Length];
            Array.Fill(none, double.NaN);
            return new NumberColumn(name, none);
        }

        if (YesNoWords.Read(column.Levels) is { } isYes)
        {
            return AsYesNo(column, isYes);
        }

        if (DateText.Read(column.Levels, out long[] ticks, out string[] others) is { } format)
        {
            return AsDate(column, ticks, format);
        }

        if (others.Length > 0)
        {
            return column with
            {
                Of = ColumnKind.Text,
                Problem = $"has dates such as {column.Levels[0]}, which may be {string.Join(" or ", others)}. Say which, as in table.AsDate(\"{name}\", \"{others[0]}\")",
            };
        }

        if (OddDate(column, level => lines is null ? null : lines[((IList<string>)[.. levels]).IndexOf(level)]) is { } odd)
        {
            return column with { Of = ColumnKind.Text, Problem = odd };
        }

        return IsFreeText(column)
            ? column with
            {
                Of = ColumnKind.Text,
                Problem = $"is text ({column.Levels.Length} different ones, such as '{Short(column.Levels[0])}'), from which nothing general follows. Leave it out by table.Without(\"{name}\"), make columns of your own of what it says, or take it as categories by table.AsCategory(\"{name}\")",
            }
            : column;
    }

    public static LevelColumn AsYesNo(LevelColumn column, bool[] isYes)
    {
        string no = Spelling(false) ?? "no";
        string yes = Spelling(true) ?? "yes";
        return column with
        {
            Codes = Array.ConvertAll(column.Codes, code => code < 0 ? code : isYes[code] ? 1 : 0),
            Levels = [no, yes],
            Of = ColumnKind.YesNo,
            Spelled = column.Spelled ?? (column.Of == ColumnKind.YesNo ? null : column),
        };

        string? Spelling(bool yes) => column.Levels.Where((_, level) => isYes[level] == yes).FirstOrDefault();
    }

    public static DateColumn AsDate(LevelColumn column, long[] ticks, string format) =>
        new(column.Name, Array.ConvertAll(column.Codes, code => code < 0 ? DateColumn.Missing : ticks[code])) { Format = format };

    public static string Short(string text) => text.Length <= 40 ? text : text[..37] + "...";

    /// <summary>Why a column that is mostly dates is none; null where it has nothing of dates.</summary>
    private static string? OddDate(LevelColumn column, Func<string, int?> lineOf)
    {
        int[] counts = column.Counts();
        int total = counts.Sum();
        if (total < FewDates || DateText.Mostly(column.Levels, counts, MostlyDates) is not { } dates)
        {
            return null;
        }

        // The first cell that is no date; where all are, the first that the format of the first does not read.
        int others = Enumerable.Range(0, dates.Length).Sum(level => dates[level] ? 0 : counts[level]);
        int first = column.Codes.First(code => code >= 0 && dates[code]);
        int row = Array.FindIndex(column.Codes, code => code >= 0 && (others > 0 ? !dates[code] : !DateText.AreAlike(column.Levels[first], column.Levels[code])));
        string? text = row < 0 ? null : column.TextAt(row);
        string place = text is null ? "" : lineOf(text) is { } line ? $" in line {line}" : $" in row {row} (counted from 0)";
        string found = others > 0
            ? $"has dates in {total - others} cells and something else in {others}, first '{Short(text!)}'{place}"
            : $"has dates of several formats, such as '{column.Levels[first]}'{(text is null ? "" : $" and '{text}'{place}")}";
        return $"{found}. Correct it, name what means missing in CsvOptions.MissingMarks, or take all as categories by table.AsCategory(\"{column.Name}\")";
    }

    private static bool IsFreeText(LevelColumn column)
    {
        int known = column.Codes.Count(code => code >= 0);
        return column.Levels.Length > FewTexts && 2 * column.Levels.Length > known
            && column.Levels.Average(level => level.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length) >= WordsOfText;
    }
}

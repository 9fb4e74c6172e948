namespace NeuronPursuit;

/// <summary>What texts are: yes and no, dates, categories or text.</summary>
internal static class TextColumns
{
    // Texts of this many words, most of them found once, are sentences or names, from which nothing general follows.
    private const double WordsOfText = 3;
    private const int FewTexts = 20;

    /// <summary>Makes a column of texts.</summary>
    /// <param name="name">Of the column.</param>
    /// <param name="codes">The place of each cell among the levels, or negative where it is missing. Taken over.</param>
    /// <param name="levels">Different texts, in any order; those that no code names are none.</param>
    public static Column Of(string name, int[] codes, IReadOnlyList<string> levels)
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
        };

        string? Spelling(bool yes) => column.Levels.Where((_, level) => isYes[level] == yes).FirstOrDefault();
    }

    public static DateColumn AsDate(LevelColumn column, long[] ticks, string format) =>
        new(column.Name, Array.ConvertAll(column.Codes, code => code < 0 ? DateColumn.Missing : ticks[code])) { Format = format };

    public static string Short(string text) => text.Length <= 40 ? text : text[..37] + "...";

    private static bool IsFreeText(LevelColumn column)
    {
        int known = column.Codes.Count(code => code >= 0);
        return column.Levels.Length > FewTexts && 2 * column.Levels.Length > known
            && column.Levels.Average(level => level.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length) >= WordsOfText;
    }
}

using System.Globalization;

namespace NeuronPursuit;

/// <summary>Texts that say they should be numbers: numbers of a source that has only text, numbers among other cells, and numbers with a unit.</summary>
internal static class NumbersAmongTexts
{
    // More than this part of the cells.
    private const double Most = 0.5;
    private const double NearlyAll = 0.8;
    private const int FewCells = 5;

    /// <summary>What the cells are, and what to do about it; null where most are no numbers, or codes.</summary>
    public static string? Of(Column column)
    {
        if (column is not LevelColumn { Of: ColumnKind.Category, IsChosen: false } own || own.Compacted() is not { Levels.Length: > 0 } levels)
        {
            return null;
        }

        int[] counts = levels.Counts();
        int total = counts.Sum();
        bool[] numbers = Array.ConvertAll(levels.Levels, level => NumberText.EvidenceOf(level) != MarkEvidence.NotNumber);
        int found = Enumerable.Range(0, counts.Length).Sum(level => numbers[level] ? counts[level] : 0);
        string[] others = [.. levels.Levels.Where((_, level) => !numbers[level])];
        return total < FewCells ? null
            : others.Length == 0 ? $"All its cells are numbers that are written as text. If they are no codes, say table.AsNumber(\"{column.Name}\")."
            : found > Most * total && !Array.Exists(others, CodeAmongNumbers.IsCode) && !Array.TrueForAll(others, IsDigits)
            ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * found / total:0} % of its cells are numbers; the rest is such as '{TextColumns.Short(others[0])}'. If that means missing, name it in CsvOptions.MissingMarks, or say table.AsNumber(\"{column.Name}\").")
            : UnitOf(levels, counts, total) is { } unit
            ? $"Its cells are numbers with the unit '{unit}', such as '{levels.Levels[0]}'. To learn from them as numbers, write them without it."
            : null;
    }

    private static bool IsDigits(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>The letters behind the numbers of nearly all cells; null where these are not the same.</summary>
    private static string? UnitOf(LevelColumn levels, int[] counts, int total)
    {
        var units = new Dictionary<string, int>();
        int numbers = 0;
        for (int level = 0; level < counts.Length; level++)
        {
            string text = levels.Levels[level];
            int end = 1 + text.AsSpan().LastIndexOfAnyInRange('0', '9');
            if (end > 0 && end < text.Length && NumberText.EvidenceOf(text.AsSpan(0, end)) != MarkEvidence.NotNumber)
            {
                string unit = text[end..].Trim();
                units[unit] = units.GetValueOrDefault(unit) + counts[level];
                numbers++;
            }
        }

        (string? most, int cells) = units.OrderByDescending(pair => pair.Value).Select(pair => ((string?)pair.Key, pair.Value)).FirstOrDefault();
        return numbers >= FewCells && cells >= NearlyAll * total ? most : null;
    }
}

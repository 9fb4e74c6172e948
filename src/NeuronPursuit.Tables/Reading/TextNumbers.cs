namespace NeuronPursuit;

/// <summary>A column that the caller takes as numbers.</summary>
internal static class TextNumbers
{
    /// <param name="column">Numbers, or texts.</param>
    /// <param name="said">The sign of decimals, where the caller says it.</param>
    /// <exception cref="ArgumentException">There are no numbers, or it is open which they are.</exception>
    public static NumberColumn Of(Column column, char? said) => column switch
    {
        NumberColumn { DecimalMark: { } mark } when said is { } other && other != mark => throw new ArgumentException(
            $"Column '{column.Name}' was read by '{mark}' as the sign of decimals, not by '{other}'. Read the file with new CsvOptions {{ DecimalMark = '{other}' }}."),
        NumberColumn numbers => numbers with { IsChosen = true },
        LevelColumn levels => Of(levels, said),
        _ => throw new ArgumentException($"Column '{column.Name}' holds {column.Kind}, which is no number."),
    };

    private static NumberColumn Of(LevelColumn column, char? said)
    {
        char mark = said ?? MarkOf(column);
        NumberStyle[] styles = NumberText.StylesOf(column.Levels, mark);
        if (styles.Length > 0 && NumberText.Common(styles) is null)
        {
            throw new ArgumentException(
                $"Column '{column.Name}' has numbers of different signs ({string.Join(", ", styles.Select(style => style.Sign ?? "no sign"))}), which do not mean the same. Bring them to one, or leave it out.");
        }

        NumberStyle style = NumberText.Common(styles) ?? new NumberStyle(mark);
        double[] numbers = [.. column.Levels.Select(level => NumberText.TryRead(level, style, out double value) ? value : CodeOf(level))];
        return Array.TrueForAll(numbers, double.IsNaN)
            ? throw new ArgumentException($"Column '{column.Name}' has nothing that is a number, such as '{TextColumns.Short(column.Levels.FirstOrDefault() ?? "")}'.")
            : new NumberColumn(column.Name, [.. column.Codes.Select(code => code < 0 ? double.NaN : numbers[code])])
            {
                IsChosen = true,
                IsWritten = true,
                Sign = style.Sign,
                DecimalMark = mark,
            };
    }

    /// <summary>What the numbers show, and where they show nothing what the file did.</summary>
    private static char MarkOf(LevelColumn column)
    {
        string? Example(MarkEvidence evidence) => column.Levels.FirstOrDefault(level => NumberText.EvidenceOf(level) == evidence);
        return (Example(MarkEvidence.Point), Example(MarkEvidence.Comma), Example(MarkEvidence.Ambiguous)) switch
        {
            ({ } point, { } comma, _) => throw new ArgumentException(
                $"Column '{column.Name}' has {point}, where the point is the sign of decimals, and {comma}, where the comma is. Say which one counts by table.AsNumber(\"{column.Name}\", '.') or ','; the others are missing then."),
            (null, null, { } open) when column.DecimalMark is null => throw new ArgumentException(
                $"Column '{column.Name}' has {open}, which may be a thousand times more than it looks. Say which by table.AsNumber(\"{column.Name}\", '.') or ','."),
            (null, null, _) => column.DecimalMark ?? '.',
            var (point, _, _) => point is null ? ',' : '.',
        };
    }

    /// <summary>Digits with leading zeros, which are a number where the caller says so.</summary>
    private static double CodeOf(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && text.TrimStart('0') is var digits
        && NumberText.TryRead(digits.Length == 0 ? "0" : digits, new NumberStyle('.'), out double value)
            ? value
            : double.NaN;
}

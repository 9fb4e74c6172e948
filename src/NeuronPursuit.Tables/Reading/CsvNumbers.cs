namespace NeuronPursuit;

/// <summary>Texts of a column, as far as they are known: the beginning of the file, or all of it.</summary>
/// <param name="Name">Of the column.</param>
/// <param name="Texts">Different ones, none of them missing.</param>
/// <param name="Counts">How often each is found.</param>
/// <param name="Lines">The line of the file where each is found first, from 1.</param>
internal sealed record CsvTexts(string Name, IReadOnlyList<string> Texts, IReadOnlyList<int> Counts, IReadOnlyList<int> Lines);

/// <summary>What a column of texts is by its numbers: a style, or why it has none.</summary>
/// <param name="Style">How its numbers are written; null where it is no column of numbers.</param>
/// <param name="Problem">Why a column that looks like numbers is none; null where it has nothing of numbers.</param>
internal readonly record struct NumberChoice(NumberStyle? Style, string? Problem);

/// <summary>Chooses the signs of decimals of a file's columns: each by its own numbers, and where they leave it open by the others'.</summary>
/// <param name="options">What the caller says.</param>
/// <param name="separator">Between cells.</param>
internal sealed class CsvNumbers(CsvOptions options, char separator)
{
    private const double MostlyNumbers = 0.8;
    private const int FewNumbers = 5;

    /// <summary>Chooses for all columns.</summary>
    public NumberChoice[] Choose(IReadOnlyList<CsvTexts> columns)
    {
        (MarkEvidence Evidence, string? Problem)[] own = [.. columns.Select(Own)];
        bool point = own.Any(one => one.Evidence == MarkEvidence.Point);
        bool comma = own.Any(one => one.Evidence == MarkEvidence.Comma);
        return [.. own.Select((one, column) => one.Problem is { } problem ? new NumberChoice(null, problem) : Choose(columns[column], one.Evidence, point, comma))];
    }

    private NumberChoice Choose(CsvTexts column, MarkEvidence evidence, bool point, bool comma)
    {
        char? mark = evidence switch
        {
            MarkEvidence.NotNumber => null,
            MarkEvidence.Point => '.',
            MarkEvidence.Comma => ',',
            MarkEvidence.None => '.',
            _ when point != comma => point ? '.' : ',',
            _ when separator != ',' => null,
            // Cells are separated by commas: one within a cell is of thousands, and a point of decimals.
            _ => '.',
        };
        return (mark, evidence) switch
        {
            (null, MarkEvidence.NotNumber) => new NumberChoice(null, null),
            (null, _) => new NumberChoice(null, $"has numbers such as {column.Texts[0]}, whose sign may be of decimals or of thousands. Read the file with new CsvOptions {{ DecimalMark = '.' }} or ','"),
            _ => Styled(column, mark.Value),
        };
    }

    /// <summary>What the numbers of a column say of themselves.</summary>
    private (MarkEvidence Evidence, string? Problem) Own(CsvTexts column)
    {
        int[] found = new int[5];
        int total = 0;
        for (int i = 0; i < column.Texts.Count; i++)
        {
            MarkEvidence evidence = options.DecimalMark is { } mark
                ? NumberText.StyleOf(column.Texts[i], mark) is null ? MarkEvidence.NotNumber : mark == '.' ? MarkEvidence.Point : MarkEvidence.Comma
                : NumberText.EvidenceOf(column.Texts[i]);
            found[(int)evidence] += column.Counts[i];
            total += column.Counts[i];
        }

        int others = found[(int)MarkEvidence.NotNumber];
        if (others > 0 || total == 0)
        {
            bool mostly = total - others >= FewNumbers && total - others >= MostlyNumbers * total && !HasCodes(column);
            return (MarkEvidence.NotNumber, mostly ? OddCell(column, others, total) : null);
        }

        return (found[(int)MarkEvidence.Point], found[(int)MarkEvidence.Comma], found[(int)MarkEvidence.Ambiguous]) switch
        {
            ( > 0, > 0, _) => (MarkEvidence.NotNumber, "has numbers with decimal points and others with decimal commas. Correct the file, or read it with new CsvOptions { DecimalMark = '.' } or ','"),
            ( > 0, _, _) => (MarkEvidence.Point, null),
            (_, > 0, _) => (MarkEvidence.Comma, null),
            (_, _, > 0) => (MarkEvidence.Ambiguous, null),
            _ => (MarkEvidence.None, null),
        };
    }

    /// <summary>Digits that are no number, because they begin with a zero or are too many: a column of codes.</summary>
    private static bool HasCodes(CsvTexts column) => column.Texts.Any(text => text.Length > 1 && !text.AsSpan().ContainsAnyExceptInRange('0', '9')
        && NumberText.EvidenceOf(text) == MarkEvidence.NotNumber);

    private static string OddCell(CsvTexts column, int others, int total)
    {
        int odd = Enumerable.Range(0, column.Texts.Count)
            .Where(i => NumberText.EvidenceOf(column.Texts[i]) == MarkEvidence.NotNumber).DefaultIfEmpty(0).MinBy(i => column.Lines[i]);
        return $"has numbers in {total - others} cells and something else in {others}, first '{TextColumns.Short(column.Texts[odd])}' in line {column.Lines[odd]}. Correct it, name what means missing in CsvOptions.MissingMarks, take what is no number as missing by table.AsNumber(\"{column.Name}\"), or all as categories by table.AsCategory(\"{column.Name}\")";
    }

    /// <summary>All of one currency, and all or none with a percent sign.</summary>
    private static NumberChoice Styled(CsvTexts column, char mark)
    {
        NumberStyle[] styles = [.. column.Texts.Select(text => NumberText.StyleOf(text, mark)!.Value).Distinct()];
        // A zero is often written without the sign of money.
        NumberStyle[] own = [.. styles.Where(style => style.IsPercent || style.Currency is not null)];
        if (styles.Length == 1 || own is [{ IsPercent: false }])
        {
            return new NumberChoice(own.Length == 1 ? own[0] : styles[0], null);
        }

        string seen = string.Join(", ", styles.Select(style => style.IsPercent ? "%" : style.Currency ?? "no sign"));
        return new NumberChoice(null, $"has numbers of different signs ({seen}), which do not mean the same. Bring them to one, or leave it out by table.Without(\"{column.Name}\")");
    }
}

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
/// <param name="Mark">The sign of decimals of the file, as far as it shows one.</param>
internal readonly record struct NumberChoice(NumberStyle? Style, string? Problem, char? Mark = null)
{
    /// <summary>What was taken for likely and is to be told; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The sign of decimals that its own cells are read by; null where none of them has a sign.</summary>
    public char? Shown { get; init; }

    /// <summary>Whether nothing in the file shows that this is the sign.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Signs that none of its numbers has, as far as they are known, and that would say something else of all of them.</summary>
    public string? Unseen { get; init; }
}

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
        (MarkEvidence Evidence, string? Problem, string? Note)[] own = [.. columns.Select(Own)];
        bool point = own.Any(one => one.Evidence == MarkEvidence.Point);
        bool comma = own.Any(one => one.Evidence == MarkEvidence.Comma);
        char? mark = options.DecimalMark ?? (point == comma ? null : point ? '.' : ',');
        return
        [
            .. own.Select((one, column) => one.Problem is null
                ? Choose(columns[column], one.Evidence, mark, isOpen: !point && !comma) with { Mark = mark, Note = one.Note }
                : new NumberChoice(null, one.Problem, mark))
            .Select((choice, column) => own[column].Evidence == MarkEvidence.Ambiguous && choice.Style is { } style
                ? choice with { Note = NoteOf(columns[column], style, isOpen: mark is null) }
                : choice),
        ];
    }

    private NumberChoice Choose(CsvTexts column, MarkEvidence evidence, char? mark, bool isOpen) => evidence switch
    {
        MarkEvidence.NotNumber => new NumberChoice(null, null),
        MarkEvidence.Point => Styled(column, '.') with { Shown = '.' },
        MarkEvidence.Comma => Styled(column, ',') with { Shown = ',' },
        MarkEvidence.None => Styled(column, '.') with { Unseen = ".," },
        _ when mark is { } known => Styled(column, known) with { Shown = known },
        // Cells are separated by commas: one within a cell is of thousands, and a point of decimals. Unless other cells have thousands without it.
        _ when isOpen && separator == ',' && AreGroupedAlike(column) => Styled(column, '.') with { Unseen = ",", Shown = '.', IsOpen = true },
        _ => new NumberChoice(null, $"has numbers such as {First(column)}, whose sign may be of decimals or of thousands. Read the file with new CsvOptions {{ DecimalMark = '.' }} or ',', or say it of this column by table.AsNumber(\"{column.Name}\", '.') or ','"),
    };

    /// <summary>Whether all have points, or all thousands have commas.</summary>
    private static bool AreGroupedAlike(CsvTexts column)
    {
        string[] marked = [.. column.Texts.Where(text => text.AsSpan().ContainsAny('.', ','))];
        return Array.TrueForAll(marked, text => !text.Contains(','))
            || (Array.TrueForAll(marked, text => text.Contains(','))
                && column.Texts.All(text => text.Contains(',') || text.Count(char.IsAsciiDigit) < 4));
    }

    private static string First(CsvTexts column) => column.Texts.First(text => text.AsSpan().ContainsAny('.', ','));

    /// <summary>What 1,234 was taken for: another reader of the file may not agree.</summary>
    private static string? NoteOf(CsvTexts column, NumberStyle style, bool isOpen)
    {
        string first = First(column);
        NumberText.TryRead(first, style, out double value);

        // Points between commas are how files of numbers are written.
        return isOpen && !first.Contains(',')
            ? null
            : $"'{column.Name}' has numbers such as {first}, which is taken as {NumberColumn.Text(value)}, {(isOpen ? "since commas separate cells and all its thousands have one" : "by the sign of decimals that other columns show")}";
    }

    /// <summary>What the numbers of a column say of themselves.</summary>
    private (MarkEvidence Evidence, string? Problem, string? Note) Own(CsvTexts column)
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
            return !mostly ? (MarkEvidence.NotNumber, null, null)
                : CodeAmongNumbers.Of(column, others, total) is { } code
                ? (MarkEvidence.NotNumber, null, $"'{column.Name}' has whole numbers and codes such as '{code}': all of them are categories")
                : (MarkEvidence.NotNumber, OddCell(column, others, total), null);
        }

        return (found[(int)MarkEvidence.Point], found[(int)MarkEvidence.Comma], found[(int)MarkEvidence.Ambiguous]) switch
        {
            ( > 0, > 0, _) => (MarkEvidence.NotNumber, $"has numbers with decimal points and others with decimal commas. Correct the file, or say which by new CsvOptions {{ DecimalMark = '.' }} or ',', or by table.AsNumber(\"{column.Name}\", '.') or ','; the others are missing then", null),
            ( > 0, _, _) => (MarkEvidence.Point, null, null),
            (_, > 0, _) => (MarkEvidence.Comma, null, null),
            (_, _, > 0) => (MarkEvidence.Ambiguous, null, null),
            _ => (MarkEvidence.None, null, null),
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
        NumberStyle[] styles = NumberText.StylesOf(column.Texts, mark);
        return NumberText.Common(styles) is { } common
            ? new NumberChoice(common, null)
            : new NumberChoice(null, $"has numbers of different signs ({string.Join(", ", styles.Select(style => style.Sign ?? "no sign"))}), which do not mean the same. Bring them to one, or leave it out by table.Without(\"{column.Name}\")");
    }
}

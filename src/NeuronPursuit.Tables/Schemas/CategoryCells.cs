namespace NeuronPursuit;

/// <summary>What is no text, in a column whose categories are known: each cell by the category that it names, whatever the other cells of its table are.</summary>
internal static class CategoryCells
{
    /// <summary>Whether numbers are categories of a column: where at least one of them is.</summary>
    public static bool HasNumbers(ColumnSchema schema) => schema.Categories.Any(category => NumberOf(category, null) is not null);

    /// <summary>The categories that are numbers of a sign, with their places; <see cref="Alignment.Unseen"/> where several are the same number.</summary>
    public static Dictionary<double, double> NumbersOf(ColumnSchema schema, string? sign)
    {
        var places = new Dictionary<double, double>();
        for (int place = 0; place < schema.Categories.Count; place++)
        {
            if (NumberOf(schema.Categories[place], sign) is { } number && !places.TryAdd(number, place))
            {
                places[number] = Alignment.Unseen;
            }
        }

        return places;
    }

    /// <summary>The category that a number names, by its shortest text, or else as the only one that is this number.</summary>
    /// <param name="schema">A column of categories.</param>
    /// <param name="value">The number.</param>
    /// <param name="sign">That of its column: % or of money; null for none.</param>
    /// <param name="numbers">Of <see cref="NumbersOf"/>.</param>
    /// <returns>Its place, or <see cref="Alignment.Unseen"/>.</returns>
    public static double OfNumber(ColumnSchema schema, double value, string? sign, Func<Dictionary<double, double>> numbers) =>
        sign is null && Alignment.Place(schema, NumberColumn.Text(value)) is >= 0 and var place ? place
            : numbers().GetValueOrDefault(value, Alignment.Unseen);

    /// <summary>The category that a number without a sign names.</summary>
    public static double OfNumber(ColumnSchema schema, double value) => OfNumber(schema, value, null, () => NumbersOf(schema, null));

    /// <summary>The category that is yes or no: in one word, however it is spelled.</summary>
    /// <returns>Its place; null where there is none, or several.</returns>
    public static double? OfYesNo(ColumnSchema schema, bool value)
    {
        if (Alignment.Place(schema, value ? "yes" : "no") is >= 0 and var place)
        {
            return place;
        }

        string[] words = value ? ["yes", "true"] : ["no", "false"];
        int[] same = [.. Enumerable.Range(0, schema.Categories.Count).Where(own => words.Contains(schema.Categories[own], StringComparer.OrdinalIgnoreCase))];
        return same is [var only] ? only : null;
    }

    /// <summary>A category that is a number of a sign and leaves its value open in nothing; null for others.</summary>
    private static double? NumberOf(string category, string? sign)
    {
        char? mark = NumberText.EvidenceOf(category) switch { MarkEvidence.None or MarkEvidence.Point => '.', MarkEvidence.Comma => ',', _ => null };
        return mark is { } known && NumberText.StyleOf(category, known) is { } style && style.Sign == sign && NumberText.TryRead(category, style, out double value)
            ? value
            : null;
    }
}

namespace NeuronPursuit;

/// <summary>Tells codes such as A12 among 100 and 200 from a number that is mistyped.</summary>
internal static class CodeAmongNumbers
{
    private const int Longest = 12;

    // Rarer than this they are more likely mistyped numbers.
    private const double LeastShare = 0.05;

    /// <summary>The first code of a column whose other cells are whole numbers without signs; null where what is no number is something else.</summary>
    /// <param name="column">All texts.</param>
    /// <param name="others">How many cells are no number.</param>
    /// <param name="total">How many cells there are.</param>
    public static string? Of(CsvTexts column, int others, int total)
    {
        string[] codes = [.. column.Texts.Where(text => text.AsSpan().ContainsAnyExceptInRange('0', '9'))];
        return others >= LeastShare * total && codes.Length > 0 && Array.TrueForAll(codes, IsCode) ? codes[0] : null;
    }

    /// <summary>Letters and digits, of both at least one.</summary>
    public static bool IsCode(string text) => text.Length <= Longest && text.Any(char.IsAsciiDigit) && text.Any(char.IsLetter)
        && text.All(sign => char.IsLetterOrDigit(sign) || sign is '-' or '_' or '/')
        && NumberText.EvidenceOf(text) == MarkEvidence.NotNumber;
}

namespace NeuronPursuit;

/// <summary>How yes and no are spelled.</summary>
internal static class YesNoWords
{
    private static readonly (string No, string Yes)[] Pairs =
        [("no", "yes"), ("false", "true"), ("n", "y"), ("nein", "ja"), ("non", "oui"), ("no", "si"), ("no", "sí"), ("nee", "ja")];

    /// <summary>The pair that all levels belong to.</summary>
    /// <param name="levels">At least one.</param>
    /// <returns>For every level whether it is yes, or null where they are not all of one pair.</returns>
    public static bool[]? Read(IReadOnlyList<string> levels)
    {
        // More spellings than these are no yes and no.
        if (levels.Count is 0 or > 6)
        {
            return null;
        }

        foreach ((string no, string yes) in Pairs)
        {
            if (levels.All(level => Is(level, no) || Is(level, yes)))
            {
                return [.. levels.Select(level => Is(level, yes))];
            }
        }

        return null;
    }

    /// <summary>Whether a text is a yes of any pair; null where it is neither.</summary>
    public static bool? Of(string text)
    {
        foreach ((string no, string yes) in Pairs)
        {
            if (Is(text, no) || Is(text, yes))
            {
                return Is(text, yes);
            }
        }

        return text switch { "0" => false, "1" => true, _ => null };
    }

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

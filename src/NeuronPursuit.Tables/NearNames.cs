namespace NeuronPursuit;

/// <summary>Names that may be meant by one that is not there.</summary>
internal static class NearNames
{
    private const int Listed = 12;

    /// <summary>A sentence: the nearest name, and what there is.</summary>
    public static string Advice(string name, IEnumerable<string> names, string what = "columns")
    {
        string[] all = [.. names];
        string? near = Nearest(name, all);
        string there = string.Join(", ", all.Take(Listed)) + (all.Length > Listed ? $" and {all.Length - Listed} more" : "");
        return $"{(near is null ? "" : $"Is '{near}' meant? ")}The {what} are {there}.";
    }

    /// <summary>The nearest name; null where none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> names) => names.Select(other => (Name: other, Distance: Distance(Bare(name), Bare(other))))
        .Where(pair => pair.Distance <= Math.Max(1, name.Length / 4))
        .OrderBy(pair => pair.Distance).Select(pair => pair.Name).FirstOrDefault();

    /// <summary>Small letters and digits; those of a file that was written without umlauts are as it writes them.</summary>
    private static string Bare(string name) => string.Concat(name.Normalize().Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)
        .Select(sign => sign switch { 'ä' => "ae", 'ö' => "oe", 'ü' => "ue", 'ß' => "ss", 'æ' => "ae", 'ø' => "oe", 'å' => "aa", _ => sign.ToString() }));

    /// <summary>Letters to change, add or leave out.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                (int cost, int above) = (a[i - 1] == b[j - 1] ? 0 : 1, row[j]);
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}

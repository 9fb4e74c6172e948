using System.Globalization;

namespace NeuronPursuit;

/// <summary>Dates as people write them.</summary>
internal static class DateText
{
    /// <summary>The international one; and day first and month first, which some dates cannot tell apart.</summary>
    public const string Iso = "yyyy-M-d";
    public const string DayFirst = "d/M/yyyy";
    public const string MonthFirst = "M/d/yyyy";

    private static readonly string[] Mistakable = [DayFirst, MonthFirst, "d-M-yyyy", "M-d-yyyy", "d/M/yy", "M/d/yy"];

    // Levels that tell whether a column may be dates.
    private const int Probed = 100;

    private static readonly string[] Times = ["", " H:m", " H:m:s", " H:m:s.FFFFFFF", " h:m tt", " h:m:s tt"];

    private static readonly string[] ZonedTimes = ["H:mK", "H:m:sK", "H:m:s.FFFFFFFK"];

    // A name of a family is what a caller may say to AsDate.
    private static readonly (string Name, string[] Formats)[] Families =
    [
        (Iso, [.. WithTimes(Iso), .. IsoTimes(Iso)]),
        ("yyyy/M/d", WithTimes("yyyy/M/d")),
        ("d.M.yyyy", WithTimes("d.M.yyyy")),
        ("d.M.yy", WithTimes("d.M.yy")),
        (DayFirst, WithTimes(DayFirst)),
        (MonthFirst, WithTimes(MonthFirst)),
        ("d-M-yyyy", WithTimes("d-M-yyyy")),
        ("M-d-yyyy", WithTimes("M-d-yyyy")),
        ("d/M/yy", WithTimes("d/M/yy")),
        ("M/d/yy", WithTimes("M/d/yy")),
        ("d MMM yyyy", [.. WithTimes("d MMM yyyy"), .. WithTimes("d MMMM yyyy"), .. WithTimes("d. MMMM yyyy")]),
        ("d-MMM-yyyy", [.. WithTimes("d-MMM-yyyy"), .. WithTimes("d-MMM-yy")]),
        ("MMM d, yyyy", [.. WithTimes("MMM d, yyyy"), .. WithTimes("MMMM d, yyyy"), .. WithTimes("MMM d yyyy"), .. WithTimes("MMMM d yyyy")]),
    ];

    /// <summary>Where a date can begin; nearly all other text is told from dates by that.</summary>
    private static bool MayBeDate(string text) => text.Length is >= 6 and <= 40 && text.AsSpan().ContainsAnyInRange('0', '9')
        && text.AsSpan().ContainsAny(" -/.");

    /// <summary>Reads all levels of a column.</summary>
    /// <param name="levels">At least one.</param>
    /// <param name="ticks">Their dates.</param>
    /// <param name="others">Names of two formats that both read all of them, and not the same; else empty.</param>
    /// <returns>The format that reads all; null for none or for two.</returns>
    public static string? Read(IReadOnlyList<string> levels, out long[] ticks, out string[] others)
    {
        ticks = [];
        others = [];
        if (levels.Count == 0 || !MayBeDate(levels[0]))
        {
            return null;
        }

        var found = new List<(string Name, long[] Ticks)>();
        foreach ((string name, _) in Families)
        {
            if (TryRead(levels, name) is { } read && !found.Exists(other => other.Ticks.AsSpan().SequenceEqual(read)))
            {
                found.Add((name, read));
            }
        }

        if (found.Count > 1)
        {
            others = [.. found.Select(one => one.Name)];
            return null;
        }

        if (found.Count == 0)
        {
            return null;
        }

        ticks = found[0].Ticks;
        return found[0].Name;
    }

    /// <summary>Which levels are dates of any format, where most cells are; null where they are not.</summary>
    /// <param name="levels">Different texts.</param>
    /// <param name="counts">How often each is found.</param>
    /// <param name="share">The part of the cells from which on they are most.</param>
    public static bool[]? Mostly(IReadOnlyList<string> levels, IReadOnlyList<int> counts, double share)
    {
        // Texts are told by some of them: a column of sentences is not read in all formats.
        int step = 1 + (levels.Count / Probed);
        int[] probed = [.. Enumerable.Range(0, levels.Count).Where(level => level % step == 0)];
        if (2 * probed.Count(level => IsDate(levels[level])) < probed.Length)
        {
            return null;
        }

        bool[] dates = [.. levels.Select(IsDate)];
        long found = Enumerable.Range(0, dates.Length).Sum(level => dates[level] ? (long)counts[level] : 0);
        return found >= share * counts.Sum(count => (long)count) ? dates : null;
    }

    /// <summary>Whether some format reads both.</summary>
    public static bool AreAlike(string one, string other) =>
        Array.Exists(Families, family => TryRead(one, family.Formats, out _) && TryRead(other, family.Formats, out _));

    private static bool IsDate(string text) => MayBeDate(text) && Array.Exists(Families, family => TryRead(text, family.Formats, out _));

    /// <summary>Reads all levels in one format; null where one does not fit.</summary>
    /// <param name="levels">The texts.</param>
    /// <param name="format">The name of a family, or a format of .NET.</param>
    public static long[]? TryRead(IReadOnlyList<string> levels, string format)
    {
        string[] formats = Array.Find(Families, family => family.Name == format).Formats ?? WithTimes(format);
        long[] ticks = new long[levels.Count];
        for (int i = 0; i < ticks.Length; i++)
        {
            if (!TryRead(levels[i], formats, out ticks[i]))
            {
                return null;
            }
        }

        return ticks;
    }

    /// <summary>A format as families are called: dd/MM/yyyy is d/M/yyyy.</summary>
    public static string NameOf(string format) => format.Contains("MMM", StringComparison.Ordinal)
        ? format
        : format.Replace("MM", "M", StringComparison.Ordinal).Replace("dd", "d", StringComparison.Ordinal);

    /// <summary>Whether nobody takes the day for the month in a format: it names the month, has the year first, or points.</summary>
    public static bool IsPlain(string format) => Array.IndexOf(Mistakable, NameOf(format)) < 0;

    /// <summary>One date of any format that leaves nothing open.</summary>
    public static bool TryReadPlain(string text, out long ticks)
    {
        foreach ((string name, string[] formats) in MayBeDate(text) ? Families : [])
        {
            if (IsPlain(name) && TryRead(text, formats, out ticks))
            {
                return true;
            }
        }

        ticks = 0;
        return false;
    }

    /// <summary>One date in a format; false where it does not fit.</summary>
    public static bool TryRead(string text, string format, out long ticks) =>
        TryRead(text, Array.Find(Families, family => family.Name == format).Formats ?? WithTimes(format), out ticks);

    private static bool TryRead(string text, string[] formats, out long ticks)
    {
        // With an offset it is the time in UTC, and without one the time that is written.
        bool read = DateTime.TryParseExact(
            text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AdjustToUniversal, out DateTime date);
        ticks = date.Ticks;
        return read;
    }

    private static string[] WithTimes(string date) => [.. Times.Select(time => date + time)];

    // K is a zone, or nothing.
    private static IEnumerable<string> IsoTimes(string date) =>
        [.. ZonedTimes.Select(time => $"{date}'T'{time}"), .. ZonedTimes.Select(time => $"{date} {time}")];
}

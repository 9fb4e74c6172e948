using System.Text.RegularExpressions;

namespace NeuronPursuit;

/// <summary>Messages of the library say what to write in C#; here they say which option does it.</summary>
internal static partial class CommandWords
{
    private static readonly (Regex From, string To)[] Rules =
    [
        (AsDate(), "--date \"$1=$2\""),
        (AsKind(), "--$1 \"$2\""),
        (Decimals(), "--decimals point or --decimals comma"),
        (Missing(), "--missing"),
        (Windows(), "--encoding windows-1252"),
        (Separator(), "--separator"),
        (Parameter(), ""),
    ];

    public static string Of(string message)
    {
        foreach ((Regex from, string to) in Rules)
        {
            message = from.Replace(message, match => Replacement(match, to));
        }

        return message.ReplaceLineEndings(" ").Trim();
    }

    private static string Replacement(Match match, string to) => match.Groups.Cast<Group>().Skip(1).Select((group, i) => (group.Value, i))
        .Aggregate(to, (text, pair) => text.Replace($"${pair.i + 1}", OptionOf(pair.Value), StringComparison.Ordinal));

    private static string OptionOf(string text) => text switch { "Without" => "without", "AsNumber" => "number", "AsCategory" => "category", "AsYesNo" => "category", _ => text };

    [GeneratedRegex("(?:by |say )?table\\.AsDate\\(\"([^\"]*)\", \"([^\"]*)\"\\)")]
    private static partial Regex AsDate();

    [GeneratedRegex("table\\.(Without|AsNumber|AsCategory|AsYesNo)\\(\"([^\"]*)\"\\)")]
    private static partial Regex AsKind();

    [GeneratedRegex("new CsvOptions \\{ DecimalMark = '\\.' \\} or ','")]
    private static partial Regex Decimals();

    [GeneratedRegex("CsvOptions\\.MissingMarks")]
    private static partial Regex Missing();

    [GeneratedRegex("new CsvOptions \\{ Encoding = CodePagesEncodingProvider\\.Instance\\.GetEncoding\\(1252\\) \\}; Latin1 has no euro sign")]
    private static partial Regex Windows();

    [GeneratedRegex("CsvOptions\\.Separator")]
    private static partial Regex Separator();

    [GeneratedRegex(" \\(Parameter '[^']*'\\)")]
    private static partial Regex Parameter();
}

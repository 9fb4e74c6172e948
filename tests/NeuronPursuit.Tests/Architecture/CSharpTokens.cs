using System.Text.RegularExpressions;

namespace NeuronPursuit.Tests.Architecture;

/// <summary>The words and signs of a C# file, without comments and without the text of strings.</summary>
/// <remarks>Only as much of the language as a check of names needs: what stands in the holes of an interpolated string counts.</remarks>
internal static partial class CSharpTokens
{
    public static IReadOnlyList<string> Of(string source)
    {
        var tokens = new List<string>();
        Read(source, tokens);
        return tokens;
    }

    private static void Read(string source, List<string> tokens)
    {
        for (Match match = Piece().Match(source); match.Success; match = match.NextMatch())
        {
            if (match.Groups["word"].Success || match.Groups["sign"].Success)
            {
                tokens.Add(match.Value);
            }
            else if (match.Groups["interpolated"].Success)
            {
                foreach (string hole in Holes(match.Value))
                {
                    Read(hole, tokens);
                }
            }
        }
    }

    /// <summary>What stands between single braces; the format after a colon is read too, which does no harm to names.</summary>
    private static IEnumerable<string> Holes(string text)
    {
        string single = text.Replace("{{", "", StringComparison.Ordinal).Replace("}}", "", StringComparison.Ordinal);
        return Hole().Matches(single).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(
        """"
        (?<comment> //[^\n]* | /\*.*?\*/ | ^[ \t]*\#[^\n]* )
        | (?<interpolated> \$+"{3,}.*?"{3,} | (\$@|@\$)"([^"]|"")*" | \$"(\{"[^"]*"\}|\{[^{}"]*("[^"]*"[^{}"]*)*\}|\\.|[^"\\])*" )
        | (?<text> "{3,}.*?"{3,} | @"([^"]|"")*" | "(\\.|[^"\\])*" | '(\\.[^']*|[^'\\])' )
        | (?<word> @?[A-Za-z_]\w* )
        | (?<number> \d[\w.]* )
        | (?<sign> \S )
        """",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Piece();

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Hole();
}

using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace NeuronPursuit;

/// <summary>Makes what Skia writes into a document of its own: a view box, a title, fonts, stable names.</summary>
internal static partial class SvgText
{
    /// <param name="svg">What Skia wrote.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="description">What is to be seen, for those who do not see it.</param>
    public static string Finish(string svg, int width, int height, string description)
    {
        string text = Indentation().Replace(RenumberClips(svg), match => match.Value.StartsWith('>') ? ">" : "<");
        text = Family().Replace(text, $"font-family=\"{PlotText.SvgFamily}\"");
        int end = text.IndexOf('>', text.IndexOf("<svg", StringComparison.Ordinal));
        string root = FormattableString.Invariant(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">");
        return new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
            .Append(root)
            .Append("<title>").Append(WebUtility.HtmlEncode(description)).Append("</title>")
            .Append(text, end + 1, text.Length - end - 1)
            .ToString();
    }

    // Clips are numbered through the process; the same plot must give the same text.
    private static string RenumberClips(string svg)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return Clip().Replace(svg, match =>
        {
            numbers.TryAdd(match.Value, numbers.Count);
            return FormattableString.Invariant($"clip{numbers[match.Value]}");
        });
    }

    [GeneratedRegex("\\bcl_[0-9a-f]+\\b")]
    private static partial Regex Clip();

    // Between elements and around texts, where it means nothing.
    [GeneratedRegex(">\\s+|\\s+<")]
    private static partial Regex Indentation();

    // Readers without the font get the one it resembles, not a serif one.
    [GeneratedRegex("font-family=\"'?DejaVu Sans'?\"")]
    private static partial Regex Family();
}

using System.Globalization;
using System.Net;
using System.Text;

namespace ConceptFigures;

/// <summary>
/// A picture that changes its colours with the reader's theme (docs/adr/0040). It has a ground of its own, so that it can
/// also be read where the page has another theme than the system.
/// </summary>
public sealed class Svg
{
    // The names, and the colours on a light and on a dark page.
    private static readonly (string Name, string Light, string Dark)[] Palette =
    [
        ("ground", "#FFFFFF", "#1C1F23"),
        ("ink", "#1F2328", "#E8EAEC"),
        ("quiet", "#59616A", "#AAB1B8"),
        ("grid", "#E6E8EB", "#31363C"),
        ("frame", "#8A939C", "#77808A"),
        ("positive", "#0B559F", "#86C8FA"),
        ("negative", "#F08A0C", "#D06C14"),
        ("newest", "#F5DF4D", "#8F7A12"),
    ];

    private readonly StringBuilder _body = new();

    public Svg(int width, int height, string title, string description)
    {
        (Width, Height) = (width, height);
        _body.Append(CultureInfo.InvariantCulture, $"<title>{WebUtility.HtmlEncode(title)}</title>\n");
        _body.Append(CultureInfo.InvariantCulture, $"<desc>{WebUtility.HtmlEncode(description)}</desc>\n");
        _body.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" rx=\"6\" class=\"f-ground\"/>\n");
    }

    public int Width { get; }

    public int Height { get; }

    public void Line(double x1, double y1, double x2, double y2, string colour, double width = 1, string dashes = "") => Add(
        $"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" class=\"s-{colour}\" stroke-width=\"{width:0.##}\"{Dashes(dashes)}/>");

    public void Circle(double x, double y, double radius, string fill, string line, double width = 1.4) => Add(
        $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.##}\" class=\"f-{fill} s-{line}\" stroke-width=\"{width:0.##}\"/>");

    public void Dot(double x, double y, double radius, string fill) =>
        Add($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.##}\" class=\"f-{fill}\" stroke=\"none\"/>");

    public void Path(IEnumerable<(double X, double Y)> points, string colour, double width, string dashes = "")
    {
        string data = string.Join(' ', points.Select((point, i) => FormattableString.Invariant($"{(i == 0 ? 'M' : 'L')}{point.X:0.#} {point.Y:0.#}")));
        Add($"<path d=\"{data}\" fill=\"none\" class=\"s-{colour}\" stroke-width=\"{width:0.##}\" stroke-linejoin=\"round\"{Dashes(dashes)}/>");
    }

    /// <summary>A line of text.</summary>
    /// <param name="anchor">start, middle or end.</param>
    public void Text(double x, double y, string text, double size = 13, string colour = "ink", string anchor = "start") => Add(
        $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" font-size=\"{size:0.#}\" class=\"f-{colour}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>");

    /// <summary>The file.</summary>
    public override string ToString()
    {
        string light = string.Concat(Palette.Select(colour => $".f-{colour.Name}{{fill:{colour.Light}}}.s-{colour.Name}{{stroke:{colour.Light}}}"));
        string dark = "@media (prefers-color-scheme: dark){" + string.Concat(Palette.Select(colour => $".f-{colour.Name}{{fill:{colour.Dark}}}.s-{colour.Name}{{stroke:{colour.Dark}}}")) + "}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" role="img" font-family="DejaVu Sans, Verdana, sans-serif" stroke-linecap="round">
            <style>{light}{dark}</style>
            {_body}</svg>

            """);
    }

    private static string Dashes(string dashes) => dashes.Length == 0 ? "" : $" stroke-dasharray=\"{dashes}\"";

    private void Add(FormattableString element) => _body.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}

using System.Globalization;
using System.Net;
using System.Text;

namespace NeuronPursuit;

/// <summary>Writes the parts that a page is made of. All text is escaped here.</summary>
internal sealed class Html
{
    private readonly StringBuilder _text = new();

    public static string Escape(string text) =>
        WebUtility.HtmlEncode(string.Join('\n', text.Split('\n').Select(PlotText.Printable)));

    public override string ToString() => _text.ToString();

    /// <summary>Markup as it is.</summary>
    public Html Raw(string markup)
    {
        _text.Append(markup).Append('\n');
        return this;
    }

    public Html Paragraph(string text, string? style = null) =>
        Raw($"<p{(style is null ? "" : $" class=\"{style}\"")}>{Escape(text)}</p>");

    public Html Heading(int level, string text) => Raw($"<h{level}>{Escape(text)}</h{level}>");

    /// <summary>Lines as they are, in a box that scrolls by itself.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="label">What they are, for those who do not see the box.</param>
    public Html Preformatted(string text, string label) =>
        Raw($"<pre class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Escape(label)}\">{Escape(text)}</pre>");

    /// <summary>Pairs of a name and a text.</summary>
    public Html Facts(IEnumerable<(string Name, string Text)> facts)
    {
        Raw("<dl class=\"facts\">");
        foreach ((string name, string text) in facts)
        {
            Raw($"<div><dt>{Escape(name)}</dt><dd>{Escape(text)}</dd></div>");
        }

        return Raw("</dl>");
    }

    /// <summary>A table that scrolls by itself where the page is narrow.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="header">Names of columns; one that begins with # is of a column of numbers, an empty one of bars.</param>
    /// <param name="rows">Cells; the first one of a row names it.</param>
    public Html Table(string caption, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) =>
        MarkupTable(caption, header, rows.Select(row => (IReadOnlyList<string>)[.. row.Select(Escape)]));

    /// <summary>A table whose cells are markup already.</summary>
    /// <inheritdoc cref="Table"/>
    public Html MarkupTable(string caption, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        Raw($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Escape(caption)}\"><table><caption>{Escape(caption)}</caption>");
        Raw($"<thead><tr>{string.Concat(header.Select(name => $"<th scope=\"col\"{Class(name)}>{Escape(name.StartsWith('#') ? name[1..] : name)}</th>"))}</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in rows)
        {
            _text.Append("<tr>");
            for (int column = 0; column < row.Count; column++)
            {
                string element = column == 0 ? "th" : "td";
                _text.Append(CultureInfo.InvariantCulture, $"<{element}{(column == 0 ? " scope=\"row\"" : "")}{Class(header[column])}>{row[column]}</{element}>");
            }

            _text.Append("</tr>\n");
        }

        return Raw("</tbody></table></div>");

        static string Class(string name) => name.StartsWith('#') ? " class=\"number\"" : name.Length == 0 ? " class=\"track\"" : "";
    }

    /// <summary>Parts that are folded up until the reader opens them; where <paramref name="isFolded"/> is false they are open.</summary>
    public Html Details(bool isFolded, string summary, Action<Html> content)
    {
        if (!isFolded)
        {
            content(this);
            return this;
        }

        Raw($"<details><summary>{Escape(summary)}</summary>");
        content(this);
        return Raw("</details>");
    }
}

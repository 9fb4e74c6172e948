using System.Globalization;
using System.Text;

namespace NeuronPursuit;

/// <summary>
/// A plot inside a page: light and dark, wide and narrow, so that it suits the page and is never shrunk until its letters
/// cannot be read. The browser chooses; print is light.
/// </summary>
internal static class ReportFigure
{
    private const int WideWidth = 680;
    private const int NarrowWidth = 340;
    private const int NarrowBelow = 760;

    // Beyond this a bitmap may be smaller.
    private const int LargeSvg = 40_000;

    /// <param name="plot">Makes the plot for a theme and a width.</param>
    /// <param name="caption">What to look at.</param>
    public static string Markup(Func<PlotOptions, PursuitPlot> plot, string caption)
    {
        var text = new StringBuilder("<figure><picture>\n");
        PursuitPlot shown = Plot(PlotTheme.Light, WideWidth);
        Source(Plot(PlotTheme.Dark, NarrowWidth), $"screen and (prefers-color-scheme: dark) and (max-width: {NarrowBelow - 1}px)");
        Source(Plot(PlotTheme.Dark, WideWidth), "screen and (prefers-color-scheme: dark)");
        Source(Plot(PlotTheme.Light, NarrowWidth), $"screen and (max-width: {NarrowBelow - 1}px)");
        text.Append(CultureInfo.InvariantCulture, $"<img {Size(shown)} src=\"{Data(shown)}\" alt=\"{Html.Escape(shown.Description)}\">\n</picture>");
        if (caption.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"<figcaption>{Html.Escape(caption)}</figcaption>");
        }

        return text.Append("</figure>").ToString();

        PursuitPlot Plot(PlotTheme theme, int width) => plot(new PlotOptions { Theme = theme, Width = width });

        void Source(PursuitPlot variant, string media) =>
            text.Append(CultureInfo.InvariantCulture, $"<source media=\"{media}\" {Size(variant)} srcset=\"{Data(variant)}\">\n");
    }

    private static string Size(PursuitPlot plot) => FormattableString.Invariant($"width=\"{plot.Width}\" height=\"{plot.Height}\"");

    private static string Data(PursuitPlot plot)
    {
        byte[] svg = Encoding.UTF8.GetBytes(plot.GetSvgXml());
        if (svg.Length > LargeSvg)
        {
            byte[] png = plot.GetPngBytes();
            if (png.Length < svg.Length)
            {
                return $"data:image/png;base64,{Convert.ToBase64String(png)}";
            }
        }

        return $"data:image/svg+xml;base64,{Convert.ToBase64String(svg)}";
    }
}

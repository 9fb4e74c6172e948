using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;

namespace NeuronPursuit;

/// <summary>A named bar.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Value">How long it is.</param>
/// <param name="Deviation">Of the value; 0 for none.</param>
internal sealed record NamedBar(string Name, double Value, double Deviation = 0);

/// <summary>Draws bars with names below each other, since names are longer than bars are wide.</summary>
internal static class BarsChart
{
    private const float BarHeight = 24;
    private const float Around = 50;
    private const float NameSize = 11.5f;

    // Of the width, at most.
    private const float NamesPart = 0.4f;

    /// <param name="title">Of the plot.</param>
    /// <param name="axis">What bars tell.</param>
    /// <param name="bars">From above downwards, at least one.</param>
    /// <param name="begin">Where bars begin; null for 0, unless that is so far away that they would look alike.</param>
    /// <param name="note">Below the plot; empty for nothing.</param>
    /// <param name="options">How it looks.</param>
    public static PursuitPlot Draw(string title, string axis, IReadOnlyList<NamedBar> bars, double? begin, string note, PlotOptions options)
    {
        PlotPalette palette = PlotPalette.Of(options.Theme);
        (double low, double high) = (bars.Min(bar => bar.Value - bar.Deviation), bars.Max(bar => bar.Value + bar.Deviation));
        double from = begin ?? FunctionBars.Begin(low, high);

        // Where bars begin at the shortest, it has a length too.
        from += begin is null && high > low ? from == low && low > 0 ? -0.1 * (high - low) : from == high && high < 0 ? 0.1 * (high - low) : 0 : 0;
        (low, high) = (Math.Min(low, from), Math.Max(high, from));
        double room = high > low ? 0.14 * (high - low) : 1;
        string apart = from == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"Bars begin at {from:g4}. ");
        var sheet = new Sheet(options, title, [], $"{apart}{note}".Trim());
        float body = sheet.BodyHeight((BarHeight * bars.Count) + Around);
        string description = $"{title}: {string.Join(", ", bars.Select(bar => $"{bar.Name} {Text(bar.Value)}"))}.";
        return sheet.Finish(body, description, (canvas, area) =>
        {
            var names = new AxisTicks(
                [.. bars.Select((bar, i) => ((double)(bars.Count - 1 - i), PlotText.Fit(bar.Name, NameSize, NamesPart * sheet.InnerWidth)))], []);
            (double Low, double High) x = (low - (low < from ? room : 0.02 * room), high + room);
            using var panel = new AxisPanel(palette, x, AxisTicks.Linear(low, high, (int)(sheet.InnerWidth / 90)), axis, (-0.6, bars.Count - 0.4), names, "");
            for (int i = 0; i < bars.Count; i++)
            {
                Add(panel.Plot, bars[i], bars.Count - 1 - i, from, palette);
            }

            panel.Draw(canvas, area, panel.LeftRoom);
        });
    }

    private static void Add(Plot plot, NamedBar bar, int position, double from, PlotPalette palette)
    {
        plot.Add.Bar(new Bar
        {
            Position = position,
            ValueBase = from,
            Value = bar.Value,
            Size = 0.7,
            Orientation = Orientation.Horizontal,
            FillColor = AxisPanel.Colour(FunctionBars.Fill(palette, 0)),
            LineWidth = 0,
        });
        if (bar.Deviation > 0)
        {
            LinePlot line = plot.Add.Line(bar.Value - bar.Deviation, position, bar.Value + bar.Deviation, position);
            line.Color = AxisPanel.Colour(palette.Ink);
            line.LineWidth = 1.4f;
        }

        bool isRight = bar.Value >= from;
        Text text = plot.Add.Text(Text(bar.Value), bar.Value + (isRight ? bar.Deviation : -bar.Deviation), position);
        text.LabelStyle.Font = PlotText.Typeface;
        text.LabelFontSize = 11;
        text.LabelFontColor = AxisPanel.Colour(palette.Ink);
        text.LabelAlignment = isRight ? Alignment.MiddleLeft : Alignment.MiddleRight;
        text.OffsetX = isRight ? 4 : -4;
    }

    private static string Text(double value) => value.ToString("g4", CultureInfo.InvariantCulture);
}

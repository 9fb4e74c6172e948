using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;

namespace NeuronPursuit;

/// <summary>Draws receiver operating characteristics with the diagonal of guessing.</summary>
internal static class RocChart
{
    private const float MostHeight = 440;

    public static PursuitPlot Draw(IReadOnlyList<ClassRoc> curves, IReadOnlyList<string> labels, PlotOptions options)
    {
        PlotPalette palette = PlotPalette.Of(options.Theme);
        bool several = labels.Count > 2;
        string of = several ? "a class, one against the rest" : labels[curves[0].Label];
        string note = several && curves.Count < labels.Count
            ? string.Create(CultureInfo.InvariantCulture, $"Of {labels.Count} classes {curves.Count} are shown. Dashes: guessing.")
            : "Dashes: guessing.";
        var sheet = new Sheet(options, $"Receiver operating characteristic of {of}", [.. Legend(curves, labels, palette)], note);
        float body = sheet.BodyHeight(Math.Min(MostHeight, sheet.InnerWidth));
        return sheet.Finish(body, Describe(curves, labels), (canvas, area) =>
        {
            var ticks = AxisTicks.Linear(0, 1, 5);
            using var panel = new AxisPanel(palette, (-0.02, 1.02), ticks, "share of other rows above the threshold", (-0.02, 1.02), ticks, "share of its rows above it");
            Scatter guess = panel.Plot.Add.ScatterLine(new double[] { 0, 1 }, new double[] { 0, 1 });
            guess.Color = AxisPanel.Colour(palette.Frame);
            guess.LinePattern = LinePattern.Dashed;
            for (int series = 0; series < curves.Count; series++)
            {
                Add(panel.Plot, curves[series].Curve, series, curves.Count > 1, palette);
            }

            panel.Draw(canvas, area, panel.LeftRoom);
        });
    }

    private static void Add(Plot plot, RocCurve curve, int series, bool marked, PlotPalette palette)
    {
        Scatter line = plot.Add.ScatterLine(
            curve.Points.Select(point => point.FalsePositiveRate).ToArray(), curve.Points.Select(point => point.TruePositiveRate).ToArray());
        line.Color = AxisPanel.Colour(palette.Series[series]);
        line.LineWidth = 2.2f;
        if (marked)
        {
            // Where curves tell classes apart: in the middle of each, each a little further.
            (double x, double y) = curve.Points[Math.Min(curve.Points.Count - 1, (curve.Points.Count / 2) + (series % 3))];
            plot.Add.Marker(x, y).MarkerStyle = Symbols.Style(Symbols.OfSeries[series], 8, palette.Series[series]);
        }
    }

    private static IEnumerable<LegendEntry> Legend(IReadOnlyList<ClassRoc> curves, IReadOnlyList<string> labels, PlotPalette palette)
    {
        for (int i = 0; i < curves.Count; i++)
        {
            int series = i;
            yield return new LegendEntry(Text(curves[i], labels), (canvas, x, y) =>
            {
                Symbols.Line(canvas, x - 11, y, x + 11, y, 2.2f, palette.Series[series]);
                if (curves.Count > 1)
                {
                    Symbols.Marker(canvas, Symbols.OfSeries[series], x, y, 8, palette.Series[series]);
                }
            });
        }
    }

    private static string Text(ClassRoc curve, IReadOnlyList<string> labels) =>
        string.Create(CultureInfo.InvariantCulture, $"{labels[curve.Label]}: area {curve.Curve.Area:0.000}");

    private static string Describe(IReadOnlyList<ClassRoc> curves, IReadOnlyList<string> labels) =>
        $"Share of a class's rows above a threshold of its probability over the share of other rows, with the diagonal of guessing. {string.Join("; ", curves.Select(curve => Text(curve, labels)))}.";
}

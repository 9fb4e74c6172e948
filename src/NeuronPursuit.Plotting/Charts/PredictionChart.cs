using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;

namespace NeuronPursuit;

/// <summary>Draws predictions against what they should have been, with the diagonal on which they would be exact.</summary>
internal static class PredictionChart
{
    private const float MostHeight = 440;
    private const int MostPoints = 1500;

    public static PursuitPlot Draw(double[] predicted, double[] actual, string output, PlotOptions options)
    {
        PlotPalette palette = PlotPalette.Of(options.Theme);
        int every = (actual.Length + MostPoints - 1) / MostPoints;
        (double Actual, double Predicted)[] points =
        [
            .. Enumerable.Range(0, actual.Length).Where(row => row % every == 0 && double.IsFinite(predicted[row]))
                .Select(row => (actual[row], predicted[row])),
        ];
        string note = every == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"One row in {every} of {actual.Length} is shown.");
        var sheet = new Sheet(options, $"{output}: predicted against actual", [.. Legend(palette)], note);
        float body = sheet.BodyHeight(Math.Min(MostHeight, sheet.InnerWidth));
        (double low, double high) = Limits(points);
        return sheet.Finish(body, Describe(predicted, actual, output), (canvas, area) =>
        {
            using var panel = new AxisPanel(
                palette,
                (low, high),
                AxisTicks.Linear(low, high, Math.Max(3, (int)(sheet.InnerWidth / 90))),
                $"actual {output}",
                (low, high),
                AxisTicks.Linear(low, high, Math.Clamp((int)(body / 50), 3, 8)),
                $"predicted {output}");
            Scatter diagonal = panel.Plot.Add.ScatterLine(new[] { low, high }, new[] { low, high });
            diagonal.Color = AxisPanel.Colour(palette.Series[1]);
            diagonal.LineWidth = 1.6f;
            if (points.Length > 0)
            {
                Scatter scatter = panel.Plot.Add.ScatterPoints(
                    points.Select(point => point.Actual).ToArray(), points.Select(point => point.Predicted).ToArray());
                bool many = points.Length > 300;
                scatter.MarkerStyle = Symbols.Style(MarkerShape.FilledCircle, many ? 3.5f : 5, palette.Series[0].WithAlpha((byte)(many ? 120 : 170)));
                scatter.MarkerLineWidth = 1;
            }

            panel.Draw(canvas, area, panel.LeftRoom);
        });
    }

    /// <summary>The same for both axes, so that the diagonal is one.</summary>
    private static (double Low, double High) Limits((double Actual, double Predicted)[] points)
    {
        if (points.Length == 0)
        {
            return (-1, 1);
        }

        double low = points.Min(point => Math.Min(point.Actual, point.Predicted));
        double high = points.Max(point => Math.Max(point.Actual, point.Predicted));
        double size = Math.Max(Math.Abs(low), Math.Abs(high));
        double pad = high - low > 1e-9 * size ? 0.04 * (high - low) : size > 0 ? 0.5 * size : 1;
        return (low - pad, high + pad);
    }

    private static IEnumerable<LegendEntry> Legend(PlotPalette palette)
    {
        yield return new LegendEntry("rows of the data", (canvas, x, y) =>
            Symbols.Marker(canvas, MarkerShape.FilledCircle, x, y, 5, palette.Series[0]));
        yield return new LegendEntry("predicted = actual", (canvas, x, y) =>
            Symbols.Line(canvas, x - 11, y + 5, x + 11, y - 5, 1.6f, palette.Series[1]));
    }

    private static string Describe(double[] predicted, double[] actual, string output) => string.Create(
        CultureInfo.InvariantCulture,
        $"Predictions of {output}, from {predicted.Min():g4} to {predicted.Max():g4}, against its values, from {actual.Min():g4} to {actual.Max():g4}, with the diagonal on which they would be equal.");
}

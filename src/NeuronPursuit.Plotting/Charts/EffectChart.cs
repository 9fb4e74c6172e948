using System.Globalization;
using ScottPlot.Plottables;

namespace NeuronPursuit;

/// <summary>Draws what predictions would be if a column were something else: a line over individual curves, or a bar a category.</summary>
internal static class EffectChart
{
    private const float Height = 300;
    private const int MostCurves = 60;
    private const int MostBars = 30;

    /// <param name="model">The model.</param>
    /// <param name="effect">Of one of its columns; at least one point.</param>
    /// <param name="options">How it looks.</param>
    public static PursuitPlot Draw(TableModel model, ColumnEffect effect, PlotOptions options)
    {
        ColumnSchema column = model.Schema.Inputs.First(own => own.Name == effect.Column);
        string unit = model.Schema.Target.Unit is { } own ? $" [{own}]" : "";
        string what = effect.Class is { } label ? $"probability of {label}" : $"{model.Schema.Target.Name}{unit}";
        string title = $"{(effect.Class is null ? model.Schema.Target.Name : $"Probability of {effect.Class}")} by {effect.Column}";
        return column.Kind is ColumnKind.Category or ColumnKind.YesNo
            ? Bars(effect, title, what, options)
            : Lines(effect, column, title, what, options);
    }

    private static PursuitPlot Bars(ColumnEffect effect, string title, string what, PlotOptions options)
    {
        EffectPoint[] points = [.. effect.Points];
        string note = "Means over the rows, each with every category.";
        if (points.Length > MostBars)
        {
            // The whole range of means, whatever the categories are called.
            EffectPoint[] sorted = [.. points.OrderBy(point => point.Mean)];
            points = [.. Enumerable.Range(0, MostBars).Select(i => sorted[(int)((long)i * (sorted.Length - 1) / (MostBars - 1))])];
            note += string.Create(CultureInfo.InvariantCulture, $" {MostBars} of {sorted.Length} categories, evenly taken by their means.");
        }

        return BarsChart.Draw(title, what, [.. points.Select(point => new NamedBar(point.Text, point.Mean))], effect.Class is null ? null : 0, note, options);
    }

    private static PursuitPlot Lines(ColumnEffect effect, ColumnSchema column, string title, string what, PlotOptions options)
    {
        PlotPalette palette = PlotPalette.Of(options.Theme);
        int rows = effect.Points[0].Rows.Count;
        int[] shown = [.. Enumerable.Range(0, Math.Min(rows, MostCurves)).Select(i => (int)((long)i * rows / Math.Min(rows, MostCurves)))];
        double[] x = [.. effect.Points.Select(point => point.Value)];
        double[] mean = [.. effect.Points.Select(point => point.Mean)];
        double[][] curves = [.. shown.Select(row => effect.Points.Select(point => point.Rows[row]).ToArray())];
        (double low, double high) = (Math.Min(mean.Min(), curves.Min(curve => curve.Min())), Math.Max(mean.Max(), curves.Max(curve => curve.Max())));
        (double Low, double High) y = effect.Class is null ? Padded(low, high) : (-0.03, 1.03);
        string unit = column.Unit is { } own ? $" [{own}]" : "";
        string note = string.Create(CultureInfo.InvariantCulture, $"The mean over {rows} rows, and the curves of {shown.Length} of them.");
        string description = string.Create(CultureInfo.InvariantCulture, $"{title}: from {mean[0]:g4} at {effect.Points[0].Text} to {mean[^1]:g4} at {effect.Points[^1].Text}. {note}");
        var sheet = new Sheet(options, title, [], note);
        float body = sheet.BodyHeight(Height);
        return sheet.Finish(body, description, (canvas, area) =>
        {
            AxisTicks ticks = column.Kind == ColumnKind.Date ? Dates(effect.Points, (int)(sheet.InnerWidth / 130)) : AxisTicks.Linear(x[0], x[^1], (int)(sheet.InnerWidth / 70));
            using var panel = new AxisPanel(
                palette, Padded(x[0], x[^1]), ticks, effect.Column + unit, y,
                AxisTicks.Linear(effect.Class is null ? y.Low : 0, effect.Class is null ? y.High : 1, Math.Clamp((int)(body / 30), 3, 8)), what);
            foreach (double[] curve in curves)
            {
                Scatter line = panel.Plot.Add.ScatterLine(x, curve);
                line.Color = AxisPanel.Colour(palette.Frame.WithAlpha(70));
                line.LineWidth = 1;
            }

            Scatter middle = panel.Plot.Add.ScatterLine(x, mean);
            middle.Color = AxisPanel.Colour(palette.Series[0]);
            middle.LineWidth = 2.6f;
            panel.Draw(canvas, area, panel.LeftRoom);
        });
    }

    /// <summary>Some of the dates that were asked, without their times.</summary>
    private static AxisTicks Dates(IReadOnlyList<EffectPoint> points, int most)
    {
        int count = Math.Clamp(most, 2, points.Count);
        return new AxisTicks(
            [.. Enumerable.Range(0, count).Select(i => points[count == 1 ? 0 : i * (points.Count - 1) / (count - 1)]).Select(point => (point.Value, point.Text.Split(' ')[0]))], []);
    }

    private static (double Low, double High) Padded(double low, double high)
    {
        double pad = high > low ? 0.04 * (high - low) : Math.Max(1, Math.Abs(high)) * 0.5;
        return (low - pad, high + pad);
    }
}

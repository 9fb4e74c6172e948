using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using SkiaSharp;

namespace NeuronPursuit;

/// <summary>Errors against iterations above, and below what each iteration did to which layer.</summary>
internal static class ErrorChart
{
    private const float CurveHeight = 250;
    private const float LeastCurveHeight = 80;
    private const float RowHeight = 24;
    private const float StripRoom = 50;

    public static PursuitPlot Draw(IReadOnlyList<PursuitIteration> history, PlotOptions options)
    {
        const string Title = "Relative error by iteration";
        if (history.Count == 0)
        {
            return new Sheet(options, Title, [], "").Empty("There are no iterations: nothing was added, because the target was zero everywhere or showed no signal.");
        }

        var curves = new ErrorCurves(history);
        PlotPalette palette = PlotPalette.Of(options.Theme);
        var sheet = new Sheet(options, Title, [.. Legend(curves, palette)], curves.HasZero ? "An error of exactly 0 stands at the bottom, below the marks of the axis." : "");
        int rows = curves.LayerCount + (curves.HasWholeNetworkMarks ? 1 : 0);
        float strip = (rows * RowHeight) + StripRoom;
        float body = sheet.BodyHeight(CurveHeight + strip, LeastCurveHeight + strip);
        (double, double) x = (curves.First - 0.5, curves.Last + 0.5);
        AxisTicks numbers = AxisTicks.Whole(curves.First, curves.Last, (int)(sheet.InnerWidth / 36));
        return sheet.Finish(body, Describe(curves), (canvas, area) =>
        {
            using AxisPanel top = Errors(curves, palette, x, numbers, (int)((body - strip) / 26));
            using AxisPanel bottom = Strip(curves, palette, x, numbers, rows, sheet.InnerWidth / (curves.Last - curves.First + 1));
            float left = Math.Max(top.LeftRoom, bottom.LeftRoom);
            top.Draw(canvas, new SKRect(area.Left, area.Top, area.Right, area.Bottom - strip), left);
            bottom.Draw(canvas, new SKRect(area.Left, area.Bottom - strip, area.Right, area.Bottom), left);
        });
    }

    /// <summary>The marker and the words for a kind of iteration.</summary>
    public static (MarkerShape Shape, string Words) Sign(PursuitIterationKind kind) => kind switch
    {
        PursuitIterationKind.FirstFit => (MarkerShape.FilledSquare, "first fit"),
        PursuitIterationKind.Neuron => (MarkerShape.FilledCircle, "neuron"),
        PursuitIterationKind.SeveralNeurons => (MarkerShape.OpenCircleWithDot, "several neurons"),
        PursuitIterationKind.Chain => (MarkerShape.FilledDiamond, "chain"),
        PursuitIterationKind.Pair => (MarkerShape.FilledTriangleUp, "pair"),
        PursuitIterationKind.Inputs => (MarkerShape.OpenTriangleUp, "inputs"),
        PursuitIterationKind.Pruning => (MarkerShape.Eks, "pruning"),
        PursuitIterationKind.Refit => (MarkerShape.OpenSquare, "refit"),
        PursuitIterationKind.FixedWidth => (MarkerShape.OpenDiamond, "fixed widths"),
        _ => (MarkerShape.OpenCircle, kind.ToString()),
    };

    private static IEnumerable<LegendEntry> Legend(ErrorCurves curves, PlotPalette palette)
    {
        yield return Curve("training", 0);
        if (curves.HeldOut.Count > 0)
        {
            yield return Curve("held out", 1);
        }

        foreach (PursuitIterationKind kind in curves.Marks.Select(mark => mark.Kind).Distinct().Order())
        {
            (MarkerShape shape, string words) = Sign(kind);
            yield return new LegendEntry(words, (canvas, x, y) => Symbols.Marker(canvas, shape, x, y, 9, palette.Ink));
        }

        LegendEntry Curve(string text, int series) => new(text, (canvas, x, y) =>
        {
            Symbols.Line(canvas, x - 11, y, x + 11, y, 2, palette.Series[series]);
            Symbols.Marker(canvas, Symbols.OfSeries[series], x, y, 7, palette.Series[series]);
        });
    }

    private static AxisPanel Errors(ErrorCurves curves, PlotPalette palette, (double, double) x, AxisTicks numbers, int mostLabels)
    {
        var panel = new AxisPanel(
            palette,
            x,
            numbers,
            "",
            (curves.Low, curves.High),
            AxisTicks.Logarithmic(curves.HasZero ? curves.Floor + 0.5 : curves.Low, curves.High, Math.Clamp(mostLabels, 3, 8)),
            "relative error");
        Add(curves.Training, 0);
        Add(curves.HeldOut, 1);
        return panel;

        void Add(IReadOnlyList<ErrorPoint> points, int series)
        {
            if (points.Count == 0)
            {
                return;
            }

            Scatter line = panel.Plot.Add.Scatter(
                points.Select(point => (double)point.Iteration).ToArray(), points.Select(point => curves.Position(point.Error)).ToArray());
            line.Color = AxisPanel.Colour(palette.Series[series]);
            line.LineWidth = 2;
            line.MarkerStyle = points.Count > 60
                ? MarkerStyle.None
                : Symbols.Style(Symbols.OfSeries[series], points.Count > 30 ? 5 : 7, palette.Series[series]);
        }
    }

    private static AxisPanel Strip(
        ErrorCurves curves, PlotPalette palette, (double, double) x, AxisTicks numbers, int rows, float pixelsPerIteration)
    {
        // The layer next to the outputs on top, as in the drawing of a network turned upright.
        var labels = new List<(double, string)>();
        for (int layer = 0; layer < curves.LayerCount; layer++)
        {
            labels.Add((Row(layer), string.Create(CultureInfo.InvariantCulture, $"layer {layer + 1}")));
        }

        if (curves.HasWholeNetworkMarks)
        {
            labels.Add((Row(GrowthMark.WholeNetwork), "whole"));
        }

        var panel = new AxisPanel(palette, x, numbers, "iteration", (-0.5, rows - 0.5), new AxisTicks(labels, []), "");
        float size = Math.Clamp(pixelsPerIteration * 0.7f, 3, 9);
        foreach (GrowthMark mark in curves.Marks)
        {
            Marker marker = panel.Plot.Add.Marker(mark.Iteration, Row(mark.Layer));
            marker.MarkerStyle = Symbols.Style(Sign(mark.Kind).Shape, size, palette.Ink);
            if (Math.Abs(mark.Count) > 1 && pixelsPerIteration >= 34)
            {
                Text count = panel.Plot.Add.Text(mark.Count.ToString("+0;\u22120", CultureInfo.InvariantCulture), mark.Iteration, Row(mark.Layer));
                count.LabelStyle.Font = PlotText.Typeface;
                count.LabelFontSize = 10;
                count.LabelFontColor = AxisPanel.Colour(palette.Quiet);
                count.LabelAlignment = Alignment.MiddleLeft;
                count.OffsetX = 7;
            }
        }

        return panel;

        double Row(int layer) => layer == GrowthMark.WholeNetwork ? 0 : layer + (curves.HasWholeNetworkMarks ? 1 : 0);
    }

    private static string Describe(ErrorCurves curves) => string.Create(
        CultureInfo.InvariantCulture,
        $"Relative error on a logarithmic axis over iterations {curves.First} to {curves.Last}. Training: {Ends(curves.Training)}.{(curves.HeldOut.Count == 0 ? "" : $" Held out: {Ends(curves.HeldOut)}.")} Marks below show what each iteration added to which layer.");

    private static string Ends(IReadOnlyList<ErrorPoint> points) => points.Count == 0
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{points[0].Error:g3} at first, {points[^1].Error:g3} at last");
}

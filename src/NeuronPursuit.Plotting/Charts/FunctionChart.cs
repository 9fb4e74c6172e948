using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using SkiaSharp;

namespace NeuronPursuit;

/// <summary>Draws predictions along one column.</summary>
internal static class FunctionChart
{
    private const float Height = 300;
    private const int MostLines = 7;

    public static PursuitPlot Draw(
        NeuronPursuitModel model, int moved, double[,]? X, double[,]? Y, bool isClassifier, PlotOptions options) =>
        Draw(model, new FunctionView(model, moved, X, Y, options), isClassifier, options);

    /// <summary>The same of a view that is known: it is drawn once for a light page and once for a dark one.</summary>
    public static PursuitPlot Draw(NeuronPursuitModel model, FunctionView view, bool isClassifier, PlotOptions options)
    {
        string column = PlotOptionsChecks.Columns(model, options.ColumnNames)[view.Moved];
        IReadOnlyList<string> names = PlotOptionsChecks.Outputs(model, options.OutputNames);
        PlotPalette palette = PlotPalette.Of(options.Theme);
        int[] outputs = view.Strongest(MostLines);
        string what = isClassifier ? "probability" : names.Count == 1 ? names[0] : "prediction";
        (double Low, double High) y = Limits(view, outputs, isClassifier);
        double begin = isClassifier ? 0 : FunctionBars.Begin(y.Low, y.High);
        if (view.IsBinary)
        {
            y = FunctionBars.WithRoomForNumbers(isClassifier ? y.Low : Math.Min(y.Low, begin), Math.Max(y.High, begin));
        }

        var sheet = new Sheet(
            options,
            $"{(isClassifier ? "Probabilities" : names.Count == 1 ? names[0] : "Predictions")} along {column}",
            outputs.Length == 1 && view.Points.Count == 0 && view.Spread is null ? [] : [.. Legend(view, outputs, names, palette)],
            Note(view, outputs, isClassifier, model.InputCount == 1, begin));
        (double Low, double High) x = (view.Grid[0], view.Grid[^1]);
        double pad = (x.High - x.Low) * (view.IsBinary ? 0.6 : 0.02);
        float body = sheet.BodyHeight(Height);
        return sheet.Finish(body, Describe(view, outputs, names, column), (canvas, area) =>
        {
            using var panel = new AxisPanel(
                palette,
                (x.Low - pad, x.High + pad),
                view.IsBinary ? FunctionBars.Ticks : AxisTicks.Linear(x.Low, x.High, (int)(sheet.InnerWidth / 70)),
                column,
                y,
                AxisTicks.Linear(isClassifier ? 0 : y.Low, isClassifier ? 1 : y.High, Math.Clamp((int)(body / 30), 3, 8)),
                what);
            if (view.IsBinary)
            {
                FunctionBars.Add(panel.Plot, view, outputs, begin, y.High, isClassifier, palette);
                AddPoints(panel.Plot, view, outputs, isClassifier, palette);
            }
            else
            {
                AddPoints(panel.Plot, view, outputs, isClassifier, palette);
                AddLines(panel.Plot, view, outputs, palette);
            }

            panel.Draw(canvas, area, panel.LeftRoom);
        });
    }

    private static void AddLines(Plot plot, FunctionView view, int[] outputs, PlotPalette palette)
    {
        for (int series = 0; series < outputs.Length; series++)
        {
            double[] mean = FunctionView.Column(view.Mean, outputs[series]);
            SKColor colour = palette.Series[series];
            if (view.Spread is { } spread)
            {
                double[] deviation = FunctionView.Column(spread, outputs[series]);
                FillY band = plot.Add.FillY(
                    view.Grid, [.. mean.Zip(deviation, (middle, width) => middle - width)], [.. mean.Zip(deviation, (middle, width) => middle + width)]);
                band.FillColor = AxisPanel.Colour(colour.WithAlpha(72));
                band.LineWidth = 0;
                band.MarkerStyle = MarkerStyle.None;
            }
        }

        for (int series = 0; series < outputs.Length; series++)
        {
            double[] mean = FunctionView.Column(view.Mean, outputs[series]);
            Scatter line = plot.Add.ScatterLine(view.Grid, mean);
            line.Color = AxisPanel.Colour(palette.Series[series]);
            line.LineWidth = 2.2f;
            for (int i = 15 + (series * 7); i < mean.Length && outputs.Length > 1; i += 60)
            {
                plot.Add.Marker(view.Grid[i], mean[i]).MarkerStyle = Symbols.Style(Symbols.OfSeries[series], 8, palette.Series[series]);
            }
        }
    }

    /// <summary>Targets where they are; classes in rows below 0, one row a class.</summary>
    private static void AddPoints(Plot plot, FunctionView view, int[] outputs, bool isClassifier, PlotPalette palette)
    {
        for (int series = 0; series < outputs.Length; series++)
        {
            (double X, int Output, double Y)[] own =
            [
                .. view.Points.Where(point => point.Output == outputs[series] && (!isClassifier || point.Y > 0.5)),
            ];
            if (own.Length == 0)
            {
                continue;
            }

            double row = ClassRow(series);
            Scatter scatter = plot.Add.ScatterPoints(
                own.Select((point, place) => view.IsBinary ? FunctionBars.Spread(point.X, place) : point.X).ToArray(), own.Select(point => isClassifier ? row : point.Y).ToArray());
            SKColor colour = outputs.Length == 1 ? palette.Frame : palette.Series[series];
            scatter.MarkerStyle = isClassifier
                ? Symbols.Style(MarkerShape.VerticalBar, 8, colour.WithAlpha(130))
                : Symbols.Style(MarkerShape.FilledCircle, own.Length > 300 ? 3.5f : 5, colour.WithAlpha((byte)(own.Length > 300 ? 120 : 170)));
            scatter.MarkerLineWidth = 1;
        }
    }

    private static double ClassRow(int series) => -0.05 * (series + 1);

    private static (double Low, double High) Limits(FunctionView view, int[] outputs, bool isClassifier)
    {
        if (isClassifier)
        {
            return (view.Points.Count == 0 ? -0.03 : ClassRow(outputs.Length), 1.03);
        }

        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (int output in outputs)
        {
            for (int i = 0; i < view.Grid.Length; i++)
            {
                Include(view.Mean[i, output] - (view.Spread?[i, output] ?? 0));
                Include(view.Mean[i, output] + (view.Spread?[i, output] ?? 0));
            }
        }

        foreach ((double _, int output, double y) in view.Points)
        {
            if (outputs.Contains(output))
            {
                Include(y);
            }
        }

        if (!double.IsFinite(low))
        {
            return (-1, 1);
        }

        double pad = high - low <= 1e-9 * Math.Max(Math.Abs(low), Math.Abs(high))
            ? Math.Max(1e-9, 0.5 * Math.Max(Math.Abs(low), Math.Abs(high)))
            : 0.06 * (high - low);
        return low == 0 && high == 0 ? (-1, 1) : (low - pad, high + pad);

        void Include(double value)
        {
            if (double.IsFinite(value))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }
    }

    private static IEnumerable<LegendEntry> Legend(FunctionView view, int[] outputs, IReadOnlyList<string> names, PlotPalette palette)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            int series = i;
            yield return new LegendEntry(outputs.Length == 1 ? "model" : names[outputs[i]], (canvas, x, y) =>
            {
                if (view.IsBinary)
                {
                    Symbols.Box(canvas, new SKRect(x - 8, y - 6, x + 8, y + 6), FunctionBars.Fill(palette, series));
                    return;
                }

                Symbols.Line(canvas, x - 11, y, x + 11, y, 2.2f, palette.Series[series]);
                if (outputs.Length > 1)
                {
                    Symbols.Marker(canvas, Symbols.OfSeries[series], x, y, 8, palette.Series[series]);
                }
            });
        }

        if (view.Spread is not null)
        {
            yield return new LegendEntry("\u00B1 1 standard deviation of the networks", (canvas, x, y) =>
            {
                if (view.IsBinary)
                {
                    FunctionBars.Whisker(canvas, x, y, palette);
                    return;
                }

                Symbols.Box(canvas, new SKRect(x - 11, y - 5, x + 11, y + 5), palette.Series[0].WithAlpha(72));
            });
        }

        if (view.Points.Count > 0 && outputs.Length == 1)
        {
            yield return new LegendEntry("data", (canvas, x, y) => Symbols.Marker(canvas, MarkerShape.FilledCircle, x, y, 5, palette.Frame));
        }
    }

    private static string Note(FunctionView view, int[] outputs, bool isClassifier, bool isOnlyColumn, double begin)
    {
        string held = isOnlyColumn ? "" : $"All other columns stand at {(view.ReferenceIsMedian ? "their medians" : "the reference point")}.";
        string others = view.Mean.GetLength(1) > outputs.Length
            ? string.Create(CultureInfo.InvariantCulture, $" Shown are the {outputs.Length} of {view.Mean.GetLength(1)} outputs that move most.") : "";
        string points = view.Points.Count == 0 ? "" : isClassifier
            ? " Marks below 0: the data, by class."
            : isOnlyColumn ? " Points: the data." : " Points: the data, whose other columns differ.";
        string sampled = view.Points.Count > 0 && view.SampledFrom is { } rows
            ? string.Create(CultureInfo.InvariantCulture, $" One row in {view.Every} of {rows} is shown.") : "";
        string bars = view.IsBinary && begin != 0
            ? string.Create(CultureInfo.InvariantCulture, $" Bars begin at {begin:g4}, not at 0.") : "";
        string spread = view.Spread is null ? ""
            : $" {(view.IsBinary ? "Whiskers show" : "The band shows")} where the networks disagree, not where new values lie.";
        return $"{held}{points}{sampled}{others}{bars}{spread}".TrimStart();
    }

    private static string Describe(FunctionView view, int[] outputs, IReadOnlyList<string> names, string column)
    {
        IEnumerable<string> lines = outputs.Select(output =>
        {
            double[] mean = FunctionView.Column(view.Mean, output);
            if (view.IsBinary)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{names[output]} {mean[0]:g4} at 0 and {mean[1]:g4} at 1");
            }

            return string.Create(CultureInfo.InvariantCulture, $"{names[output]} from {mean[0]:g3} to {mean[^1]:g3}, between {mean.Min():g3} and {mean.Max():g3}");
        });
        return view.IsBinary ? $"Predictions as bars where {column} is 0 and where it is 1: {string.Join("; ", lines)}." : string.Create(
            CultureInfo.InvariantCulture, $"Predictions while {column} goes from {view.Grid[0]:g4} to {view.Grid[^1]:g4}: {string.Join("; ", lines)}.");
    }
}

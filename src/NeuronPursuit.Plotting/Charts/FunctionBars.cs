using System.Globalization;
using ScottPlot;
using SkiaSharp;

namespace NeuronPursuit;

/// <summary>Predictions along a column of 0 and 1: two bars an output, since a line between them would show what never occurs.</summary>
internal static class FunctionBars
{
    // Of the distance between 0 and 1.
    private const double Width = 0.72;

    /// <summary>The two values, and none between them.</summary>
    public static AxisTicks Ticks { get; } = new([(0, "0"), (1, "1")], []);

    public static SKColor Fill(PlotPalette palette, int series) => palette.Series[series].WithAlpha(150);

    /// <summary>Where a point of the data stands in the width of its bar, so that not all of them hide each other.</summary>
    public static double Spread(double value, int place)
    {
        const double GoldenRatio = 0.6180339887498949;
        return value + (0.8 * Width * (((place * GoldenRatio) % 1) - 0.5));
    }

    /// <summary>A whisker in a legend.</summary>
    public static void Whisker(SKCanvas canvas, float x, float y, PlotPalette palette)
    {
        Symbols.Line(canvas, x, y - 6, x, y + 6, 1.4f, palette.Ink);
        Symbols.Line(canvas, x - 4, y - 6, x + 4, y - 6, 1.4f, palette.Ink);
        Symbols.Line(canvas, x - 4, y + 6, x + 4, y + 6, 1.4f, palette.Ink);
    }

    /// <summary>Where bars begin: at 0, unless that is so far away that they would look alike.</summary>
    /// <param name="low">The lowest value that is shown.</param>
    /// <param name="high">The highest one.</param>
    public static double Begin(double low, double high)
    {
        double nearest = low > 0 ? low : high < 0 ? -high : 0;
        return nearest <= 2 * (high - low) ? 0 : low > 0 ? low : high;
    }

    /// <summary>The numbers of the bars stand above them all, where no data are.</summary>
    public static (double Low, double High) WithRoomForNumbers(double low, double high) => (low, high + (0.12 * (high - low)));

    /// <param name="plot">Where.</param>
    /// <param name="view">The predictions at 0 and 1.</param>
    /// <param name="outputs">Which outputs are shown.</param>
    /// <param name="begin">Where bars begin.</param>
    /// <param name="top">The upper end of the axis.</param>
    /// <param name="isClassifier">Whether they are probabilities.</param>
    /// <param name="palette">The theme.</param>
    public static void Add(Plot plot, FunctionView view, int[] outputs, double begin, double top, bool isClassifier, PlotPalette palette)
    {
        double own = Width / outputs.Length;
        for (int series = 0; series < outputs.Length; series++)
        {
            for (int i = 0; i < view.Grid.Length; i++)
            {
                double mean = view.Mean[i, outputs[series]];
                double position = view.Grid[i] - (Width / 2) + ((series + 0.5) * own);
                plot.Add.Bar(new Bar
                {
                    Position = position,
                    ValueBase = begin,
                    Value = mean,
                    Size = 0.94 * own,
                    FillColor = AxisPanel.Colour(Fill(palette, series)),
                    LineWidth = 0,
                });
                if (view.Spread is { } spread)
                {
                    Whisker(plot, position, mean, spread[i, outputs[series]], 0.1 * own, palette);
                }

                if (outputs.Length <= (isClassifier ? 3 : 2))
                {
                    Number(plot, mean.ToString(isClassifier ? "0.00" : "g4", CultureInfo.InvariantCulture), position, top, palette);
                }
            }
        }
    }

    private static void Whisker(Plot plot, double x, double mean, double spread, double half, PlotPalette palette)
    {
        foreach ((double x1, double y1, double x2, double y2) in new[]
        {
            (x, mean - spread, x, mean + spread),
            (x - half, mean - spread, x + half, mean - spread),
            (x - half, mean + spread, x + half, mean + spread),
        })
        {
            ScottPlot.Plottables.LinePlot line = plot.Add.Line(x1, y1, x2, y2);
            line.Color = AxisPanel.Colour(palette.Ink);
            line.LineWidth = 1.4f;
        }
    }

    private static void Number(Plot plot, string number, double x, double top, PlotPalette palette)
    {
        ScottPlot.Plottables.Text text = plot.Add.Text(number, x, top);
        text.LabelStyle.Font = PlotText.Typeface;
        text.LabelFontSize = 11;
        text.LabelFontColor = AxisPanel.Colour(palette.Ink);
        text.LabelAlignment = Alignment.UpperCenter;
        text.OffsetY = 2;
    }
}

using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace PaperExperiments.Reporting;

/// <summary>
/// How all figures look: white ground, seven colours that also differ in grey and for colour-blind eyes (Okabe and
/// Ito), a marker of its own for every series. Dash patterns are not used: they do not survive in SVG.
/// </summary>
public static class PanelStyle
{
    private static readonly string[] Hex = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];

    private static readonly MarkerShape[] Shapes =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond,
        MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.Cross,
    ];

    /// <summary>The colour of a series.</summary>
    /// <param name="series">From 0; repeats after seven.</param>
    public static Color Colour(int series) => Color.FromHex(Hex[series % Hex.Length]);

    /// <summary>An empty panel with title and axis labels.</summary>
    public static Plot New(string title, string xLabel, string yLabel)
    {
        Fonts.Default = "DejaVu Sans";
        var plot = new Plot();
        plot.Title(title, 15);
        plot.XLabel(xLabel, 13);
        plot.YLabel(yLabel, 13);
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
        plot.Grid.MajorLineColor = Color.FromHex("#E4E4E4");
        plot.Legend.FontSize = 12;
        plot.Legend.OutlineColor = Colors.Transparent;
        plot.Legend.ShadowColor = Colors.Transparent;
        return plot;
    }

    /// <summary>A line through points, with markers where there are few of them.</summary>
    /// <param name="plot">The panel.</param>
    /// <param name="xs">Positions.</param>
    /// <param name="ys">Values; not finite ones leave a gap.</param>
    /// <param name="name">Its text in the legend; empty for none.</param>
    /// <param name="series">Its colour and marker, from 0.</param>
    public static Scatter Line(Plot plot, IReadOnlyList<double> xs, IReadOnlyList<double> ys, string name, int series)
    {
        Scatter line = plot.Add.Scatter(xs.ToArray(), ys.Select(y => double.IsFinite(y) ? y : double.NaN).ToArray(), Colour(series));
        line.LineWidth = 2;
        line.MarkerShape = xs.Count > 60 ? MarkerShape.None : Shapes[series % Shapes.Length];
        line.MarkerSize = 8;
        line.LegendText = name;
        return line;
    }

    /// <summary>Bars of a spread, from low to high, in the colour of a series.</summary>
    public static void Spread(
        Plot plot, IReadOnlyList<double> xs, IReadOnlyList<double> low, IReadOnlyList<double> high, int series)
    {
        for (int i = 0; i < xs.Count; i++)
        {
            LinePlot bar = plot.Add.Line(xs[i], low[i], xs[i], high[i]);
            bar.LineColor = Colour(series).WithAlpha(0.5);
            bar.LineWidth = 1.5f;
        }
    }

    /// <summary>The logarithm a value is drawn at on a logarithmic axis; NaN for what is not positive.</summary>
    public static double Log(double value) => value > 0 ? Math.Log10(value) : double.NaN;

    /// <summary>Labels the vertical axis in powers of ten; draw <see cref="Log"/> of the values.</summary>
    public static void LogY(Plot plot)
    {
        plot.Axes.Left.TickGenerator = PowersOfTen();
    }

    /// <summary>Labels the horizontal axis in powers of ten; draw <see cref="Log"/> of the values.</summary>
    public static void LogX(Plot plot)
    {
        plot.Axes.Bottom.TickGenerator = PowersOfTen();
    }

    /// <summary>Labels the horizontal axis at the given values only, at their <see cref="Log"/>.</summary>
    public static void TicksAt(Plot plot, IEnumerable<int> values)
    {
        var ticks = new NumericManual();
        foreach (int value in values)
        {
            ticks.AddMajor(Log(value), value.ToString(CultureInfo.InvariantCulture));
        }

        plot.Axes.Bottom.TickGenerator = ticks;
    }

    /// <summary>A matrix as colours, its first row on top, with a colour bar; white is zero.</summary>
    /// <param name="plot">The panel.</param>
    /// <param name="matrix">The values.</param>
    /// <param name="diverging">Blue to red about zero (true), or white to black from zero.</param>
    public static Heatmap Matrix(Plot plot, double[,] matrix, bool diverging)
    {
        Heatmap map = plot.Add.Heatmap(matrix);
        double largest = Math.Max(1e-300, matrix.Cast<double>().Max(Math.Abs));
        map.Colormap = diverging
            ? new ScottPlot.Colormaps.CustomInterpolated([Colour(0), Colors.White, Colour(1)])
            : new ScottPlot.Colormaps.CustomInterpolated([Colors.White, Colors.Black]);
        map.ManualRange = diverging ? new ScottPlot.Range(-largest, largest) : new ScottPlot.Range(0, largest);
        plot.Add.ColorBar(map);
        plot.HideGrid();
        plot.Axes.Margins(0, 0);
        return map;
    }

    private static NumericAutomatic PowersOfTen() => new()
    {
        IntegerTicksOnly = true,
        MinorTickGenerator = new LogMinorTickGenerator(),
        LabelFormatter = exponent => exponent is >= -2 and <= 5
            ? Math.Pow(10, exponent).ToString("0.##", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"1e{exponent:0}"),
    };
}

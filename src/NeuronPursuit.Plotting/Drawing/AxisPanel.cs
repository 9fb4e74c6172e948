using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace NeuronPursuit;

/// <summary>A pair of axes in the style of all plots, drawn by ScottPlot into a rectangle of a sheet.</summary>
internal sealed class AxisPanel : IDisposable
{
    private const float TickSize = 11.5f;
    private const float LabelSize = 12.5f;

    private readonly PlotPalette _palette;
    private readonly AxisTicks _yTicks;
    private readonly string _xLabel;
    private readonly string _yLabel;

    /// <param name="palette">The theme.</param>
    /// <param name="x">Where the horizontal axis begins and ends.</param>
    /// <param name="xTicks">Its marks.</param>
    /// <param name="xLabel">What it says; empty for an axis without labels, whose panel stands above another.</param>
    /// <param name="y">Where the vertical axis begins and ends.</param>
    /// <param name="yTicks">Its marks.</param>
    /// <param name="yLabel">What it says; empty for nothing.</param>
    public AxisPanel(
        PlotPalette palette,
        (double Low, double High) x,
        AxisTicks xTicks,
        string xLabel,
        (double Low, double High) y,
        AxisTicks yTicks,
        string yLabel)
    {
        (_palette, _yTicks, _xLabel, _yLabel) = (palette, yTicks, xLabel, yLabel);
        Plot.Axes.SetLimits(x.Low, x.High, y.Low, y.High);
        Plot.Axes.Bottom.TickGenerator = Marks(xTicks, xLabel.Length > 0);
        Plot.Axes.Left.TickGenerator = Marks(yTicks, true);
        Plot.FigureBackground.Color = Colors.Transparent;
        Plot.DataBackground.Color = Colors.Transparent;
        Plot.Grid.MajorLineColor = Colour(palette.Grid);
        Plot.Axes.Color(Colour(palette.Frame));
        Plot.Axes.Right.FrameLineStyle.Width = 0;
        Plot.Axes.Top.FrameLineStyle.Width = 0;
        Plot.RenderManager.ClearCanvasBeforeEachRender = false;
        foreach (IAxis axis in new IAxis[] { Plot.Axes.Bottom, Plot.Axes.Left })
        {
            axis.TickLabelStyle.ForeColor = Colour(palette.Ink);
            axis.TickLabelStyle.FontSize = TickSize;
            axis.TickLabelStyle.Font = PlotText.Typeface;
            axis.MajorTickStyle.Length = 4;
            axis.MinorTickStyle.Length = 2;
        }
    }

    public Plot Plot { get; } = new();

    /// <summary>The room that labels need left of the axis.</summary>
    public float LeftRoom => (_yTicks.Major.Count == 0 ? 0 : _yTicks.Major.Max(tick => PlotText.Width(tick.Label, TickSize)))
        + 9 + (_yLabel.Length == 0 ? 0 : 20);

    private float BottomRoom => _xLabel.Length == 0 ? 4 : 40;

    public static Color Colour(SKColor colour) => new(colour.Red, colour.Green, colour.Blue, colour.Alpha);

    public void Dispose() => Plot.Dispose();

    /// <summary>Draws the panel.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="body">The rectangle, labels included.</param>
    /// <param name="leftRoom">The room left of the axis: <see cref="LeftRoom"/>, or more to stand below another panel.</param>
    public void Draw(SKCanvas canvas, SKRect body, float leftRoom)
    {
        const float Right = 12;
        const float Top = 6;
        Plot.Layout.Fixed(new PixelPadding(leftRoom, Right, BottomRoom, Top));
        var area = new PixelRect(body.Left, body.Right, body.Bottom, body.Top);

        // The first time ScottPlot draws twice, to find its layout; what is half transparent would be doubled.
        using (var nowhere = new SKNoDrawCanvas((int)body.Right + 1, (int)body.Bottom + 1))
        {
            Plot.Render(nowhere, area);
        }

        Plot.Render(canvas, area);
        float middle = (body.Left + leftRoom + body.Right - Right) / 2;
        PlotText.Draw(
            canvas, PlotText.Fit(_xLabel, LabelSize, body.Width - leftRoom - Right), middle, body.Bottom - 6, LabelSize, _palette.Ink, SKTextAlign.Center);
        PlotText.Draw(
            canvas,
            PlotText.Fit(_yLabel, LabelSize, body.Height),
            body.Left + 11,
            (body.Top + Top + body.Bottom - BottomRoom) / 2,
            LabelSize,
            _palette.Ink,
            SKTextAlign.Center,
            -90);
    }

    private static NumericManual Marks(AxisTicks ticks, bool withLabels)
    {
        var marks = new NumericManual();
        foreach ((double position, string label) in ticks.Major)
        {
            marks.AddMajor(position, withLabels ? label : "");
        }

        foreach (double position in ticks.Minor)
        {
            marks.AddMinor(position);
        }

        return marks;
    }
}

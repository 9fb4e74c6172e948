using ScottPlot;
using SkiaSharp;

namespace NeuronPursuit;

/// <summary>Markers and lines, the same in a legend and in a plot.</summary>
internal static class Symbols
{
    /// <summary>The markers of series, in their order; they tell series apart where colours do not.</summary>
    public static readonly IReadOnlyList<MarkerShape> OfSeries =
    [
        MarkerShape.FilledCircle, MarkerShape.OpenSquare, MarkerShape.FilledTriangleUp, MarkerShape.OpenDiamond,
        MarkerShape.FilledSquare, MarkerShape.OpenTriangleDown, MarkerShape.OpenCircle,
    ];

    public static MarkerStyle Style(MarkerShape shape, float size, SKColor colour)
    {
        var style = new MarkerStyle(shape, size, AxisPanel.Colour(colour));
        style.LineWidth = 1.6f;
        style.LineColor = AxisPanel.Colour(colour);
        style.OutlineWidth = 0;
        return style;
    }

    public static void Marker(SKCanvas canvas, MarkerShape shape, float x, float y, float size, SKColor colour)
    {
        using Paint paint = Paint.NewDisposablePaint();
        Style(shape, size, colour).Render(canvas, new Pixel(x, y), paint);
    }

    public static void Line(SKCanvas canvas, float x1, float y1, float x2, float y2, float width, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, StrokeWidth = width, IsStroke = true, IsAntialias = true, StrokeCap = SKStrokeCap.Butt };
        canvas.DrawLine(x1, y1, x2, y2, paint);
    }

    public static void Circle(SKCanvas canvas, float x, float y, float radius, SKColor fill, SKColor stroke, float width)
    {
        using var inner = new SKPaint { Color = fill, IsAntialias = true };
        canvas.DrawCircle(x, y, radius, inner);
        using var outer = new SKPaint { Color = stroke, StrokeWidth = width, IsStroke = true, IsAntialias = true };
        canvas.DrawCircle(x, y, radius, outer);
    }

    public static void Box(SKCanvas canvas, SKRect box, SKColor fill)
    {
        using var paint = new SKPaint { Color = fill, IsAntialias = false };
        canvas.DrawRect(box, paint);
    }
}

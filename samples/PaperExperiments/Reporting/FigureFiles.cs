using System.Text;
using System.Text.RegularExpressions;
using ScottPlot;
using SkiaSharp;

namespace PaperExperiments.Reporting;

/// <summary>Writes figures as PNG, for documents, and as SVG, for print.</summary>
public static partial class FigureFiles
{
    // Pixels of the PNG per pixel of the figure, for screens of high density.
    private const float PngScale = 2;

    /// <summary>Writes all figures of an experiment into its folder below the results folder.</summary>
    /// <returns>The paths written.</returns>
    public static IReadOnlyList<string> Write(IExperiment experiment, ResultSet results, string output)
    {
        string folder = Path.Combine(output, experiment.Name);
        var paths = new List<string>();
        foreach (Figure figure in experiment.Summarize(results).Figures)
        {
            Directory.CreateDirectory(folder);
            string path = Path.Combine(folder, figure.Name);
            File.WriteAllBytes($"{path}.png", Png(figure));
            File.WriteAllText($"{path}.svg", Svg(figure));
            paths.AddRange([$"{path}.png", $"{path}.svg"]);
        }

        return paths;
    }

    /// <summary>The figure as an SVG document.</summary>
    public static string Svg(Figure figure)
    {
        using var memory = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width(figure), Height(figure)), memory))
        {
            Draw(figure, canvas);
        }

        // Readers without the font get the one it resembles, not a serif one.
        return RenumberClips(Encoding.UTF8.GetString(memory.ToArray()))
            .Replace("font-family=\"DejaVu Sans\"", "font-family=\"DejaVu Sans, Verdana, sans-serif\"", StringComparison.Ordinal)
            .Replace("font-family=\"'DejaVu Sans'\"", "font-family=\"DejaVu Sans, Verdana, sans-serif\"", StringComparison.Ordinal);
    }

    /// <summary>The figure as a PNG image.</summary>
    public static byte[] Png(Figure figure)
    {
        using var bitmap = new SKBitmap((int)(PngScale * Width(figure)), (int)(PngScale * Height(figure)));
        using var canvas = new SKCanvas(bitmap);
        canvas.Scale(PngScale);
        Draw(figure, canvas);
        canvas.Flush();
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    // Clips are numbered through the process; the same figure must give the same file.
    private static string RenumberClips(string svg)
    {
        var numbers = new Dictionary<string, int>();
        return ClipName().Replace(svg, match =>
        {
            numbers.TryAdd(match.Value, numbers.Count);
            return FormattableString.Invariant($"clip{numbers[match.Value]}");
        });
    }

    [GeneratedRegex("\\bcl_[0-9a-f]+\\b")]
    private static partial Regex ClipName();

    private static int Width(Figure figure) => Math.Min(figure.Columns, figure.Panels.Count) * figure.PanelWidth;

    private static int Height(Figure figure) =>
        (figure.Panels.Count + figure.Columns - 1) / figure.Columns * figure.PanelHeight;

    private static void Draw(Figure figure, SKCanvas canvas)
    {
        canvas.Clear(SKColors.White);
        for (int panel = 0; panel < figure.Panels.Count; panel++)
        {
            float left = panel % figure.Columns * figure.PanelWidth;
            float top = panel / figure.Columns * figure.PanelHeight;
            // Otherwise every panel wipes out those before it.
            figure.Panels[panel].RenderManager.ClearCanvasBeforeEachRender = false;
            figure.Panels[panel].Render(
                canvas, new PixelRect(left, left + figure.PanelWidth, top + figure.PanelHeight, top));
        }
    }
}

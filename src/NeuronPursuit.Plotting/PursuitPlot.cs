using System.Text;
using SkiaSharp;

namespace NeuronPursuit;

/// <summary>
/// A finished plot, to be saved as a bitmap or as vectors. Immutable, and safe from many threads at once; the same plot
/// gives the same bytes.
/// </summary>
public sealed class PursuitPlot
{
    // Four bytes each, and one array of bytes for all of them.
    private const long MostPixels = 500_000_000;

    private readonly Action<SKCanvas> _draw;

    internal PursuitPlot(int width, int height, string description, Action<SKCanvas> draw) =>
        (Width, Height, Description, _draw) = (width, height, description, draw);

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>What is to be seen, in one or two sentences: a text for those who do not see it.</summary>
    public string Description { get; }

    /// <summary>Saves a PNG; an existing file is replaced only when all is written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scale">
    /// Pixels of the file per pixel of the plot, above 0 and at most 8. Default 2, for screens of high density and print.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is out of range, or the image would have more than 500 million pixels.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SavePng(string path, double scale = 2)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = GetPngBytes(scale);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Saves an SVG, in UTF-8; an existing file is replaced only when all is written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveSvg(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = Encoding.UTF8.GetBytes(GetSvgXml());
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The plot as a PNG image.</summary>
    /// <param name="scale">Pixels of the image per pixel of the plot, above 0 and at most 8. Default 2.</param>
    /// <returns>The content of a PNG file of <see cref="Width"/> x <see cref="Height"/> times the scale, rounded up.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The scale is out of range, or the image would have more than 500 million pixels.</exception>
    public byte[] GetPngBytes(double scale = 2)
    {
        if (!(scale is > 0 and <= 8))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale must be above 0 and at most 8.");
        }

        (int width, int height) = ((int)Math.Ceiling(scale * Width), (int)Math.Ceiling(scale * Height));
        if ((long)width * height > MostPixels)
        {
            throw new ArgumentOutOfRangeException(
                nameof(scale), scale, $"The image would have {width} x {height} pixels; 500 million in all are possible. Take a smaller scale.");
        }

        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Transparent);
        canvas.Scale((float)scale);
        _draw(canvas);
        canvas.Flush();
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>The plot as an SVG document: no scripts, nothing from outside, <see cref="Description"/> as its title.</summary>
    /// <returns>XML.</returns>
    public string GetSvgXml()
    {
        using var memory = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width, Height), memory))
        {
            _draw(canvas);
        }

        return SvgText.Finish(Encoding.UTF8.GetString(memory.ToArray()), Width, Height, Description);
    }
}

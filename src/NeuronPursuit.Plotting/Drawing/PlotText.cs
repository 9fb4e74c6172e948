using System.Collections.Concurrent;
using System.Text;
using SkiaSharp;

namespace NeuronPursuit;

/// <summary>
/// Text in the font that lies in the package, so that plots look the same everywhere, machines without any font included.
/// A text with letters that it lacks is set in a font of the system that has them, if there is one.
/// </summary>
internal static class PlotText
{
    public const string SvgFamily = "DejaVu Sans, Verdana, sans-serif";

    private static readonly Lazy<SKTypeface> Embedded = new(LoadEmbedded);

    // Asking the system for a font takes long, and widths are measured often.
    private static readonly ConcurrentDictionary<int, SKTypeface?> Others = new();

    public static SKTypeface Typeface => Embedded.Value;

    /// <summary>The typeface that a text is set in.</summary>
    public static SKTypeface TypefaceOf(string text)
    {
        if (Typeface.ContainsGlyphs(text))
        {
            return Typeface;
        }

        for (int i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            int letter = char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i) ? 0xFFFD : char.ConvertToUtf32(text, i);
            if (!Typeface.ContainsGlyph(letter)
                && Others.GetOrAdd(letter, static missing => SKFontManager.Default.MatchCharacter(missing)) is { } other)
            {
                return other;
            }
        }

        return Typeface;
    }

    /// <summary>The text as one line of a drawing: printable, with single spaces between words, as SVG shows it.</summary>
    public static string Clean(string text) =>
        string.Join(' ', Printable(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The text without what XML does not allow and a line cannot show: control characters, halves of letters.</summary>
    public static string Printable(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            clean.Append(Rune.IsControl(rune) ? " " : rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        }

        return clean.ToString();
    }

    public static float Width(string text, float size)
    {
        using SKFont font = Font(text, size);
        return font.MeasureText(text);
    }

    /// <summary>Draws one line.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="text">The line.</param>
    /// <param name="x">The left end, middle or right end, as <paramref name="align"/> says.</param>
    /// <param name="y">The base line.</param>
    /// <param name="size">In pixels.</param>
    /// <param name="colour">Of the letters.</param>
    /// <param name="align">Which point of the line x is.</param>
    /// <param name="degrees">Turns the line about (x, y), clockwise.</param>
    public static void Draw(
        SKCanvas canvas, string text, float x, float y, float size, SKColor colour, SKTextAlign align = SKTextAlign.Left, float degrees = 0)
    {
        if (text.Length == 0)
        {
            return;
        }

        using SKFont font = Font(text, size);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        if (degrees == 0)
        {
            canvas.DrawText(text, x, y, align, font, paint);
            return;
        }

        canvas.Save();
        canvas.Translate(x, y);
        canvas.RotateDegrees(degrees);
        canvas.DrawText(text, 0, 0, align, font, paint);
        canvas.Restore();
    }

    /// <summary>The text, or as much of its beginning as fits, followed by dots.</summary>
    public static string Fit(string text, float size, float width)
    {
        if (text.Length == 0 || Width(text, size) <= width)
        {
            return text;
        }

        int length = Math.Max(1, text.Length - 1);
        while (length > 1 && Width(Shortened(length), size) > width)
        {
            length--;
        }

        return Shortened(length);

        string Shortened(int letters) =>
            $"{text[..(char.IsHighSurrogate(text[letters - 1]) ? letters - 1 : letters)].TrimEnd()}\u2026";
    }

    /// <summary>Breaks a text into lines at spaces; a word that is too long for a line is shortened.</summary>
    public static IReadOnlyList<string> Wrap(string text, float size, float width)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Width(longer, size) > width)
            {
                lines.Add(Fit(line, size, width));
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0)
        {
            lines.Add(Fit(line, size, width));
        }

        return lines;
    }

    private static SKFont Font(string text, float size) => new(TypefaceOf(text), size)
    {
        Subpixel = true,
        Hinting = SKFontHinting.None,
        Edging = SKFontEdging.Antialias,
    };

    private static SKTypeface LoadEmbedded()
    {
        using Stream stream = typeof(PlotText).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        using SKData data = SKData.Create(stream);
        return SKTypeface.FromData(data)
            ?? throw new InvalidOperationException("The font inside NeuronPursuit.Plotting cannot be read; reinstall the package.");
    }
}

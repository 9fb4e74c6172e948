using SkiaSharp;

namespace NeuronPursuit;

/// <summary>One entry of a legend.</summary>
/// <param name="Text">What the symbol means.</param>
/// <param name="Draw">Draws the symbol about a point, within 22 x 14 pixels.</param>
internal sealed record LegendEntry(string Text, Action<SKCanvas, float, float> Draw);

/// <summary>
/// What every plot has around its content: ground, title, legend and a note. Lines break where the width ends, and the
/// height follows from them.
/// </summary>
internal sealed class Sheet
{
    public const float Margin = 14;
    private const float TitleSize = 15;
    private const float TitleLine = 20;
    private const float LegendSize = 12;
    private const float LegendLine = 20;
    private const float SymbolWidth = 28;
    private const float NoteSize = 11.5f;
    private const float NoteLine = 16;

    private readonly PlotOptions _options;
    private readonly PlotPalette _palette;
    private readonly IReadOnlyList<string> _title;
    private readonly IReadOnlyList<LegendEntry> _legend;
    private readonly IReadOnlyList<SKPoint> _legendPlaces;
    private readonly IReadOnlyList<string> _note;

    public Sheet(PlotOptions options, string title, IReadOnlyList<LegendEntry> legend, string note)
    {
        (_options, _legend) = (options, legend);
        _palette = PlotPalette.Of(options.Theme);
        _title = PlotText.Wrap(PlotText.Clean(options.Title ?? title), TitleSize, InnerWidth);
        _legendPlaces = [.. Flow(legend, InnerWidth)];
        _note = PlotText.Wrap(note, NoteSize, InnerWidth);
    }

    public float InnerWidth => _options.Width - (2 * Margin);

    private float LegendLines => _legendPlaces.Count == 0 ? 0 : _legendPlaces[^1].Y + 1;

    private float Top => Margin
        + (_title.Count == 0 ? 0 : (_title.Count * TitleLine) + 4)
        + (LegendLines == 0 ? 0 : (LegendLines * LegendLine) + 6);

    private float Bottom => Margin + (_note.Count == 0 ? 0 : (_note.Count * NoteLine) + 6);

    /// <summary>The height of the content: what it would like, or what the caller's Height leaves.</summary>
    /// <param name="wanted">What the content would like.</param>
    /// <param name="least">What the content needs.</param>
    /// <exception cref="ArgumentException">The caller asked for a plot that is too low for it.</exception>
    public float BodyHeight(float wanted, float least = 60)
    {
        if (_options.Height is not { } height)
        {
            return wanted;
        }

        if (height - Top - Bottom < least)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Height is {height}, but this plot needs a Height of at least {Math.Ceiling(Top + Bottom + least)} pixels."));
        }

        return height - Top - Bottom;
    }

    /// <summary>The plot.</summary>
    /// <param name="bodyHeight">From <see cref="BodyHeight"/>.</param>
    /// <param name="description">Its alternative text.</param>
    /// <param name="drawBody">Draws the content into a rectangle.</param>
    public PursuitPlot Finish(float bodyHeight, string description, Action<SKCanvas, SKRect> drawBody)
    {
        int height = _options.Height ?? (int)Math.Ceiling(Top + bodyHeight + Bottom);
        return new PursuitPlot(_options.Width, height, description, Draw);

        void Draw(SKCanvas canvas)
        {
            if (!_options.Transparent)
            {
                using var ground = new SKPaint { Color = _palette.Ground };
                canvas.DrawRect(0, 0, _options.Width, height, ground);
            }

            for (int line = 0; line < _title.Count; line++)
            {
                PlotText.Draw(canvas, _title[line], Margin, Margin + TitleSize + (line * TitleLine) - 1, TitleSize, _palette.Ink);
            }

            float legendTop = Top - 6 - (LegendLines * LegendLine);
            for (int entry = 0; entry < _legend.Count; entry++)
            {
                float x = Margin + _legendPlaces[entry].X;
                float y = legendTop + ((_legendPlaces[entry].Y + 0.5f) * LegendLine);
                _legend[entry].Draw(canvas, x + (SymbolWidth / 2) - 3, y);
                PlotText.Draw(
                    canvas, PlotText.Fit(_legend[entry].Text, LegendSize, InnerWidth - SymbolWidth), x + SymbolWidth, y + 4.5f, LegendSize, _palette.Ink);
            }

            for (int line = 0; line < _note.Count; line++)
            {
                PlotText.Draw(
                    canvas, _note[line], Margin, height - Margin - ((_note.Count - 1 - line) * NoteLine) - 2, NoteSize, _palette.Quiet);
            }

            drawBody(canvas, new SKRect(Margin, Top, _options.Width - Margin, Top + bodyHeight));
        }
    }

    /// <summary>A plot of nothing but a sentence.</summary>
    public PursuitPlot Empty(string sentence) => Finish(BodyHeight(110), sentence, (canvas, body) =>
    {
        IReadOnlyList<string> lines = PlotText.Wrap(sentence, 13, body.Width);
        for (int line = 0; line < lines.Count; line++)
        {
            PlotText.Draw(
                canvas, lines[line], body.MidX, body.MidY + ((line - ((lines.Count - 1) / 2f)) * 19) + 4, 13, _palette.Quiet, SKTextAlign.Center);
        }
    });

    /// <summary>Where entries stand: x in pixels, y in lines.</summary>
    private static IEnumerable<SKPoint> Flow(IReadOnlyList<LegendEntry> legend, float width)
    {
        float x = 0;
        int line = 0;
        foreach (LegendEntry entry in legend)
        {
            float own = SymbolWidth + Math.Min(width - SymbolWidth, PlotText.Width(entry.Text, LegendSize));
            if (x > 0 && x + own > width)
            {
                (x, line) = (0, line + 1);
            }

            yield return new SKPoint(x, line);
            x += own + 18;
        }
    }
}

using SkiaSharp;

namespace NeuronPursuit;

/// <summary>
/// The colours of a theme. Series follow Okabe and Ito, whose colours also colour-blind eyes tell apart; the two signs differ
/// in lightness too, so that they stay apart in grey.
/// </summary>
internal sealed class PlotPalette
{
    public static readonly PlotPalette Light = new()
    {
        Ground = SKColors.White,
        Ink = SKColor.Parse("#1F2328"),
        Quiet = SKColor.Parse("#59616A"),
        Grid = SKColor.Parse("#E6E8EB"),
        Frame = SKColor.Parse("#8A939C"),
        Zero = SKColor.Parse("#F6F6F4"),
        Positive = SKColor.Parse("#0B559F"),
        Negative = SKColor.Parse("#F08A0C"),
        Newest = SKColor.Parse("#F5DF4D"),
        Series = Parse("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#1F2328"),
    };

    public static readonly PlotPalette Dark = new()
    {
        Ground = SKColor.Parse("#1C1F23"),
        Ink = SKColor.Parse("#E8EAEC"),
        Quiet = SKColor.Parse("#AAB1B8"),
        Grid = SKColor.Parse("#31363C"),
        Frame = SKColor.Parse("#77808A"),
        Zero = SKColor.Parse("#2A2E33"),
        Positive = SKColor.Parse("#86C8FA"),
        Negative = SKColor.Parse("#D06C14"),
        Newest = SKColor.Parse("#8F7A12"),
        Series = Parse("#56B4E9", "#F0843C", "#2BC79B", "#E29AC2", "#F2C14E", "#A9D8F7", "#E8EAEC"),
    };

    public required SKColor Ground { get; init; }

    public required SKColor Ink { get; init; }

    public required SKColor Quiet { get; init; }

    public required SKColor Grid { get; init; }

    public required SKColor Frame { get; init; }

    /// <summary>The middle of the diverging scale.</summary>
    public required SKColor Zero { get; init; }

    public required SKColor Positive { get; init; }

    public required SKColor Negative { get; init; }

    /// <summary>The filling of a neuron that came last.</summary>
    public required SKColor Newest { get; init; }

    public required IReadOnlyList<SKColor> Series { get; init; }

    public static PlotPalette Of(PlotTheme theme) => theme == PlotTheme.Dark ? Dark : Light;

    /// <summary>The colour of a value on the diverging scale.</summary>
    /// <param name="share">The value divided by the largest magnitude, -1 to 1.</param>
    public SKColor Diverging(double share)
    {
        SKColor end = share < 0 ? Negative : Positive;
        double part = Math.Min(1, Math.Abs(share));
        return new SKColor(Mix(Zero.Red, end.Red), Mix(Zero.Green, end.Green), Mix(Zero.Blue, end.Blue));

        byte Mix(byte from, byte to) => (byte)Math.Round(from + (part * (to - from)));
    }

    /// <summary>Black or white, whichever is easier to read on a colour.</summary>
    public static SKColor InkOn(SKColor ground) =>
        Lightness(ground) > 0.5 ? SKColor.Parse("#16191C") : SKColors.White;

    /// <summary>How light a colour is in a grey print, 0 to 1.</summary>
    public static double Lightness(SKColor colour) =>
        ((0.299 * colour.Red) + (0.587 * colour.Green) + (0.114 * colour.Blue)) / 255;

    private static SKColor[] Parse(params string[] colours) => [.. colours.Select(SKColor.Parse)];
}

using SkiaSharp;

namespace NeuronPursuit.Plotting.Tests.Drawing;

public class PlotTextTests
{
    [Fact]
    public void Typeface_OfThePackage_HasTheLettersOfPlots()
    {
        PlotText.Typeface.FamilyName.Should().Be("DejaVu Sans");
        PlotText.Typeface.ContainsGlyphs("Aaz09 \u00E4\u00DF\u0142 \u03B1\u03C3 \u0416 \u2212\u00B1\u00D7\u2248\u2026 10\u207B\u2078 R\u00B2").Should().BeTrue();
    }

    [Theory]
    [InlineData("short")]
    [InlineData("a name that is much longer than the room it has")]
    [InlineData("\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600")]
    public void Fit_AnyText_IsNotWiderThanItsRoom(string text)
    {
        string fitted = PlotText.Fit(text, 12, 80);

        PlotText.Width(fitted, 12).Should().BeLessThanOrEqualTo(80);
        fitted.Should().Match(result => result == text || result.EndsWith('\u2026'));
        fitted.EnumerateRunes().Should().NotContain(System.Text.Rune.ReplacementChar);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("W", "W\u2026")]
    [InlineData("\U0001F600", "\u2026")]
    public void Fit_NoRoomForAnything_IsTheFirstLetter(string text, string expected) => PlotText.Fit(text, 12, -5).Should().Be(expected);

    [Fact]
    public void Wrap_Lines_HoldAllWordsAndFit()
    {
        const string Text = "one two three four five six seven eight nine ten";

        IReadOnlyList<string> lines = PlotText.Wrap(Text, 12, 90);

        string.Join(' ', lines).Should().Be(Text);
        lines.Should().OnlyContain(line => PlotText.Width(line, 12) <= 90);
    }

    [Fact]
    public void Clean_WhatXmlDoesNotAllow_IsReplaced() =>
        PlotText.Clean(" a\u0000b \t c\uFFFFd\uD800e").Should().Be("a b c\uFFFDd\uFFFDe");

    [Theory]
    [InlineData(PlotTheme.Light)]
    [InlineData(PlotTheme.Dark)]
    public void Palette_SignsAndText_StayApartInGrey(PlotTheme theme)
    {
        PlotPalette palette = PlotPalette.Of(theme);

        Math.Abs(PlotPalette.Lightness(palette.Positive) - PlotPalette.Lightness(palette.Negative)).Should().BeGreaterThan(0.2);
        Contrast(palette.Ink, palette.Ground).Should().BeGreaterThan(7);
        Contrast(palette.Quiet, palette.Ground).Should().BeGreaterThan(4.5);
        palette.Diverging(0).Should().Be(palette.Zero);
        palette.Diverging(1).Should().Be(palette.Positive);
        palette.Diverging(-2).Should().Be(palette.Negative);
    }

    // WCAG 2.1.
    private static double Contrast(SKColor one, SKColor other)
    {
        double[] luminances = [.. new[] { Luminance(one), Luminance(other) }.Order()];
        return (luminances[1] + 0.05) / (luminances[0] + 0.05);
    }

    private static double Luminance(SKColor colour)
    {
        return (0.2126 * Linear(colour.Red)) + (0.7152 * Linear(colour.Green)) + (0.0722 * Linear(colour.Blue));

        static double Linear(byte part)
        {
            double share = part / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }
    }
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using SkiaSharp;

namespace NeuronPursuit.Plotting.Tests;

public class PursuitPlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string, string> Plots => new MatrixTheoryData<string, string>(
        Models.All.Select(pair => pair.Name), ["errors", "weights", "network", "function"]);

    [Theory]
    [MemberData(nameof(Plots))]
    public void GetSvgXml_EveryModelAndPlot_IsADocumentOfItsOwn(string name, string kind)
    {
        PursuitPlot plot = Plot(name, kind, new PlotOptions { Width = 500 });

        XElement root = XDocument.Parse(plot.GetSvgXml()).Root!;

        root.Name.Should().Be(Svg + "svg");
        root.Attribute("viewBox")!.Value.Should().Be($"0 0 500 {plot.Height}");
        root.Attribute("role")!.Value.Should().Be("img");
        root.Element(Svg + "title")!.Value.Should().Be(plot.Description).And.NotBeEmpty();
        root.Descendants().Select(element => element.Name.LocalName).Should().NotContain(["script", "image", "foreignObject"]);
        root.Descendants().Attributes().Where(attribute => attribute.Name.LocalName == "href")
            .Should().NotContain(attribute => !attribute.Value.StartsWith('#'));
        root.Descendants(Svg + "text").Should().NotBeEmpty()
            .And.OnlyContain(text => text.Attribute("font-family")!.Value == "DejaVu Sans, Verdana, sans-serif");
    }

    [Theory]
    [MemberData(nameof(Plots))]
    public void GetPngBytes_EveryModelAndPlot_IsAPictureOfTheSizeAskedFor(string name, string kind)
    {
        PursuitPlot plot = Plot(name, kind, new PlotOptions { Width = 400, Theme = PlotTheme.Dark });

        using SKBitmap picture = SKBitmap.Decode(plot.GetPngBytes(1.5));

        (picture.Width, picture.Height).Should().Be((600, (int)Math.Ceiling(1.5 * plot.Height)));
        picture.GetPixel(1, 1).Should().Be(PlotPalette.Dark.Ground);
        picture.Pixels.Distinct().Take(30).Should().HaveCount(30, "letters and lines have many shades");
    }

    [Theory]
    [InlineData("errors")]
    [InlineData("weights")]
    [InlineData("network")]
    [InlineData("function")]
    public void Plot_TheSameTwice_GivesTheSameBytes(string kind)
    {
        PursuitPlot plot = Plot("small", kind, new PlotOptions());
        PursuitPlot again = Plot("small", kind, new PlotOptions());

        plot.GetSvgXml().Should().Be(plot.GetSvgXml()).And.Be(again.GetSvgXml());
        plot.GetPngBytes().Should().Equal(plot.GetPngBytes()).And.Equal(again.GetPngBytes());
    }

    [Fact]
    public void Plot_FromManyThreads_GivesTheSameBytes()
    {
        PursuitPlot plot = Models.Small.History.PlotErrors();
        string expected = plot.GetSvgXml();

        ParallelEnumerable.Range(0, 16).Select(_ => plot.GetSvgXml()).Should().OnlyContain(svg => svg == expected);
    }

    [Theory]
    [InlineData("errors")]
    [InlineData("weights")]
    [InlineData("network")]
    [InlineData("function")]
    public void Plot_HeightAndTitle_AreTakenAsGiven(string kind)
    {
        PursuitPlot plot = Plot("table", kind, new PlotOptions { Width = 700, Height = 333, Title = "Mine & yours" });

        plot.Height.Should().Be(333);
        Letters(plot).Should().Contain("Mine & yours");
    }

    [Fact]
    public void Plot_Transparent_HasNoGround()
    {
        using SKBitmap picture = SKBitmap.Decode(Models.Small.PlotNetwork(new PlotOptions { Transparent = true }).GetPngBytes(1));

        picture.GetPixel(1, 1).Alpha.Should().Be(0);
    }

    [Fact]
    public void PlotNetwork_OfAGrownModel_FillsTheNewestNeuronInItsColour()
    {
        Regex filled = new($"<ellipse fill=\"{Hex(PlotPalette.Light.Newest)}\"", RegexOptions.IgnoreCase);

        // One in the legend, one per newest neuron.
        filled.Count(Models.Small.PlotNetwork().GetSvgXml()).Should().Be(1 + Models.Small.History[^1].AddedNeurons.Sum());
        filled.Count(Models.Large.PlotNetwork().GetSvgXml()).Should().Be(0);
    }

    [Fact]
    public void PlotNetwork_OfManyInputs_SaysWhatIsLeftOut() =>
        Letters(Models.Wide.PlotNetwork(new PlotOptions { MaxNodes = 10 })).Should().Contain("10 strongest of 200 inputs");

    [Fact]
    public void PlotWeights_OfManyColumns_SaysWhatIsLeftOut() =>
        Letters(Models.Wide.PlotWeights()).Should().Contain("strongest of 200 columns");

    [Fact]
    public void PlotErrors_EmptyHistory_SaysSo() =>
        Models.Empty.History.PlotErrors().Description.Should().Contain("no iterations");

    [Fact]
    public void PlotErrors_HeldOutSamples_HaveALineOfTheirOwn()
    {
        Letters(Models.OnTable.History.PlotErrors()).Should().Contain("held out");
        Letters(Models.Small.History.PlotErrors()).Should().NotContain("held out");
    }

    [Fact]
    public void PlotFunction_OfAClassifier_CallsOutputsByTheirLabels()
    {
        (double[,] X, string[] labels) = Models.Classes(60);

        string letters = Letters(Models.Classifier.PlotFunction(0, X, labels));

        letters.Should().Contain("Adelie").And.Contain("<b>Chinstrap</b>").And.Contain("by class");
        Letters(Models.Classifier.PlotFunction(0)).Should().Contain("Gentoo").And.NotContain("by class");
    }

    [Fact]
    public void PlotFunction_WithData_DrawsEveryPointOnce()
    {
        (double[,] X, double[] y) = Models.Table(50);

        string svg = Models.OnTable.PlotFunction(0, X, y).GetSvgXml();

        Regex.Count(svg, "<ellipse").Should().Be(50 + 1, "one more is in the legend");
    }

    [Fact]
    public void SavePngAndSvg_ToAFile_WriteThePlotAndNothingElse()
    {
        using var folder = new TemporaryFolder();
        PursuitPlot plot = Models.Small.PlotWeights();

        plot.SavePng(folder.File("plot.png"));
        plot.SaveSvg(folder.File("plot.svg"));
        plot.SaveSvg(folder.File("plot.svg"));

        File.ReadAllBytes(folder.File("plot.png")).Should().Equal(plot.GetPngBytes());
        File.ReadAllText(folder.File("plot.svg")).Should().Be(plot.GetSvgXml());
        Directory.GetFiles(folder.Path).Should().HaveCount(2);
    }

    private static PursuitPlot Plot(string name, string kind, PlotOptions options)
    {
        NeuronPursuitModel model = Models.All.Single(pair => pair.Name == name).Model;
        return kind switch
        {
            "errors" => model.History.PlotErrors(options),
            "weights" => model.PlotWeights(options),
            "network" => model.PlotNetwork(options),
            _ => model.PlotFunction(0, options),
        };
    }

    private static string Letters(PursuitPlot plot) =>
        string.Join(' ', XDocument.Parse(plot.GetSvgXml()).Descendants(Svg + "text").Select(text => text.Value.Trim()));

    private static string Hex(SKColor colour) => $"#{colour.Red:X2}{colour.Green:X2}{colour.Blue:X2}";
}

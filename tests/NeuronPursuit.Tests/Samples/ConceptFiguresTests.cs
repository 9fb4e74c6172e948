using System.Xml.Linq;
using ConceptFigures;

namespace NeuronPursuit.Tests.Samples;

/// <summary>The pictures of docs/concepts.md show what its text says.</summary>
public class ConceptFiguresTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Write_IntoAFolder_LeavesThePicturesOfTheDocs()
    {
        using var folder = new TemporaryFolder();

        IReadOnlyList<string> paths = Figures.Write(folder.File("out"));

        paths.Should().HaveCount(3);
        foreach (string path in paths)
        {
            XElement picture = XDocument.Load(path).Root!;
            picture.Name.Should().Be(Svg + "svg");
            picture.Element(Svg + "style")!.Value.Should().Contain("prefers-color-scheme: dark");
            double width = (double)picture.Attribute("width")!;
            double height = (double)picture.Attribute("height")!;
            picture.Elements(Svg + "circle").Should().OnlyContain(
                circle => Inside(circle, "cx", width) && Inside(circle, "cy", height), "nothing stands beyond the edge of {0}", path);
            File.Exists(Path.Combine(Architecture.Repository.Root, "docs", "figures", Path.GetFileName(path))).Should().BeTrue();
        }
    }

    [Fact]
    public void GrowingNetwork_OfTheExample_ReachesItInFourFrames()
    {
        (double[,] X, double[] y) = Example.Sample();

        GrowingNetwork grown = GrowingNetwork.Fit(X, y);

        Enumerable.Range(0, grown.Stages.Count).Select(grown.Widths).Should().Equal("1/1", "2/1", "2/2", "3/2");
        grown.History[^1].TrainingError.Should().BeLessThan(1e-4);
    }

    [Fact]
    public void PlainDescent_OfTheExample_WaitsWhereThePursuitStands()
    {
        (double[,] X, double[] y) = Example.Sample();

        double first = GrowingNetwork.Fit(X, y).History[0].TrainingError;
        IReadOnlyList<double> errors = PlainDescent.Follow(X, y).Errors;

        errors.Count(error => Math.Abs(error - first) < 0.01).Should().BeGreaterThan(errors.Count / 20, "the descent stays there");
        errors.Count(error => error > first + 0.05 && error < 0.95).Should().BeLessThan(errors.Count / 40, "and falls there fast");
        errors[^1].Should().BeLessThan(0.05);
    }

    [Fact]
    public void Directions_EveryStart_EndsAtAPeak()
    {
        Directions directions = Directions.Measure();

        directions.Found.Should().HaveCount(Directions.Starts).And.OnlyContain(point => point.Alignment > 0.999);
        directions.Values.Max().Should().BeApproximately(directions.Found[0].Value, 1e-3 * directions.Found[0].Value);
        directions.Signs.Should().Contain(1).And.Contain(-1);
    }

    private static bool Inside(XElement element, string attribute, double size) =>
        (double)element.Attribute(attribute)! > 0 && (double)element.Attribute(attribute)! < size;
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using SkiaSharp;
using TrainingReport;

namespace NeuronPursuit.Plotting.Tests.Samples;

public class TrainingReportTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Write_IntoAFolder_LeavesPicturesAndReports()
    {
        using var folder = new TemporaryFolder();

        IReadOnlyList<string> paths = Pictures.Write(folder.File("out"));

        paths.Should().HaveCount(22);
        Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Should().BeEquivalentTo(paths);
        foreach (string path in paths.Where(path => path.EndsWith(".png", StringComparison.Ordinal)))
        {
            using SKBitmap picture = SKBitmap.Decode(path);
            picture.Width.Should().Be(1280);
        }

        foreach (string path in paths.Where(path => path.EndsWith(".svg", StringComparison.Ordinal)))
        {
            XDocument.Load(path).Root!.Name.LocalName.Should().Be("svg");
        }

        string[] reports = [.. paths.Where(path => path.EndsWith(".html", StringComparison.Ordinal)).Select(File.ReadAllText)];
        reports[0].Should().Contain("<strong>TargetReached.</strong>").And.Contain("<h1>Recovery of a known function</h1>");
        Match fit = Regex.Match(reports[1], "<dt>R&#178;</dt><dd>([0-9.]+)</dd>");
        double.Parse(fit.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)
            .Should().BeGreaterThan(0.85, "on rows that were not trained on");
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace NeuronPursuit.ML.Tests;

public partial class SampleTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void MLNetPipeline_Run_PrintsWhatItsReadmeSays()
    {
        using var folder = new TemporaryFolder();
        string program = Path.Combine(AppContext.BaseDirectory, "MLNetPipeline.dll");

        (int code, string output, string errors) = DotNet.Run(TimeSpan.FromMinutes(5), [program, folder.File("penguins.zip")]);

        code.Should().Be(0, "it said {0}", errors);
        double.Parse(MeanAccuracy().Match(output).Groups[1].Value, CultureInfo.InvariantCulture).Should().BeGreaterThanOrEqualTo(0.98);
        output.Should().Contain("0.    Adelie ||").And.Contain("1.    Gentoo ||").And.Contain("2. Chinstrap ||");
        output.Should().Contain("A bird of Biscoe with long flippers: Gentoo (probability 1.000)");
        output.Should().MatchRegex(@"(?m)^  BillLength +0\.\d\d$");
        new FileInfo(folder.File("penguins.zip")).Length.Should().BeGreaterThan(1000);
    }

    [GeneratedRegex(@"accuracy of five folds: .*, mean ([\d.]+)")]
    private static partial Regex MeanAccuracy();
}

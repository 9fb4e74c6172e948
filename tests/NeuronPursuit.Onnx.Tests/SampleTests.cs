using System.Globalization;
using OnnxExportSample;

namespace NeuronPursuit.Onnx.Tests;

/// <summary>samples/OnnxExport.</summary>
public class SampleTests
{
    [Fact]
    public void Run_BothTables_PredictsAlikeAndPrintsIt()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            using var writer = new StringWriter();

            Tour.Run(folder, writer);

            string[] lines = writer.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n');
            lines.Should().HaveCount(6);
            lines[..4].Should().OnlyContain(line => line.Length == lines[0].Length, "it is a table");
            lines[1].Should().StartWith("concrete.onnx       206        8  ");
            Difference(lines[1]).Should().BeLessThan(82 * 1e-5, "strengths go up to 82 MPa");
            lines[2].Should().StartWith("penguins.onnx        69        4  ");
            Difference(lines[2]).Should().BeLessThan(1e-5);
            lines[3].Should().EndWith("  0 labels");
            int.Parse(lines[5].Split(' ')[0], CultureInfo.InvariantCulture).Should().BeGreaterThan(65, "of 69");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Difference(string line) => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);
}

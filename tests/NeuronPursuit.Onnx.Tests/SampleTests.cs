using System.Globalization;
using NeuronPursuit.Onnx.Tests.Support;
using OnnxExportSample;

namespace NeuronPursuit.Onnx.Tests;

/// <summary>samples/OnnxExport, and the example of the package's readme.</summary>
public class SampleTests
{
    [Fact]
    public void Readme_Example_DoesWhatItSays()
    {
        using var folder = new TemporaryFolder();
        double[,] X = { { 1, 2 }, { 2, 1 }, { 3, 5 }, { 4, 3 }, { 5, 8 }, { 6, 1 } };
        double[] y = [3, 3, 8, 7, 13, 7];
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(2).WithIntercept().WithMaxIterations(3).Fit(X, y);
        model.SaveAsOnnx(folder.File("model.onnx"), columnNames: ["width", "height"]);

        string[] sizes = ["small", "small", "large", "large", "large", "large"];
        NeuronPursuitClassifier<string> classifier = new NeuronPursuitBuilder().WithDepth(2).FitClassifier(X, sizes);
        classifier.SaveAsOnnx(folder.File("sizes.onnx"), Precision.Double);

        using var numbers = new OnnxRun(File.ReadAllBytes(folder.File("model.onnx")));
        using var classes = new OnnxRun(File.ReadAllBytes(folder.File("sizes.onnx")));
        Files.Difference(numbers.Predict(X), model.PredictAll(X)).Should().BeLessThan(1e-5);
        classes.Labels<string>(X).Should().Equal(sizes);
    }

    [Fact]
    public void Run_BothTables_PredictsAlikeAndPrintsIt()
    {
        using var folder = new TemporaryFolder();
        using var writer = new StringWriter();

        Tour.Run(folder.Path, writer);

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

    private static double Difference(string line) => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);
}

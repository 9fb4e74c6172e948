using System.Text.Json;
using NeuronPursuit.Onnx.Tests.Support;

namespace NeuronPursuit.Onnx.Tests;

/// <summary>What stands in a file, and what the strict reader would find wrong with it.</summary>
public class OnnxFileTests
{
    private static readonly NeuronPursuitModel Model = new RandomModel(4).Model;

    [Theory]
    [InlineData(Precision.Single, 1)]
    [InlineData(Precision.Double, 11)]
    public void SaveAsOnnx_Model_SaysWhatItIs(Precision precision, long type)
    {
        OnnxDocument document = OnnxStructure.Check(Model.ToOnnx(precision, "age", "größe, \"cm\"", "a,b", "d"));

        document.Description.Should().Be(Model.Summary());
        document.ProducerVersion.Should().Be(typeof(OnnxExport).Assembly.GetName().Version!.ToString(3));
        document.Inputs.Should().ContainSingle().Which.Should().BeEquivalentTo(new OnnxDocument.Port(
            "X", type, ["samples", "4"], "Samples in rows; columns: age, größe, \"cm\", a,b, d."));
        OnnxDocument.Port output = document.Outputs.Should().ContainSingle().Subject;
        output.Name.Should().Be(Model.OnnxOutput());
        (output.Type, output.Dimensions[1]).Should().Be((type, $"{Model.OutputCount}"));
        document.Metadata.Keys.Should().Equal("columns");
        JsonSerializer.Deserialize<string[]>(document.Metadata["columns"]).Should().Equal("age", "größe, \"cm\"", "a,b", "d");
    }

    [Fact]
    public void SaveAsOnnx_PlainReluNetwork_HasNothingButItsNodes()
    {
        NeuronPursuitModel model = PlainModel.Small(HomogeneousActivation.ReLU);

        OnnxDocument document = OnnxStructure.Check(model.ToOnnx());

        document.Nodes.Select(node => node.Operation).Should().Equal("Gemm", "Greater", "Where", "Mul", "Gemm");
        document.Constants.Select(constant => constant.Name).Should().BeEquivalentTo(
            ["network0/layer0/weights", "network0/layer1/weights", "number/0", "number/1"]);
        OnnxStructure.Check(PlainModel.Small(HomogeneousActivation.Linear).ToOnnx()).Nodes.Should().HaveCount(2);
        OnnxStructure.Check(PlainModel.Small(HomogeneousActivation.Square).ToOnnx()).Nodes.Select(node => node.Operation).Should().Equal("Gemm", "Mul", "Gemm");
    }

    /// <summary>Where roundings would grow the inside is double, and the outside still single.</summary>
    [Theory]
    [InlineData(4, 1, false)]
    [InlineData(3, 2, false)]
    [InlineData(4, 2, true)]
    [InlineData(2, 4, false)]
    [InlineData(2, 5, true)]
    public void SaveAsOnnx_SingleAndPowers_IsDoubleInsideWhereRoundingsGrow(int depth, int power, bool isDouble)
    {
        int[] widths = [1, .. Enumerable.Repeat(1, depth)];
        NeuronPursuitModel model = PlainModel.Of(widths, [.. Enumerable.Repeat(1.0, depth)], HomogeneousActivation.Create(0, power));

        OnnxDocument document = OnnxStructure.Check(model.ToOnnx());

        document.Nodes.Count(node => node.Operation == "Cast").Should().Be(isDouble ? 2 : 0);
        document.Constants.Select(constant => constant.Type).Distinct().Should().Equal(isDouble ? 11 : 1);
        (document.Inputs[0].Type, document.Outputs[0].Type).Should().Be((1, 1));
    }

    [Fact]
    public void SaveAsOnnx_Path_ReplacesTheFileAsAWhole()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.onnx");
        File.WriteAllText(path, "something else");

        Model.SaveAsOnnx(path, Precision.Double);

        File.ReadAllBytes(path).Should().Equal(Model.ToOnnx(Precision.Double));
        Directory.GetFiles(folder.Path).Should().ContainSingle();

        PlainModel.Small(HomogeneousActivation.ReLU, 1e300).Invoking(model => model.SaveAsOnnx(path)).Should().Throw<ArgumentException>();
        File.ReadAllBytes(path).Should().Equal(Model.ToOnnx(Precision.Double), "a failed export leaves the file alone");
        Directory.GetFiles(folder.Path).Should().ContainSingle();
    }

    [Fact]
    public void SaveAsOnnx_Stream_StaysOpenAndIsOnlyAppendedTo()
    {
        using var stream = new MemoryStream();
        stream.WriteByte(1);

        Model.SaveAsOnnx(stream);

        stream.ToArray()[1..].Should().Equal(Model.ToOnnx());
        stream.CanWrite.Should().BeTrue();
    }

    /// <summary>The check itself must be able to fail: every damage is found.</summary>
    [Theory]
    [InlineData("Gemm", "Gexx", "not known")]
    [InlineData("samples", "sampled", "the type and shape")]
    [InlineData("number/0", "number/9", "is there before")]
    [InlineData("transB", "transA", "inputs and attributes")]
    [InlineData("NeuronPursuit", "neuronPursuit", "producer")]
    public void Structure_DamagedFile_IsRefused(string text, string damage, string rule)
    {
        byte[] file = PlainModel.Small(HomogeneousActivation.ReLU).ToOnnx();
        byte[] sought = System.Text.Encoding.UTF8.GetBytes(text);
        int place = text == "samples" ? file.AsSpan().LastIndexOf(sought) : file.AsSpan().IndexOf(sought);
        System.Text.Encoding.UTF8.GetBytes(damage).CopyTo(file.AsSpan(place));

        FluentActions.Invoking(() => OnnxStructure.Check(file)).Should().Throw<InvalidDataException>().WithMessage($"*{rule}*");
    }

    [Fact]
    public void Structure_FileThatEndsEarly_IsRefused()
    {
        byte[] file = PlainModel.Small(HomogeneousActivation.ReLU).ToOnnx();

        FluentActions.Invoking(() => OnnxStructure.Check(file[..^3])).Should().Throw<Exception>();
    }
}

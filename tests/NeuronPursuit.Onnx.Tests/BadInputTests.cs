using NeuronPursuit.Onnx.Tests.Support;

namespace NeuronPursuit.Onnx.Tests;

/// <summary>What cannot be saved, and what the error says.</summary>
public class BadInputTests
{
    private static readonly NeuronPursuitModel Model = PlainModel.Small(HomogeneousActivation.ReLU);

    [Fact]
    public void SaveAsOnnx_WeightBeyondSinglePrecision_IsNamed()
    {
        NeuronPursuitModel model = PlainModel.Small(HomogeneousActivation.ReLU, -1e300);

        model.Invoking(m => m.ToOnnx()).Should().Throw<ArgumentException>()
            .WithMessage("The weight Networks[0].GetWeights(1)[0, 1] is -1E+300, beyond single precision (magnitudes up to 3.4e38). Save with Precision.Double.");
        using var run = new OnnxRun(model.ToOnnx(Precision.Double));
        Files.Difference(run.Predict(new double[,] { { 1, 1 } }), model.PredictAll(new double[,] { { 1, 1 } })).Should().Be(0);
    }

    [Fact]
    public void SaveAsOnnx_NeuronOfWeightsBelowSinglePrecision_IsNamed()
    {
        NeuronPursuitModel model = PlainModel.Of([2, 1, 1], [1e-40, -3e-39, 1e30], HomogeneousActivation.ReLU);

        model.Invoking(m => m.ToOnnx()).Should().Throw<ArgumentException>()
            .WithMessage("The weight Networks[0].GetWeights(0)[0, 1] is -3E-39, too small for single precision*Save with Precision.Double.*");
        PlainModel.Of([2, 1, 1], [1, 1e-200, 0], HomogeneousActivation.ReLU).Invoking(m => m.ToOnnx()).Should().NotThrow("beside 1 it counts for nothing");
    }

    [Fact]
    public void SaveAsOnnx_ActivationBeyondSinglePrecision_IsNamed()
    {
        foreach (double slope in new[] { 1e60, 1e-60 })
        {
            PlainModel.Small(HomogeneousActivation.LeakyReLU(slope)).Invoking(m => m.ToOnnx()).Should().Throw<ArgumentException>()
                .WithMessage("A coefficient of the activation LeakyReLU(1E*single precision*");
        }
    }

    [Theory]
    [InlineData(1e60, 1, "The offset of input x1 is 1E+60, beyond*")]
    [InlineData(0, 1e60, "1 / the scale of input x1 is 1*E-60, too small*")]
    [InlineData(0, 1e-60, "1 / the scale of input x1 is 1E+60, beyond*")]
    public void SaveAsOnnx_InputBeyondSinglePrecision_IsNamed(double offset, double scale, string message)
    {
        var inputs = new InputMap([new InputColumn(0, NetworkInputKind.Value, 0, 1), new InputColumn(1, NetworkInputKind.Value, offset, scale)]);
        var network = new Network(new NetworkShape([2, 1, 1], HomogeneousActivation.ReLU), [1, 1, 1]);
        var model = new NeuronPursuitModel(new FittedNetworks(network, new ModelPreprocessing(inputs, false, null)), [], PursuitStopReason.Stalled);

        model.Invoking(m => m.ToOnnx()).Should().Throw<ArgumentException>().WithMessage(message);
        OnnxStructure.Check(model.ToOnnx(Precision.Double));
    }

    [Fact]
    public void SaveAsOnnx_RankOrOutputBeyondSinglePrecision_IsNamed()
    {
        var rank = new InputColumn(0, NetworkInputKind.Rank, 0, 1) { Curve = new RankCurve([1, 1e60], [0.25, 0.75]) };
        var inputs = new InputMap([new InputColumn(0, NetworkInputKind.Value, 0, 1), rank]);
        var network = new Network(new NetworkShape([2, 1, 1], HomogeneousActivation.ReLU), [1, 1, 1]);
        NeuronPursuitModel With(InputMap map, ColumnScaling? targets) =>
            new(new FittedNetworks(network, new ModelPreprocessing(map, false, targets)), [], PursuitStopReason.Stalled);

        With(inputs, null).Invoking(m => m.ToOnnx()).Should().Throw<ArgumentException>().WithMessage("A knot of input rank(x0) is 1E+60, beyond*");
        With(InputMap.Identity(2), new ColumnScaling([1e60], [1])).Invoking(m => m.ToOnnx()).Should().Throw<ArgumentException>().WithMessage("The offset of output 0 is 1E+60, beyond*");
    }

    /// <summary>The number of a knot times the number of inputs is beyond an int.</summary>
    [Fact]
    public void SaveAsOnnx_RankOfManyBeyondSinglePrecision_IsNamed()
    {
        const int Count = 20_000;
        RankKnot[] knots = [.. Enumerable.Range(0, 8).Select(knot => new RankKnot(knot, knot / 8.0))];
        NetworkInput[] inputs = [.. Enumerable.Range(0, Count).Select(column => new NetworkInput(NetworkInputKind.Rank, column) { RankKnots = knots })];
        inputs[^1] = inputs[^1] with { RankKnots = [new RankKnot(1e60, 0.25), .. knots[1..^1].Select(knot => knot with { Value = 1e60 }), new RankKnot(5, 1)] };
        var graph = new OnnxGraph();
        string columns = graph.AddInput("x", OnnxType.Float, Count, "");

        Action add = () => RankNodes.Add(graph, new RealConstants(graph, Precision.Single), columns, inputs);

        add.Should().Throw<ArgumentException>().WithMessage("A knot of input rank(x19999) is 1E+60, beyond*");
    }

    [Fact]
    public void SaveAsOnnx_WrongColumnNames_SaysHowManyAreNeeded()
    {
        Model.Invoking(m => m.ToOnnx(Precision.Single, "a")).Should().Throw<ArgumentException>()
            .WithMessage("columnNames has 1 names; the model takes 2 columns and a name for each.*").WithParameterName("columnNames");
        Model.Invoking(m => m.ToOnnx(Precision.Single, "a", "")).Should().Throw<ArgumentException>().WithMessage("*some of them empty*");
    }

    [Fact]
    public void SaveAsOnnx_BadArguments_AreRefusedByName()
    {
        Model.Invoking(m => m.SaveAsOnnx((string)null!)).Should().Throw<ArgumentNullException>().WithParameterName("path");
        Model.Invoking(m => m.SaveAsOnnx("")).Should().Throw<ArgumentException>().WithParameterName("path");
        Model.Invoking(m => m.SaveAsOnnx((Stream)null!)).Should().Throw<ArgumentNullException>().WithParameterName("stream");
        Model.Invoking(m => m.SaveAsOnnx(new MemoryStream(), (Precision)7)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("precision is Precision.Single or Precision.Double.*");
        FluentActions.Invoking(() => OnnxExport.SaveAsOnnx(null!, "x.onnx")).Should().Throw<ArgumentNullException>().WithParameterName("model");
        FluentActions.Invoking(() => OnnxExport.SaveAsOnnx<int>(null!, "x.onnx")).Should().Throw<ArgumentNullException>().WithParameterName("classifier");
    }

    [Fact]
    public void SaveAsOnnx_FolderThatIsMissing_SaysWhich()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "model.onnx");

        Model.Invoking(m => m.SaveAsOnnx(path)).Should().Throw<DirectoryNotFoundException>().WithMessage($"*{path}*");
    }

    [Fact]
    public void Graph_LargerThanTheFormatAllows_SaysSo()
    {
        var graph = new OnnxGraph(limit: 1000);
        graph.Add(OnnxTensor.Of("small", new long[50]));

        graph.Invoking(g => g.Add(OnnxTensor.Of("large", new long[60]))).Should().Throw<InvalidOperationException>()
            .WithMessage("The ONNX file would be larger than the 2 GiB that its format allows ('large' no longer fits). Save a model of fewer networks or neurons.");
        OnnxGraph.LargestFile.Should().BeLessThan(int.MaxValue, "protobuf ends there");
    }

    /// <summary>The bound is one: no file is larger than what was counted.</summary>
    [Fact]
    public void Graph_CountedSize_IsNoLessThanTheFile()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var graph = new OnnxGraph();
            ModelNodes.Add(graph, new RandomModel(seed).Model, Precision.Double, "Samples in rows.");
            var writer = new ProtobufWriter();
            graph.Write(writer, "g");

            graph.Size.Should().BeGreaterThanOrEqualTo(writer.Written.Length);
        }
    }

    [Fact]
    public void Graph_WrongOrder_IsRefused()
    {
        var graph = new OnnxGraph();

        graph.Invoking(g => g.Add("b", "Relu", ["a"])).Should().Throw<InvalidOperationException>().WithMessage("Node 'b' reads 'a', which is not there yet.");
        graph.AddInput("a", OnnxType.Float, 1, "");
        graph.Invoking(g => g.Add("a", "Relu", ["a"])).Should().Throw<InvalidOperationException>().WithMessage("The name 'a' is taken.");
    }
}

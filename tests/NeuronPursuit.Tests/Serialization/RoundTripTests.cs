namespace NeuronPursuit.Tests.Serialization;

/// <summary>What is loaded equals what was saved, bit for bit.</summary>
public class RoundTripTests
{
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(80, 4, 91, x => 3 + Math.Abs(x[0]) - x[1] * x[2] / 3);

    private static readonly Dictionary<string, Func<NeuronPursuitModel>> Models = new()
    {
        ["plain"] = () => new NeuronPursuitBuilder().WithMaxIterations(3).Fit(Data.X, Data.y),
        ["intercept"] = () => new NeuronPursuitBuilder().WithIntercept().WithMaxIterations(3).Fit(Data.X, Data.y),
        ["standardised"] = () => new NeuronPursuitBuilder().WithStandardization().WithMaxIterations(3).Fit(Data.X, Data.y),
        ["everything"] = () => new NeuronPursuitBuilder()
            .WithStandardization().WithIntercept().WithWeightBalancing().WithDepth(4).WithMaxIterations(4).Fit(Data.X, Data.y),
        ["three outputs"] = () => new NeuronPursuitBuilder().WithMaxIterations(3).WithStandardization().Fit(Data.X, ThreeOutputs()),
        ["slope above one"] = () => Fit(HomogeneousActivation.LeakyReLU(1.7)),
        ["negative slope, cubed"] = () => Fit(HomogeneousActivation.Create(-0.3, 3)),
        ["linear"] = () => Fit(HomogeneousActivation.Linear),
        ["square"] = () => Fit(HomogeneousActivation.Square),
        ["derived activation"] = () => Fit(new AbsoluteValue()),
        ["derived odd square"] = () => Fit(new SignedSquare()),
        ["single precision"] = () => new NeuronPursuitBuilder().WithPrecision(Precision.Single).WithMaxIterations(3).Fit(Data.X, Data.y),
        ["zero target"] = () => new NeuronPursuitBuilder().Fit(Data.X, new double[80]),
        ["diverged"] = () => TinyPaper.Builder(stepSize: 1e6).Fit(Data.X, Data.y),
        ["huge units"] = () => new NeuronPursuitBuilder().WithMaxIterations(2).Fit(Data.X, [.. Data.y.Select(value => 1e150 * value)]),
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void SaveAndLoad_Stream_KeepsEveryBit(string name)
    {
        NeuronPursuitModel model = Models[name]();
        using var stream = new MemoryStream();

        model.Save(stream);
        stream.Position = 0;
        NeuronPursuitModel loaded = NeuronPursuitModel.Load(stream);

        ShouldBeTheSame(loaded, model);
        stream.CanRead.Should().BeTrue("the stream belongs to the caller");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SaveAndLoad_File_KeepsEveryBit(string name)
    {
        using var folder = new TemporaryFolder();
        NeuronPursuitModel model = Models[name]();

        model.Save(folder.File("model.json"));

        ShouldBeTheSame(NeuronPursuitModel.Load(folder.File("model.json")), model);
        Directory.GetFiles(folder.Path).Should().Equal(folder.File("model.json"));
    }

    [Fact]
    public void Save_LoadedModel_WritesTheSameBytes()
    {
        using var first = new MemoryStream();
        using var second = new MemoryStream();

        Models["everything"]().Save(first);
        first.Position = 0;
        NeuronPursuitModel.Load(first).Save(second);

        second.ToArray().Should().Equal(first.ToArray());
    }

    [Fact]
    public void Load_StreamInItsMiddle_ReadsFromThere()
    {
        NeuronPursuitModel model = Models["plain"]();
        using var stream = new MemoryStream();
        stream.Write("a line of the caller's own"u8);
        long start = stream.Position;
        model.Save(stream);
        stream.Position = start;

        ShouldBeTheSame(NeuronPursuitModel.Load(stream), model);
    }

    [Fact]
    public void Load_WithAByteOrderMark_ReadsIt()
    {
        NeuronPursuitModel model = Models["plain"]();
        using var stream = new MemoryStream();
        stream.Write([0xEF, 0xBB, 0xBF]);
        model.Save(stream);
        stream.Position = 0;

        ShouldBeTheSame(NeuronPursuitModel.Load(stream), model);
    }

    private static void ShouldBeTheSame(NeuronPursuitModel loaded, NeuronPursuitModel saved)
    {
        loaded.ShouldEqualBitForBit(saved);
        loaded.History.Select(iteration => iteration.Elapsed).Should().Equal(saved.History.Select(iteration => iteration.Elapsed));
        loaded.InputCount.Should().Be(saved.InputCount);
        ModelAssertions.Bits(loaded.PredictAll(Data.X))
            .Should().Equal(ModelAssertions.Bits(saved.PredictAll(Data.X)));
    }

    private static NeuronPursuitModel Fit(HomogeneousActivation activation) =>
        new NeuronPursuitBuilder().WithActivation(activation).WithMaxIterations(3).Fit(Data.X, Data.y);

    private static double[,] ThreeOutputs()
    {
        double[,] Y = new double[80, 3];
        for (int row = 0; row < 80; row++)
        {
            (Y[row, 0], Y[row, 1], Y[row, 2]) = (Data.y[row], Data.X[row, 0], Math.Abs(Data.X[row, 3]));
        }

        return Y;
    }

    private sealed class AbsoluteValue() : HomogeneousActivation(1, -1, 1);
}

using System.Text.Json.Nodes;

namespace NeuronPursuit.Tests.Serialization;

/// <summary>A checkpoint that cannot be resumed from is refused, with a message that says what to do.</summary>
public sealed class DamagedCheckpointTests : IDisposable
{
    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(60, 4, 121, x => Math.Abs(x[0]) - x[1]);

    private static readonly Dictionary<string, Func<NeuronPursuitBuilder, NeuronPursuitBuilder>> OtherOptions = new()
    {
        ["seed"] = builder => builder.WithSeed(1),
        ["depth"] = builder => builder.WithDepth(4),
        ["activation"] = builder => builder.WithActivation(HomogeneousActivation.LeakyReLU(0.1)),
        ["intercept"] = builder => builder.WithIntercept(),
        ["standardization"] = builder => builder.WithStandardization(),
        ["restarts"] = builder => builder.WithRestarts(5),
        ["maximizer"] = builder => builder.WithNcfMaximizer(new BatchedAscent(49)),
        ["optimizer"] = builder => builder.WithOptimizer(new LimitedMemoryBfgs(999)),
        ["growth scale"] = builder => builder.WithGrowthScale(GrowthScale.Paper),
        ["balancing"] = builder => builder.WithWeightBalancing(),
        ["precision"] = builder => builder.WithPrecision(Precision.Single),
        ["recipe"] = builder => builder.WithRecipe(PursuitRecipe.Paper),
    };

    private static readonly Dictionary<string, Action<JsonNode>> Damages = new()
    {
        ["other format"] = c => c["format"] = "NeuronPursuit.Model",
        ["newer version"] = c => c["version"] = 2,
        ["weights missing"] = c => c["network"]!["weights"]![0]!.AsArray().RemoveAt(0),
        ["a weight NaN"] = c => c["network"]!["weights"]![0]![0] = "NaN",
        ["another depth"] = c =>
        {
            c["network"]!["widths"] = new JsonArray(4, 1, 1);
            c["network"]!["weights"] = new JsonArray(new JsonArray(1, 2, 3, 4), new JsonArray(5));
        },
        ["no history"] = c => c["history"] = new JsonArray(),
        ["history null"] = c => c["history"] = null,
        ["an iteration null"] = c => c["history"]![1] = null,
        ["loss NaN"] = c => c["loss"] = "NaN",
        ["loss missing"] = c => c.AsObject().Remove("loss"),
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> OptionNames => [.. OtherOptions.Keys];

    public static TheoryData<string> DamageNames => [.. Damages.Keys];

    private string CheckpointPath => Directory.GetFiles(_folder.Path).Single();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(OptionNames))]
    public void Fit_OtherOptions_SaysWhatToDo(string name)
    {
        Fit(Builder());

        ShouldRefuse(OtherOptions[name](Builder()), Data.X, Data.y).WithMessage($"{_folder.Path}: *other data or other options. Choose another directory, delete this one, or begin anew by WithCheckpoints(directory, CheckpointMismatch.Restart).");
    }

    [Fact]
    public void Fit_OtherData_SaysWhatToDo()
    {
        Fit(Builder());
        double[,] otherX = (double[,])Data.X.Clone();
        otherX[59, 3] = Math.BitIncrement(otherX[59, 3]);
        double[] otherY = [.. Data.y];
        otherY[0] = -otherY[0];

        string message = $"{_folder.Path}: *other data or other options. Choose another directory, delete this one, or begin anew by WithCheckpoints(directory, CheckpointMismatch.Restart).";
        ShouldRefuse(Builder(), otherX, Data.y).WithMessage(message);
        ShouldRefuse(Builder(), Data.X, otherY).WithMessage(message);
    }

    [Fact]
    public void Fit_TruncatedFile_SaysWhatToDo()
    {
        Fit(Builder());
        byte[] bytes = File.ReadAllBytes(CheckpointPath);

        for (int length = 0; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(CheckpointPath, bytes[..length]);
            ShouldRefuse(Builder(), Data.X, Data.y).WithMessage($"{CheckpointPath}*delete the file to begin anew.");
        }
    }

    [Theory]
    [MemberData(nameof(DamageNames))]
    public void Fit_DamagedFile_SaysWhatToDo(string name)
    {
        Fit(Builder());
        JsonNode document = JsonNode.Parse(File.ReadAllText(CheckpointPath))!;
        Damages[name](document);
        File.WriteAllText(CheckpointPath, document.ToJsonString());

        ShouldRefuse(Builder(), Data.X, Data.y).WithMessage($"{CheckpointPath}*delete the file to begin anew.");
    }

    [Fact]
    public void Fit_RefusedFile_LeavesItAlone()
    {
        Fit(Builder());
        byte[] bytes = File.ReadAllBytes(CheckpointPath);

        ShouldRefuse(Builder().WithSeed(7), Data.X, Data.y);

        File.ReadAllBytes(CheckpointPath).Should().Equal(bytes);
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<InvalidDataException> ShouldRefuse(
        NeuronPursuitBuilder builder, double[,] X, double[] y) =>
        builder.Invoking(b => b.Fit(X, y)).Should().Throw<InvalidDataException>();

    private static void Fit(NeuronPursuitBuilder builder) => builder.Fit(Data.X, Data.y);

    private NeuronPursuitBuilder Builder() =>
        new NeuronPursuitBuilder().WithMaxIterations(2).WithTargetError(0).WithCheckpoints(_folder.Path);
}

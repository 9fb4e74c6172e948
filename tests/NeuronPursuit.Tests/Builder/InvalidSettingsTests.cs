namespace NeuronPursuit.Tests.Builder;

public class InvalidSettingsTests
{
    private static readonly Dictionary<string, (Action<NeuronPursuitBuilder> Set, string Message)> Wrong = new()
    {
        ["depth 1"] = (b => b.WithDepth(1), "depth is 1; it counts weight matrices and must be at least 2 (one hidden layer)."),
        ["depth -3"] = (b => b.WithDepth(-3), "depth is -3*"),
        ["depth 17"] = (b => b.WithDepth(17), "depth is 17; at most 16 is supported."),
        ["degree 2048"] = (b => b.WithDepth(12).WithActivation(HomogeneousActivation.Square), "power 2 at depth 12*degree 2048*"),
        ["restarts 0"] = (b => b.WithRestarts(0), "restarts is 0; at least 1 random start is needed."),
        ["iterations 0"] = (b => b.WithMaxIterations(0), "iterations is 0; at least 1 is needed*"),
        ["negative error"] = (b => b.WithTargetError(-0.1), "relativeError is -0.1; the target error must be at least 0."),
        ["error NaN"] = (b => b.WithTargetError(double.NaN), "relativeError is NaN*"),
        ["error infinite"] = (b => b.WithTargetError(double.PositiveInfinity), "relativeError is *Infinity*"),
        ["stall tolerance 1"] = (b => b.WithStallTolerance(1), "lossShare is 1; the part of the loss that a growth must gain is at least 0 and below 1."),
        ["validation 1"] = (b => b.WithValidation(1, 4), "fraction is 1; the part of the samples that is held out must be at least 0 (0 for none) and below 1."),
        ["pursuits 0"] = (b => b.WithPursuits(0), "WithPursuits(0): at least 1 pursuit is needed."),
        ["neurons 0"] = (b => b.WithNeuronsPerGrowth(0), "WithNeuronsPerGrowth(0): at least 1 neuron is needed."),
        ["inputs 0"] = (b => b.WithInputsPerNeuron(0), "WithInputsPerNeuron(0): at least 1 input is needed."),
        ["stall tolerance NaN"] = (b => b.WithStallTolerance(double.NaN), "lossShare is NaN*"),
        ["threads 0"] = (b => b.WithMaxDegreeOfParallelism(0), "threads is 0; at least 1 is needed."),
        ["directory blank"] = (b => b.WithCheckpoints(" "), "directory is empty; checkpoints need the path of a directory."),
        ["precision 7"] = (b => b.WithPrecision((Precision)7), "precision is 7; it must be Double or Single."),
        ["first scale 0"] = (b => b.WithGrowthScale(new GrowthScale { First = 0 }), "GrowthScale.First is 0; it must be positive."),
        ["scale NaN"] = (b => b.WithGrowthScale(new GrowthScale { Relative = double.NaN }), "GrowthScale.Relative is NaN*"),
        ["reductions -1"] = (b => b.WithGrowthScale(new GrowthScale { Reductions = -1 }), "GrowthScale.FirstReductions is 4 and Reductions -1; they must not be negative."),
        ["first reductions -1"] = (b => b.WithGrowthScale(new GrowthScale { FirstReductions = -1 }), "GrowthScale.FirstReductions is -1 and Reductions 10; they must not be negative."),
        ["factor 1"] = (b => b.WithGrowthScale(new GrowthScale { Factor = 1 }), "GrowthScale.Factor is 1; it must lie between 0 and 1."),
    };

    public static TheoryData<string> WrongSettings => [.. Wrong.Keys];

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public void Build_OneWrongSetting_SaysWhatCameAndWhatWasExpected(string name)
    {
        var builder = new NeuronPursuitBuilder();
        Wrong[name].Set(builder);

        builder.Invoking(wrong => wrong.Build()).Should().Throw<ArgumentException>().WithMessage(Wrong[name].Message);
    }

    [Fact]
    public void Build_SeveralWrongSettings_ListsThemAll()
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder()
            .WithDepth(1).WithRestarts(0).WithMaxIterations(-1).WithTargetError(-1).WithMaxDegreeOfParallelism(0)
            .WithCheckpoints("").WithGrowthScale(new GrowthScale { Factor = 2, First = -1 });

        builder.Invoking(wrong => wrong.Build()).Should().Throw<ArgumentException>().Which.Message.Should()
            .StartWith("8 settings are wrong:")
            .And.ContainAll("depth is 1", "restarts is 0", "iterations is -1", "relativeError is -1", "threads is 0")
            .And.ContainAll("directory is empty", "GrowthScale.Factor is 2", "GrowthScale.First is -1");
    }

    [Fact]
    public void Fit_WrongSettingsAndWrongData_ReportsTheSettings()
    {
        Action fit = () => new NeuronPursuitBuilder().WithDepth(0).Fit(new double[0, 0], Array.Empty<double>());

        fit.Should().Throw<ArgumentException>().WithMessage("depth is 0*");
    }

    [Fact]
    public void WithNull_AnyReference_NamesTheParameter()
    {
        var builder = new NeuronPursuitBuilder();

        builder.Invoking(b => b.WithActivation(null!)).Should().Throw<ArgumentNullException>().WithParameterName("activation");
        builder.Invoking(b => b.WithNcfMaximizer(null!)).Should().Throw<ArgumentNullException>().WithParameterName("maximizer");
        builder.Invoking(b => b.WithNcfMaximizer(null!, new BatchedAscent())).Should().Throw<ArgumentNullException>().WithParameterName("first");
        builder.Invoking(b => b.WithNcfMaximizer(new BatchedAscent(), null!)).Should().Throw<ArgumentNullException>().WithParameterName("later");
        builder.Invoking(b => b.WithOptimizer(null!)).Should().Throw<ArgumentNullException>().WithParameterName("optimizer");
        builder.Invoking(b => b.WithOptimizer(new LimitedMemoryBfgs(), null!)).Should().Throw<ArgumentNullException>().WithParameterName("later");
        builder.Invoking(b => b.WithOptimizer(null!, new LimitedMemoryBfgs())).Should().Throw<ArgumentNullException>().WithParameterName("first");
        builder.Invoking(b => b.WithGrowthScale(null!)).Should().Throw<ArgumentNullException>().WithParameterName("growthScale");
        builder.Invoking(b => b.WithRecipe(null!)).Should().Throw<ArgumentNullException>().WithParameterName("recipe");
        builder.Invoking(b => b.WithStopWhen(null!)).Should().Throw<ArgumentNullException>().WithParameterName("condition");
        builder.Invoking(b => b.WithProgress(null!)).Should().Throw<ArgumentNullException>().WithParameterName("progress");
        builder.Invoking(b => b.WithLogger(null!)).Should().Throw<ArgumentNullException>().WithParameterName("logger");
        builder.Invoking(b => b.WithCheckpoints(null!)).Should().Throw<ArgumentNullException>().WithParameterName("directory");
        builder.Invoking(b => b.WithFixedWidths(null!)).Should().Throw<ArgumentNullException>().WithParameterName("hiddenWidths");
        builder.Invoking(b => b.WithClassWeights(null!)).Should().Throw<ArgumentNullException>().WithParameterName("weights");
        builder.Invoking(b => b.WithValidation(null!, new double[1])).Should().Throw<ArgumentNullException>().WithParameterName("X");
        builder.Invoking(b => b.WithValidation(new double[1, 1], (double[])null!)).Should().Throw<ArgumentNullException>().WithParameterName("y");
    }

    [Fact]
    public void Build_BuilderChangedLater_LeavesTheEstimatorAsItWas()
    {
        (double[,] X, double[] y) = Problems.Gaussian(40, 3, 1, x => Math.Abs(x[0]));
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithMaxIterations(1);
        NeuronPursuitEstimator estimator = builder.Build();

        builder.WithMaxIterations(3).WithDepth(4);

        NeuronPursuitModel model = estimator.Fit(X, y);
        model.Depth.Should().Be(3);
        model.History.Should().ContainSingle();
    }
}

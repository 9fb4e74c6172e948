namespace NeuronPursuit.Tests.PeoplesData;

/// <summary>The last training of a fit by Huber's loss is told like every other iteration, wherever it happens.</summary>
public class RobustRefitTests
{
    private static readonly (double[,] X, double[] y) Data = WithOutliers(
        Problems.Gaussian(300, 3, 41, x => 1 + Math.Max(0, x[0]) - 2 * Math.Max(0, x[1] - 0.3)));

    private static readonly Dictionary<string, Func<NeuronPursuitBuilder, NeuronPursuitBuilder>> Settings = new()
    {
        ["plain"] = builder => builder.WithIntercept(false),
        ["a choice of an offset"] = builder => builder,
        ["standardised"] = builder => builder.WithStandardization().WithIntercept(),
        ["held-out samples"] = builder => builder.WithValidation(0.2, 2),
        ["a validation set"] = builder => builder.WithValidation(Data.X, Data.y),
        ["fixed widths"] = builder => builder.WithFixedWidths([4]),
        ["a bag of one"] = builder => builder.WithRecipe(PursuitRecipe.Tabular).WithDepth(2).WithWeightDecay(1e-3).WithActivation(HomogeneousActivation.ReLU).WithEnsemble(1),
    };

    public static TheoryData<string> Ways => [.. Settings.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Fit_ByHuber_TellsOfTheLastTraining(string way)
    {
        var iterations = new List<PursuitIteration>();
        var reports = new List<PursuitProgress>();
        var asked = new List<PursuitIteration>();
        var logger = new RecordingLogger();

        NeuronPursuitModel model = Builder(way)
            .WithProgress(new InlineProgress<PursuitIteration>(iterations.Add))
            .WithProgress(new InlineProgress<PursuitProgress>(reports.Add))
            .WithLogger(logger)
            .WithStopWhen((iteration, _) =>
            {
                asked.Add(iteration);
                return false;
            })
            .Fit(Data.X, Data.y);

        model.History[^1].Kind.Should().Be(PursuitIterationKind.Refit);
        iterations.Should().EndWith(model.History[^1]);
        asked.Should().EndWith(model.History[^1]);
        reports[^2].Iteration.Should().BeSameAs(model.History[^1]);
        reports[^2].Phase.Should().Be(PursuitPhase.LastTraining);
        iterations.Distinct(ReferenceEqualityComparer.Instance).Should().HaveSameCount(iterations, "each is told once");
        if (way != "a bag of one")
        {
            iterations.TakeLast(model.History.Count).Should().Equal(model.History);
        }
    }

    [Fact]
    public void Fit_BagByHuber_TellsOfTheLastTrainingOfEveryMember()
    {
        var iterations = new List<PursuitProgress>();

        Builder("plain").WithRecipe(PursuitRecipe.Tabular).WithDepth(2).WithWeightDecay(1e-3).WithActivation(HomogeneousActivation.ReLU).WithEnsemble(3)
            .WithProgress(new InlineProgress<PursuitProgress>(iterations.Add)).Fit(Data.X, Data.y);

        iterations.Where(report => report.Iteration?.Kind == PursuitIterationKind.Refit).Select(report => report.Member)
            .Order().Should().Equal(1, 2, 3);
    }

    [Fact]
    public void Fit_ConditionMet_EndsThereAndIsToldOfTheLastTraining()
    {
        var asked = new List<int>();

        NeuronPursuitModel model = Builder("plain").WithPursuits(2).WithStopWhen((iteration, _) =>
        {
            asked.Add(iteration.Number);
            return iteration.Number == 2;
        }).Fit(Data.X, Data.y);

        asked.Should().Equal([1, 2, 3], "the last training follows, and no other pursuit");
        model.History.Should().HaveCount(3);
        model.StopReason.Should().Be(PursuitStopReason.ConditionMet);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a choice of an offset")]
    [InlineData("held-out samples")]
    public void Fit_ConditionMetByTheLastTrainingAlone_EndsAsWithoutOne(string way)
    {
        NeuronPursuitModel expected = Builder(way).Fit(Data.X, Data.y);

        NeuronPursuitModel model = Builder(way).WithStopWhen((iteration, _) => iteration.Kind == PursuitIterationKind.Refit).Fit(Data.X, Data.y);

        model.StopReason.Should().Be(expected.StopReason);
        model.ShouldEqualBitForBit(expected);
    }

    [Fact]
    public void Fit_CanceledInTheLastTraining_CarriesWhatWasGrown()
    {
        NeuronPursuitModel whole = Builder("plain").Fit(Data.X, Data.y);
        using var source = new CancellationTokenSource();
        var counting = new CancelingOptimizer(int.MaxValue, source);
        Builder("plain").WithOptimizer(counting).Fit(Data.X, Data.y);

        Action fit = () => Builder("plain").WithOptimizer(new CancelingOptimizer(counting.Calls, source)).Fit(Data.X, Data.y, source.Token);

        NeuronPursuitModel carried = fit.Should().Throw<PursuitCanceledException>().Which.Model!;
        carried.History.Select(iteration => iteration.Loss).Should().Equal(whole.History.SkipLast(1).Select(iteration => iteration.Loss));
    }

    /// <summary>The last training of a fit that had ended happens again, and nobody hears of it twice.</summary>
    [Theory]
    [InlineData("plain")]
    [InlineData("a choice of an offset")]
    [InlineData("held-out samples")]
    public void Fit_FinishedDirectory_IsToldOnce(string way)
    {
        using var folder = new TemporaryFolder();
        var reports = new List<PursuitIteration>();
        NeuronPursuitModel first = Builder(way).WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        NeuronPursuitModel second = Builder(way).WithCheckpoints(folder.Path).WithProgress(new InlineProgress<PursuitIteration>(reports.Add)).Fit(Data.X, Data.y);
        reports.Should().BeEmpty();
        NeuronPursuitModel longer = Builder(way).WithMaxIterations(5).WithCheckpoints(folder.Path)
            .WithProgress(new InlineProgress<PursuitIteration>(reports.Add)).Fit(Data.X, Data.y);

        second.ShouldEqualBitForBit(first);
        longer.ShouldEqualBitForBit(Builder(way).WithMaxIterations(5).Fit(Data.X, Data.y));
        reports.Should().OnlyContain(iteration => iteration.Number > 3);
        reports.TakeLast(longer.History.Count - 3).Select(iteration => iteration.Number).Should().Equal(longer.History.Skip(3).Select(iteration => iteration.Number));
    }

    private static NeuronPursuitBuilder Builder(string way) =>
        Settings[way](new NeuronPursuitBuilder().WithDepth(2).WithLoss(new HuberLoss()).WithMaxIterations(3).WithMaxDegreeOfParallelism(1));

    private static (double[,] X, double[] y) WithOutliers((double[,] X, double[] y) data) =>
        (data.X, [.. data.y.Select((value, row) => value + 0.03 * Math.Sin(37 * row) + (row % 60 == 7 ? 1e3 : 0))]);
}

namespace NeuronPursuit.Tests.Lifecycle;

/// <summary>A sparse fit that was interrupted goes on with the stages that had finished.</summary>
public class SparseResumeTests
{
    private static readonly (double[,] X, double[] y) Data = Noisy();

    private static readonly Dictionary<string, Func<NeuronPursuitBuilder>> Settings = new()
    {
        ["one"] = () => Sparse(),
        ["two pursuits"] = () => Sparse().WithPursuits(2).WithSignalGate(false),
        ["columns in units"] = () => Sparse().WithTargetError(0.05),
        ["with an intercept, deep"] = () => Sparse().WithIntercept().WithDepth(3).WithSeed(5),
        ["deep, by a chain"] = () => Sparse().WithIntercept().WithDepth(3).WithSeed(6).WithTargetError(0.05),
    };

    [Theory]
    [InlineData("one")]
    [InlineData("two pursuits")]
    [InlineData("columns in units")]
    [InlineData("with an intercept, deep")]
    public void Fit_CanceledInAnyTrainingAndResumed_EqualsTheUninterruptedFit(string name) => CancelEverywhere(name);

    [Fact]
    [Trait("Category", "Slow")]
    public void Fit_WithAChainCanceledInAnyTrainingAndResumed_EqualsTheUninterruptedFit() =>
        CancelEverywhere("deep, by a chain").History.Should().Contain(iteration => iteration.Kind == PursuitIterationKind.Chain);

    private static NeuronPursuitModel CancelEverywhere(string name)
    {
        (double[,] X, double[] y) = name == "columns in units" ? InUnits() : Data;
        using var source = new CancellationTokenSource();
        var all = new CancelingAt(int.MaxValue, source);
        NeuronPursuitModel whole = Settings[name]().WithOptimizer(all).Fit(X, y);

        whole.IsStandardized.Should().Be(name == "columns in units");
        int withStages = 0;
        foreach (int call in Enumerable.Range(1, 8).Select(part => Math.Max(1, all.Calls * part / 8)))
        {
            using var folder = new TemporaryFolder();
            using var cancellation = new CancellationTokenSource();
            Action canceled = () => Settings[name]().WithOptimizer(new CancelingAt(call, cancellation)).WithCheckpoints(folder.Path)
                .Fit(X, y, cancellation.Token);
            canceled.Should().Throw<PursuitCanceledException>();
            withStages += Directory.Exists(folder.Path) && Directory.GetFiles(folder.Path, "stage-*.checkpoint.json").Length > 0 ? 1 : 0;
            var rest = new CancelingAt(int.MaxValue, source);

            NeuronPursuitModel resumed = Settings[name]().WithOptimizer(rest).WithCheckpoints(folder.Path).Fit(X, y);

            resumed.ShouldEqualBitForBit(whole);
            rest.Calls.Should().BeLessThanOrEqualTo(all.Calls);
            Directory.GetFiles(folder.Path, "stage-*").Should().BeEmpty("a finished fit needs no stages");
        }

        withStages.Should().BeGreaterThan(1);
        return whole;
    }

    [Fact]
    public void Fit_CanceledAgainAndAgain_EndsWithTheUninterruptedFitAndTellsOfEveryIterationOnce()
    {
        using var whole = new CancellationTokenSource();
        var all = new CancelingAt(int.MaxValue, whole);
        var expected = new List<PursuitIteration>();
        NeuronPursuitModel uninterrupted = Sparse().WithOptimizer(all)
            .WithProgress(new InlineProgress<PursuitIteration>(expected.Add)).Fit(Data.X, Data.y);
        using var folder = new TemporaryFolder();
        var told = new List<PursuitIteration>();
        NeuronPursuitModel? model = null;
        int runs = 0;

        // Every run gets somewhat further: a stage that does not fit is repeated with more room.
        for (int calls = all.Calls / 6; model is null; calls += all.Calls / 20, runs++)
        {
            using var source = new CancellationTokenSource();
            try
            {
                model = Sparse().WithOptimizer(new CancelingAt(calls, source)).WithCheckpoints(folder.Path)
                    .WithProgress(new InlineProgress<PursuitIteration>(told.Add)).Fit(Data.X, Data.y, source.Token);
            }
            catch (PursuitCanceledException)
            {
            }
        }

        model.ShouldEqualBitForBit(uninterrupted);
        runs.Should().BeGreaterThan(1);
        told.Should().HaveSameCount(expected);
        told.Zip(expected).Should().AllSatisfy(pair => pair.First.ShouldEqualBitForBit(pair.Second));
    }

    [Fact]
    public void Fit_FinishedDirectory_HoldsOneFileAndGivesTheSameWithoutWork()
    {
        using var folder = new TemporaryFolder();
        NeuronPursuitModel first = Sparse().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);
        Directory.GetFiles(folder.Path).Select(Path.GetFileName).Should().Equal("pursuit.checkpoint.json");
        var logger = new RecordingLogger();
        var reports = new List<PursuitIteration>();

        NeuronPursuitModel second = Sparse().WithCheckpoints(folder.Path).WithLogger(logger)
            .WithProgress(new InlineProgress<PursuitIteration>(reports.Add)).Fit(Data.X, Data.y);

        second.ShouldEqualBitForBit(first);
        first.ShouldEqualBitForBit(Sparse().Fit(Data.X, Data.y));
        reports.Should().BeEmpty();
        logger.Events.Select(e => e.EventId).Should().Equal(3, 2);
    }

    [Fact]
    public void Fit_WithoutSignal_KeepsThatAnswer()
    {
        var random = new Random(5);
        (double[,] X, double[] y) = Problems.Gaussian(60, 5, 4, _ => random.NextDouble());
        using var folder = new TemporaryFolder();
        NeuronPursuitModel first = Sparse().WithCheckpoints(folder.Path).Fit(X, y);
        first.StopReason.Should().Be(PursuitStopReason.NoSignal);

        NeuronPursuitModel second = Sparse().WithCheckpoints(folder.Path).Fit(X, y);

        second.ShouldEqualBitForBit(first);
        second.Predict(X).Should().Equal(first.Predict(X));
    }

    [Fact]
    public void Fit_StoppedByAConditionAndResumedWithoutIt_GoesOn()
    {
        using var folder = new TemporaryFolder();
        Sparse().WithStopWhen((_, _) => true).WithCheckpoints(folder.Path).Fit(Data.X, Data.y)
            .StopReason.Should().Be(PursuitStopReason.ConditionMet);

        Sparse().WithCheckpoints(folder.Path).Fit(Data.X, Data.y).ShouldEqualBitForBit(Sparse().Fit(Data.X, Data.y));
    }

    [Fact]
    public void Fit_OtherLimits_AreRefused()
    {
        using var folder = new TemporaryFolder();
        Sparse().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        foreach (NeuronPursuitBuilder other in new[] { Sparse().WithTargetError(0.02), Sparse().WithValidation(0.3, 4), Sparse().WithValidation(0.2, 3) })
        {
            other.WithCheckpoints(folder.Path).Invoking(b => b.Fit(Data.X, Data.y)).Should().Throw<InvalidDataException>();
        }
    }

    [Fact]
    public void Fit_KilledBetweenTheResultAndTheRemovalOfStages_RemovesThemLater()
    {
        using var folder = new TemporaryFolder();
        Sparse().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);
        string left = folder.File("stage-1-1.checkpoint.json");
        File.Copy(folder.File("pursuit.checkpoint.json"), left);

        Sparse().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        File.Exists(left).Should().BeFalse();
    }

    [Fact]
    public void Fit_Resumed_SaysWithHowManyStages()
    {
        using var source = new CancellationTokenSource();
        using var folder = new TemporaryFolder();
        Action canceled = () => Sparse().WithCheckpoints(folder.Path).WithProgress(new InlineProgress<PursuitIteration>(_ => source.Cancel()))
            .Fit(Data.X, Data.y, source.Token);
        canceled.Should().Throw<PursuitCanceledException>().Which.Model.Should().NotBeNull();
        int stages = Directory.GetFiles(folder.Path, "stage-1-*").Length;
        var logger = new RecordingLogger();

        Sparse().WithCheckpoints(folder.Path).WithLogger(logger).Fit(Data.X, Data.y);

        logger.Events[0].EventId.Should().Be(4);
        logger.Events[0].Message.Should().StartWith($"Resumed with {stages} finished stage").And.EndWith(folder.Path);
    }

    private static NeuronPursuitBuilder Sparse() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithDepth(2).WithTargetError(0.1);

    private static (double[,] X, double[] y) Noisy()
    {
        var random = new Random(9);
        return Problems.Gaussian(70, 5, 8, x => Math.Max(0, x[0] + x[1]) - Math.Max(0, x[2]) + 0.5 * random.NextDouble());
    }

    /// <summary>The same in units that the recipe prepares.</summary>
    private static (double[,] X, double[] y) InUnits()
    {
        double[,] X = (double[,])Data.X.Clone();
        for (int row = 0; row < Data.y.Length; row++)
        {
            (X[row, 0], X[row, 2]) = (20000 + (3 * X[row, 0]), 1000 * X[row, 2]);
        }

        return (X, Data.y);
    }

    /// <summary>Cancels within the training of a number, counted from 1.</summary>
    private sealed class CancelingAt(int call, CancellationTokenSource source) : IWeightOptimizer
    {
        public int Calls { get; private set; }

        public OptimizationResult Minimize(
            ISumObjective objective, Span<double> weights, OptimizationLimits limits, CancellationToken cancellationToken)
        {
            if (++Calls == call)
            {
                source.Cancel();
            }

            return new LimitedMemoryBfgs().Minimize(objective, weights, limits, cancellationToken);
        }
    }
}

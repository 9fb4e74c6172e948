namespace NeuronPursuit.Tests.Pursuit;

public class StopReasonTests
{
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(100, 4, 71, x => Math.Max(x[0] - x[1], 0) - Math.Max(x[2], 0));

    [Fact]
    public void StopReason_WhenTheErrorIsSmallEnough_IsTargetReached()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(2).WithTargetError(0.5).Fit(Data.X, Data.y);

        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.History[^1].TrainingError.Should().BeLessThanOrEqualTo(0.5);
        model.History.SkipLast(1).Should().OnlyContain(iteration => iteration.TrainingError > 0.5);
    }

    [Fact]
    public void StopReason_AtTheLimit_IsMaxIterations()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxIterations(1).Fit(Data.X, Data.y);

        model.StopReason.Should().Be(PursuitStopReason.MaxIterations);
        model.History.Should().ContainSingle();
    }

    [Fact]
    public void StopReason_WhenInputsSayNothing_IsNoPositiveCorrelation()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).Fit(new double[100, 4], Data.y);

        model.StopReason.Should().Be(PursuitStopReason.NoPositiveCorrelation);
        model.History.Should().BeEmpty();
        model.Predict(Data.X).Should().OnlyContain(value => value == 0);
    }

    [Fact]
    public void StopReason_WhenGrowthsGainNothing_IsStalled()
    {
        // A later optimiser that hardly moves: no growth can lower the loss to a tenth. With one hidden layer there is no escape.
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(2)
            .WithOptimizer(new LimitedMemoryBfgs(), new GradientDescent(1e-12, 1)).WithStallTolerance(0.9).WithTargetError(0).Fit(Data.X, Data.y);

        model.StopReason.Should().Be(PursuitStopReason.Stalled);
        model.History.Should().HaveCountGreaterThanOrEqualTo(1 + PursuitRecipe.Fast.Defaults.MaxStalledGrowths);
    }

    [Fact]
    public void WithStallTolerance_AboveWhatGrowthsGain_TriesChainsAndThenStalls()
    {
        // No growth gains 99.99 % of what is left, so every growth has stalled and a chain competes with every neuron.
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder()
            .WithOptimizer(new LimitedMemoryBfgs(5)).WithTargetError(0).WithMaxIterations(3);
        NeuronPursuitModel patient = builder.WithStallTolerance(0).Fit(Data.X, Data.y);
        NeuronPursuitModel strict = builder.WithStallTolerance(0.9999).WithMaxIterations(31).Fit(Data.X, Data.y);

        patient.StopReason.Should().Be(PursuitStopReason.MaxIterations);
        strict.StopReason.Should().Be(PursuitStopReason.Stalled);
        strict.History.Should().HaveCount(1 + PursuitRecipe.Fast.Defaults.MaxStalledGrowths);
        strict.History[1].Evaluations.Should().BeGreaterThan(patient.History[1].Evaluations, "a chain is trained as well");
    }

    [Fact]
    public void StopReason_WhenTheFirstFitDiverges_IsDivergedWithAFiniteNetwork()
    {
        NeuronPursuitModel model = TinyPaper.Builder(stepSize: 1e6).Fit(Data.X, Data.y);

        model.StopReason.Should().Be(PursuitStopReason.Diverged);
        model.History.Should().BeEmpty("no iteration finished");
        model.ShouldBeUsableOn(Data.X);
        Problems.RelativeError(model.Predict(Data.X), Data.y).Should().BeLessThanOrEqualTo(1);
    }

    [Fact]
    public void StopReason_WhenALaterFitDiverges_IsDivergedAndNoWorseThanBefore()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithOptimizer(new LimitedMemoryBfgs(), new GradientDescent(1e6, 50)).Fit(Data.X, Data.y);
        NeuronPursuitModel first = new NeuronPursuitBuilder().WithMaxIterations(1).Fit(Data.X, Data.y);

        model.StopReason.Should().Be(PursuitStopReason.Diverged);
        model.History[^1].Loss.Should().BeLessThanOrEqualTo(first.History[0].Loss);
        Problems.RelativeError(model.Predict(Data.X), Data.y).Should().BeApproximately(model.History[^1].TrainingError, 1e-9);
    }

    [Fact]
    public void StopReason_WhenOnlyTheChainDiverges_GoesOnWithTheNeuron()
    {
        // Every growth counts as stalled, so that a chain competes with every neuron; with one it is a [4, 2, 2, 1].
        var optimizer = new DivergesAt(parameters: 14);
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(3).WithIntercept(false).WithStallTolerance(0.9999).WithTargetError(0).WithMaxIterations(2)
            .WithOptimizer(optimizer).Fit(Data.X, Data.y);

        optimizer.Count.Should().BePositive();
        model.StopReason.Should().Be(PursuitStopReason.MaxIterations);
        model.History[^1].Kind.Should().Be(PursuitIterationKind.Neuron);
    }

    [Theory]
    [InlineData(0.1, PursuitStopReason.ValidationStopped)]
    [InlineData(0.2, PursuitStopReason.TargetReached)]
    public void StopReason_SparseThatMeetsTwiceTheTarget_SaysWhetherTheModelMeetsIt(double target, PursuitStopReason expected)
    {
        var random = new Random(8);
        (double[,] X, double[] y) = Problems.Gaussian(300, 5, 72, x => Math.Max(0, x[0] + x[1]));
        double size = Math.Sqrt(y.Average(value => value * value));
        double[] noisy = [.. y.Select(value => value + 0.14 * size * Math.Sqrt(12) * (random.NextDouble() - 0.5))];

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithDepth(2).WithTargetError(target).Fit(X, noisy);

        model.History[^1].TrainingError.Should().BeInRange(0.1, 0.19);
        model.StopReason.Should().Be(expected);
    }

    [Fact]
    public void Describe_Diverged_NamesTheRemedies() =>
        PursuitStopReason.Diverged.Describe().Should()
            .Contain("GradientDescent(stepSize").And.Contain("default optimiser").And.Contain("WithStandardization");

    [Fact]
    public void Describe_EveryReason_IsASentenceOfItsOwn()
    {
        string[] texts = [.. Enum.GetValues<PursuitStopReason>().Select(reason => reason.Describe())];

        texts.Should().OnlyHaveUniqueItems().And.OnlyContain(text => text.Length > 30 && text.EndsWith('.'));
    }

    /// <summary>Says of networks of one size that their training diverged, at the lowest of all values.</summary>
    private sealed class DivergesAt(int parameters) : IWeightOptimizer
    {
        private readonly LimitedMemoryBfgs _inner = new(5);

        /// <summary>How often it said so.</summary>
        public int Count { get; private set; }

        public OptimizationResult Minimize(
            ISumObjective objective, Span<double> weights, OptimizationLimits limits, CancellationToken cancellationToken)
        {
            OptimizationResult result = _inner.Minimize(objective, weights, limits, cancellationToken);
            if (objective.ParameterCount != parameters)
            {
                return result;
            }

            Count++;
            return result with { Outcome = OptimizationOutcome.Diverged, Value = 0 };
        }
    }
}

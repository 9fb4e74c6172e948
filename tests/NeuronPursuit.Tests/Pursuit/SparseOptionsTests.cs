namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Validation, several pursuits, several neurons a growth, and what a sparse fit does not read.</summary>
public class SparseOptionsTests
{
    [Fact]
    public void WithValidation_NoisyTarget_KeepsTheIterationOfTheLowestHeldOutError()
    {
        var random = new Random(4);
        (double[,] X, double[] y) = Problems.Gaussian(150, 8, 5, x => Math.Max(0, x[0]) + 0.5 * (random.NextDouble() - 0.5));

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithValidation(0.3, 2).WithTargetError(0).Fit(X, y);

        model.StopReason.Should().Be(PursuitStopReason.ValidationStopped);
        PursuitIteration kept = model.History.MinBy(iteration => iteration.ValidationError)!;
        model.HiddenWidths.Should().Equal(kept.HiddenWidths);
        model.History.Count.Should().Be(kept.Number + 2, "two iterations without gain end the pursuit");
    }

    [Fact]
    public void WithPursuits_Several_IsNeverWorseThanTheFirst()
    {
        (double[,] X, double[] y) = Problems.Gaussian(120, 10, 5, x => Math.Max(2 * x[0], x[1]) - Math.Abs(x[2]));
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithMaxIterations(6).WithTargetError(1e-9);

        double first = builder.Fit(X, y).History[^1].TrainingError;
        double best = builder.WithPursuits(4).Fit(X, y).History[^1].TrainingError;

        best.Should().BeLessThanOrEqualTo(first);
    }

    [Fact]
    public void WithPursuits_AmongThoseThatReachTheTarget_TakesTheSmallest()
    {
        PursuitState small = State(1, 1e-4);
        PursuitState large = State(3, 1e-6);

        PursuitPlan.IsBetter(small, large, 1e-3).Should().BeTrue();
        PursuitPlan.IsBetter(large, small, 1e-3).Should().BeFalse();
        PursuitPlan.IsBetter(large, small, 1e-5).Should().BeTrue();
    }

    [Fact]
    public void WithPursuits_WithHeldOutSamples_ComparesTheNetworksThatAreKept()
    {
        // The lowest held-out loss is not always the lowest error there: the second keeps an entry of a larger one.
        PursuitState even = Judged(kept: 1, 0.2, 0.3);
        PursuitState uneven = Judged(kept: 2, 0.1, 0.3);

        PursuitPlan.IsBetter(even, uneven, 0).Should().BeTrue();
        PursuitPlan.IsBetter(uneven, even, 0).Should().BeFalse();
        PursuitPlan.IsBetter(Judged(kept: 0, 0.1), even, 0).Should().BeFalse("it holds the zero network");
    }

    [Fact]
    public void WithNeuronsPerGrowth_Three_AddsUpToThreeToOneLayer()
    {
        (double[,] X, double[] y) = Problems.Cube(200, 6, 5, x => x[0] * x[1] * x[2]);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithActivation(HomogeneousActivation.LeakyReLU(0.5))
            .WithNeuronsPerGrowth(3).WithMaxIterations(4).Fit(X, y);

        model.History.Skip(1).Should().Contain(iteration =>
            iteration.Kind == PursuitIterationKind.SeveralNeurons && iteration.AddedNeurons.Max() > 1 && iteration.AddedNeurons.Min() == 0);
    }

    [Fact]
    public void Build_OptionsOutOfRange_ListsThemAll()
    {
        Action build = () => new NeuronPursuitBuilder().WithPursuits(0).WithValidation(1, 0).WithNeuronsPerGrowth(0)
            .WithInputsPerNeuron(0).WithSignalGate(true, 2).Build();

        build.Should().Throw<ArgumentException>().WithMessage("6 settings are wrong*");
    }

    /// <summary>No training of a sparse fit is one of some weights only.</summary>
    [Fact]
    public void WithInputsPerNeuron_OfASparseFit_IsNotRead()
    {
        (double[,] X, double[] y) = Problems.Gaussian(80, 8, 6, x => Math.Max(0, x[2] - x[5]));
        var optimizer = new Recorder();
        NeuronPursuitBuilder Sparse() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse);

        NeuronPursuitModel model = Sparse().WithInputsPerNeuron(1).WithOptimizer(optimizer).Fit(X, y);

        optimizer.Objectives.Should().NotBeEmpty().And.NotContain(objective => objective is ReducedObjective);
        model.ShouldEqualBitForBit(Sparse().WithOptimizer(new Recorder()).Fit(X, y));
    }

    private static PursuitState Judged(int kept, params double[] validationErrors)
    {
        PursuitState state = State(1, 0);
        PursuitIteration[] history = [.. validationErrors.Select((error, i) => state.History[0] with { Number = i + 1, ValidationError = error })];
        return state with { History = history, Kept = kept };
    }

    private static PursuitState State(int neurons, double error)
    {
        Network network = TestObjects.Network([2, neurons, 1], HomogeneousActivation.ReLU);
        return new PursuitState(network, 0, 0, [new PursuitIteration
        {
            Number = 1,
            Kind = PursuitIterationKind.FirstFit,
            AddedNeurons = [neurons],
            CorrelationValue = 1,
            TrainingError = error,
            Loss = 0,
            HiddenWidths = [neurons],
            Evaluations = 1,
            Elapsed = TimeSpan.Zero,
        }]);
    }

    private sealed class Recorder : IWeightOptimizer
    {
        public List<ISumObjective> Objectives { get; } = [];

        public OptimizationResult Minimize(
            ISumObjective objective, Span<double> weights, OptimizationLimits limits, CancellationToken cancellationToken)
        {
            Objectives.Add(objective);
            return new LimitedMemoryBfgs().Minimize(objective, weights, limits, cancellationToken);
        }
    }
}

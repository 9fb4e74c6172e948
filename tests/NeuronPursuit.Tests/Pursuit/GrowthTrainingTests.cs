using CsCheck;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>No neuron is kept that was never optimised: growths that start where the training before them ended on a kink.</summary>
public class GrowthTrainingTests
{
    [Fact]
    public void Fit_EightPoints_FindsTheThreeNeuronsFromEverySeed()
    {
        double[,] X = new double[8, 2];
        double[] y = new double[8];
        for (int i = 0; i < 8; i++)
        {
            (X[i, 0], X[i, 1]) = (Math.Cos(i * Math.PI / 4), Math.Sin(i * Math.PI / 4));
            y[i] = Math.Max(0, X[i, 0]) - Math.Max(0, X[i, 1]) + (0.5 * X[i, 1]);
        }

        for (ulong seed = 0; seed < 20; seed++)
        {
            NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2).WithSeed(seed).Fit(X, y);

            model.History[^1].TrainingError.Should().BeLessThan(1e-6, "seed {0}", seed);
            model.HiddenWidths.Should().Equal([3], "seed {0}", seed);
        }
    }

    [Theory]
    [InlineData(20, 2, 2, 0.0, 1)]
    [InlineData(100, 5, 2, 0.0, 1)]
    [InlineData(100, 5, 2, 0.1, 1)]
    [InlineData(100, 5, 2, -0.5, 1)]
    [InlineData(100, 5, 2, 0.0, 2)]
    [InlineData(100, 5, 3, 0.0, 1)]
    public void Fit_TeacherOfThreeNeurons_ReachesTheTarget(int samples, int inputs, int depth, double alpha, int outputs)
    {
        int reached = 0;
        for (int seed = 0; seed < 25; seed++)
        {
            (double[,] X, double[,] Y) = Teacher(samples, inputs, alpha, outputs, 1000 + seed);
            NeuronPursuitModel model = new NeuronPursuitBuilder()
                .WithRecipe(PursuitRecipe.Fast).WithDepth(depth).WithActivation(HomogeneousActivation.Create(alpha, 1))
                .WithMaxIterations(20).WithSeed((ulong)seed).Fit(X, Y);
            reached += model.StopReason == PursuitStopReason.TargetReached ? 1 : 0;
            AssertTrained(model);
        }

        reached.Should().BeGreaterThanOrEqualTo(24);
    }

    [Fact]
    public void Fit_RandomTeachers_KeepNoGrowthThatWasNotTrained() => (
        from samples in Gen.Int[8, 60]
        from inputs in Gen.Int[1, 4]
        from depth in Gen.Int[2, 3]
        from alpha in OneOf(0.0, 0.1, -0.5, 0.5)
        from decay in OneOf(0.0, 0.0, 1e-3, 0.03)
        from noise in OneOf(0.0, 0.2)
        from seed in Gen.Int[0, 1_000_000]
        select (samples, inputs, depth, alpha, decay, noise, seed)).Sample(
            draw =>
            {
                (double[,] X, double[,] Y) = Teacher(draw.samples, draw.inputs, draw.alpha, 1, draw.seed, draw.noise);
                AssertTrained(new NeuronPursuitBuilder()
                    .WithRecipe(PursuitRecipe.Fast).WithDepth(draw.depth).WithActivation(HomogeneousActivation.Create(draw.alpha, 1))
                    .WithWeightDecay(draw.decay).WithMaxIterations(8).WithSeed((ulong)draw.seed).WithMaxDegreeOfParallelism(1).Fit(X, Y));
            },
            iter: 150);

    [Fact]
    public void Fit_OptimizerThatDoesNothing_RefusesTheGrowthsAndSaysSo()
    {
        (double[,] X, double[,] Y) = Teacher(50, 3, 0, 1, 7);
        var logger = new RecordingLogger();

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2)
            .WithOptimizer(new Idle()).WithLogger(logger).Fit(X, Y);

        model.StopReason.Should().Be(PursuitStopReason.Stalled);
        model.History.Skip(1).Should().OnlyContain(iteration => iteration.Kind == PursuitIterationKind.Refused
            && iteration.AddedNeurons[0] == 0 && iteration.HiddenWidths[0] == 1 && iteration.OptimizerIterations == 0
            && iteration.Outcome == OptimizationOutcome.Stagnated);
        model.HiddenWidths.Should().Equal(1);
        model.History.ToText().Should().Contain("Refused");
        logger.Events.Count(told => told.Message.Contains("(Refused)", StringComparison.Ordinal)
            && told.Message.Contains("training: Stagnated after 0 iterations", StringComparison.Ordinal)).Should().Be(model.History.Count - 1);
    }

    [Theory]
    [InlineData(0.99, 5, OptimizationOutcome.Stagnated, false)]
    [InlineData(0.99, 0, OptimizationOutcome.Converged, false)]
    [InlineData(0.99, 0, OptimizationOutcome.Stagnated, true)]
    [InlineData(0.99, 0, OptimizationOutcome.IterationLimit, true)]
    [InlineData(1, 5, OptimizationOutcome.Converged, true)]
    [InlineData(1.0000000000000002, 5, OptimizationOutcome.Stagnated, true)]
    [InlineData(double.NaN, 5, OptimizationOutcome.Stagnated, true)]
    public void IsInVain_AnObjectiveNotLowerByRoundingEvenOrNoTraining(double value, int iterations, OptimizationOutcome outcome, bool vain)
    {
        Network network = TestObjects.Network([1, 1, 1], HomogeneousActivation.ReLU);
        var trained = new TrainedGrowth(
            new UntrainedGrowth(network, PursuitIterationKind.Neuron, 1, []), new OptimizationResult(value, outcome, iterations, 10));

        trained.IsInVain(new PursuitState(network, 1, 0, [])).Should().Be(vain);
    }

    [Fact]
    public void Fit_PaperRecipe_KeepsEveryGrowthAsThePaperDoes()
    {
        (double[,] X, double[,] Y) = Teacher(50, 3, 0, 1, 7);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Paper).WithDepth(2)
            .WithMaxIterations(4).WithOptimizer(new Idle()).Fit(X, Y);

        model.HiddenWidths.Should().Equal(4);
    }

    [Fact]
    public void Fit_SmoothActivation_HasNoDistanceToAKink()
    {
        (double[,] X, double[,] Y) = Teacher(50, 3, 0, 1, 7);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2)
            .WithActivation(HomogeneousActivation.Square).WithMaxIterations(2).Fit(X, Y);

        model.History.Should().OnlyContain(iteration => iteration.KinkDistance == null && iteration.RelativeGradient >= 0);
    }

    [Fact]
    public void KinkDistance_OfAFit_IsTheSmallestSineOverSamplesAndNeurons()
    {
        (double[,] X, double[,] Y) = Teacher(50, 3, 0, 1, 7);
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2)
            .WithIntercept(false).WithStandardization(false).WithMaxIterations(2).Fit(X, Y);
        double[,] weights = model.GetWeights(0);
        double smallest = double.PositiveInfinity;
        for (int neuron = 0; neuron < 2; neuron++)
        {
            for (int i = 0; i < 50; i++)
            {
                (double z, double w, double x) = (0, 0, 0);
                for (int j = 0; j < 3; j++)
                {
                    z += weights[neuron, j] * X[i, j];
                    w += weights[neuron, j] * weights[neuron, j];
                    x += X[i, j] * X[i, j];
                }

                smallest = Math.Min(smallest, Math.Abs(z) / Math.Sqrt(w * x));
            }
        }

        model.History[^1].KinkDistance.Should().BeApproximately(smallest, 1e-12);
    }

    private static Gen<double> OneOf(params double[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static void AssertTrained(NeuronPursuitModel model)
    {
        double before = double.PositiveInfinity;
        foreach (PursuitIteration iteration in model.History)
        {
            iteration.Outcome.Should().NotBeNull();
            iteration.RelativeGradient.Should().NotBeNull();
            if (iteration.Kind == PursuitIterationKind.Refused)
            {
                iteration.Loss.Should().Be(before);
                continue;
            }

            (iteration.OptimizerIterations > 0 || iteration.Outcome == OptimizationOutcome.Converged)
                .Should().BeTrue("iteration {0} has {1} after {2}", iteration, iteration.Outcome, iteration.OptimizerIterations);
            iteration.Loss.Should().BeLessThan(before);
            before = iteration.Loss;
        }
    }

    private static (double[,] X, double[,] Y) Teacher(int samples, int inputs, double alpha, int outputs, int seed, double noise = 0)
    {
        var random = new Random(seed);
        double[,] X = new double[samples, inputs];
        double[,] Y = new double[samples, outputs];
        for (int i = 0; i < samples; i++)
        {
            for (int j = 0; j < inputs; j++)
            {
                X[i, j] = Normal();
            }

            double linear = 0.5 * X[i, inputs - 1];
            Y[i, 0] = Sigma(X[i, 0]) - Sigma(X[i, Math.Min(1, inputs - 1)]) + linear + (noise * Normal());
            if (outputs == 2)
            {
                Y[i, 1] = Sigma(X[i, 0]) + Sigma(X[i, 2]) - linear;
            }
        }

        return (X, Y);

        double Sigma(double z) => Math.Max(z, alpha * z);

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    private sealed class Idle : IWeightOptimizer
    {
        public OptimizationResult Minimize(
            ISumObjective objective, Span<double> weights, OptimizationLimits limits, CancellationToken cancellationToken) =>
            new(objective.Evaluate(weights, new double[weights.Length]), OptimizationOutcome.Stagnated, 0, 1) { Steepness = 1 };
    }
}

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>The history counts every evaluation beyond the first choice of a scale, which the work has an allowance for.</summary>
public class GrowthEvaluationTests
{
    [Theory]
    [InlineData(30, 2)]
    [InlineData(50, 3)]
    [InlineData(80, 5)]
    public void Fit_LargerBeginningThatIsTrained_CountsWhatItsChoiceEvaluated(int samples, int inputs)
    {
        (double[,] X, double[] y) = Problems.Gaussian(samples, inputs, 7, x => Math.Max(x[0], 0) - Math.Max(x[1], 0) + (0.5 * x[^1]));
        var idle = new Recorder(null);

        NeuronPursuitModel model = Builder().WithMaxIterations(2).WithOptimizer(idle).Fit(X, y);

        // The first fit, then the growth from its small beginning and, since that gained nothing, from the larger one.
        idle.Starts.Should().HaveCount(3);
        (double[] small, double[] large) = (idle.Starts[1], idle.Starts[2]);
        int grown = Enumerable.Range(0, small.Length).First(i => small[i] != large[i]);
        double raises = Math.Log(large[grown] / small[grown]) / Math.Log(1.25);
        raises.Should().BeGreaterThan(1).And.BeApproximately(Math.Round(raises), 1e-9);

        // Where it starts, every raise, and the one that was too much; an idle training is one.
        model.History.Select(iteration => iteration.Evaluations).Should().Equal(1, 1 + (1 + (long)Math.Round(raises) + 1) + 1);
    }

    [Fact]
    public void Fit_LargerBeginningThatIsGivenUp_CountsWhatItsChoiceEvaluated()
    {
        // Noise: growths soon gain less than a hundredth, and training makes more of the small beginning than the larger one is.
        (double[,] X, double[] y) = Problems.Gaussian(60, 2, 11, x => Math.Sin(50 * x[0]) + Math.Sin(70 * x[1]));
        var recorder = new Recorder(new LimitedMemoryBfgs());

        NeuronPursuitModel model = Builder().WithTargetError(0).WithMaxIterations(12).WithStallTolerance(0).WithOptimizer(recorder).Fit(X, y);

        int run = 0;
        int givenUp = 0;
        double loss = double.PositiveInfinity;
        foreach (PursuitIteration iteration in model.History)
        {
            long trained = recorder.Evaluations[run];
            bool gained = loss == double.PositiveInfinity || recorder.Values[run] < 0.99 * loss;
            int runs = recorder.Widths(run + 1) == recorder.Widths(run) ? 2 : 1;
            trained += runs == 2 ? recorder.Evaluations[run + 1] : 0;
            if (gained)
            {
                iteration.Evaluations.Should().Be(trained, "iteration {0} has one beginning", iteration.Number);
            }
            else
            {
                iteration.Evaluations.Should().BeInRange(trained + 2, trained + 90, "iteration {0} has two beginnings", iteration.Number);
                givenUp += runs == 1 ? 1 : 0;
            }

            (run, loss) = (run + runs, Math.Min(loss, recorder.Values.Skip(run).Take(runs).Min()));
        }

        run.Should().Be(recorder.Values.Count);
        givenUp.Should().BePositive();
    }

    [Fact]
    public void Fit_Chain_CountsWhatItsChoiceEvaluated()
    {
        (double[,] X, double[] y) = Problems.Gaussian(50, 3, 7, x => Math.Max(x[0], 0) - Math.Max(x[1], 0) + (0.5 * x[2]));
        var idle = new Recorder(null);

        NeuronPursuitModel model = Builder().WithDepth(3).WithMaxIterations(2).WithOptimizer(idle).Fit(X, y);

        // Trained: the first fit, the growth, the chain alone, and the chain in the network.
        idle.Starts.Should().HaveCount(4);
        model.History[1].Evaluations.Should().BeInRange(3 + 1, 3 + 41);
    }

    [Theory]
    [InlineData(0.25, 0, 5, 0.25, 1)]
    [InlineData(8, 4, 3, 0.5, 3 + 1)]
    [InlineData(8, 2, 3, 0.5, 3)]
    public void Choose_AnyStart_CountsItsEvaluations(double start, int reductions, double bound, double factor, int expected)
    {
        int evaluations = 0;
        var scale = new GrowthScale { Factor = factor };

        ScaleChoice choice = scale.Choose(start, reductions, bound, delta =>
        {
            evaluations++;
            return delta * delta;
        });

        choice.Evaluations.Should().Be(evaluations).And.Be(expected);
    }

    [Theory]
    [InlineData(0.1, 10)]
    [InlineData(5, 10)]
    [InlineData(100, 2)]
    public void Choose_WithRaises_CountsItsEvaluations(double start, int reductions)
    {
        int evaluations = 0;
        var scale = new GrowthScale { Raise = 1.5 };

        ScaleChoice choice = scale.Choose(start, reductions, 1, delta =>
        {
            evaluations++;
            return (delta - 1) * (delta - 1);
        });

        choice.Evaluations.Should().Be(evaluations);
    }

    private static NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2)
        .WithIntercept(false).WithStandardization(false);

    /// <summary>Writes down every training; without an optimiser of its own it does nothing, in one evaluation.</summary>
    private sealed class Recorder(IWeightOptimizer? optimizer) : IWeightOptimizer
    {
        public List<double[]> Starts { get; } = [];

        public List<long> Evaluations { get; } = [];

        public List<double> Values { get; } = [];

        /// <summary>How many weights a training had; 0 where there was none.</summary>
        public int Widths(int run) => run < Starts.Count ? Starts[run].Length : 0;

        public OptimizationResult Minimize(
            ISumObjective objective, Span<double> weights, OptimizationLimits limits, CancellationToken cancellationToken)
        {
            Starts.Add(weights.ToArray());
            OptimizationResult result = optimizer?.Minimize(objective, weights, limits, cancellationToken)
                ?? new(objective.Evaluate(weights, new double[weights.Length]), OptimizationOutcome.Stagnated, 0, 1) { Steepness = 1 };
            Evaluations.Add(result.Evaluations);
            Values.Add(result.Value);
            return result;
        }
    }
}

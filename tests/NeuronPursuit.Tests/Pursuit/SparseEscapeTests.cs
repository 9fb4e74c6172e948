namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Where the neuron's correlation is zero or misleading (D.3).</summary>
public class SparseEscapeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Fit_DeepLinearNetwork_FollowsTheEckartYoungOptimum(int seed)
    {
        (double[,] Y, _) = Problems.Gaussian(10, 10, seed, _ => 0);
        double[,] X = new double[10, 10];
        for (int i = 0; i < 10; i++)
        {
            X[i, i] = 1;
        }

        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithActivation(HomogeneousActivation.Linear).WithTargetError(1e-9).WithMaxIterations(10).Fit(X, Y);

        double[] squares = SingularValuesSquared(Y);
        model.History.Should().HaveCount(10);
        foreach (PursuitIteration iteration in model.History)
        {
            double optimum = Math.Sqrt(Math.Max(0, squares.Skip(iteration.Number).Sum()) / squares.Sum());
            iteration.TrainingError.Should().BeApproximately(optimum, 1e-4);
        }

        model.History.Skip(1).Should().OnlyContain(iteration => iteration.Kind == PursuitIterationKind.Chain);
    }

    [Fact]
    public void Fit_SquaredReLUOfD3_GrowsOneNeuronIntoTheSilentOne()
    {
        // Two opposite samples with equal targets: after the first fit the correlation of line 21 is exactly zero.
        (double[,] X, double[] y) = OppositeSamples();

        NeuronPursuitModel model = SquaredReLU().Fit(X, y);

        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.HiddenWidths.Should().Equal(2, 1);
        model.History[1].Kind.Should().Be(PursuitIterationKind.Neuron);
        model.History[1].AddedNeurons.Should().Equal(1, 0);
        model.History[0].TrainingError.Should().BeApproximately(Math.Sqrt(0.5), 1e-6);
    }

    [Fact]
    public void Fit_NeuronIntoTheSilentOneReachesTheTarget_TrainsNoChain()
    {
        (double[,] X, double[] y) = OppositeSamples();
        var counting = new Counting();

        NeuronPursuitModel model = SquaredReLU().WithIntercept(false).WithOptimizer(counting).Fit(X, y);

        model.History.Should().HaveCount(2);
        // A chain would be trained alone, with the 6 weights of the first fit, before it is joined.
        counting.WeightCounts.Should().Equal([6, 8, 11], "the first fit, a neuron that gains nothing, and the one into the silent neuron are enough");
    }

    [Fact]
    public void Fit_SquaredReLUOfD3_StaysWhereItIsWithoutTheEscape()
    {
        (double[,] X, double[] y) = OppositeSamples();

        NeuronPursuitModel model = SquaredReLU().WithRecipe(PursuitRecipe.Paper)
            .WithOptimizer(new LimitedMemoryBfgs()).WithNcfMaximizer(new BatchedAscent()).Fit(X, y);

        model.History[^1].TrainingError.Should().BeApproximately(Math.Sqrt(0.5), 1e-6);
    }

    [Theory]
    [InlineData(0, 2, 1)]
    [InlineData(0.5, 2, -1)]
    [InlineData(-0.5, 3, 1)]
    [InlineData(0.3, 3, -2)]
    public void After_AWeight_IsTheActivationOfAnActivation(double slope, int power, double weight)
    {
        HomogeneousActivation activation = HomogeneousActivation.Create(slope, power);

        foreach (double z in (double[])[-1.5, -1, 0, 0.4, 2])
        {
            double expected = activation.Evaluate(weight * activation.Evaluate(z));
            activation.After(weight).Evaluate(z).Should().BeApproximately(expected, 1e-12 * Math.Abs(expected));
        }
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("sparse")]
    [InlineData("fast")]
    public void Fit_ReLUOnG1_FitsFourOfFive(string recipe)
    {
        // Footnote 1: the correlation becomes zero. With the escape a pursuit fits the training data; whether it is the
        // function only samples that it has not seen can tell, so these choose among four: about nine of ten are.
        NeuronPursuitBuilder builder = recipe == "sparse"
            ? new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse)
            : new NeuronPursuitBuilder().WithPursuits(4).WithMaxIterations(16).WithValidation(0.15, 16);
        int fitted = Enumerable.Range(300, 20).Count(seed =>
        {
            (double[,] X, double[] y) = Problems.Cube(1600, 50, seed, G1);
            (double[,] testX, double[] testY) = Problems.Cube(4000, 50, 1000 + seed, G1);
            NeuronPursuitModel model = builder.WithSeed((ulong)seed).Fit(X, y);
            return Problems.RelativeError(model.Predict(testX), testY) < 0.02;
        });

        fitted.Should().BeGreaterThanOrEqualTo(16);

        static double G1(double[] x) => x[0] * x[1] - x[0] * x[1] * x[2] * x[3];
    }

    [Fact]
    public void Defaults_Escape_IsOffForPaperAlone()
    {
        PursuitRecipe.Paper.Defaults.Escape.Should().BeFalse();
        PursuitRecipe.Fast.Defaults.Escape.Should().BeTrue();
        PursuitRecipe.Sparse.Defaults.Escape.Should().BeTrue();
        PursuitRecipe.Tabular.Defaults.Escape.Should().BeTrue();
    }

    private static (double[,] X, double[] y) OppositeSamples()
    {
        double[,] X = new double[2, 4];
        for (int j = 0; j < 4; j++)
        {
            (X[0, j], X[1, j]) = (0.25, -0.25);
        }

        return (X, [1, 1]);
    }

    private static NeuronPursuitBuilder SquaredReLU() => new NeuronPursuitBuilder()
        .WithActivation(HomogeneousActivation.Create(0, 2)).WithTargetError(1e-3);

    /// <summary>Eigenvalues of Y^T Y, largest first, by Jacobi's rotations.</summary>
    private static double[] SingularValuesSquared(double[,] Y)
    {
        int n = Y.GetLength(1);
        double[,] a = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                a[i, j] = Enumerable.Range(0, Y.GetLength(0)).Sum(k => Y[k, i] * Y[k, j]);
            }
        }

        for (int sweep = 0; sweep < 30; sweep++)
        {
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    double angle = 0.5 * Math.Atan2(2 * a[p, q], a[q, q] - a[p, p]);
                    (double sin, double cos) = Math.SinCos(angle);
                    for (int k = 0; k < n; k++)
                    {
                        (a[k, p], a[k, q]) = (cos * a[k, p] - sin * a[k, q], sin * a[k, p] + cos * a[k, q]);
                    }

                    for (int k = 0; k < n; k++)
                    {
                        (a[p, k], a[q, k]) = (cos * a[p, k] - sin * a[q, k], sin * a[p, k] + cos * a[q, k]);
                    }
                }
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => a[i, i]).OrderDescending()];
    }

    private sealed class Counting : IWeightOptimizer
    {
        public List<int> WeightCounts { get; } = [];

        public OptimizationResult Minimize(
            ISumObjective objective, Span<double> weights, OptimizationLimits limits, CancellationToken cancellationToken)
        {
            WeightCounts.Add(objective.ParameterCount);
            return new LimitedMemoryBfgs().Minimize(objective, weights, limits, cancellationToken);
        }
    }
}

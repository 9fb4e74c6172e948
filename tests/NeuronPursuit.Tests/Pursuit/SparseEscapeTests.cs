namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Where the neuron's correlation is zero or misleading (D.3).</summary>
public class SparseEscapeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
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
    public void Fit_PaperRecipe_DoesNotEscape()
    {
        PursuitRecipe.Paper.Defaults.Escape.Should().BeFalse();
        PursuitRecipe.Fast.Defaults.Escape.Should().BeTrue();
        PursuitRecipe.Sparse.Defaults.Escape.Should().BeTrue();
    }

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
}

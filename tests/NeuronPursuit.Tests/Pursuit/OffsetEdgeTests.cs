using NeuronPursuit.Tests.PeoplesData;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Offsets from few rows, of losses whose outputs are in other units, in continued models, and where there is to be none.</summary>
public class OffsetEdgeTests
{
    /// <summary>Both ways meet the target by as many weights as there are rows nearly: the smaller network is the right one.</summary>
    [Theory]
    [InlineData(10, 2)]
    [InlineData(12, 1)]
    [InlineData(15, 0.5)]
    [InlineData(15, -4)]
    [InlineData(25, 1)]
    public void Fit_FewRows_IsAsGoodAsWithAnIntercept(int rows, double offset)
    {
        int asGood = Enumerable.Range(0, 10).Count(draw =>
        {
            (double[,] X, double[] y) = Problems.Gaussian(rows, 2, 300 + draw, x => offset + (2 * x[0]) - x[1]);
            (double[,] newX, double[] newY) = Problems.Gaussian(200, 2, 900 + draw, x => offset + (2 * x[0]) - x[1]);
            double free = PeoplesTables.RSquared(new NeuronPursuitBuilder().Fit(X, y).Predict(newX), newY);
            double fixedOne = PeoplesTables.RSquared(new NeuronPursuitBuilder().WithIntercept().Fit(X, y).Predict(newX), newY);
            return free >= 0.95 || fixedOne < 0.99;
        });

        asGood.Should().BeGreaterThanOrEqualTo(8);
    }

    /// <summary>The mean of counts is no logarithm of them.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    public void Fit_LossOfALogarithm_HasTheLogarithmOfTheMeanAsItsOffset(double level)
    {
        (double[,] X, double[] y) = Problems.Gaussian(250, 3, 3, x => Math.Exp(level + (0.5 * x[0]) - (0.25 * x[1])));

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithLoss(new PoissonLoss()).Fit(X, y);

        double[] logarithms = [.. y.Select(value => Math.Log(value))];
        PeoplesTables.RSquared(model.Predict(X), logarithms).Should().BeGreaterThan(0.95);
        double constant = Math.Log(y.Average());
        double left = Math.Sqrt(Loss(model.Predict(X), y) / Loss([.. y.Select(_ => constant)], y));
        model.History[^1].TrainingError.Should().BeApproximately(left, 1e-3);
    }

    [Fact]
    public void Continue_LogOdds_CountsThePriorOnce()
    {
        (double[,] X, double[] values) = Problems.Gaussian(250, 3, 5, x => x[0]);
        double[] y = [.. values.Select((value, row) => (value > 1.2) ^ (row % 9 == 0) ? 1.0 : 0)];
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithLoss(new LogisticLoss()).WithMaxIterations(2).Fit(X, y);

        NeuronPursuitModel continued = new NeuronPursuitBuilder().WithLoss(new LogisticLoss()).WithMaxIterations(1).Continue(model, X, y);

        PursuitIteration last = model.History[^1];
        PursuitIteration next = continued.History[model.History.Count];
        double scale = Math.Sqrt(next.Loss / last.Loss);
        next.TrainingError.Should().BeApproximately(scale * last.TrainingError, 1e-9, "errors are relative to the same constant");
    }

    [Fact]
    public void Fit_SparseWithoutASignalAndAnOffset_IsZero()
    {
        (double[,] X, _) = Problems.Gaussian(100, 5, 6, x => x[0]);
        (_, double[] y) = Problems.Gaussian(100, 5, 7, x => 5 + x[0]);

        NeuronPursuitModel with = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).Fit(X, y);
        NeuronPursuitModel without = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithIntercept(false).Fit(X, y);

        with.Predict([0.0, 0, 0, 0, 0]).Should().BeApproximately(y.Average(), 0.1);
        without.Predict([0.0, 0, 0, 0, 0]).Should().Be(0);
    }

    private static double Loss(double[] outputs, double[] y)
    {
        double sum = 0;
        for (int row = 0; row < y.Length; row++)
        {
            double[] slope = new double[1];
            sum += new PoissonLoss().Evaluate([outputs[row]], [y[row]], slope);
        }

        return sum;
    }

    /// <summary>Deviance of counts whose logarithm is the output.</summary>
    private sealed class PoissonLoss : ILoss
    {
        public double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> slopes)
        {
            double mean = Math.Exp(outputs[0]);
            slopes[0] = mean - targets[0];
            return mean - (targets[0] * outputs[0]) - targets[0] + (targets[0] > 0 ? targets[0] * Math.Log(targets[0]) : 0);
        }
    }
}

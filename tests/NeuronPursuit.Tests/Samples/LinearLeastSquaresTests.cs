using QuickStart;

namespace NeuronPursuit.Tests.Samples;

public class LinearLeastSquaresTests
{
    [Fact]
    public void Fit_OnAnAffineTarget_ReproducesIt()
    {
        (double[,] X, _) = Problems.Gaussian(30, 4, seed: 5, _ => 0);
        double[] y = [.. Enumerable.Range(0, 30).Select(i => 3 * X[i, 0] - X[i, 1] + 0.5 * X[i, 3] + 7)];

        double[] predicted = LinearLeastSquares.Fit(X, y).Predict(X);

        Errors.Relative(predicted, y).Should().BeLessThan(1e-13);
    }

    [Fact]
    public void Fit_WithNoise_LeavesResidualsOrthogonalToTheInputs()
    {
        (double[,] X, double[] y) = Problems.Gaussian(40, 3, seed: 6, x => x[0] * x[1] + x[2] * x[2]);

        double[] predicted = LinearLeastSquares.Fit(X, y).Predict(X);

        double[] residuals = [.. y.Zip(predicted, (expected, value) => expected - value)];
        residuals.Sum().Should().BeApproximately(0, 1e-12);
        for (int column = 0; column < 3; column++)
        {
            Enumerable.Range(0, 40).Sum(row => X[row, column] * residuals[row]).Should().BeApproximately(0, 1e-12);
        }
    }
}

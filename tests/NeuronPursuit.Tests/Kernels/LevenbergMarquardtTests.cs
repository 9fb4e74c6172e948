using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests;

public sealed class LevenbergMarquardtTests
{
    public static TheoryData<int, double, int, int[]> Shapes => new()
    {
        { 1, 0.2, 1, [3, 2, 1] },
        { 33, 0.5, 1, [4, 3, 2, 1] },
        { 100, 1, 2, [5, 3, 3] },
        { 61, -0.5, 3, [3, 2, 2, 2] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AccumulateNormalMatrix_AgainstFiniteDifferences_IsJTransposedJ(
        int samples, double slope, int power, int[] widths)
    {
        var problem = new KernelProblem<double>(samples, widths, HomogeneousActivation.Create(slope, power), threads: 1, seed: 4);
        int n = problem.Shape.ParameterCount;
        double[,] matrix = new double[n, n];
        double[] gradient = new double[n];
        double[] expectedGradient = new double[n];

        double value = problem.Objective().AccumulateNormalMatrix(problem.Parameters, matrix, gradient);

        value.Should().Be(problem.Objective().Evaluate(problem.Parameters, expectedGradient));
        gradient.Should().Equal(expectedGradient);
        double[,] jacobian = Jacobian(problem);
        double scale = 2.0 / (samples * widths[^1]);
        double largest = 0;
        double worst = 0;
        for (int row = 0; row < n; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double expected = 0;
                for (int k = 0; k < jacobian.GetLength(0); k++)
                {
                    expected += scale * jacobian[k, row] * jacobian[k, column];
                }

                largest = Math.Max(largest, Math.Abs(expected));
                worst = Math.Max(worst, Math.Abs(expected - matrix[row, column]));
            }
        }

        (worst / largest).Should().BeLessThan(1e-6);
    }

    [Fact]
    public void Minimize_RosenbrockAsLeastSquares_FindsTheMinimum()
    {
        double[] weights = [-1.2, 1];

        OptimizationResult result = new LevenbergMarquardt { GradientTolerance = 1e-12 }
            .Minimize(new Rosenbrock(), weights, new OptimizationLimits(1), default);

        result.Value.Should().BeLessThan(1e-12);
        weights.Should().AllSatisfy(weight => weight.Should().BeApproximately(1, 1e-5));
        result.Evaluations.Should().BeLessThan(100);
    }

    [Fact]
    public void Minimize_ObjectiveWithoutSquares_ExplainsWhatIsNeeded()
    {
        Action minimize = () => new LevenbergMarquardt().Minimize(new Linear(), new double[1], new OptimizationLimits(1), default);

        minimize.Should().Throw<ArgumentException>().WithMessage("*ILeastSquaresObjective*Linear*LimitedMemoryBfgs*");
    }

    [Fact]
    public void Minimize_WeightThatTheDataDoNotSee_StaysFinite()
    {
        // The second input is zero everywhere, so a column of the Jacobian vanishes.
        double[,] X = { { 1, 0 }, { 2, 0 }, { -1, 0 }, { 0.5, 0 } };
        double[] y = [1, 2, -1, 0.5];

        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithDepth(2).WithActivation(HomogeneousActivation.Linear).WithOptimizer(new LevenbergMarquardt()).Fit(X, y);

        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.GetWeights(0).Cast<double>().Should().AllSatisfy(weight => double.IsFinite(weight).Should().BeTrue());
    }

    private static double[,] Jacobian(KernelProblem<double> problem)
    {
        const double Step = 1e-6;
        int outputs = problem.Y.Length;
        double[,] jacobian = new double[outputs, problem.Parameters.Length];
        for (int weight = 0; weight < problem.Parameters.Length; weight++)
        {
            double[] up = [.. problem.Parameters];
            double[] down = [.. problem.Parameters];
            up[weight] += Step;
            down[weight] -= Step;
            double[] above = Outputs(problem, up);
            double[] below = Outputs(problem, down);
            for (int k = 0; k < outputs; k++)
            {
                jacobian[k, weight] = (above[k] - below[k]) / (2 * Step);
            }
        }

        return jacobian;
    }

    private static double[] Outputs(KernelProblem<double> problem, double[] parameters)
    {
        var fitted = new FittedNetworks(new Network(problem.Shape, parameters), ModelPreprocessing.None(problem.Shape.InputCount));
        double[] outputs = new double[problem.Y.Length];
        int width = problem.Shape.OutputCount;
        for (int i = 0; i < problem.X.GetLength(0); i++)
        {
            fitted.Predict(problem.X.GetRowSpan(i), outputs.AsSpan(i * width, width));
        }

        return outputs;
    }

    /// <summary>(1 - x)^2 + 100 (y - x^2)^2 as two squares.</summary>
    private sealed class Rosenbrock : ILeastSquaresObjective
    {
        public int ParameterCount => 2;

        public int SampleCount => 2;

        public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient) =>
            AccumulateNormalMatrix(parameters, new double[2, 2], gradient);

        public double AccumulateNormalMatrix(
            ReadOnlySpan<double> parameters, Span2D<double> normalMatrix, Span<double> gradient)
        {
            double x = parameters[0];
            double[] residuals = [1 - x, 10 * (parameters[1] - x * x)];
            double[,] jacobian = { { -1, 0 }, { -20 * x, 10 } };
            for (int i = 0; i < 2; i++)
            {
                gradient[i] = 2 * (jacobian[0, i] * residuals[0] + jacobian[1, i] * residuals[1]);
                for (int j = 0; j < 2; j++)
                {
                    normalMatrix[i, j] = 2 * (jacobian[0, i] * jacobian[0, j] + jacobian[1, i] * jacobian[1, j]);
                }
            }

            return residuals[0] * residuals[0] + residuals[1] * residuals[1];
        }
    }

    private sealed class Linear : ISumObjective
    {
        public int ParameterCount => 1;

        public int SampleCount => 1;

        public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient) => parameters[0];
    }
}

namespace NeuronPursuit.Tests;

public class TrainingLandscapeTests
{
    private static readonly RandomProblem Problem = RandomProblem.Create(0.5, 2, outputs: 2, depth: 3, samples: 23);
    private static readonly TrainingLandscape Landscape =
        new(Problem.Inputs, Problem.Targets, Problem.Widths[1..^1], Problem.Activation);

    [Fact]
    public void Evaluate_AnyWeights_AgreesWithPlainLoops()
    {
        double[] gradient = new double[Landscape.ParameterCount];
        (double expected, double[] expectedGradient) = Problem.Reference.Loss(Problem.Weights, Problem.Inputs, Problem.Targets);

        Landscape.Evaluate(Problem.Weights, gradient).ShouldAgreeWith(expected, 1e-12);
        gradient.ShouldAgreeWith(expectedGradient, 1e-12);
        Landscape.LossAtOrigin.ShouldAgreeWith(Landscape.Evaluate(new double[gradient.Length], new double[gradient.Length]), 1e-12);
        Landscape.Outputs(Problem.Weights).ShouldAgreeWith(Problem.Reference.Predict(Problem.Weights, Problem.Inputs), 1e-12);
    }

    [Fact]
    public void Flatten_AllMatrices_IsUndoneByMatrix()
    {
        double[][,] matrices = [.. Enumerable.Range(0, 3).Select(layer => Landscape.Matrix(Problem.Weights, layer))];

        Landscape.Flatten(matrices).Should().Equal(Problem.Weights);
        Landscape.Widths.Should().Equal(Problem.Widths);
        matrices[1][0, 0].Should().Be(Problem.Weights[Landscape.IndexOf(1, 0, 0)]);
    }

    [Fact]
    public void NeuronCorrelation_AnyMaximiser_FindsAKktPoint()
    {
        KktPoint point = new BatchedAscent().Maximize(
            Landscape.NeuronCorrelation(Problem.Weights, 1), new NcfSearch(8, 1), CancellationToken.None)[0];

        point.Value.Should().BePositive();
        point.Alignment.Should().BeGreaterThan(0.999);
        point.IncomingCount.Should().Be(Problem.Widths[1]);
    }

    [Fact]
    public void Balance_AnyWeights_ChangesNoOutput()
    {
        double[] balanced = Landscape.Balance(Problem.Weights);

        Landscape.Outputs(balanced).ShouldAgreeWith(Landscape.Outputs(Problem.Weights), 1e-10);
        balanced.Should().NotEqual(Problem.Weights);
    }

    [Fact]
    public void Members_BadArguments_SayWhatWasExpected()
    {
        FluentActions.Invoking(() => new TrainingLandscape(new double[3, 2], new double[2, 1], [2], HomogeneousActivation.ReLU))
            .Should().Throw<ArgumentException>().WithMessage("Y has 2 rows but X has 3*");
        FluentActions.Invoking(() => new TrainingLandscape(new double[3, 2], new double[3, 1], [], HomogeneousActivation.ReLU))
            .Should().Throw<ArgumentException>().WithMessage("hiddenWidths is []*");
        FluentActions.Invoking(() => new TrainingLandscape(new[,] { { double.NaN } }, new double[1, 1], [1], HomogeneousActivation.ReLU))
            .Should().Throw<ArgumentException>().WithMessage("X[0, 0] is NaN*");
        Landscape.Invoking(landscape => landscape.Outputs(new double[3])).Should().Throw<ArgumentException>().WithMessage("weights has 3 entries*");
        Landscape.Invoking(landscape => landscape.IndexOf(0, 99, 0)).Should().Throw<ArgumentOutOfRangeException>();
        Landscape.Invoking(landscape => landscape.Matrix(Problem.Weights, 3)).Should().Throw<ArgumentOutOfRangeException>();
        Landscape.Invoking(landscape => landscape.Flatten(new double[1, 1])).Should().Throw<ArgumentException>().WithMessage("1 matrices*");
        Landscape.Invoking(landscape => landscape.Flatten(new double[99, 1], new double[1, 1], new double[1, 1]))
            .Should().Throw<ArgumentException>().WithMessage("matrix 0 is 99 x 1*");
    }

    [Fact]
    public void LevenbergMarquardt_RunsOnItAndEndsWhereTheGradientVanishes()
    {
        var random = new Random(4);
        double[,] X = new double[40, 3];
        double[,] Y = new double[40, 1];
        for (int i = 0; i < 40; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                X[i, j] = random.NextDouble() - 0.5;
            }

            Y[i, 0] = (X[i, 0] * X[i, 0]) - (X[i, 1] * X[i, 2]);
        }

        var landscape = new TrainingLandscape(X, Y, [4], HomogeneousActivation.Square);
        double[] weights = [.. Enumerable.Range(0, landscape.ParameterCount).Select(_ => random.NextDouble() - 0.5)];

        OptimizationResult result = new LevenbergMarquardt().Minimize(
            landscape, weights, new OptimizationLimits(landscape.LossAtOrigin), TestContext.Current.CancellationToken);

        result.Value.Should().BeLessThan(1e-6 * landscape.LossAtOrigin);
        landscape.Evaluate(weights, new double[weights.Length]).Should().Be(result.Value);
    }
}

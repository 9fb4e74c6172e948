using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests;

public class WeightDecayObjectiveTests
{
    private const double Strength = 0.3;

    [Theory]
    [InlineData(0, 1, 1, 2)]
    [InlineData(0.1, 2, 3, 3)]
    [InlineData(1, 1, 2, 4)]
    public void Evaluate_AnyShape_AddsHalfTheSquaredWeightsAndTheirGradient(double alpha, int power, int outputs, int depth)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, outputs, depth, samples: 31);
        ISumObjective loss = TestObjects.TrainingObjective(problem.Network.Shape, problem.Inputs, problem.Targets);
        ISumObjective decayed = TestObjects.Data(problem.Inputs, problem.Targets)
            .TrainingObjective(problem.Network.Shape, Strength, TestContext.Current.CancellationToken);
        double[] plain = new double[loss.ParameterCount];
        double[] gradient = new double[loss.ParameterCount];

        double value = decayed.Evaluate(problem.Weights, gradient);

        double expected = loss.Evaluate(problem.Weights, plain) + Strength / 2 * problem.Weights.Sum(weight => weight * weight);
        value.ShouldAgreeWith(expected, 1e-14);
        gradient.ShouldAgreeWith([.. plain.Zip(problem.Weights, (slope, weight) => slope + Strength * weight)], 1e-14);
    }

    [Fact]
    public void AccumulateNormalMatrix_AnyShape_AddsTheStrengthToTheDiagonalAlone()
    {
        RandomProblem problem = RandomProblem.Create(0.1, 1, 2, 3, samples: 31);
        IPursuitData data = TestObjects.Data(problem.Inputs, problem.Targets);
        CancellationToken token = TestContext.Current.CancellationToken;
        var loss = (ILeastSquaresObjective)data.TrainingObjective(problem.Network.Shape, token);
        var decayed = (ILeastSquaresObjective)data.TrainingObjective(problem.Network.Shape, Strength, token);
        int count = loss.ParameterCount;
        double[,] plain = new double[count, count];
        double[,] matrix = new double[count, count];
        double[] gradient = new double[count];
        double[] expected = new double[count];
        loss.AccumulateNormalMatrix(problem.Weights, plain.AsSpan2D(), gradient);

        double value = decayed.AccumulateNormalMatrix(problem.Weights, matrix.AsSpan2D(), gradient);

        value.Should().Be(decayed.Evaluate(problem.Weights, expected));
        gradient.ShouldAgreeWith(expected, 1e-14);
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                matrix[row, column].Should().Be(plain[row, column] + (row == column ? Strength : 0));
            }
        }
    }

    [Fact]
    public void TrainingObjective_WithoutDecay_IsTheLossItself() =>
        TestObjects.Data(new double[3, 2], new double[3, 1])
            .TrainingObjective(new NetworkShape([2, 1, 1], HomogeneousActivation.ReLU), 0, TestContext.Current.CancellationToken)
            .Should().BeOfType<TrainingObjective<double>>();
}

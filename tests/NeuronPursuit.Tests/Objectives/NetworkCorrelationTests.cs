namespace NeuronPursuit.Tests;

public class NetworkCorrelationTests
{
    public static TheoryData<double, int, int, int> Shapes => [.. ObjectiveCases.Shapes()];

    public static TheoryData<double, int, int, int, int> SizedShapes => [.. ObjectiveCases.SizedShapes()];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Evaluate_AwayFromKinks_GradientIsTheSlope(double alpha, int power, int outputs, int depth)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, outputs, depth, samples: 9, awayFromKinks: true, chain: true);
        INcfObjective correlation = TestObjects.NetworkCorrelation(problem.Inputs, problem.Targets, depth, problem.Activation);

        double[] slope = CentralDifference.Gradient(weights => correlation.ValueAt(weights), problem.Weights);

        correlation.GradientAt(problem.Weights).ShouldAgreeWith(slope, 1e-6);
    }

    [Theory]
    [MemberData(nameof(SizedShapes))]
    public void Evaluate_AnySampleCount_AgreesWithPlainLoops(double alpha, int power, int outputs, int depth, int samples)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, outputs, depth, samples, chain: true);
        INcfObjective correlation = TestObjects.NetworkCorrelation(problem.Inputs, problem.Targets, depth, problem.Activation);

        (double value, double[] gradient) = problem.Reference.NetworkCorrelation(problem.Weights, problem.Inputs, problem.Targets);

        correlation.Size().Should().Be(problem.Weights.Length);
        correlation.OutgoingCount.Should().Be(outputs);
        (correlation.ValueAt(problem.Weights) - value).Should().BeApproximately(0, 1e-10 * gradient.Max(Math.Abs));
        correlation.GradientAt(problem.Weights).ShouldAgreeWith(gradient, 1e-10);
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(0)]
    [InlineData(2)]
    public void Evaluate_BatchOfAllSignPatterns_AgreesWithPlainLoops(double alpha)
    {
        // Depth 4 has two scalars between W_1 and W_4, so four patterns of signs share a batch.
        RandomProblem problem = RandomProblem.Create(alpha, 2, 2, 4, samples: 20, chain: true);
        INcfObjective correlation = TestObjects.NetworkCorrelation(problem.Inputs, problem.Targets, 4, problem.Activation);
        int size = correlation.Size();
        double[] batch = RandomProblem.NormalVector(new Random(2), 16 * size);
        double[] values = new double[16];
        double[] gradients = new double[batch.Length];

        correlation.Evaluate(batch, values, gradients);

        for (int r = 0; r < values.Length; r++)
        {
            double[] candidate = batch[(r * size)..((r + 1) * size)];
            (double value, double[] gradient) = problem.Reference.NetworkCorrelation(candidate, problem.Inputs, problem.Targets);
            values[r].Should().BeApproximately(value, 1e-10 * Math.Max(1, gradient.Max(Math.Abs)));
            gradients[(r * size)..((r + 1) * size)].ShouldAgreeWith(gradient, 1e-10);
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    public void Evaluate_ScaledWeights_HasTheDegreeOfTheNetwork(int power, int depth)
    {
        RandomProblem problem = RandomProblem.Create(0.5, power, 1, depth, samples: 20, chain: true);
        INcfObjective correlation = TestObjects.NetworkCorrelation(problem.Inputs, problem.Targets, depth, problem.Activation);
        double degree = Enumerable.Range(0, depth).Sum(layer => Math.Pow(power, layer));

        double value = correlation.ValueAt([.. problem.Weights.Select(weight => 0.9 * weight)]);

        value.ShouldAgreeWith(Math.Pow(0.9, degree) * correlation.ValueAt(problem.Weights), 1e-11);
    }

    [Fact]
    public void Evaluate_Cancelled_Throws()
    {
        RandomProblem problem = RandomProblem.Create(0.1, 1, 1, 3, samples: 9, chain: true);
        INcfObjective correlation = TestObjects.NetworkCorrelation(
            problem.Inputs, problem.Targets, 3, problem.Activation, cancelled: true);

        Action evaluate = () => correlation.ValueAt(problem.Weights);

        evaluate.Should().Throw<OperationCanceledException>();
    }
}

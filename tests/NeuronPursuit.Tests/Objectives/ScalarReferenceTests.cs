namespace NeuronPursuit.Tests;

/// <summary>The oracle itself, against derivatives that need no backpropagation and a network computed by hand.</summary>
public class ScalarReferenceTests
{
    [Fact]
    public void Predict_NetworkByHand_GivesItsValues()
    {
        // max(z, z/2)^2 with W_1 = [1 2; -1 1], W_2 = [1 -1]: z = (5, 1) and (-3, 0).
        var reference = new ScalarReference([2, 2, 1], 0.5, 2);
        double[] weights = [1, 2, -1, 1, 1, -1];

        reference.Predict(weights, new double[,] { { 1, 2 }, { -1, -1 } }).Should().BeEquivalentTo(new double[,] { { 24 }, { 2.25 } });
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0.5, 2, 3)]
    [InlineData(-0.5, 3, 4)]
    [InlineData(2, 4, 4)]
    public void Loss_AnyShape_GradientIsItsSlope(double alpha, int power, int depth)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, 2, depth, 5, awayFromKinks: true);

        double[] slope = CentralDifference.Gradient(
            weights => problem.Reference.Loss(weights, problem.Inputs, problem.Targets).Value, problem.Weights);

        problem.Reference.Loss(problem.Weights, problem.Inputs, problem.Targets).Gradient.ShouldAgreeWith(slope, 1e-7);
    }

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.5, 3)]
    public void Signals_OutputSeeds_AreTheSlopeByOneMoreNeuron(double alpha, int power)
    {
        // D . b is what a change of the pre-activations above by b does to the outputs, seed by seed.
        RandomProblem problem = RandomProblem.Create(alpha, power, 2, 3, 4, awayFromKinks: true);
        double[,] seeds = RandomProblem.NormalMatrix(new Random(1), 4, 2);
        (_, double[,] above) = problem.Reference.Signals(problem.Weights, problem.Inputs, seeds, hiddenLayer: 0);

        for (int i = 0; i < problem.Samples; i++)
        {
            double[] z = problem.Reference.PreActivations(problem.Weights, ScalarReference.Row(problem.Inputs, i))[1];
            double[] slope = CentralDifference.Gradient(shifted => Output(problem, shifted, ScalarReference.Row(seeds, i)), z);
            ScalarReference.Row(above, i).ShouldAgreeWith(slope, 1e-7);
        }
    }

    /// <summary>seed . W_3 sigma(z).</summary>
    private static double Output(RandomProblem problem, double[] z, double[] seed)
    {
        double[] last = problem.Weights[^(z.Length * seed.Length)..];
        return seed.Select((s, k) => s * z.Select((value, j) => last[k * z.Length + j] * problem.Reference.Sigma(value)).Sum()).Sum();
    }
}

namespace NeuronPursuit.Tests;

public class WeightBalancerTests
{
    public static TheoryData<double, int, int> Cases =>
    [
        .. from alpha in new[] { 0, 0.5 }
           from power in RandomProblem.Powers
           from depth in new[] { 2, 3, 4 }
           select (alpha, power, depth),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Balance_AnyNetwork_BringsEveryNeuronToTheRatioOfLemma3(double alpha, int power, int depth)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, 2, depth, samples: 20);
        Network network = problem.Network;

        WeightBalancer.Balance(network);

        for (int hiddenLayer = 0; hiddenLayer < depth - 1; hiddenLayer++)
        {
            for (int neuron = 0; neuron < network.Shape.Layer(hiddenLayer).Width; neuron++)
            {
                (double incoming, double outgoing) = TestObjects.SquaredNorms(network, hiddenLayer, neuron);
                incoming.ShouldAgreeWith(power * outgoing, 1e-11, $"neuron {neuron} of hidden layer {hiddenLayer}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Balance_AnyNetwork_LeavesTheOutputs(double alpha, int power, int depth)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, 2, depth, samples: 20);
        Network network = problem.Network;

        WeightBalancer.Balance(network);

        network.Parameters.Should().NotEqual(problem.Weights);
        TestObjects.Predict(network, problem.Inputs)
            .ShouldAgreeWith(problem.Reference.Predict(problem.Weights, problem.Inputs), 1e-10);
    }

    [Theory]
    [InlineData(new double[] { 0, 0 }, 3)]
    [InlineData(new double[] { 1, 2 }, 0)]
    public void Balance_NeuronWithAZeroSide_LeavesIt(double[] incoming, double outgoing)
    {
        Network network = TestObjects.Network([2, 2, 1], HomogeneousActivation.ReLU, [.. incoming, 3, 4, outgoing, 20]);

        WeightBalancer.Balance(network);

        network.Parameters[..2].Should().Equal(incoming);
        network.Parameters[4].Should().Be(outgoing);

        // The other neuron, |a| = 5 and |b| = 20, meets at 10.
        network.Parameters.ShouldAgreeWith([.. incoming, 6, 8, outgoing, 10], 1e-13);
    }

    [Fact]
    public void Balance_BalancedNetwork_HardlyMoves()
    {
        RandomProblem problem = RandomProblem.Create(0.5, 2, 2, 3, samples: 20);
        Network network = problem.Network;
        WeightBalancer.Balance(network);
        double[] once = [.. network.Parameters];

        WeightBalancer.Balance(network);

        network.Parameters.ShouldAgreeWith(once, 1e-12);
    }

    [Fact]
    public void Balance_PowerOne_ReducesTheNorm()
    {
        // With p = 1 balance is the minimum of |w| over all rescalings (Saul 2023).
        RandomProblem problem = RandomProblem.Create(0.1, 1, 2, 4, samples: 20);
        Network network = problem.Network;

        WeightBalancer.Balance(network);

        network.Norm.Should().BeLessThan(problem.Network.Norm);
    }
}

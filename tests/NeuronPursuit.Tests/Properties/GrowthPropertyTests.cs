using CsCheck;

namespace NeuronPursuit.Tests.Properties;

/// <summary>What edits of a network leave as it was.</summary>
public class GrowthPropertyTests
{
    [Fact]
    public void RemoveNeuron_JustAdded_RestoresTheNetwork() =>
        Gen.Select(Generators.Problems, Gen.Int[0, 2], Gen.Int[0, 1000]).Sample(
            (problem, layer, seed) =>
            {
                int hiddenLayer = layer % problem.HiddenLayers;
                (double[] incoming, double[] outgoing) = Neuron(problem, hiddenLayer, seed);

                Network grown = problem.Network.AddNeuron(hiddenLayer, incoming, outgoing);
                Network restored = NetworkEdits.RemoveNeuron(grown, hiddenLayer, problem.Widths[hiddenLayer + 1]);

                restored.Shape.Widths.ToArray().Should().Equal(problem.Widths);
                restored.Parameters.ShouldHaveTheBitsOf(problem.Weights);
            },
            iter: Generators.Iterations);

    [Fact]
    public void AddNeuron_InAnotherOrder_GivesTheSamePredictions() =>
        Gen.Select(Generators.Problems, Gen.Int[0, 2], Gen.Int[0, 1000]).Sample(
            (problem, layer, seed) =>
            {
                int hiddenLayer = layer % problem.HiddenLayers;
                (double[] a, double[] b) = Neuron(problem, hiddenLayer, seed);
                (double[] c, double[] d) = Neuron(problem, hiddenLayer, seed + 1);

                Network one = problem.Network.AddNeuron(hiddenLayer, a, b).AddNeuron(hiddenLayer, c, d);
                Network other = problem.Network.AddNeuron(hiddenLayer, c, d).AddNeuron(hiddenLayer, a, b);

                TestObjects.Predict(other, problem.Inputs).ShouldAgreeWith(TestObjects.Predict(one, problem.Inputs), 1e-9);
            },
            iter: Generators.Iterations);

    [Fact]
    public void AddNeuron_HalfOfAnother_ChangesNoPredictionWhereTheOtherIsHalved() =>
        Gen.Select(Generators.Problems, Gen.Int[0, 2], Gen.Int[0, 9]).Sample(
            (problem, layer, which) =>
            {
                int hiddenLayer = layer % problem.HiddenLayers;
                int neuron = which % problem.Widths[hiddenLayer + 1];
                Network halved = problem.Network;
                GrowableLayer own = halved.Shape.Layer(hiddenLayer);
                GrowableLayer next = halved.Shape.Layer(hiddenLayer + 1);
                double[] outgoing = new double[next.Width];
                for (int row = 0; row < next.Width; row++)
                {
                    outgoing[row] = halved.Parameters[next.IndexOf(row, neuron)] /= 2;
                }

                Network split = halved.AddNeuron(hiddenLayer, own.Row(halved.Parameters, neuron), outgoing);

                TestObjects.Predict(split, problem.Inputs).ShouldAgreeWith(TestObjects.Predict(problem.Network, problem.Inputs), 1e-9);
            },
            iter: Generators.Iterations);

    [Fact]
    public void Join_TwoNetworks_AddsTheirPredictions() =>
        Gen.Select(Generators.Problems, Gen.Int[0, 1000]).Sample(
            (problem, seed) =>
            {
                int[] widths = [problem.Widths[0], .. Enumerable.Repeat(1, problem.HiddenLayers), problem.Widths[^1]];
                var shape = new NetworkShape(widths, problem.Activation);
                var chain = new Network(shape, RandomProblem.NormalVector(new Random(seed), shape.ParameterCount));
                double[,] first = TestObjects.Predict(problem.Network, problem.Inputs);
                double[,] second = TestObjects.Predict(chain, problem.Inputs);
                double[] sum = [.. first.Cast<double>().Zip(second.Cast<double>(), (a, b) => a + b)];
                double scale = Math.Max(first.Cast<double>().Max(Math.Abs), second.Cast<double>().Max(Math.Abs));

                double[] joined = [.. TestObjects.Predict(NetworkEdits.Join(problem.Network, chain), problem.Inputs).Cast<double>()];

                joined.Zip(sum, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThanOrEqualTo(1e-11 * scale);
            },
            iter: Generators.Iterations);

    [Fact]
    public void MoveInputs_IntoMoreColumnsAndBack_RestoresTheNetwork() =>
        Gen.Select(Generators.Problems, Gen.Int[0, 4]).Sample(
            (problem, further) =>
            {
                int[] own = [.. Enumerable.Range(0, problem.Widths[0]).Select(column => 2 * column)];
                int[] more = [.. Enumerable.Range(0, 2 * problem.Widths[0] + further)];

                Network moved = NetworkEdits.MoveInputs(problem.Network, own, more);

                NetworkEdits.MoveInputs(moved, more, own).Parameters.ShouldHaveTheBitsOf(problem.Weights);
            },
            iter: Generators.Iterations);

    [Fact]
    public void Balance_AnyNetwork_MakesEveryNeuronKeepLemma3() =>
        Generators.Problems.Sample(
            problem =>
            {
                Network network = problem.Network;
                WeightBalancer.Balance(network);

                for (int layer = 0; layer < problem.HiddenLayers; layer++)
                {
                    for (int neuron = 0; neuron < problem.Widths[layer + 1]; neuron++)
                    {
                        (double incoming, double outgoing) = TestObjects.SquaredNorms(network, layer, neuron);
                        if (incoming > 0 && outgoing > 0)
                        {
                            incoming.ShouldAgreeWith(problem.Power * outgoing, 1e-6);
                        }
                    }
                }
            },
            iter: Generators.Iterations);

    private static (double[] Incoming, double[] Outgoing) Neuron(RandomProblem problem, int hiddenLayer, int seed)
    {
        var random = new Random(seed);
        return (RandomProblem.NormalVector(random, problem.Widths[hiddenLayer]), RandomProblem.NormalVector(random, problem.Widths[hiddenLayer + 2]));
    }
}

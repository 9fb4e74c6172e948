namespace NeuronPursuit.Tests;

public class NetworkEditsTests
{
    private static readonly double[] X = [0.3, -1.2, 0.7];

    [Fact]
    public void Join_NetworkAndChain_AddsTheirOutputs()
    {
        Network network = Random(1, 3, 2, 4, 2);
        Network chain = Random(2, 3, 1, 1, 2);

        double[] joined = Predict(NetworkEdits.Join(network, chain), X);

        joined.ShouldAgreeWith([.. Predict(network, X).Zip(Predict(chain, X), (a, b) => a + b)], 1e-14);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 3)]
    public void RemoveNeuron_OfZeroOutgoingWeights_ChangesNothing(int layer, int neuron)
    {
        Network network = Random(3, 3, 2, 4, 2);
        GrowableLayer next = network.Shape.Layer(layer + 1);
        for (int row = 0; row < next.Width; row++)
        {
            network.Parameters[next.IndexOf(row, neuron)] = 0;
        }

        Network smaller = NetworkEdits.RemoveNeuron(network, layer, neuron);

        smaller.Shape.HiddenWidths[layer].Should().Be(network.Shape.HiddenWidths[layer] - 1);
        Predict(smaller, X).ShouldAgreeWith(Predict(network, X), 1e-14);
    }

    [Fact]
    public void MoveInputs_ThereAndBack_KeepsWhatWasSeen()
    {
        Network network = Random(4, 3, 2, 2, 1);

        Network wide = NetworkEdits.MoveInputs(network, [1, 4, 6], [0, 1, 2, 3, 4, 5, 6]);
        Network back = NetworkEdits.MoveInputs(wide, [0, 1, 2, 3, 4, 5, 6], [1, 4, 6]);

        Predict(wide, [9, X[0], 9, 9, X[1], 9, X[2]]).ShouldAgreeWith(Predict(network, X), 1e-14);
        back.Parameters.Should().Equal(network.Parameters);
    }

    private static Network Random(int seed, params int[] widths)
    {
        var random = new Random(seed);
        Network network = TestObjects.Network(widths, HomogeneousActivation.LeakyReLU(0.5));
        for (int k = 0; k < network.Parameters.Length; k++)
        {
            network.Parameters[k] = random.NextDouble() - 0.5;
        }

        return network;
    }

    private static double[] Predict(Network network, double[] x)
    {
        double[] outputs = new double[network.Shape.OutputCount];
        new SamplePredictor(network).Predict(x, outputs);
        return outputs;
    }
}

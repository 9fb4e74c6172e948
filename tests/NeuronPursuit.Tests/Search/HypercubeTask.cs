namespace NeuronPursuit.Tests;

/// <summary>
/// The paper's example (Section 5): <c>f(x) = s(s(2 x_1 + x_3) - s(x_3 - x_2))</c> with s = ReLU on {-1, 1}^20, and
/// pursuits on it stopped half way.
/// </summary>
internal static class HypercubeTask
{
    private const int Dimension = 20;

    public static (double[,] Inputs, double[,] Targets) Data(int samples, int seed = 1)
    {
        var random = new Random(seed);
        double[,] inputs = new double[samples, Dimension];
        double[,] targets = new double[samples, 1];
        for (int i = 0; i < samples; i++)
        {
            for (int j = 0; j < Dimension; j++)
            {
                inputs[i, j] = random.Next(2) == 0 ? -1 : 1;
            }

            targets[i, 0] = Relu(Relu(2 * inputs[i, 0] + inputs[i, 2]) - Relu(inputs[i, 2] - inputs[i, 1]));
        }

        return (inputs, targets);
    }

    /// <summary>A network after the first fit and some growths, each in another hidden layer, all trained.</summary>
    public static Network Pursued(
        double[,] inputs, double[,] targets, int depth, HomogeneousActivation activation, int growths, CancellationToken cancellationToken)
    {
        Network network = Network.SingleChain(inputs.GetLength(1), targets.GetLength(1), depth, activation);
        INcfObjective correlation = TestObjects.NetworkCorrelation(inputs, targets, depth, activation);
        KktPoint first = new BatchedAscent().Maximize(correlation, new NcfSearch(16, 1), cancellationToken)[0];
        network = TestObjects.Network(network.Shape.Widths.ToArray(), activation, [.. first.Weights.ToArray().Select(weight => 0.25 * weight)]);
        Train(network);
        for (int growth = 0; growth < growths; growth++)
        {
            int hiddenLayer = growth % network.Shape.HiddenLayerCount;
            INcfObjective neuron = TestObjects.NeuronCorrelation(network, hiddenLayer, inputs, targets);
            KktPoint point = new BatchedAscent().Maximize(neuron, new NcfSearch(16, 2), cancellationToken)[0];
            double delta = 0.01 * network.Norm;
            network = network.AddNeuron(
                hiddenLayer,
                [.. point.Incoming.ToArray().Select(weight => delta * weight)],
                [.. point.Outgoing.ToArray().Select(weight => delta * weight)]);
            Train(network);
        }

        return network;

        void Train(Network trained)
        {
            ISumObjective loss = TestObjects.TrainingObjective(trained.Shape, inputs, targets);
            new LimitedMemoryBfgs(100).Minimize(loss, trained.Parameters, new OptimizationLimits(1), cancellationToken);
        }
    }

    private static double Relu(double z) => Math.Max(z, 0);
}

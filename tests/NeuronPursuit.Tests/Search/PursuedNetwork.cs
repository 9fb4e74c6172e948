namespace NeuronPursuit.Tests;

/// <summary>Pursuits stopped half way.</summary>
internal static class PursuedNetwork
{
    /// <summary>A network after the first fit and some growths, each in another hidden layer, all trained.</summary>
    public static Network Of(
        double[,] inputs, double[,] targets, int depth, HomogeneousActivation activation, int growths, CancellationToken cancellationToken)
    {
        Network network = Network.SingleChain(inputs.GetLength(1), targets.GetLength(1), depth, activation);
        INcfObjective correlation = TestObjects.NetworkCorrelation(inputs, targets, depth, activation);
        KktPoint first = new BatchedAscent().Maximize(correlation, new NcfSearch(16, 1), cancellationToken)[0];
        // A fifth of the best fit along the point: away from the origin at any degree of homogeneity.
        Network unit = TestObjects.Network(network.Shape.Widths.ToArray(), activation, first.Weights.ToArray());
        double squaredOutput = TestObjects.Predict(unit, inputs).Cast<double>().Sum(value => value * value);
        double firstDelta = Math.Pow(0.2 * inputs.GetLength(0) * first.Value / squaredOutput, 1 / network.Shape.Degree);
        network = TestObjects.Network(network.Shape.Widths.ToArray(), activation, [.. first.Weights.ToArray().Select(weight => firstDelta * weight)]);
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
}

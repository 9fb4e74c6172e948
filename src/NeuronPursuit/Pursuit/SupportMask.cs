namespace NeuronPursuit;

/// <summary>
/// First-layer neurons that see only some inputs. The mask is the zeros of W_1: an input that a neuron was not born
/// with has weight exactly 0, and training is not shown it (docs/adr/0009).
/// </summary>
internal static class SupportMask
{
    /// <summary>The positions of the weights that may move: all but the zeros of W_1.</summary>
    public static int[] FreeWeights(Network network)
    {
        int first = network.Shape.Layer(0).Count;
        return [.. Enumerable.Range(0, network.Parameters.Length).Where(k => k >= first || network.Parameters[k] != 0)];
    }

    /// <summary>Trains the free weights of a network in place.</summary>
    public static OptimizationResult Minimize(
        IWeightOptimizer optimizer,
        ISumObjective objective,
        Network network,
        OptimizationLimits limits,
        CancellationToken cancellationToken)
    {
        int[] free = FreeWeights(network);
        var reduced = new ReducedObjective(objective, network.Parameters, free);
        double[] weights = [.. free.Select(k => network.Parameters[k])];
        OptimizationResult result = optimizer.Minimize(reduced, weights, limits, cancellationToken);
        reduced.Scatter(weights).CopyTo(network.Parameters);
        return result;
    }

    /// <summary>The maximiser of neurons that see a given number of inputs.</summary>
    public static INcfMaximizer Maximizer(int inputsPerNeuron) => inputsPerNeuron == 1
        ? new SignVectorSearch(1, points: 1)
        : new IterativeHardThresholding([inputsPerNeuron]);
}

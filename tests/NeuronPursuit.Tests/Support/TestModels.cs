namespace NeuronPursuit.Tests;

/// <summary>Models made of given weights, without a fit.</summary>
internal static class TestModels
{
    /// <param name="widths">Inputs, hidden widths, outputs.</param>
    /// <param name="weights">All matrices one after the other, each row-major.</param>
    /// <param name="activation">ReLU if not given.</param>
    public static NeuronPursuitModel Plain(int[] widths, double[] weights, HomogeneousActivation? activation = null)
    {
        var network = new Network(new NetworkShape(widths, activation ?? HomogeneousActivation.ReLU), weights);
        return new NeuronPursuitModel(
            new FittedNetwork(network, intercept: false, null, null), [], PursuitStopReason.MaxIterations);
    }

    /// <summary>All weight matrices of a model, one after the other.</summary>
    public static double[] Weights(NeuronPursuitModel model) =>
        [.. Enumerable.Range(0, model.Depth).SelectMany(layer => model.GetWeights(layer).Cast<double>())];
}

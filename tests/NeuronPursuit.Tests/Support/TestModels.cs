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
            new FittedNetworks(network, ModelPreprocessing.None(widths[0])), [], PursuitStopReason.MaxIterations);
    }

    /// <summary>The same model with its first network several times, each with other weights.</summary>
    public static NeuronPursuitModel Repeat(NeuronPursuitModel model, int count)
    {
        Network first = model.Fitted.Networks[0];
        return new NeuronPursuitModel(
            new FittedNetworks(
                [.. Enumerable.Range(0, count).Select(member =>
                    new Network(first.Shape, [.. first.Parameters.Select(weight => weight * (1 - 0.1 * member))]))],
                model.Fitted.Preprocessing,
                model.Fitted.Link),
            model.History,
            model.StopReason);
    }

    /// <summary>The model, saved and loaded.</summary>
    public static NeuronPursuitModel Reloaded(NeuronPursuitModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        return NeuronPursuitModel.Load(stream);
    }

    /// <summary>All weight matrices of all networks of a model, one after the other.</summary>
    public static double[] Weights(NeuronPursuitModel model) =>
        [.. model.Networks.SelectMany(network =>
            Enumerable.Range(0, network.Depth).SelectMany(layer => network.GetWeights(layer).Cast<double>()))];
}

namespace NeuronPursuit.Onnx.Tests.Support;

/// <summary>Models of one network of given weights, without preparation.</summary>
internal static class PlainModel
{
    /// <summary>Two inputs, two neurons, one output.</summary>
    public static NeuronPursuitModel Small(HomogeneousActivation activation, double lastWeight = 1) =>
        Of([2, 2, 1], [1, 2, 3, 4, 0.5, lastWeight], activation);

    public static NeuronPursuitModel Of(int[] widths, double[] weights, HomogeneousActivation activation) => new(
        new FittedNetworks(new Network(new NetworkShape(widths, activation), weights), ModelPreprocessing.None(widths[0])), [], PursuitStopReason.Stalled);
}

namespace NeuronPursuit.Code.Tests.Support;

/// <summary>Classifiers of given labels on two inputs.</summary>
internal static class Classifiers
{
    public static double[,] Rows { get; } = new double[,] { { 1, 0 }, { -1, 0.5 }, { 0, 2 }, { 3, -4 }, { 0.25, 0.75 }, { 0, 0 } };

    public static NeuronPursuitClassifier<TLabel> Of<TLabel>(params TLabel[] labels)
        where TLabel : notnull
    {
        double[] weights = [1, 0.5, -0.5, 1, 0.25, -1, .. Enumerable.Range(0, 3 * labels.Length).Select(k => Math.Sin(3 * k + 1))];
        var network = new Network(new NetworkShape([2, 3, labels.Length], HomogeneousActivation.LeakyReLU(0.1)), weights);
        var model = new NeuronPursuitModel(new FittedNetworks([network], ModelPreprocessing.None(2), OutputLink.Softmax), [], PursuitStopReason.MaxIterations);
        return new NeuronPursuitClassifier<TLabel>(model, labels);
    }
}

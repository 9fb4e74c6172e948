using NeuronPursuit;

namespace PaperExperiments.Saddles;

/// <summary>What the figures show, as numbers.</summary>
public static class SaddleMeasures
{
    // A neuron takes part when the norm of its weights is at least this share of the largest one's.
    private const double ActiveShare = 0.25;

    /// <summary>The numbers of a path by name.</summary>
    public static IReadOnlyDictionary<string, double> Of(SaddlePoint saddle, SaddlePath path)
    {
        SaddleMoment start = path.Moments[0];
        SaddleMoment before = path.BeforeEscape;
        (double Incoming, double Outgoing)[] neurons = Neurons(saddle, before);
        double[] sizes = Sizes(neurons);
        double[] later = Sizes(Neurons(saddle, path.End));
        int[] active = [.. Enumerable.Range(0, sizes.Length).Where(neuron => sizes[neuron] >= ActiveShare * sizes.Max())];
        int[] others = [.. Enumerable.Range(0, sizes.Length).Except(active)];
        int power = saddle.Landscape.Activation.Power;
        return new Dictionary<string, double>
        {
            ["saddle-gradient"] = saddle.RelativeGradient,
            ["i1"] = before.Step,
            ["i2"] = path.End.Step,
            ["alignment-start"] = start.Alignment,
            ["alignment-i1"] = before.Alignment,
            ["loss-i1"] = before.Loss,
            ["loss-i2"] = path.End.Loss,
            ["distance-i1"] = before.Distance,
            ["small-norm-i1"] = before.SmallNorm / saddle.Norm,
            ["small-norm-growth"] = before.SmallNorm / start.SmallNorm,
            ["active-neurons-i1"] = active.Length,
            ["balance-error-i1"] = active.Max(neuron => Math.Abs(
                neurons[neuron].Incoming * neurons[neuron].Incoming / (power * neurons[neuron].Outgoing * neurons[neuron].Outgoing) - 1)),
            ["largest-inactive-i1"] = Largest(sizes, others),
            ["largest-inactive-i2"] = Largest(later, others),
        };
    }

    private static double Largest(double[] sizes, int[] others) =>
        others.Length == 0 ? 0 : others.Max(neuron => sizes[neuron]) / sizes.Max();

    private static (double Incoming, double Outgoing)[] Neurons(SaddlePoint saddle, SaddleMoment moment) =>
        [.. Enumerable.Range(0, saddle.ActiveWidths.Count).SelectMany(layer => saddle.InactiveNeuronNorms(moment.Weights, layer))];

    private static double[] Sizes((double Incoming, double Outgoing)[] neurons) =>
        [.. neurons.Select(neuron => Math.Sqrt(neuron.Incoming * neuron.Incoming + neuron.Outgoing * neuron.Outgoing))];
}

namespace PaperExperiments.Algorithmic;

/// <summary>The frequencies of one neuron's weights in the modular addition.</summary>
/// <param name="Top">The frequency that has most of the neuron's energy, from 1.</param>
/// <param name="TopShare">Its share: the mean over the three groups, each of which counts as 1.</param>
/// <param name="GroupShares">
/// For the weights of input a, of input b and of the outputs, the share of the top frequency of each group.
/// </param>
public sealed record NeuronFrequencies(int Top, double TopShare, IReadOnlyList<double> GroupShares)
{
    /// <summary>What the groups are, in order.</summary>
    public static IReadOnlyList<string> Groups { get; } = ["input a", "input b", "output"];

    /// <summary>Reads them off the weights.</summary>
    /// <param name="first">k x (2p + 1): weights of a, of b and of the constant 1.</param>
    /// <param name="second">p x k.</param>
    /// <returns>One entry for each neuron, in the order in which they joined.</returns>
    public static IReadOnlyList<NeuronFrequencies> Of(double[,] first, double[,] second)
    {
        return [.. Enumerable.Range(0, first.GetLength(0)).Select(neuron => OfNeuron(first, second, neuron))];
    }

    private static NeuronFrequencies OfNeuron(double[,] first, double[,] second, int neuron)
    {
        int modulus = second.GetLength(0);
        double[] incoming = Matrices.Row(first, neuron);
        double[][] shares =
        [
            Fourier.EnergyShares(incoming[..modulus]),
            Fourier.EnergyShares(incoming[modulus..(2 * modulus)]),
            Fourier.EnergyShares(Matrices.Column(second, neuron)),
        ];
        double[] mean = [.. Enumerable.Range(0, modulus / 2).Select(f => shares.Average(group => group[f]))];
        int top = Array.IndexOf(mean, mean.Max());
        return new NeuronFrequencies(top + 1, mean[top], [.. shares.Select(group => group.Max())]);
    }
}

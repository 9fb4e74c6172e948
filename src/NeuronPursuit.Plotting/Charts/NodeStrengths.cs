namespace NeuronPursuit;

/// <summary>How much inputs and neurons weigh in a network: what decides which of them a drawing shows.</summary>
internal static class NodeStrengths
{
    /// <summary>One array per layer of nodes, inputs first and outputs last.</summary>
    /// <remarks>
    /// Of a hidden neuron the norm of its incoming weights to the power of the activation times that of its outgoing ones,
    /// which rescaling it does not change. Of an input the norm, over the neurons, of its share of their incoming norm times
    /// their strength. Of an output 1.
    /// </remarks>
    public static double[][] Of(PursuitNetwork network, IReadOnlyList<double[,]> weights)
    {
        double[][] strengths = new double[network.Depth + 1][];
        strengths[0] = new double[weights[0].GetLength(1)];
        strengths[^1] = new double[weights[^1].GetLength(0)];
        Array.Fill(strengths[^1], 1);
        for (int layer = 1; layer < network.Depth; layer++)
        {
            strengths[layer] = [.. Enumerable.Range(0, weights[layer - 1].GetLength(0)).Select(neuron =>
                Math.Pow(Norm(Row(weights[layer - 1], neuron)), network.Activation.Power) * Norm(Column(weights[layer], neuron)))];
        }

        double[] norms = [.. Enumerable.Range(0, weights[0].GetLength(0)).Select(neuron => Math.Max(1e-300, Norm(Row(weights[0], neuron))))];
        for (int input = 0; input < strengths[0].Length; input++)
        {
            strengths[0][input] = Norm(Column(weights[0], input).Select((weight, neuron) =>
                weight == 0 ? 0 : weight / norms[neuron] * strengths[1][neuron]));
        }

        return strengths;
    }

    /// <summary>The indices of the strongest, ascending.</summary>
    public static int[] Strongest(IReadOnlyList<double> strengths, int count) =>
    [
        .. Enumerable.Range(0, strengths.Count).OrderByDescending(index => strengths[index]).ThenBy(index => index).Take(count).Order(),
    ];

    private static IEnumerable<double> Row(double[,] matrix, int row) =>
        Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix[row, column]);

    private static IEnumerable<double> Column(double[,] matrix, int column) =>
        Enumerable.Range(0, matrix.GetLength(0)).Select(row => matrix[row, column]);

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));
}

namespace NeuronPursuit;

/// <summary>The numbers of a network in the order of its computation.</summary>
internal static class NetworkTables
{
    /// <summary>Widths from the inputs to the outputs.</summary>
    public static int[] Widths(PursuitNetwork network) =>
        [network.GetWeights(0).GetLength(1), .. network.HiddenWidths, network.GetWeights(network.Depth - 1).GetLength(0)];

    /// <summary>The widest layer of all networks, outputs included and inputs not.</summary>
    public static int Widest(ModelProgram program) => program.Networks.Max(step => Widths(step.Network)[1..].Max());

    /// <summary>The weights as text, a line for each neuron.</summary>
    /// <param name="network">The network.</param>
    /// <param name="number">Writes a number.</param>
    public static IEnumerable<string> Rows(PursuitNetwork network, Func<double, string> number)
    {
        for (int layer = 0; layer < network.Depth; layer++)
        {
            double[,] weights = network.GetWeights(layer);
            for (int row = 0; row < weights.GetLength(0); row++)
            {
                int place = row;
                yield return string.Join(", ", Enumerable.Range(0, weights.GetLength(1)).Select(column => number(weights[place, column]))) + ",";
            }
        }
    }
}

using System.Globalization;
using NeuronPursuit;

namespace QuickStart;

/// <summary>Writes a small network as formulas, one line per neuron.</summary>
public static class ReadableNetwork
{
    /// <summary>Weights below this part of the largest of their neuron are left out.</summary>
    private const double Negligible = 1e-3;

    /// <summary>
    /// relu(c z) = c relu(z) for c > 0, so a neuron's incoming weights can be multiplied by what its outgoing ones are
    /// divided by. Outgoing weights are brought to norm 1, from the output down, which leaves the size of the function
    /// in the first layer, where it is easiest to read.
    /// </summary>
    public static IReadOnlyList<string> Describe(NeuronPursuitModel model)
    {
        double[][,] weights = [.. Enumerable.Range(0, model.Depth).Select(model.GetWeights)];
        for (int layer = model.Depth - 1; layer > 0; layer--)
        {
            NormalizeOutgoing(weights[layer], weights[layer - 1]);
        }

        var lines = new List<string>();
        for (int layer = 0; layer < model.Depth; layer++)
        {
            bool isOutput = layer == model.Depth - 1;
            for (int neuron = 0; neuron < weights[layer].GetLength(0); neuron++)
            {
                string sum = Sum(weights[layer], neuron, Name(layer - 1));
                lines.Add(isOutput ? $"f(x) = {sum}" : $"{Name(layer)}{neuron + 1} = relu({sum})");
            }
        }

        return lines;
    }

    private static void NormalizeOutgoing(double[,] outgoing, double[,] incoming)
    {
        for (int neuron = 0; neuron < outgoing.GetLength(1); neuron++)
        {
            double norm = Math.Sqrt(Enumerable.Range(0, outgoing.GetLength(0)).Sum(row => outgoing[row, neuron] * outgoing[row, neuron]));
            if (norm == 0)
            {
                continue;
            }

            for (int row = 0; row < outgoing.GetLength(0); row++)
            {
                outgoing[row, neuron] /= norm;
            }

            for (int column = 0; column < incoming.GetLength(1); column++)
            {
                incoming[neuron, column] *= norm;
            }
        }
    }

    private static string Sum(double[,] weights, int row, string name)
    {
        double[] values = [.. Enumerable.Range(0, weights.GetLength(1)).Select(column => weights[row, column])];
        double largest = values.Max(Math.Abs);
        var terms = values
            .Select((value, column) => (Value: value, Input: $"{name}{column + 1}"))
            .Where(term => Math.Abs(term.Value) > Negligible * largest)
            .Select((term, index) => Sign(term.Value, isFirst: index == 0)
                + Math.Abs(term.Value).ToString("0.000", CultureInfo.InvariantCulture) + " " + term.Input);
        return string.Join(" ", terms.DefaultIfEmpty("0"));
    }

    private static string Sign(double value, bool isFirst) => (value < 0, isFirst) switch
    {
        (true, true) => "-",
        (true, false) => "- ",
        (false, true) => "",
        (false, false) => "+ ",
    };

    /// <summary>x for the inputs, a for the first hidden layer, b for the second ...</summary>
    private static string Name(int layer) => layer < 0 ? "x" : ((char)('a' + layer)).ToString();
}

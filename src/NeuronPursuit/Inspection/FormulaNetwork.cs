using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// The weights of one network as a formula shows them: in the units of the caller's target, outgoing weights of norm 1, and
/// nothing that does not matter.
/// </summary>
internal sealed class FormulaNetwork
{
    private readonly double[][,] _weights;
    private readonly bool[][] _used;

    /// <param name="network">The network.</param>
    /// <param name="preprocessing">What stands around it.</param>
    /// <param name="negligible">The part of a neuron's largest weight up to which weights are left out.</param>
    public FormulaNetwork(Network network, ModelPreprocessing preprocessing, double negligible)
    {
        Activation = network.Shape.Activation;
        _weights = [.. Enumerable.Range(0, network.Shape.Depth).Select(new PursuitNetwork(network).GetWeights)];
        FoldScales(preprocessing);
        for (int layer = Depth - 1; layer > 0; layer--)
        {
            NormalizeOutgoing(_weights[layer], _weights[layer - 1]);
        }

        foreach (int layer in Enumerable.Range(0, Depth))
        {
            Drop(layer, negligible);
        }

        _used = FindUsed();
    }

    public HomogeneousActivation Activation { get; }

    public int Depth => _weights.Length;

    /// <summary>The neurons of a layer (the last one: outputs).</summary>
    public int Width(int layer) => _weights[layer].GetLength(0);

    /// <summary>The incoming weights of one neuron, zeros included.</summary>
    public double[] Incoming(int layer, int neuron) => _weights[layer].GetRowSpan(neuron).ToArray();

    public bool IsUsed(int layer, int neuron) => _used[layer + 1][neuron];

    public bool UsesInput(int input) => _used[0][input];

    /// <summary>Whether the weights of an input take its scale over, so that the caller's column stands in the formula itself.</summary>
    public static bool IsFolded(InputColumn column) => column.CanFold && double.IsNaN(column.WhereMissing);

    private void FoldScales(ModelPreprocessing preprocessing)
    {
        double[,] first = _weights[0];
        for (int input = 0; input < preprocessing.Inputs.Count; input++)
        {
            InputColumn column = preprocessing.Inputs.Columns[input];

            // A column that was constant at Fit is 0, whatever comes.
            bool says = column.Clip != 0 || !(double.IsNaN(column.WhereMissing) || column.WhereMissing == 0);
            double scale = IsFolded(column) ? column.Scale : 1;
            for (int row = 0; row < first.GetLength(0); row++)
            {
                first[row, input] = says ? first[row, input] / scale : 0;
            }
        }

        double[,] last = _weights[^1];
        for (int output = 0; preprocessing.Targets is { } targets && output < last.GetLength(0); output++)
        {
            foreach (ref double weight in last.GetRowSpan(output))
            {
                weight *= targets.Scales[output];
            }
        }
    }

    private void NormalizeOutgoing(double[,] outgoing, double[,] incoming)
    {
        for (int neuron = 0; neuron < outgoing.GetLength(1); neuron++)
        {
            double norm = 0;
            for (int row = 0; row < outgoing.GetLength(0); row++)
            {
                norm = double.Hypot(norm, outgoing[row, neuron]);
            }

            // sigma(c z) = c^p sigma(z).
            double factor = PortableMath.Pow(norm, 1.0 / Activation.Power);
            bool isSafe = norm > 0 && double.IsFinite(1 / norm) && double.IsFinite(norm);
            foreach (double weight in incoming.GetRowSpan(neuron))
            {
                isSafe &= double.IsFinite(weight * factor);
            }

            for (int row = 0; isSafe && row < outgoing.GetLength(0); row++)
            {
                outgoing[row, neuron] /= norm;
            }

            for (int column = 0; isSafe && column < incoming.GetLength(1); column++)
            {
                incoming[neuron, column] *= factor;
            }
        }
    }

    /// <summary>Removes weights from neurons that are always 0 (sigma(0) = 0) and small ones.</summary>
    private void Drop(int layer, double negligible)
    {
        for (int row = 0; row < Width(layer); row++)
        {
            Span<double> weights = _weights[layer].GetRowSpan(row);
            double largest = 0;
            for (int column = 0; column < weights.Length; column++)
            {
                if (layer > 0 && _weights[layer - 1].GetRowSpan(column).IndexOfAnyExcept(0.0) < 0)
                {
                    weights[column] = 0;
                }

                largest = Math.Max(largest, Math.Abs(weights[column]));
            }

            foreach (ref double weight in weights)
            {
                weight = Math.Abs(weight) > negligible * largest ? weight : 0;
            }
        }
    }

    /// <summary>From the outputs down: what has a weight to something that is used. Index 0 holds the inputs.</summary>
    private bool[][] FindUsed()
    {
        var used = new bool[Depth + 1][];
        used[Depth] = new bool[Width(Depth - 1)];
        Array.Fill(used[Depth], true);
        for (int layer = Depth - 1; layer >= 0; layer--)
        {
            used[layer] = new bool[_weights[layer].GetLength(1)];
            for (int row = 0; row < Width(layer); row++)
            {
                for (int column = 0; used[layer + 1][row] && column < used[layer].Length; column++)
                {
                    used[layer][column] |= _weights[layer][row, column] != 0;
                }
            }
        }

        return used;
    }
}

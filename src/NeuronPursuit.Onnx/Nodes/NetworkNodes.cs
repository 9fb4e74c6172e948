namespace NeuronPursuit;

/// <summary>One network: matrices and activations, W_L sigma(... sigma(W_1 x)).</summary>
internal sealed class NetworkNodes(OnnxGraph graph, RealConstants reals)
{
    /// <summary>Adds the nodes of a network and returns the name of its outputs, samples x outputs.</summary>
    /// <param name="number">Its place in the model, from 0.</param>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The name of its inputs, samples x inputs.</param>
    /// <param name="order">Which columns of the first matrix belong to them; any other is that of the constant.</param>
    public string Add(int number, PursuitNetwork network, string inputs, int[] order)
    {
        string signals = inputs;
        for (int layer = 0; layer < network.Depth; layer++)
        {
            string name = FormattableString.Invariant($"network{number}/layer{layer}");
            double[,] weights = network.GetWeights(layer);
            RequireSizes(weights, number, layer);
            int[] columns = layer == 0 ? order : [.. Enumerable.Range(0, weights.GetLength(1))];
            var operands = new List<string> { signals, Matrix($"{name}/weights", weights, columns, number, layer) };
            if (columns.Length < weights.GetLength(1))
            {
                operands.Add(Intercept($"{name}/intercept", weights, number));
            }

            // Not MatMul: OnnxRuntime merges a single factor before or after that into an attribute, which is single
            // precision whatever the tensors are.
            signals = graph.Add($"{name}/sums", "Gemm", operands, ("transB", 1));
            signals = layer < network.Depth - 1 ? Activate(name, signals, network.Activation) : signals;
        }

        return signals;
    }

    /// <summary>
    /// (z &gt; 0 ? positive : negative) z^p by comparing and multiplying, for every activation alike
    /// (docs/adr/0032-onnx-graphs-of-few-operators.md says why not by Relu, LeakyRelu and Pow).
    /// </summary>
    private string Activate(string name, string signals, HomogeneousActivation activation)
    {
        string? result = null;
        (double positive, double negative) = (activation.PositiveCoefficient, activation.NegativeCoefficient);
        if (positive != negative)
        {
            string isPositive = graph.Add($"{name}/is_positive", "Greater", [signals, reals.Number(0, "0")]);
            result = graph.Add($"{name}/coefficient", "Where", [isPositive, Coefficient(positive, activation), Coefficient(negative, activation)]);
        }
        else if (positive != 1)
        {
            result = Coefficient(positive, activation);
        }

        string power = signals;
        for (int remaining = activation.Power, exponent = 1; remaining > 0; remaining /= 2, exponent *= 2)
        {
            if (exponent > 1)
            {
                power = graph.Add(FormattableString.Invariant($"{name}/power{exponent}"), "Mul", [power, power]);
            }

            if (remaining % 2 == 1)
            {
                result = result is null ? power : graph.Add(FormattableString.Invariant($"{name}/times{exponent}"), "Mul", [result, power]);
            }
        }

        return result!;
    }

    private string Coefficient(double value, HomogeneousActivation activation)
    {
        reals.RequireSize(value, () => $"A coefficient of the activation {activation}");
        return reals.Number(value, $"A coefficient of the activation {activation}");
    }

    /// <summary>A row per neuron, as in the model, without the column of the constant.</summary>
    private string Matrix(string name, double[,] weights, int[] columns, int number, int layer)
    {
        int width = columns.Length;
        double[] values = new double[weights.GetLength(0) * width];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = weights[i / width, columns[i % width]];
        }

        return reals.Add(
            name, values, i => Weight(number, layer, i / width, columns[i % width]), [weights.GetLength(0), width]);
    }

    private string Intercept(string name, double[,] weights, int number)
    {
        int column = weights.GetLength(1) - 1;
        return reals.Add(
            name, [.. Enumerable.Range(0, weights.GetLength(0)).Select(row => weights[row, column])], row => Weight(number, 0, row, column));
    }

    /// <summary>A neuron must not lose its weights to rounding: beside a large weight, a small one may become 0.</summary>
    private void RequireSizes(double[,] weights, int number, int layer)
    {
        for (int row = 0; row < weights.GetLength(0); row++)
        {
            int largest = 0;
            for (int column = 1; column < weights.GetLength(1); column++)
            {
                largest = Math.Abs(weights[row, column]) > Math.Abs(weights[row, largest]) ? column : largest;
            }

            (int neuron, int place) = (row, largest);
            reals.RequireSize(weights[row, largest], () => Weight(number, layer, neuron, place));
        }
    }

    private static string Weight(int number, int layer, int row, int column) => FormattableString.Invariant(
        $"The weight Networks[{number}].GetWeights({layer})[{row}, {column}]");
}

namespace NeuronPursuit;

/// <summary>What runs through a network, sample by sample: pre-activations on the way up, sensitivities on the way down.</summary>
internal sealed class LayerSignals
{
    private readonly Network _network;
    private readonly double[][] _inputs;
    private readonly double[][][] _preActivations;
    private readonly double[][][] _sensitivities;

    private LayerSignals(Network network, double[][] inputs, double[][] residuals)
    {
        _network = network;
        _inputs = inputs;
        int depth = network.Shape.Depth;
        _preActivations = new double[depth - 1][][];
        for (int layer = 0; layer < depth - 1; layer++)
        {
            _preActivations[layer] = Product(layer, Inputs(layer), transposed: false);
        }

        // The derivative of residual times output by the outputs of hidden layer l: W_(l+1)^T D_(l+1).
        _sensitivities = new double[depth - 1][][];
        double[][] above = residuals;
        for (int layer = depth - 2; layer >= 0; layer--)
        {
            _sensitivities[layer] = Product(layer + 1, above, transposed: true);
            above = Combine(_sensitivities[layer], _preActivations[layer], (s, z) => s * network.Shape.Activation.Derivative(z));
        }
    }

    public static LayerSignals Of(Network network, ILocalPursuitData data) =>
        new(network, data.CopyInputs(), data.CopySensitivities(network, CancellationToken.None));

    /// <summary>The inputs of a hidden layer, one array of all samples per neuron below.</summary>
    public double[][] Inputs(int hiddenLayer) => hiddenLayer == 0
        ? _inputs
        : [.. _preActivations[hiddenLayer - 1].Select(row => Array.ConvertAll(row, _network.Shape.Activation.Evaluate))];

    /// <summary>The sensitivities at the outputs of a hidden layer where its pre-activation is 0, and 0 elsewhere.</summary>
    public double[][] SensitivitiesWhereSilent(int hiddenLayer) =>
        Combine(_sensitivities[hiddenLayer], _preActivations[hiddenLayer], (s, z) => z == 0 ? s : 0);

    private static double[][] Combine(double[][] left, double[][] right, Func<double, double, double> function) =>
        [.. left.Zip(right, (a, b) => a.Zip(b, function).ToArray())];

    private double[][] Product(int layer, double[][] columns, bool transposed)
    {
        GrowableLayer view = _network.Shape.Layer(layer);
        double[][] product = new double[transposed ? view.InputWidth : view.Width][];
        for (int row = 0; row < product.Length; row++)
        {
            product[row] = new double[columns[0].Length];
            for (int k = 0; k < columns.Length; k++)
            {
                double weight = _network.Parameters[transposed ? view.IndexOf(k, row) : view.IndexOf(row, k)];
                for (int sample = 0; sample < product[row].Length; sample++)
                {
                    product[row][sample] += weight * columns[k][sample];
                }
            }
        }

        return product;
    }
}

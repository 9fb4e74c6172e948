using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// What the first layer of a network sums up for some rows, and what the network puts out for them: the beginning of every
/// prediction in which few inputs differ.
/// </summary>
internal sealed class FirstLayerOutputs
{
    private readonly HomogeneousActivation _activation;
    private readonly SamplePredictor _above;
    private readonly double[]?[] _weights;
    private readonly double[] _sums;
    private readonly double[] _outputs;
    private readonly int _width;
    private readonly int _outputCount;

    /// <param name="network">The network.</param>
    /// <param name="rows">How many rows will be kept.</param>
    public FirstLayerOutputs(Network network, int rows)
    {
        NetworkShape shape = network.Shape;
        GrowableLayer first = shape.Layer(0);
        (_activation, _width, _outputCount) = (shape.Activation, first.Width, shape.OutputCount);
        _above = new SamplePredictor(new Network(
            new NetworkShape(shape.Widths[1..].ToArray(), shape.Activation), network.Parameters[first.Count..]));
        _weights = new double[first.InputWidth][];
        for (int input = 0; input < _weights.Length; input++)
        {
            double[] own = new double[_width];
            for (int neuron = 0; neuron < _width; neuron++)
            {
                own[neuron] = network.Parameters[first.IndexOf(neuron, input)];
            }

            _weights[input] = own.AsSpan().ContainsAnyExcept(0.0) ? own : null;
        }

        _sums = new double[(long)rows * _width];
        _outputs = new double[(long)rows * _outputCount];
    }

    /// <summary>Whether a neuron has a weight other than zero on the input.</summary>
    public bool Reads(int input) => _weights[input] is not null;

    /// <summary>Computes and keeps a row; sums run over the inputs in their order, as in every prediction.</summary>
    public void Keep(int row, ReadOnlySpan<double> inputs)
    {
        Span<double> sums = _sums.AsSpan(row * _width, _width);
        for (int input = 0; input < inputs.Length; input++)
        {
            if (_weights[input] is { } own)
            {
                TensorPrimitives.FusedMultiplyAdd(own, inputs[input], sums, sums);
            }
        }

        Span<double> activated = new double[_width];
        Activate(sums, activated);
        _above.Predict(activated, _outputs.AsSpan(row * _outputCount, _outputCount));
    }

    /// <summary>What the network puts out for a row as it was kept.</summary>
    public ReadOnlySpan<double> Kept(int row) => _outputs.AsSpan(row * _outputCount, _outputCount);

    /// <summary>What the network puts out for a row of which some inputs differ.</summary>
    /// <param name="row">The row.</param>
    /// <param name="inputs">Which inputs differ.</param>
    /// <param name="differences">By how much.</param>
    /// <param name="outputs">Receives the outputs.</param>
    public void Predict(int row, List<int> inputs, ReadOnlySpan<double> differences, Span<double> outputs)
    {
        Span<double> sums = _width <= 128 ? stackalloc double[_width] : new double[_width];
        _sums.AsSpan(row * _width, _width).CopyTo(sums);
        for (int k = 0; k < differences.Length; k++)
        {
            if (_weights[inputs[k]] is { } own)
            {
                TensorPrimitives.FusedMultiplyAdd(own, differences[k], sums, sums);
            }
        }

        Activate(sums, sums);
        _above.Predict(sums, outputs);
    }

    private void Activate(ReadOnlySpan<double> sums, Span<double> target)
    {
        for (int neuron = 0; neuron < sums.Length; neuron++)
        {
            target[neuron] = _activation.Evaluate(sums[neuron]);
        }
    }
}

using System.Numerics;
using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// Forward and backward through one block of samples: the scratch and the code of one worker. Everything is
/// feature-major, one row of samples per neuron.
/// </summary>
internal sealed class NetworkPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkShape _shape;
    private readonly int _length;
    private readonly T[] _weights;
    private readonly T[] _gradient;
    private readonly T[][] _outputs;
    private readonly T[][] _derivatives;
    private readonly T[][] _deltas;

    public NetworkPass(NetworkShape shape, int blockLength)
    {
        _shape = shape;
        _length = blockLength;
        _weights = new T[shape.ParameterCount];
        _gradient = new T[shape.ParameterCount];
        _outputs = new T[shape.Depth][];
        _derivatives = new T[shape.Depth][];
        _deltas = new T[shape.Depth][];
        for (int layer = 0; layer < shape.Depth; layer++)
        {
            int size = shape.Layer(layer).Width * blockLength;
            _outputs[layer] = new T[size];
            _derivatives[layer] = new T[size];
            _deltas[layer] = new T[size];
        }
    }

    public void SetWeights(ReadOnlySpan<double> parameters)
    {
        TensorPrimitives.ConvertTruncating<double, T>(parameters, _weights);
        Array.Clear(_gradient);
    }

    /// <summary>Writes the network's outputs, <c>outputs x block</c>.</summary>
    public void Forward(ReadOnlySpan<T> x, Span<T> outputs)
    {
        Propagate(x);
        _outputs[^1].CopyTo(outputs);
    }

    /// <summary>
    /// Returns the block's sum of squared residuals <c>|H - y|^2</c> and adds <c>J^T (H - y)</c> to this worker's
    /// gradient.
    /// </summary>
    public double AccumulateLossAndGradient(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
    {
        Propagate(x);
        TensorPrimitives.Subtract<T>(_outputs[^1], y, _deltas[^1]);
        double loss = double.CreateTruncating(TensorPrimitives.SumOfSquares<T>(_deltas[^1]));
        for (int layer = _shape.Depth - 1; layer >= 0; layer--)
        {
            AccumulateLayerGradient(layer, layer == 0 ? x : _outputs[layer - 1]);
            if (layer > 0)
            {
                PropagateBack(layer);
            }
        }

        return loss;
    }

    public void AddGradientTo(Span<double> gradient)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] += double.CreateTruncating(_gradient[i]);
        }

        Array.Clear(_gradient);
    }

    /// <summary>
    /// What the correlation of a new neuron in a hidden layer needs (eq. 21): the layer's inputs <c>g_{l-1}</c> and
    /// the sensitivities at the pre-activations of the next layer, with the residual <c>y - H</c> as the seed.
    /// </summary>
    public void Signals(ReadOnlySpan<T> x, ReadOnlySpan<T> y, int hiddenLayer, Span<T> inputs, Span<T> sensitivities)
    {
        Propagate(x);
        TensorPrimitives.Subtract<T>(y, _outputs[^1], _deltas[^1]);
        for (int layer = _shape.Depth - 1; layer > hiddenLayer + 1; layer--)
        {
            PropagateBack(layer);
        }

        (hiddenLayer == 0 ? x : _outputs[hiddenLayer - 1]).CopyTo(inputs);
        _deltas[hiddenLayer + 1].CopyTo(sensitivities);
    }

    private void Propagate(ReadOnlySpan<T> x)
    {
        ReadOnlySpan<T> input = x;
        for (int index = 0; index < _shape.Depth; index++)
        {
            GrowableLayer layer = _shape.Layer(index);
            ReadOnlySpan<T> weights = _weights.AsSpan(layer.Offset, layer.Count);
            for (int row = 0; row < layer.Width; row++)
            {
                Combine(weights.Slice(row * layer.InputWidth, layer.InputWidth), 1, input, Row(_outputs[index], row));
            }

            if (index < _shape.Depth - 1)
            {
                ActivationKernel.Apply(_shape.Activation, _outputs[index], _derivatives[index]);
            }

            input = _outputs[index];
        }
    }

    /// <summary>delta_{layer-1} = sigma' * (W_layer^T delta_layer).</summary>
    private void PropagateBack(int index)
    {
        GrowableLayer layer = _shape.Layer(index);
        for (int input = 0; input < layer.InputWidth; input++)
        {
            Span<T> delta = Row(_deltas[index - 1], input);
            Combine(_weights.AsSpan(layer.IndexOf(0, input), layer.Count - input), layer.InputWidth, _deltas[index], delta);
            TensorPrimitives.Multiply(delta, Row(_derivatives[index - 1], input), delta);
        }
    }

    private void AccumulateLayerGradient(int index, ReadOnlySpan<T> input)
    {
        GrowableLayer layer = _shape.Layer(index);
        for (int row = 0; row < layer.Width; row++)
        {
            ReadOnlySpan<T> delta = Row(_deltas[index], row);
            for (int column = 0; column < layer.InputWidth; column++)
            {
                _gradient[layer.IndexOf(row, column)] +=
                    TensorPrimitives.Dot(delta, input.Slice(column * _length, _length));
            }
        }
    }

    /// <summary>target = sum_k weights[k * stride] * rows[k].</summary>
    private void Combine(ReadOnlySpan<T> weights, int stride, ReadOnlySpan<T> rows, Span<T> target)
    {
        TensorPrimitives.Multiply(rows[.._length], weights[0], target);
        for (int k = 1; k * _length < rows.Length; k++)
        {
            TensorPrimitives.FusedMultiplyAdd(rows.Slice(k * _length, _length), weights[k * stride], target, target);
        }
    }

    private Span<T> Row(T[] matrix, int row) => matrix.AsSpan(row * _length, _length);
}

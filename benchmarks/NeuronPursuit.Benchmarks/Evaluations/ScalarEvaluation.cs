using System.Numerics;

namespace NeuronPursuit.Benchmarks;

/// <summary>The baseline: loss and gradient as one would write them down, one sample and one number at a time.</summary>
internal sealed class ScalarEvaluation<T> : IWorkload
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EvaluationShape _shape;
    private readonly T[] _targets;
    private readonly T[] _weights;
    private readonly T[] _gradient;
    private readonly T[] _inputs;
    private readonly T[][] _outputs;
    private readonly T[][] _slopes;
    private readonly T[][] _deltas;

    public ScalarEvaluation(EvaluationData data)
    {
        _shape = data.Shape;
        _inputs = Layout.Rows<T>(data.Inputs);
        _targets = Layout.Rows<T>(data.Targets);
        _weights = Layout.Vector<T>(data.Weights);
        _gradient = new T[_weights.Length];
        _outputs = Layers();
        _slopes = Layers();
        _deltas = Layers();
    }

    public double Evaluate()
    {
        Array.Clear(_gradient);
        double loss = 0;
        for (int sample = 0; sample < _shape.Samples; sample++)
        {
            ReadOnlySpan<T> x = _inputs.AsSpan(sample * _shape.Widths[0], _shape.Widths[0]);
            Forward(x);
            loss += Backward(x, _targets.AsSpan(sample * _shape.Widths[^1], _shape.Widths[^1]));
        }

        return loss / _targets.Length;
    }

    private void Forward(ReadOnlySpan<T> input)
    {
        int offset = 0;
        for (int layer = 0; layer < _outputs.Length; layer++)
        {
            T[] output = _outputs[layer];
            for (int row = 0; row < output.Length; row++)
            {
                T z = T.Zero;
                for (int k = 0; k < input.Length; k++)
                {
                    z += _weights[offset + k] * input[k];
                }

                offset += input.Length;
                (output[row], _slopes[layer][row]) = layer == _outputs.Length - 1
                    ? (z, T.One)
                    : _shape.Square ? (z * z, z + z) : z > T.Zero ? (z, T.One) : (T.Zero, T.Zero);
            }

            input = output;
        }
    }

    private double Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> target)
    {
        T loss = T.Zero;
        T[] last = _deltas[^1];
        for (int row = 0; row < last.Length; row++)
        {
            last[row] = _outputs[^1][row] - target[row];
            loss += last[row] * last[row];
        }

        int offset = _weights.Length;
        for (int layer = _outputs.Length - 1; layer >= 0; layer--)
        {
            ReadOnlySpan<T> input = layer == 0 ? x : _outputs[layer - 1];
            T[] delta = _deltas[layer];
            offset -= delta.Length * input.Length;
            for (int row = 0; row < delta.Length; row++)
            {
                for (int k = 0; k < input.Length; k++)
                {
                    _gradient[offset + row * input.Length + k] += delta[row] * input[k];
                }
            }

            for (int k = 0; layer > 0 && k < input.Length; k++)
            {
                T sum = T.Zero;
                for (int row = 0; row < delta.Length; row++)
                {
                    sum += _weights[offset + row * input.Length + k] * delta[row];
                }

                _deltas[layer - 1][k] = sum * _slopes[layer - 1][k];
            }
        }

        return double.CreateTruncating(loss);
    }

    private T[][] Layers() => [.. _shape.Widths.Skip(1).Select(width => new T[width])];
}

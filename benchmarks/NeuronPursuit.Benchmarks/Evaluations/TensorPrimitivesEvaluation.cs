using System.Numerics;
using System.Numerics.Tensors;

namespace NeuronPursuit.Benchmarks;

/// <summary>
/// Loss and gradient by <see cref="TensorPrimitives"/>: data feature-major, so that every call runs over samples, in
/// blocks that stay in cache. The best one gets without kernels of one's own.
/// </summary>
internal sealed class TensorPrimitivesEvaluation<T> : IWorkload
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int BlockLength = 512;

    private readonly EvaluationShape _shape;
    private readonly T[] _inputs;
    private readonly T[] _targets;
    private readonly T[] _weights;
    private readonly T[] _gradient;
    private readonly T[][] _outputs;
    private readonly T[][] _slopes;
    private readonly T[][] _deltas;

    public TensorPrimitivesEvaluation(EvaluationData data)
    {
        _shape = data.Shape;
        _inputs = Layout.Columns<T>(data.Inputs);
        _targets = Layout.Columns<T>(data.Targets);
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
        for (int start = 0; start < _shape.Samples; start += BlockLength)
        {
            int length = Math.Min(BlockLength, _shape.Samples - start);
            Forward(start, length);
            loss += Backward(start, length);
        }

        return loss / _targets.Length;
    }

    private void Forward(int start, int length)
    {
        int offset = 0;
        for (int layer = 0; layer < _outputs.Length; layer++)
        {
            ReadOnlySpan<T> source = Inputs(layer, start, out int stride);
            int inputs = _shape.Widths[layer];
            for (int row = 0; row < _shape.Widths[layer + 1]; row++, offset += inputs)
            {
                Span<T> output = _outputs[layer].AsSpan(row * BlockLength, length);
                Combine(_weights.AsSpan(offset), 1, inputs, source, stride, output);
                if (layer < _outputs.Length - 1)
                {
                    Activate(output, _slopes[layer].AsSpan(row * BlockLength, length));
                }
            }
        }
    }

    private double Backward(int start, int length)
    {
        double loss = 0;
        for (int row = 0; row < _shape.Widths[^1]; row++)
        {
            Span<T> delta = _deltas[^1].AsSpan(row * BlockLength, length);
            TensorPrimitives.Subtract(
                _outputs[^1].AsSpan(row * BlockLength, length), _targets.AsSpan(row * _shape.Samples + start, length), delta);
            loss += double.CreateTruncating(TensorPrimitives.SumOfSquares<T>(delta));
        }

        int offset = _weights.Length;
        for (int layer = _outputs.Length - 1; layer >= 0; layer--)
        {
            ReadOnlySpan<T> source = Inputs(layer, start, out int stride);
            int inputs = _shape.Widths[layer];
            int rows = _shape.Widths[layer + 1];
            offset -= rows * inputs;
            for (int i = 0; i < rows * inputs; i++)
            {
                _gradient[offset + i] += TensorPrimitives.Dot(
                    _deltas[layer].AsSpan(i / inputs * BlockLength, length), source.Slice(i % inputs * stride, length));
            }

            for (int k = 0; layer > 0 && k < inputs; k++)
            {
                Span<T> delta = _deltas[layer - 1].AsSpan(k * BlockLength, length);
                Combine(_weights.AsSpan(offset + k), inputs, rows, _deltas[layer], BlockLength, delta);
                TensorPrimitives.Multiply(delta, _slopes[layer - 1].AsSpan(k * BlockLength, length), delta);
            }
        }

        return loss;
    }

    /// <summary>What a layer reads: the rows, and the distance from one to the next.</summary>
    private ReadOnlySpan<T> Inputs(int layer, int start, out int stride)
    {
        stride = layer == 0 ? _shape.Samples : BlockLength;
        return layer == 0 ? _inputs.AsSpan(start) : _outputs[layer - 1];
    }

    private static void Combine(
        ReadOnlySpan<T> weights, int weightStride, int count, ReadOnlySpan<T> rows, int stride, Span<T> target)
    {
        TensorPrimitives.Multiply(rows[..target.Length], weights[0], target);
        for (int k = 1; k < count; k++)
        {
            TensorPrimitives.MultiplyAddEstimate(rows.Slice(k * stride, target.Length), weights[k * weightStride], target, target);
        }
    }

    private void Activate(Span<T> values, Span<T> slopes)
    {
        if (_shape.Square)
        {
            TensorPrimitives.Add<T>(values, values, slopes);
            TensorPrimitives.Multiply<T>(values, values, values);
            return;
        }

        // TensorPrimitives has no comparison; a loop over vectors is what it would be.
        TensorPrimitives.Max(values, T.Zero, values);
        int i = 0;
        for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> active = Vector.GreaterThan(new Vector<T>(values[i..]), Vector<T>.Zero);
            Vector.ConditionalSelect(active, Vector<T>.One, Vector<T>.Zero).CopyTo(slopes[i..]);
        }

        for (; i < values.Length; i++)
        {
            slopes[i] = values[i] > T.Zero ? T.One : T.Zero;
        }
    }

    private T[][] Layers() => [.. _shape.Widths.Skip(1).Select(width => new T[width * BlockLength])];
}

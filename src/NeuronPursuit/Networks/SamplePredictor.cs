using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NeuronPursuit;

/// <summary>
/// Evaluates one sample at a time without allocation. Weights are kept as <c>[input][neuron]</c>, padded to whole
/// vectors, so that SIMD runs over the neurons of a layer and every sum runs over the inputs in their order: the same
/// order, and so the same bits, as in the block kernels.
/// </summary>
internal sealed class SamplePredictor
{
    private const int StackLimit = 1024;

    private readonly double[][] _weights;
    private readonly int[] _paddedWidths;
    private readonly int[] _widths;
    private readonly HomogeneousActivation _activation;
    private readonly int _largest;

    public SamplePredictor(Network network)
    {
        _activation = network.Shape.Activation;
        int depth = network.Shape.Depth;
        _widths = network.Shape.Widths.ToArray();
        _weights = new double[depth][];
        _paddedWidths = new int[depth];
        for (int index = 0; index < depth; index++)
        {
            GrowableLayer layer = network.Shape.Layer(index);
            int padded = (layer.Width + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
            double[] packed = new double[padded * layer.InputWidth];
            for (int row = 0; row < layer.Width; row++)
            {
                for (int column = 0; column < layer.InputWidth; column++)
                {
                    packed[column * padded + row] = network.Parameters[layer.IndexOf(row, column)];
                }
            }

            _weights[index] = packed;
            _paddedWidths[index] = padded;
            _largest = Math.Max(_largest, padded);
        }
    }

    /// <summary>Writes the outputs of the network for one input vector (the constant of an intercept included).</summary>
    public void Predict(ReadOnlySpan<double> inputs, Span<double> outputs)
    {
        double[]? rented = null;
        Span<double> buffer = 2 * _largest <= StackLimit
            ? stackalloc double[2 * _largest]
            : (rented = ArrayPool<double>.Shared.Rent(2 * _largest));
        int depth = _weights.Length;
        for (int index = 0; index < depth; index++)
        {
            // Layers write to the two halves of the buffer in turn.
            Span<double> target = buffer.Slice(index % 2 * _largest, _largest);
            ReadOnlySpan<double> source = index == 0
                ? inputs
                : buffer.Slice((index - 1) % 2 * _largest, _widths[index]);
            Multiply(_weights[index], _paddedWidths[index], source, target, activate: index < depth - 1);
        }

        buffer.Slice((depth - 1) % 2 * _largest, outputs.Length).CopyTo(outputs);
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private void Multiply(
        ReadOnlySpan<double> weights, int padded, ReadOnlySpan<double> source, Span<double> target, bool activate)
    {
        ref double first = ref MemoryMarshal.GetReference(weights);
        int width = Vector<double>.Count;
        int row = 0;

        // Two sums at a time hide the latency of the multiply-add.
        for (; row + 2 * width <= padded; row += 2 * width)
        {
            Vector<double> sum0 = Vector<double>.Zero;
            Vector<double> sum1 = Vector<double>.Zero;
            for (int k = 0; k < source.Length; k++)
            {
                ref double column = ref Unsafe.Add(ref first, k * padded + row);
                var input = new Vector<double>(source[k]);
                sum0 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref column), input, sum0);
                sum1 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref column, (nuint)width), input, sum1);
            }

            Activate(sum0, activate).CopyTo(target[row..]);
            Activate(sum1, activate).CopyTo(target[(row + width)..]);
        }

        for (; row < padded; row += width)
        {
            Vector<double> sum = Vector<double>.Zero;
            for (int k = 0; k < source.Length; k++)
            {
                var input = new Vector<double>(source[k]);
                sum = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref Unsafe.Add(ref first, k * padded + row)), input, sum);
            }

            Activate(sum, activate).CopyTo(target[row..]);
        }
    }

    private Vector<double> Activate(Vector<double> z, bool activate)
    {
        if (!activate)
        {
            return z;
        }

        Vector<double> slope = Vector.ConditionalSelect(
            Vector.GreaterThan(z, Vector<double>.Zero),
            new Vector<double>(_activation.PositiveCoefficient),
            new Vector<double>(_activation.NegativeCoefficient));
        for (int n = 1; n < _activation.Power; n++)
        {
            slope *= z;
        }

        return slope * z;
    }
}

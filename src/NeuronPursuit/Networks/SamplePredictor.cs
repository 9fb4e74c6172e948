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
    private const int StackLimit = 256;

    private readonly double[][] _weights;
    private readonly int[] _paddedWidths;
    private readonly int[] _widths;
    private readonly Vector<double> _positive;
    private readonly Vector<double> _negative;
    private readonly int _power;
    private readonly int _largest;

    public SamplePredictor(Network network)
    {
        _positive = new Vector<double>(network.Shape.Activation.PositiveCoefficient);
        _negative = new Vector<double>(network.Shape.Activation.NegativeCoefficient);
        _power = network.Shape.Activation.Power;
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
    [SkipLocalsInit]
    public void Predict(ReadOnlySpan<double> inputs, Span<double> outputs)
    {
        double[]? rented = null;
        Span<double> buffer = 2 * _largest <= StackLimit
            ? stackalloc double[StackLimit]
            : (rented = ArrayPool<double>.Shared.Rent(2 * _largest));
        int depth = _weights.Length;
        ref double even = ref MemoryMarshal.GetReference(buffer);
        ref double odd = ref Unsafe.Add(ref even, _largest);
        ref double first = ref MemoryMarshal.GetReference(inputs);
        for (int index = 0; index < depth; index++)
        {
            // Layers write to the two halves of the buffer in turn.
            ref double target = ref index % 2 == 0 ? ref even : ref odd;
            ref double below = ref index % 2 == 0 ? ref odd : ref even;
            ref double source = ref index == 0 ? ref first : ref below;
            ref double weights = ref MemoryMarshal.GetArrayDataReference(_weights[index]);
            Multiply(ref weights, _paddedWidths[index], ref source, _widths[index], ref target, index < depth - 1);
        }

        buffer.Slice((depth - 1) % 2 * _largest, outputs.Length).CopyTo(outputs);
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply(
        ref double weights, int padded, ref double source, int count, ref double target, bool activate)
    {
        int width = Vector<double>.Count;
        int row = 0;

        // Two sums at a time hide the latency of the multiply-add.
        for (; row + 2 * width <= padded; row += 2 * width)
        {
            Vector<double> sum0 = Vector<double>.Zero;
            Vector<double> sum1 = Vector<double>.Zero;
            ref double column = ref Unsafe.Add(ref weights, row);
            for (int k = 0; k < count; k++)
            {
                var input = new Vector<double>(Unsafe.Add(ref source, k));
                sum0 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref column), input, sum0);
                sum1 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref column, (nuint)width), input, sum1);
                column = ref Unsafe.Add(ref column, padded);
            }

            Activate(sum0, activate).StoreUnsafe(ref target, (nuint)row);
            Activate(sum1, activate).StoreUnsafe(ref target, (nuint)(row + width));
        }

        for (; row < padded; row += width)
        {
            Vector<double> sum = Vector<double>.Zero;
            ref double column = ref Unsafe.Add(ref weights, row);
            for (int k = 0; k < count; k++)
            {
                var input = new Vector<double>(Unsafe.Add(ref source, k));
                sum = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref column), input, sum);
                column = ref Unsafe.Add(ref column, padded);
            }

            Activate(sum, activate).StoreUnsafe(ref target, (nuint)row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<double> Activate(Vector<double> z, bool activate)
    {
        if (!activate)
        {
            return z;
        }

        Vector<double> slope = Vector.ConditionalSelect(Vector.GreaterThan(z, Vector<double>.Zero), _positive, _negative);
        for (int n = 1; n < _power; n++)
        {
            slope *= z;
        }

        return slope * z;
    }
}

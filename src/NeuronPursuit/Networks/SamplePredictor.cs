using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuronPursuit;

/// <summary>
/// Evaluates one sample at a time without allocation. Weights are kept as <c>[input][neuron]</c>, padded to whole
/// vectors, so that SIMD runs over the neurons of a layer and every sum runs over the inputs in their order: the same
/// order, and so the same bits, as in the block kernels.
/// </summary>
internal sealed unsafe class SamplePredictor
{
    private const int StackLimit = 256;

    private static readonly int VectorLength =
        Vector512.IsHardwareAccelerated ? Lanes512<double>.Count
        : Vector256.IsHardwareAccelerated ? Lanes256<double>.Count
        : Lanes128<double>.Count;

    private readonly double[][] _weights;
    private readonly int[] _paddedWidths;
    private readonly int[] _widths;
    private readonly double _positive;
    private readonly double _negative;
    private readonly int _power;
    private readonly int _largest;

    public SamplePredictor(Network network)
    {
        _positive = network.Shape.Activation.PositiveCoefficient;
        _negative = network.Shape.Activation.NegativeCoefficient;
        _power = network.Shape.Activation.Power;
        int depth = network.Shape.Depth;
        _widths = network.Shape.Widths.ToArray();
        _weights = new double[depth][];
        _paddedWidths = new int[depth];
        for (int index = 0; index < depth; index++)
        {
            GrowableLayer layer = network.Shape.Layer(index);
            int padded = (layer.Width + VectorLength - 1) / VectorLength * VectorLength;
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
        fixed (double* first = inputs, even = buffer)
        {
            for (int index = 0; index < depth; index++)
            {
                // Layers write to the two halves of the buffer in turn.
                double* target = even + (index % 2 == 0 ? 0 : _largest);
                double* source = index == 0 ? first : even + (index % 2 == 0 ? _largest : 0);
                fixed (double* weights = _weights[index])
                {
                    Layer(weights, _paddedWidths[index], source, _widths[index], target, index < depth - 1);
                }
            }
        }

        buffer.Slice((depth - 1) % 2 * _largest, outputs.Length).CopyTo(outputs);
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Layer(double* weights, int padded, double* source, int count, double* target, bool activate)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Multiply<Lanes512<double>>(weights, padded, source, count, target, activate);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Multiply<Lanes256<double>>(weights, padded, source, count, target, activate);
        }
        else
        {
            Multiply<Lanes128<double>>(weights, padded, source, count, target, activate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply<TLanes>(double* weights, int padded, double* source, int count, double* target, bool activate)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        int row = 0;

        // Two sums at a time hide the latency of the multiply-add.
        for (; row + 2 * TLanes.Count <= padded; row += 2 * TLanes.Count)
        {
            TLanes sum0 = TLanes.Zero, sum1 = TLanes.Zero;
            double* column = weights + row;
            for (int k = 0; k < count; k++)
            {
                TLanes input = TLanes.Broadcast(source[k]);
                sum0 = TLanes.MultiplyAdd(TLanes.Load(column), input, sum0);
                sum1 = TLanes.MultiplyAdd(TLanes.Load(column + TLanes.Count), input, sum1);
                column += padded;
            }

            Activate(sum0, activate).Store(target + row);
            Activate(sum1, activate).Store(target + row + TLanes.Count);
        }

        for (; row < padded; row += TLanes.Count)
        {
            TLanes sum = TLanes.Zero;
            double* column = weights + row;
            for (int k = 0; k < count; k++)
            {
                sum = TLanes.MultiplyAdd(TLanes.Load(column), TLanes.Broadcast(source[k]), sum);
                column += padded;
            }

            Activate(sum, activate).Store(target + row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Activate<TLanes>(TLanes z, bool activate)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        if (!activate)
        {
            return z;
        }

        TLanes slope = TLanes.WherePositive(z, TLanes.Broadcast(_positive), TLanes.Broadcast(_negative));
        for (int n = 1; n < _power; n++)
        {
            slope = slope * z;
        }

        return slope * z;
    }
}

using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>The parameters of one network, packed for forward tiles in both directions and shared by all workers.</summary>
internal sealed unsafe class PackedWeights<T>
    where T : unmanaged
{
    private readonly NetworkShape _shape;
    private readonly int _power;
    private readonly AlignedBuffer<T> _forward;
    private readonly AlignedBuffer<T> _backward;

    /// <param name="shape">The network.</param>
    public PackedWeights(NetworkShape shape)
    {
        _shape = shape;
        // The kernels keep sigma'(z) / p; the factor p rides on the weights of the way back.
        _power = shape.Activation.Power;
        _forward = new AlignedBuffer<T>(shape.ParameterCount);
        _backward = new AlignedBuffer<T>(shape.ParameterCount - shape.Layer(1).Offset);
    }

    /// <summary>Packed weights of a layer, for its outputs.</summary>
    public T* Forward(int layer) => _forward.Pointer + _shape.Layer(layer).Offset;

    /// <summary>Packed transpose of the weights of a layer other than the first, for the sensitivities below it.</summary>
    public T* Backward(int layer) => _backward.Pointer + (_shape.Layer(layer).Offset - _shape.Layer(1).Offset);

    /// <summary>Replaces the weights; no worker may be using them meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Set(ReadOnlySpan<double> parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, _shape.ParameterCount, nameof(parameters));
        fixed (double* source = parameters)
        {
            for (int layer = 0; layer < _shape.Depth; layer++)
            {
                double* weights = source + _shape.Layer(layer).Offset;
                int rows = _shape.Layer(layer).Width;
                int columns = _shape.Layer(layer).InputWidth;
                WeightPanels.Pack(weights, rows, columns, 1, Forward(layer));
                if (layer > 0)
                {
                    WeightPanels.PackTransposed(weights, columns, rows, _power, Backward(layer));
                }
            }
        }

        GC.KeepAlive(this);
    }
}

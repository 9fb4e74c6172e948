using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>Sums kept as vectors of partial sums, one for each lane, until they are read.</summary>
internal sealed unsafe class VectorSums<T>(long count)
    where T : unmanaged
{
    private readonly AlignedBuffer<T> _buffer = new(count * Vector<T>.Count);

    public Vector<T>* Pointer => (Vector<T>*)_buffer.Pointer;

    public void Clear() => _buffer.Span.Clear();

    /// <summary>Writes the sums from <paramref name="start"/> on, times <paramref name="scale"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(int start, Span<double> destination, double scale)
    {
        Vector<T>* sums = Pointer + start;
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = scale * Simd.ToDouble(Vector.Sum(sums[i]));
        }

        GC.KeepAlive(this);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuronPursuit;

/// <summary>Sums kept as a <see cref="Line"/> of partial sums, one for each lane, until they are read.</summary>
internal sealed unsafe class LineSums<T>(long count)
    where T : unmanaged
{
    private readonly AlignedBuffer<T> _buffer = new(count * Line.Length<T>());

    /// <summary>The first line of the sum with this number.</summary>
    public T* At(nint sum) => _buffer.Pointer + (sum * Line.Length<T>());

    public void Clear() => _buffer.Span.Clear();

    /// <summary>Writes the sums from <paramref name="start"/> on, times <paramref name="scale"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(int start, Span<double> destination, double scale)
    {
        T* sums = At(start);
        fixed (double* target = destination)
        {
            int i = 0;

            // Four at a time: one by one, adding the lanes of a wide layer costs as much as fifty of its samples.
            for (; i + 4 <= destination.Length; i += 4, sums += 4 * Line.Length<T>())
            {
                (Line.SumsOfFour(sums) * scale).Store(target + i);
            }

            for (; i < destination.Length; i++, sums += Line.Length<T>())
            {
                target[i] = scale * Line.Sum(Vector512.Load(sums));
            }
        }

        GC.KeepAlive(this);
    }
}

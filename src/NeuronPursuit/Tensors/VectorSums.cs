using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
        fixed (double* target = destination)
        {
            int i = 0;

            // Four at a time: one by one, adding the lanes of a wide layer costs as much as fifty of its samples.
            if (Sse3.IsSupported && (sizeof(Vector<T>) == 16 || sizeof(Vector<T>) == 32))
            {
                for (; i + 4 <= destination.Length; i += 4)
                {
                    ReadFour(sums + i, target + i, scale);
                }
            }

            for (; i < destination.Length; i++)
            {
                target[i] = scale * Simd.ToDouble(Vector.Sum(sums[i]));
            }
        }

        GC.KeepAlive(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadFour(Vector<T>* sums, double* target, double scale)
    {
        Vector128<double> low;
        Vector128<double> high;
        if (typeof(T) == typeof(float))
        {
            Vector128<float> four = Sse3.HorizontalAdd(
                Sse3.HorizontalAdd(Fold<float>(sums), Fold<float>(sums + 1)),
                Sse3.HorizontalAdd(Fold<float>(sums + 2), Fold<float>(sums + 3)));
            (low, high) = Vector128.Widen(four);
        }
        else
        {
            low = Sse3.HorizontalAdd(Fold<double>(sums), Fold<double>(sums + 1));
            high = Sse3.HorizontalAdd(Fold<double>(sums + 2), Fold<double>(sums + 3));
        }

        (low * scale).Store(target);
        (high * scale).Store(target + 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<TElement> Fold<TElement>(Vector<T>* sum)
        where TElement : unmanaged
    {
        Vector128<TElement> low = *(Vector128<TElement>*)sum;
        return sizeof(Vector<T>) == 32 ? low + ((Vector128<TElement>*)sum)[1] : low;
    }
}

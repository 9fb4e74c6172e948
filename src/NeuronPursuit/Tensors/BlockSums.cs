using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuronPursuit;

/// <summary>Sums over whole blocks.</summary>
internal static unsafe class BlockSums
{
    /// <summary>Sum of a row whose length is a multiple of a <see cref="Line"/>.</summary>
    public static double Sum<T>(T* row, int length)
        where T : unmanaged
    {
        Vector512<T> sum = Vector512<T>.Zero;
        for (T* end = row + length; row < end; row += Vector512<T>.Count)
        {
            sum += Vector512.Load(row);
        }

        return Line.Sum(sum);
    }

    /// <summary>Sum of squares of all entries; padding counts as the zeros it holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SumOfSquares<T>(SampleBlock<T> block)
        where T : unmanaged
    {
        double total = 0;
        for (int feature = 0; feature < block.FeatureCount; feature++)
        {
            T* row = block.Data + ((nint)feature * block.Stride);
            Vector512<T> even = Vector512<T>.Zero;
            Vector512<T> odd = Vector512<T>.Zero;
            for (T* end = row + block.Length; row < end; row += 2 * Vector512<T>.Count)
            {
                Vector512<T> x0 = Vector512.Load(row);
                Vector512<T> x1 = Vector512.Load(row + Vector512<T>.Count);
                even = Line.MultiplyAdd(x0, x0, even);
                odd = Line.MultiplyAdd(x1, x1, odd);
            }

            total += Line.Sum(even + odd);
        }

        return total;
    }
}

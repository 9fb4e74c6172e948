using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>Sums over whole blocks.</summary>
internal static unsafe class BlockSums
{
    /// <summary>Sum of a row whose length is a multiple of the vector width.</summary>
    public static double Sum<T>(T* row, int length)
        where T : unmanaged
    {
        Vector<T> sum = Vector<T>.Zero;
        for (T* end = row + length; row < end; row += Vector<T>.Count)
        {
            sum += Vector.Load(row);
        }

        return Simd.ToDouble(Vector.Sum(sum));
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
            Vector<T> s0 = Vector<T>.Zero, s1 = Vector<T>.Zero, s2 = Vector<T>.Zero, s3 = Vector<T>.Zero;
            for (T* end = row + block.Length; row < end; row += 4 * Vector<T>.Count)
            {
                Vector<T> x0 = Vector.Load(row);
                Vector<T> x1 = Vector.Load(row + Vector<T>.Count);
                Vector<T> x2 = Vector.Load(row + (2 * Vector<T>.Count));
                Vector<T> x3 = Vector.Load(row + (3 * Vector<T>.Count));
                s0 = Simd.MultiplyAdd(x0, x0, s0);
                s1 = Simd.MultiplyAdd(x1, x1, s1);
                s2 = Simd.MultiplyAdd(x2, x2, s2);
                s3 = Simd.MultiplyAdd(x3, x3, s3);
            }

            total += Simd.ToDouble(Vector.Sum(s0 + s1 + (s2 + s3)));
        }

        return total;
    }
}

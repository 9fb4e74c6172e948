using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuronPursuit;

internal static unsafe partial class GradientTiles
{
    /// <summary>1 to 3 rows by 4 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByFourColumns<T, TRows>(T* left, T* right, nint columns, nint stride, int length, Vector<T>* sums)
        where T : unmanaged
        where TRows : struct, ITileRows
    {
        Vector<T> s00 = sums[0], s01 = sums[1], s02 = sums[2], s03 = sums[3];
        Vector<T> s10 = Vector<T>.Zero, s11 = Vector<T>.Zero, s12 = Vector<T>.Zero, s13 = Vector<T>.Zero;
        Vector<T> s20 = Vector<T>.Zero, s21 = Vector<T>.Zero, s22 = Vector<T>.Zero, s23 = Vector<T>.Zero;

        if (TRows.Count > 1)
        {
            s10 = sums[columns];
            s11 = sums[columns + 1];
            s12 = sums[columns + 2];
            s13 = sums[columns + 3];
        }

        if (TRows.Count > 2)
        {
            s20 = sums[2 * columns];
            s21 = sums[2 * columns + 1];
            s22 = sums[2 * columns + 2];
            s23 = sums[2 * columns + 3];
        }

        for (T* end = left + length; left < end; left += Vector<T>.Count)
        {
            Vector<T> x0 = Vector.Load(right);
            Vector<T> x1 = Vector.Load(right + stride);
            Vector<T> x2 = Vector.Load(right + (2 * stride));
            Vector<T> x3 = Vector.Load(right + (3 * stride));
            Vector<T> row = Vector.Load(left);
            s00 = Simd.MultiplyAdd(row, x0, s00);
            s01 = Simd.MultiplyAdd(row, x1, s01);
            s02 = Simd.MultiplyAdd(row, x2, s02);
            s03 = Simd.MultiplyAdd(row, x3, s03);

            if (TRows.Count > 1)
            {
                row = Vector.Load(left + stride);
                s10 = Simd.MultiplyAdd(row, x0, s10);
                s11 = Simd.MultiplyAdd(row, x1, s11);
                s12 = Simd.MultiplyAdd(row, x2, s12);
                s13 = Simd.MultiplyAdd(row, x3, s13);
            }

            if (TRows.Count > 2)
            {
                row = Vector.Load(left + (2 * stride));
                s20 = Simd.MultiplyAdd(row, x0, s20);
                s21 = Simd.MultiplyAdd(row, x1, s21);
                s22 = Simd.MultiplyAdd(row, x2, s22);
                s23 = Simd.MultiplyAdd(row, x3, s23);
            }

            right += Vector<T>.Count;
        }

        sums[0] = s00;
        sums[1] = s01;
        sums[2] = s02;
        sums[3] = s03;

        if (TRows.Count > 1)
        {
            sums[columns] = s10;
            sums[columns + 1] = s11;
            sums[columns + 2] = s12;
            sums[columns + 3] = s13;
        }

        if (TRows.Count > 2)
        {
            sums[2 * columns] = s20;
            sums[2 * columns + 1] = s21;
            sums[2 * columns + 2] = s22;
            sums[2 * columns + 3] = s23;
        }
    }

    /// <summary>One row by 8 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByEightColumns<T>(T* left, T* right, nint stride, int length, Vector<T>* sums)
        where T : unmanaged
    {
        Vector<T> s00 = sums[0], s01 = sums[1], s02 = sums[2], s03 = sums[3];
        Vector<T> s04 = sums[4], s05 = sums[5], s06 = sums[6], s07 = sums[7];

        for (T* end = left + length; left < end; left += Vector<T>.Count)
        {
            Vector<T> row = Vector.Load(left);
            s00 = Simd.MultiplyAdd(row, Vector.Load(right), s00);
            s01 = Simd.MultiplyAdd(row, Vector.Load(right + stride), s01);
            s02 = Simd.MultiplyAdd(row, Vector.Load(right + (2 * stride)), s02);
            s03 = Simd.MultiplyAdd(row, Vector.Load(right + (3 * stride)), s03);
            s04 = Simd.MultiplyAdd(row, Vector.Load(right + (4 * stride)), s04);
            s05 = Simd.MultiplyAdd(row, Vector.Load(right + (5 * stride)), s05);
            s06 = Simd.MultiplyAdd(row, Vector.Load(right + (6 * stride)), s06);
            s07 = Simd.MultiplyAdd(row, Vector.Load(right + (7 * stride)), s07);
            right += Vector<T>.Count;
        }

        sums[0] = s00;
        sums[1] = s01;
        sums[2] = s02;
        sums[3] = s03;
        sums[4] = s04;
        sums[5] = s05;
        sums[6] = s06;
        sums[7] = s07;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuronPursuit;

internal static unsafe partial class GradientTiles
{
    /// <summary>1 to 6 rows by 2 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByTwoColumns<T, TRows>(T* left, T* right, nint columns, nint stride, int length, Vector<T>* sums)
        where T : unmanaged
        where TRows : struct, ITileRows
    {
        Vector<T> s00 = sums[0], s01 = sums[1];
        Vector<T> s10 = Vector<T>.Zero, s11 = Vector<T>.Zero;
        Vector<T> s20 = Vector<T>.Zero, s21 = Vector<T>.Zero;
        Vector<T> s30 = Vector<T>.Zero, s31 = Vector<T>.Zero;
        Vector<T> s40 = Vector<T>.Zero, s41 = Vector<T>.Zero;
        Vector<T> s50 = Vector<T>.Zero, s51 = Vector<T>.Zero;

        if (TRows.Count > 1)
        {
            s10 = sums[columns];
            s11 = sums[columns + 1];
        }

        if (TRows.Count > 2)
        {
            s20 = sums[2 * columns];
            s21 = sums[2 * columns + 1];
        }

        if (TRows.Count > 3)
        {
            s30 = sums[3 * columns];
            s31 = sums[3 * columns + 1];
        }

        if (TRows.Count > 4)
        {
            s40 = sums[4 * columns];
            s41 = sums[4 * columns + 1];
        }

        if (TRows.Count > 5)
        {
            s50 = sums[5 * columns];
            s51 = sums[5 * columns + 1];
        }

        for (T* end = left + length; left < end; left += Vector<T>.Count)
        {
            Vector<T> x0 = Vector.Load(right);
            Vector<T> x1 = Vector.Load(right + stride);
            Vector<T> row = Vector.Load(left);
            s00 = Simd.MultiplyAdd(row, x0, s00);
            s01 = Simd.MultiplyAdd(row, x1, s01);

            if (TRows.Count > 1)
            {
                row = Vector.Load(left + stride);
                s10 = Simd.MultiplyAdd(row, x0, s10);
                s11 = Simd.MultiplyAdd(row, x1, s11);
            }

            if (TRows.Count > 2)
            {
                row = Vector.Load(left + (2 * stride));
                s20 = Simd.MultiplyAdd(row, x0, s20);
                s21 = Simd.MultiplyAdd(row, x1, s21);
            }

            if (TRows.Count > 3)
            {
                row = Vector.Load(left + (3 * stride));
                s30 = Simd.MultiplyAdd(row, x0, s30);
                s31 = Simd.MultiplyAdd(row, x1, s31);
            }

            if (TRows.Count > 4)
            {
                row = Vector.Load(left + (4 * stride));
                s40 = Simd.MultiplyAdd(row, x0, s40);
                s41 = Simd.MultiplyAdd(row, x1, s41);
            }

            if (TRows.Count > 5)
            {
                row = Vector.Load(left + (5 * stride));
                s50 = Simd.MultiplyAdd(row, x0, s50);
                s51 = Simd.MultiplyAdd(row, x1, s51);
            }

            right += Vector<T>.Count;
        }

        sums[0] = s00;
        sums[1] = s01;

        if (TRows.Count > 1)
        {
            sums[columns] = s10;
            sums[columns + 1] = s11;
        }

        if (TRows.Count > 2)
        {
            sums[2 * columns] = s20;
            sums[2 * columns + 1] = s21;
        }

        if (TRows.Count > 3)
        {
            sums[3 * columns] = s30;
            sums[3 * columns + 1] = s31;
        }

        if (TRows.Count > 4)
        {
            sums[4 * columns] = s40;
            sums[4 * columns + 1] = s41;
        }

        if (TRows.Count > 5)
        {
            sums[5 * columns] = s50;
            sums[5 * columns + 1] = s51;
        }
    }

    /// <summary>1 to 6 rows by the last column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByOneColumn<T, TRows>(T* left, T* right, nint columns, nint stride, int length, Vector<T>* sums)
        where T : unmanaged
        where TRows : struct, ITileRows
    {
        Vector<T> s00 = sums[0];
        Vector<T> s10 = Vector<T>.Zero;
        Vector<T> s20 = Vector<T>.Zero;
        Vector<T> s30 = Vector<T>.Zero;
        Vector<T> s40 = Vector<T>.Zero;
        Vector<T> s50 = Vector<T>.Zero;

        if (TRows.Count > 1)
        {
            s10 = sums[columns];
        }

        if (TRows.Count > 2)
        {
            s20 = sums[2 * columns];
        }

        if (TRows.Count > 3)
        {
            s30 = sums[3 * columns];
        }

        if (TRows.Count > 4)
        {
            s40 = sums[4 * columns];
        }

        if (TRows.Count > 5)
        {
            s50 = sums[5 * columns];
        }

        for (T* end = left + length; left < end; left += Vector<T>.Count)
        {
            Vector<T> x0 = Vector.Load(right);
            Vector<T> row = Vector.Load(left);
            s00 = Simd.MultiplyAdd(row, x0, s00);

            if (TRows.Count > 1)
            {
                row = Vector.Load(left + stride);
                s10 = Simd.MultiplyAdd(row, x0, s10);
            }

            if (TRows.Count > 2)
            {
                row = Vector.Load(left + (2 * stride));
                s20 = Simd.MultiplyAdd(row, x0, s20);
            }

            if (TRows.Count > 3)
            {
                row = Vector.Load(left + (3 * stride));
                s30 = Simd.MultiplyAdd(row, x0, s30);
            }

            if (TRows.Count > 4)
            {
                row = Vector.Load(left + (4 * stride));
                s40 = Simd.MultiplyAdd(row, x0, s40);
            }

            if (TRows.Count > 5)
            {
                row = Vector.Load(left + (5 * stride));
                s50 = Simd.MultiplyAdd(row, x0, s50);
            }

            right += Vector<T>.Count;
        }

        sums[0] = s00;

        if (TRows.Count > 1)
        {
            sums[columns] = s10;
        }

        if (TRows.Count > 2)
        {
            sums[2 * columns] = s20;
        }

        if (TRows.Count > 3)
        {
            sums[3 * columns] = s30;
        }

        if (TRows.Count > 4)
        {
            sums[4 * columns] = s40;
        }

        if (TRows.Count > 5)
        {
            sums[5 * columns] = s50;
        }
    }
}

using System.Runtime.CompilerServices;

namespace NeuronPursuit;

internal static unsafe partial class GradientTiles
{
    /// <summary>1 to 6 rows by 2 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByTwoColumns<T, TLanes, TRows>(T* left, T* right, nint stride, int length, T* sums, nint sumStride)
        where T : unmanaged
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TRows : struct, ITileRows
    {
        nint line = Line.Length<T>();
        TLanes s00 = TLanes.Load(sums), s01 = TLanes.Load(sums + line);
        TLanes s10 = TLanes.Zero, s11 = TLanes.Zero;
        TLanes s20 = TLanes.Zero, s21 = TLanes.Zero;
        TLanes s30 = TLanes.Zero, s31 = TLanes.Zero;
        TLanes s40 = TLanes.Zero, s41 = TLanes.Zero;
        TLanes s50 = TLanes.Zero, s51 = TLanes.Zero;

        if (TRows.Count > 1)
        {
            s10 = TLanes.Load(sums + sumStride);
            s11 = TLanes.Load(sums + sumStride + line);
        }

        if (TRows.Count > 2)
        {
            s20 = TLanes.Load(sums + (2 * sumStride));
            s21 = TLanes.Load(sums + (2 * sumStride) + line);
        }

        if (TRows.Count > 3)
        {
            s30 = TLanes.Load(sums + (3 * sumStride));
            s31 = TLanes.Load(sums + (3 * sumStride) + line);
        }

        if (TRows.Count > 4)
        {
            s40 = TLanes.Load(sums + (4 * sumStride));
            s41 = TLanes.Load(sums + (4 * sumStride) + line);
        }

        if (TRows.Count > 5)
        {
            s50 = TLanes.Load(sums + (5 * sumStride));
            s51 = TLanes.Load(sums + (5 * sumStride) + line);
        }

        for (T* end = left + length; left < end; left += line)
        {
            TLanes x0 = TLanes.Load(right);
            TLanes x1 = TLanes.Load(right + stride);
            TLanes row = TLanes.Load(left);
            s00 = TLanes.MultiplyAdd(row, x0, s00);
            s01 = TLanes.MultiplyAdd(row, x1, s01);

            if (TRows.Count > 1)
            {
                row = TLanes.Load(left + stride);
                s10 = TLanes.MultiplyAdd(row, x0, s10);
                s11 = TLanes.MultiplyAdd(row, x1, s11);
            }

            if (TRows.Count > 2)
            {
                row = TLanes.Load(left + (2 * stride));
                s20 = TLanes.MultiplyAdd(row, x0, s20);
                s21 = TLanes.MultiplyAdd(row, x1, s21);
            }

            if (TRows.Count > 3)
            {
                row = TLanes.Load(left + (3 * stride));
                s30 = TLanes.MultiplyAdd(row, x0, s30);
                s31 = TLanes.MultiplyAdd(row, x1, s31);
            }

            if (TRows.Count > 4)
            {
                row = TLanes.Load(left + (4 * stride));
                s40 = TLanes.MultiplyAdd(row, x0, s40);
                s41 = TLanes.MultiplyAdd(row, x1, s41);
            }

            if (TRows.Count > 5)
            {
                row = TLanes.Load(left + (5 * stride));
                s50 = TLanes.MultiplyAdd(row, x0, s50);
                s51 = TLanes.MultiplyAdd(row, x1, s51);
            }

            right += line;
        }

        s00.Store(sums);
        s01.Store(sums + line);

        if (TRows.Count > 1)
        {
            s10.Store(sums + sumStride);
            s11.Store(sums + sumStride + line);
        }

        if (TRows.Count > 2)
        {
            s20.Store(sums + (2 * sumStride));
            s21.Store(sums + (2 * sumStride) + line);
        }

        if (TRows.Count > 3)
        {
            s30.Store(sums + (3 * sumStride));
            s31.Store(sums + (3 * sumStride) + line);
        }

        if (TRows.Count > 4)
        {
            s40.Store(sums + (4 * sumStride));
            s41.Store(sums + (4 * sumStride) + line);
        }

        if (TRows.Count > 5)
        {
            s50.Store(sums + (5 * sumStride));
            s51.Store(sums + (5 * sumStride) + line);
        }
    }

    /// <summary>1 to 6 rows by the last column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByOneColumn<T, TLanes, TRows>(T* left, T* right, nint stride, int length, T* sums, nint sumStride)
        where T : unmanaged
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TRows : struct, ITileRows
    {
        nint line = Line.Length<T>();
        TLanes s00 = TLanes.Load(sums);
        TLanes s10 = TLanes.Zero;
        TLanes s20 = TLanes.Zero;
        TLanes s30 = TLanes.Zero;
        TLanes s40 = TLanes.Zero;
        TLanes s50 = TLanes.Zero;

        if (TRows.Count > 1)
        {
            s10 = TLanes.Load(sums + sumStride);
        }

        if (TRows.Count > 2)
        {
            s20 = TLanes.Load(sums + (2 * sumStride));
        }

        if (TRows.Count > 3)
        {
            s30 = TLanes.Load(sums + (3 * sumStride));
        }

        if (TRows.Count > 4)
        {
            s40 = TLanes.Load(sums + (4 * sumStride));
        }

        if (TRows.Count > 5)
        {
            s50 = TLanes.Load(sums + (5 * sumStride));
        }

        for (T* end = left + length; left < end; left += line)
        {
            TLanes x0 = TLanes.Load(right);
            TLanes row = TLanes.Load(left);
            s00 = TLanes.MultiplyAdd(row, x0, s00);

            if (TRows.Count > 1)
            {
                row = TLanes.Load(left + stride);
                s10 = TLanes.MultiplyAdd(row, x0, s10);
            }

            if (TRows.Count > 2)
            {
                row = TLanes.Load(left + (2 * stride));
                s20 = TLanes.MultiplyAdd(row, x0, s20);
            }

            if (TRows.Count > 3)
            {
                row = TLanes.Load(left + (3 * stride));
                s30 = TLanes.MultiplyAdd(row, x0, s30);
            }

            if (TRows.Count > 4)
            {
                row = TLanes.Load(left + (4 * stride));
                s40 = TLanes.MultiplyAdd(row, x0, s40);
            }

            if (TRows.Count > 5)
            {
                row = TLanes.Load(left + (5 * stride));
                s50 = TLanes.MultiplyAdd(row, x0, s50);
            }

            right += line;
        }

        s00.Store(sums);

        if (TRows.Count > 1)
        {
            s10.Store(sums + sumStride);
        }

        if (TRows.Count > 2)
        {
            s20.Store(sums + (2 * sumStride));
        }

        if (TRows.Count > 3)
        {
            s30.Store(sums + (3 * sumStride));
        }

        if (TRows.Count > 4)
        {
            s40.Store(sums + (4 * sumStride));
        }

        if (TRows.Count > 5)
        {
            s50.Store(sums + (5 * sumStride));
        }
    }
}

using System.Runtime.CompilerServices;

namespace NeuronPursuit;

internal static unsafe partial class GradientTiles
{
    /// <summary>1 to 3 rows by 4 columns; up to 6 rows where registers are many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByFourColumns<T, TLanes, TRows>(T* left, T* right, nint stride, int length, T* sums, nint sumStride)
        where T : unmanaged
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TRows : struct, ITileRows
    {
        nint line = Line.Length<T>();
        TLanes s00 = TLanes.Load(sums), s01 = TLanes.Load(sums + line), s02 = TLanes.Load(sums + (2 * line)), s03 = TLanes.Load(sums + (3 * line));
        TLanes s10 = TLanes.Zero, s11 = TLanes.Zero, s12 = TLanes.Zero, s13 = TLanes.Zero;
        TLanes s20 = TLanes.Zero, s21 = TLanes.Zero, s22 = TLanes.Zero, s23 = TLanes.Zero;
        TLanes s30 = TLanes.Zero, s31 = TLanes.Zero, s32 = TLanes.Zero, s33 = TLanes.Zero;
        TLanes s40 = TLanes.Zero, s41 = TLanes.Zero, s42 = TLanes.Zero, s43 = TLanes.Zero;
        TLanes s50 = TLanes.Zero, s51 = TLanes.Zero, s52 = TLanes.Zero, s53 = TLanes.Zero;

        if (TRows.Count > 1)
        {
            s10 = TLanes.Load(sums + sumStride);
            s11 = TLanes.Load(sums + sumStride + line);
            s12 = TLanes.Load(sums + sumStride + (2 * line));
            s13 = TLanes.Load(sums + sumStride + (3 * line));
        }

        if (TRows.Count > 2)
        {
            s20 = TLanes.Load(sums + (2 * sumStride));
            s21 = TLanes.Load(sums + (2 * sumStride) + line);
            s22 = TLanes.Load(sums + (2 * sumStride) + (2 * line));
            s23 = TLanes.Load(sums + (2 * sumStride) + (3 * line));
        }

        if (TRows.Count > 3)
        {
            s30 = TLanes.Load(sums + (3 * sumStride));
            s31 = TLanes.Load(sums + (3 * sumStride) + line);
            s32 = TLanes.Load(sums + (3 * sumStride) + (2 * line));
            s33 = TLanes.Load(sums + (3 * sumStride) + (3 * line));
        }

        if (TRows.Count > 4)
        {
            s40 = TLanes.Load(sums + (4 * sumStride));
            s41 = TLanes.Load(sums + (4 * sumStride) + line);
            s42 = TLanes.Load(sums + (4 * sumStride) + (2 * line));
            s43 = TLanes.Load(sums + (4 * sumStride) + (3 * line));
        }

        if (TRows.Count > 5)
        {
            s50 = TLanes.Load(sums + (5 * sumStride));
            s51 = TLanes.Load(sums + (5 * sumStride) + line);
            s52 = TLanes.Load(sums + (5 * sumStride) + (2 * line));
            s53 = TLanes.Load(sums + (5 * sumStride) + (3 * line));
        }

        for (T* end = left + length; left < end; left += line)
        {
            TLanes x0 = TLanes.Load(right);
            TLanes x1 = TLanes.Load(right + stride);
            TLanes x2 = TLanes.Load(right + (2 * stride));
            TLanes x3 = TLanes.Load(right + (3 * stride));
            TLanes row = TLanes.Load(left);
            s00 = TLanes.MultiplyAdd(row, x0, s00);
            s01 = TLanes.MultiplyAdd(row, x1, s01);
            s02 = TLanes.MultiplyAdd(row, x2, s02);
            s03 = TLanes.MultiplyAdd(row, x3, s03);

            if (TRows.Count > 1)
            {
                row = TLanes.Load(left + stride);
                s10 = TLanes.MultiplyAdd(row, x0, s10);
                s11 = TLanes.MultiplyAdd(row, x1, s11);
                s12 = TLanes.MultiplyAdd(row, x2, s12);
                s13 = TLanes.MultiplyAdd(row, x3, s13);
            }

            if (TRows.Count > 2)
            {
                row = TLanes.Load(left + (2 * stride));
                s20 = TLanes.MultiplyAdd(row, x0, s20);
                s21 = TLanes.MultiplyAdd(row, x1, s21);
                s22 = TLanes.MultiplyAdd(row, x2, s22);
                s23 = TLanes.MultiplyAdd(row, x3, s23);
            }

            if (TRows.Count > 3)
            {
                row = TLanes.Load(left + (3 * stride));
                s30 = TLanes.MultiplyAdd(row, x0, s30);
                s31 = TLanes.MultiplyAdd(row, x1, s31);
                s32 = TLanes.MultiplyAdd(row, x2, s32);
                s33 = TLanes.MultiplyAdd(row, x3, s33);
            }

            if (TRows.Count > 4)
            {
                row = TLanes.Load(left + (4 * stride));
                s40 = TLanes.MultiplyAdd(row, x0, s40);
                s41 = TLanes.MultiplyAdd(row, x1, s41);
                s42 = TLanes.MultiplyAdd(row, x2, s42);
                s43 = TLanes.MultiplyAdd(row, x3, s43);
            }

            if (TRows.Count > 5)
            {
                row = TLanes.Load(left + (5 * stride));
                s50 = TLanes.MultiplyAdd(row, x0, s50);
                s51 = TLanes.MultiplyAdd(row, x1, s51);
                s52 = TLanes.MultiplyAdd(row, x2, s52);
                s53 = TLanes.MultiplyAdd(row, x3, s53);
            }

            right += line;
        }

        s00.Store(sums);
        s01.Store(sums + line);
        s02.Store(sums + (2 * line));
        s03.Store(sums + (3 * line));

        if (TRows.Count > 1)
        {
            s10.Store(sums + sumStride);
            s11.Store(sums + sumStride + line);
            s12.Store(sums + sumStride + (2 * line));
            s13.Store(sums + sumStride + (3 * line));
        }

        if (TRows.Count > 2)
        {
            s20.Store(sums + (2 * sumStride));
            s21.Store(sums + (2 * sumStride) + line);
            s22.Store(sums + (2 * sumStride) + (2 * line));
            s23.Store(sums + (2 * sumStride) + (3 * line));
        }

        if (TRows.Count > 3)
        {
            s30.Store(sums + (3 * sumStride));
            s31.Store(sums + (3 * sumStride) + line);
            s32.Store(sums + (3 * sumStride) + (2 * line));
            s33.Store(sums + (3 * sumStride) + (3 * line));
        }

        if (TRows.Count > 4)
        {
            s40.Store(sums + (4 * sumStride));
            s41.Store(sums + (4 * sumStride) + line);
            s42.Store(sums + (4 * sumStride) + (2 * line));
            s43.Store(sums + (4 * sumStride) + (3 * line));
        }

        if (TRows.Count > 5)
        {
            s50.Store(sums + (5 * sumStride));
            s51.Store(sums + (5 * sumStride) + line);
            s52.Store(sums + (5 * sumStride) + (2 * line));
            s53.Store(sums + (5 * sumStride) + (3 * line));
        }
    }
}

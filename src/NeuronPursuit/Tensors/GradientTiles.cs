using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>Register tiles of products summed over samples, the form of every gradient: sum over i of left[r, i] * right[c, i].</summary>
/// <remarks>
/// The sums stay vectors, one partial sum a lane, from block to block; <see cref="VectorSums{T}"/> adds the lanes once at
/// the end. Adding them block by block would cost more than loading and storing them. Tile shapes as in
/// <see cref="ForwardTiles"/>; narrower ones serve only the columns that are left over.
/// </remarks>
internal static unsafe class GradientTiles
{
    /// <summary>Adds the products of one block to <c>sums[r * columns + c]</c>.</summary>
    /// <param name="left">First of the left rows.</param>
    /// <param name="rows">How many left rows.</param>
    /// <param name="right">First of the right rows.</param>
    /// <param name="columns">How many right rows: the columns of the result.</param>
    /// <param name="stride">Elements from a row to the next, left and right.</param>
    /// <param name="length">Samples, a multiple of the vector width.</param>
    /// <param name="sums">One vector for each entry of the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(T* left, int rows, T* right, int columns, nint stride, int length, Vector<T>* sums)
        where T : unmanaged
    {
        for (int row = 0; row < rows;)
        {
            int count = RowSplit.Next(rows - row);
            T* panel = left + (row * stride);
            Vector<T>* target = sums + ((nint)row * columns);
            switch (count)
            {
                case 6:
                    Narrow<T, Rows6>(panel, right, columns, stride, length, target);
                    break;
                case 5:
                    Narrow<T, Rows5>(panel, right, columns, stride, length, target);
                    break;
                case 4:
                    Narrow<T, Rows4>(panel, right, columns, stride, length, target);
                    break;
                case 3:
                    Wide<T, Rows3>(panel, right, columns, stride, length, target);
                    break;
                case 2:
                    Wide<T, Rows2>(panel, right, columns, stride, length, target);
                    break;
                default:
                    OneRow(panel, right, columns, stride, length, target);
                    break;
            }

            row += count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow<T, TRows>(T* left, T* right, nint columns, nint stride, int length, Vector<T>* sums)
        where T : unmanaged
        where TRows : struct, ITileRows
    {
        nint column = 0;
        for (; column + 2 <= columns; column += 2)
        {
            ByTwoColumns<T, TRows>(left, right + (column * stride), columns, stride, length, sums + column);
        }

        if (column < columns)
        {
            ByOneColumn<T, TRows>(left, right + (column * stride), columns, stride, length, sums + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide<T, TRows>(T* left, T* right, nint columns, nint stride, int length, Vector<T>* sums)
        where T : unmanaged
        where TRows : struct, ITileRows
    {
        nint column = 0;
        for (; column + 4 <= columns; column += 4)
        {
            ByFourColumns<T, TRows>(left, right + (column * stride), columns, stride, length, sums + column);
        }

        for (; column + 2 <= columns; column += 2)
        {
            ByTwoColumns<T, TRows>(left, right + (column * stride), columns, stride, length, sums + column);
        }

        if (column < columns)
        {
            ByOneColumn<T, TRows>(left, right + (column * stride), columns, stride, length, sums + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneRow<T>(T* left, T* right, nint columns, nint stride, int length, Vector<T>* sums)
        where T : unmanaged
    {
        nint column = 0;
        for (; column + 8 <= columns; column += 8)
        {
            ByEightColumns(left, right + (column * stride), stride, length, sums + column);
        }

        if (column < columns)
        {
            // The row stride of the sums plays no part for a single row.
            Wide<T, Rows1>(left, right + (column * stride), columns - column, stride, length, sums + column);
        }
    }

    /// <summary>1 to 6 rows by 2 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByTwoColumns<T, TRows>(T* left, T* right, nint columns, nint stride, int length, Vector<T>* sums)
        where T : unmanaged
        where TRows : struct, ITileRows
    {
        Vector<T> s00 = Vector<T>.Zero, s01 = Vector<T>.Zero;
        Vector<T> s10 = Vector<T>.Zero, s11 = Vector<T>.Zero;
        Vector<T> s20 = Vector<T>.Zero, s21 = Vector<T>.Zero;
        Vector<T> s30 = Vector<T>.Zero, s31 = Vector<T>.Zero;
        Vector<T> s40 = Vector<T>.Zero, s41 = Vector<T>.Zero;
        Vector<T> s50 = Vector<T>.Zero, s51 = Vector<T>.Zero;
        s00 = sums[0];
        s01 = sums[1];

        if (TRows.Count > 1)
        {
            s10 = sums[columns];
            s11 = sums[columns + 1];
        }

        if (TRows.Count > 2)
        {
            s20 = sums[(2 * columns)];
            s21 = sums[(2 * columns) + 1];
        }

        if (TRows.Count > 3)
        {
            s30 = sums[(3 * columns)];
            s31 = sums[(3 * columns) + 1];
        }

        if (TRows.Count > 4)
        {
            s40 = sums[(4 * columns)];
            s41 = sums[(4 * columns) + 1];
        }

        if (TRows.Count > 5)
        {
            s50 = sums[(5 * columns)];
            s51 = sums[(5 * columns) + 1];
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
            sums[(2 * columns)] = s20;
            sums[(2 * columns) + 1] = s21;
        }

        if (TRows.Count > 3)
        {
            sums[(3 * columns)] = s30;
            sums[(3 * columns) + 1] = s31;
        }

        if (TRows.Count > 4)
        {
            sums[(4 * columns)] = s40;
            sums[(4 * columns) + 1] = s41;
        }

        if (TRows.Count > 5)
        {
            sums[(5 * columns)] = s50;
            sums[(5 * columns) + 1] = s51;
        }
    }

    /// <summary>1 to 6 rows by the last column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByOneColumn<T, TRows>(T* left, T* right, nint columns, nint stride, int length, Vector<T>* sums)
        where T : unmanaged
        where TRows : struct, ITileRows
    {
        Vector<T> s00 = Vector<T>.Zero;
        Vector<T> s10 = Vector<T>.Zero;
        Vector<T> s20 = Vector<T>.Zero;
        Vector<T> s30 = Vector<T>.Zero;
        Vector<T> s40 = Vector<T>.Zero;
        Vector<T> s50 = Vector<T>.Zero;
        s00 = sums[0];

        if (TRows.Count > 1)
        {
            s10 = sums[columns];
        }

        if (TRows.Count > 2)
        {
            s20 = sums[(2 * columns)];
        }

        if (TRows.Count > 3)
        {
            s30 = sums[(3 * columns)];
        }

        if (TRows.Count > 4)
        {
            s40 = sums[(4 * columns)];
        }

        if (TRows.Count > 5)
        {
            s50 = sums[(5 * columns)];
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
            sums[(2 * columns)] = s20;
        }

        if (TRows.Count > 3)
        {
            sums[(3 * columns)] = s30;
        }

        if (TRows.Count > 4)
        {
            sums[(4 * columns)] = s40;
        }

        if (TRows.Count > 5)
        {
            sums[(5 * columns)] = s50;
        }
    }

    /// <summary>1 to 3 rows by 4 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByFourColumns<T, TRows>(T* left, T* right, nint columns, nint stride, int length, Vector<T>* sums)
        where T : unmanaged
        where TRows : struct, ITileRows
    {
        Vector<T> s00 = Vector<T>.Zero, s01 = Vector<T>.Zero, s02 = Vector<T>.Zero, s03 = Vector<T>.Zero;
        Vector<T> s10 = Vector<T>.Zero, s11 = Vector<T>.Zero, s12 = Vector<T>.Zero, s13 = Vector<T>.Zero;
        Vector<T> s20 = Vector<T>.Zero, s21 = Vector<T>.Zero, s22 = Vector<T>.Zero, s23 = Vector<T>.Zero;
        s00 = sums[0];
        s01 = sums[1];
        s02 = sums[2];
        s03 = sums[3];

        if (TRows.Count > 1)
        {
            s10 = sums[columns];
            s11 = sums[columns + 1];
            s12 = sums[columns + 2];
            s13 = sums[columns + 3];
        }

        if (TRows.Count > 2)
        {
            s20 = sums[(2 * columns)];
            s21 = sums[(2 * columns) + 1];
            s22 = sums[(2 * columns) + 2];
            s23 = sums[(2 * columns) + 3];
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
            sums[(2 * columns)] = s20;
            sums[(2 * columns) + 1] = s21;
            sums[(2 * columns) + 2] = s22;
            sums[(2 * columns) + 3] = s23;
        }
    }

    /// <summary>One row by 8 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByEightColumns<T>(T* left, T* right, nint stride, int length, Vector<T>* sums)
        where T : unmanaged
    {
        Vector<T> s00 = Vector<T>.Zero, s01 = Vector<T>.Zero, s02 = Vector<T>.Zero, s03 = Vector<T>.Zero;
        Vector<T> s04 = Vector<T>.Zero, s05 = Vector<T>.Zero, s06 = Vector<T>.Zero, s07 = Vector<T>.Zero;
        s00 = sums[0];
        s01 = sums[1];
        s02 = sums[2];
        s03 = sums[3];
        s04 = sums[4];
        s05 = sums[5];
        s06 = sums[6];
        s07 = sums[7];

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

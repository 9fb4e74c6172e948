using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuronPursuit;

/// <summary>Register tiles of products summed over samples, the form of every gradient: sum over i of left[r, i] * right[c, i].</summary>
/// <remarks>
/// The sums stay a <see cref="Line"/> each, one partial sum a lane, from block to block; <see cref="LineSums{T}"/> adds the
/// lanes once at the end. Adding them block by block would cost more than loading and storing them. A register narrower than
/// a line takes its part of the lanes of all samples, then the next part: a tile holds as many registers of sums whatever
/// their width. Tile shapes as in <see cref="ForwardTiles"/>; a narrower tile serves the columns that are left over.
/// </remarks>
internal static unsafe partial class GradientTiles
{
    /// <summary>Adds the products of one block to the line <c>r * columns + c</c> of the sums.</summary>
    /// <param name="left">First of the left rows.</param>
    /// <param name="rows">How many left rows.</param>
    /// <param name="right">First of the right rows.</param>
    /// <param name="columns">How many right rows: the columns of the result.</param>
    /// <param name="stride">Elements from a row to the next, left and right.</param>
    /// <param name="length">Samples, a multiple of a line.</param>
    /// <param name="sums">One line for each entry of the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(T* left, int rows, T* right, int columns, nint stride, int length, T* sums)
        where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Run<T, Lanes512<T>>(left, rows, right, columns, stride, length, sums);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<T, Lanes256<T>>(left, rows, right, columns, stride, length, sums);
        }
        else
        {
            Run<T, Lanes128<T>>(left, rows, right, columns, stride, length, sums);
        }
    }

    /// <summary>The same in registers of a certain width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TLanes>(T* left, int rows, T* right, int columns, nint stride, int length, T* sums)
        where T : unmanaged
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        for (int row = 0; row < rows;)
        {
            int count = RowSplit.Next(rows - row);
            T* panel = left + (row * stride);
            T* target = sums + ((nint)row * columns * Line.Length<T>());
            switch (count)
            {
                case 6:
                    Panel<T, TLanes, Rows6>(panel, right, columns, stride, length, target);
                    break;
                case 5:
                    Panel<T, TLanes, Rows5>(panel, right, columns, stride, length, target);
                    break;
                case 4:
                    Panel<T, TLanes, Rows4>(panel, right, columns, stride, length, target);
                    break;
                case 3:
                    Panel<T, TLanes, Rows3>(panel, right, columns, stride, length, target);
                    break;
                case 2:
                    Panel<T, TLanes, Rows2>(panel, right, columns, stride, length, target);
                    break;
                default:
                    Panel<T, TLanes, Rows1>(panel, right, columns, stride, length, target);
                    break;
            }

            row += count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel<T, TLanes, TRows>(T* left, T* right, nint columns, nint stride, int length, T* sums)
        where T : unmanaged
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TRows : struct, ITileRows
    {
        nint line = Line.Length<T>();
        nint sumStride = columns * line;
        nint column = 0;
        for (; TRows.Count == 1 && column + 8 <= columns; column += 8)
        {
            for (nint part = 0; part < line; part += TLanes.Count)
            {
                ByEightColumns<T, TLanes>(left + part, right + (column * stride) + part, stride, length, sums + (column * line) + part);
            }
        }

        for (; (TRows.Count <= 3 || TLanes.AreMany) && column + 4 <= columns; column += 4)
        {
            for (nint part = 0; part < line; part += TLanes.Count)
            {
                ByFourColumns<T, TLanes, TRows>(
                    left + part, right + (column * stride) + part, stride, length, sums + (column * line) + part, sumStride);
            }
        }

        for (; column + 2 <= columns; column += 2)
        {
            for (nint part = 0; part < line; part += TLanes.Count)
            {
                ByTwoColumns<T, TLanes, TRows>(
                    left + part, right + (column * stride) + part, stride, length, sums + (column * line) + part, sumStride);
            }
        }

        for (nint part = 0; column < columns && part < line; part += TLanes.Count)
        {
            ByOneColumn<T, TLanes, TRows>(
                left + part, right + (column * stride) + part, stride, length, sums + (column * line) + part, sumStride);
        }
    }

    /// <summary>One row by 8 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByEightColumns<T, TLanes>(T* left, T* right, nint stride, int length, T* sums)
        where T : unmanaged
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        nint line = Line.Length<T>();
        TLanes s00 = TLanes.Load(sums), s01 = TLanes.Load(sums + line), s02 = TLanes.Load(sums + (2 * line)), s03 = TLanes.Load(sums + (3 * line));
        TLanes s04 = TLanes.Load(sums + (4 * line)), s05 = TLanes.Load(sums + (5 * line)), s06 = TLanes.Load(sums + (6 * line)), s07 = TLanes.Load(sums + (7 * line));

        for (T* end = left + length; left < end; left += line)
        {
            TLanes row = TLanes.Load(left);
            s00 = TLanes.MultiplyAdd(row, TLanes.Load(right), s00);
            s01 = TLanes.MultiplyAdd(row, TLanes.Load(right + stride), s01);
            s02 = TLanes.MultiplyAdd(row, TLanes.Load(right + (2 * stride)), s02);
            s03 = TLanes.MultiplyAdd(row, TLanes.Load(right + (3 * stride)), s03);
            s04 = TLanes.MultiplyAdd(row, TLanes.Load(right + (4 * stride)), s04);
            s05 = TLanes.MultiplyAdd(row, TLanes.Load(right + (5 * stride)), s05);
            s06 = TLanes.MultiplyAdd(row, TLanes.Load(right + (6 * stride)), s06);
            s07 = TLanes.MultiplyAdd(row, TLanes.Load(right + (7 * stride)), s07);
            right += line;
        }

        s00.Store(sums);
        s01.Store(sums + line);
        s02.Store(sums + (2 * line));
        s03.Store(sums + (3 * line));
        s04.Store(sums + (4 * line));
        s05.Store(sums + (5 * line));
        s06.Store(sums + (6 * line));
        s07.Store(sums + (7 * line));
    }
}

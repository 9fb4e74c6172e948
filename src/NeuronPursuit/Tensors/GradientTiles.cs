using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>Register tiles of products summed over samples, the form of every gradient: sum over i of left[r, i] * right[c, i].</summary>
/// <remarks>
/// The sums stay vectors, one partial sum a lane, from block to block; <see cref="VectorSums{T}"/> adds the lanes once at
/// the end. Adding them block by block would cost more than loading and storing them. Tile shapes as in
/// <see cref="ForwardTiles"/>; a narrower tile serves the columns that are left over.
/// </remarks>
internal static unsafe partial class GradientTiles
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
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuronPursuit;

/// <summary>Register tiles of weights times samples; the epilogue runs before anything leaves the registers.</summary>
/// <remarks>
/// A tile of R rows and V vectors does R V multiply-adds for R + V loads. Twelve sums, the inputs and one weight fill
/// sixteen vector registers; fewer than eight sums would leave the multipliers waiting for their own results. Hence 6 to 4
/// rows by 2 vectors, 3 and 2 rows by 4, one row by 8; and 6 rows by 4 vectors where there are 32 registers. The shape of a
/// tile changes no bit: every sum runs over the inputs in their order. The kernels are compiled at full optimisation at once:
/// under tiered compilation the first hundred evaluations would take several times longer. They copy the epilogue, since
/// fields read through a reference would have to be read again after every store.
/// </remarks>
internal static unsafe partial class ForwardTiles
{
    /// <summary>Hands the sums over k of weight[row, k] * input[k, sample] to the epilogue, for all rows and samples.</summary>
    /// <param name="weights">Packed by <see cref="WeightPanels"/>.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="depth">Rows of the input, over which the sums run.</param>
    /// <param name="input">First row of the input.</param>
    /// <param name="stride">Elements from a row to the next, in the input and in what the epilogue touches.</param>
    /// <param name="length">Samples, a multiple of <see cref="SamplePartition.Unit"/>.</param>
    /// <param name="epilogue">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TEpilogue>(T* weights, int rows, int depth, T* input, nint stride, int length, in TEpilogue epilogue)
        where T : unmanaged
        where TEpilogue : struct, ITileEpilogue<T>
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Run<T, Lanes512<T>, TEpilogue>(weights, rows, depth, input, stride, length, in epilogue);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<T, Lanes256<T>, TEpilogue>(weights, rows, depth, input, stride, length, in epilogue);
        }
        else
        {
            Run<T, Lanes128<T>, TEpilogue>(weights, rows, depth, input, stride, length, in epilogue);
        }
    }

    /// <summary>The same in registers of a certain width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TLanes, TEpilogue>(
        T* weights, int rows, int depth, T* input, nint stride, int length, in TEpilogue epilogue)
        where T : unmanaged
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TEpilogue : struct, ITileEpilogue<T>
    {
        for (int row = 0; row < rows;)
        {
            int count = RowSplit.Next(rows - row);
            T* panel = weights + ((nint)row * depth);
            nint offset = row * stride;
            switch (count)
            {
                case 6:
                    Panel<T, TLanes, Rows6, TEpilogue>(panel, depth, input, stride, length, offset, in epilogue);
                    break;
                case 5:
                    Panel<T, TLanes, Rows5, TEpilogue>(panel, depth, input, stride, length, offset, in epilogue);
                    break;
                case 4:
                    Panel<T, TLanes, Rows4, TEpilogue>(panel, depth, input, stride, length, offset, in epilogue);
                    break;
                case 3:
                    Panel<T, TLanes, Rows3, TEpilogue>(panel, depth, input, stride, length, offset, in epilogue);
                    break;
                case 2:
                    Panel<T, TLanes, Rows2, TEpilogue>(panel, depth, input, stride, length, offset, in epilogue);
                    break;
                default:
                    Panel<T, TLanes, Rows1, TEpilogue>(panel, depth, input, stride, length, offset, in epilogue);
                    break;
            }

            row += count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel<T, TLanes, TRows, TEpilogue>(
        T* weights, int depth, T* input, nint stride, nint length, nint offset, in TEpilogue epilogue)
        where T : unmanaged
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TRows : struct, ITileRows
        where TEpilogue : struct, ITileEpilogue<T>
    {
        nint done = 0;
        if (TRows.Count == 1)
        {
            nint whole = length - (length % (8 * TLanes.Count));
            ByEightVectors<T, TLanes, TEpilogue>(weights, depth, input, stride, done, whole, offset, in epilogue);
            done = whole;
        }

        if (TRows.Count <= 3 || TLanes.AreMany)
        {
            nint whole = length - ((length - done) % (4 * TLanes.Count));
            ByFourVectors<T, TLanes, TRows, TEpilogue>(weights, depth, input, stride, done, whole, offset, in epilogue);
            done = whole;
        }

        ByTwoVectors<T, TLanes, TRows, TEpilogue>(weights, depth, input, stride, done, length, offset, in epilogue);
    }

    /// <summary>One row by 8 vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByEightVectors<T, TLanes, TEpilogue>(
        T* weights, int depth, T* input, nint stride, nint begin, nint end, nint offset, in TEpilogue finish)
        where T : unmanaged
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TEpilogue : struct, ITileEpilogue<T>
    {
        TEpilogue epilogue = finish;
        for (nint sample = begin; sample < end; sample += 8 * TLanes.Count)
        {
            TLanes s00 = TLanes.Zero, s01 = TLanes.Zero, s02 = TLanes.Zero, s03 = TLanes.Zero;
            TLanes s04 = TLanes.Zero, s05 = TLanes.Zero, s06 = TLanes.Zero, s07 = TLanes.Zero;
            T* x = input + sample;
            T* w = weights;
            for (int k = depth; k > 0; k--)
            {
                TLanes weight = TLanes.Broadcast(*w);
                s00 = TLanes.MultiplyAdd(weight, TLanes.Load(x), s00);
                s01 = TLanes.MultiplyAdd(weight, TLanes.Load(x + TLanes.Count), s01);
                s02 = TLanes.MultiplyAdd(weight, TLanes.Load(x + (2 * TLanes.Count)), s02);
                s03 = TLanes.MultiplyAdd(weight, TLanes.Load(x + (3 * TLanes.Count)), s03);
                s04 = TLanes.MultiplyAdd(weight, TLanes.Load(x + (4 * TLanes.Count)), s04);
                s05 = TLanes.MultiplyAdd(weight, TLanes.Load(x + (5 * TLanes.Count)), s05);
                s06 = TLanes.MultiplyAdd(weight, TLanes.Load(x + (6 * TLanes.Count)), s06);
                s07 = TLanes.MultiplyAdd(weight, TLanes.Load(x + (7 * TLanes.Count)), s07);
                w++;
                x += stride;
            }

            nint at = offset + sample;
            epilogue.Finish(s00, at);
            epilogue.Finish(s01, at + TLanes.Count);
            epilogue.Finish(s02, at + (2 * TLanes.Count));
            epilogue.Finish(s03, at + (3 * TLanes.Count));
            epilogue.Finish(s04, at + (4 * TLanes.Count));
            epilogue.Finish(s05, at + (5 * TLanes.Count));
            epilogue.Finish(s06, at + (6 * TLanes.Count));
            epilogue.Finish(s07, at + (7 * TLanes.Count));
        }
    }
}

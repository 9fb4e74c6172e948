using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>Register tiles of weights times samples; the epilogue runs before anything leaves the registers.</summary>
/// <remarks>
/// A tile of R rows and V vectors does R V multiply-adds for R + V loads. Twelve sums, the inputs and one weight fill the
/// sixteen vector registers of AVX2; fewer than eight sums would leave the multipliers waiting for their own results.
/// Hence 6 to 4 rows by 2 vectors, 3 and 2 rows by 4, one row by 8. The kernels are compiled at full optimisation at once:
/// under tiered compilation the first hundred evaluations would take several times longer. They copy the epilogue, since
/// fields read through a reference would have to be read again after every store.
/// </remarks>
internal static unsafe class ForwardTiles
{
    /// <summary>Hands the sums over k of weight[row, k] * input[k, sample] to the epilogue, for all rows and samples.</summary>
    /// <param name="weights">Packed by <see cref="WeightPanels"/>.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="depth">Rows of the input, over which the sums run.</param>
    /// <param name="input">First row of the input.</param>
    /// <param name="stride">Elements from a row to the next, in the input and in what the epilogue touches.</param>
    /// <param name="length">Samples, a multiple of four vectors.</param>
    /// <param name="epilogue">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TEpilogue>(T* weights, int rows, int depth, T* input, nint stride, int length, in TEpilogue epilogue)
        where T : unmanaged
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
                    ByTwoVectors<T, Rows6, TEpilogue>(panel, depth, input, stride, length, offset, in epilogue);
                    break;
                case 5:
                    ByTwoVectors<T, Rows5, TEpilogue>(panel, depth, input, stride, length, offset, in epilogue);
                    break;
                case 4:
                    ByTwoVectors<T, Rows4, TEpilogue>(panel, depth, input, stride, length, offset, in epilogue);
                    break;
                case 3:
                    ByFourVectors<T, Rows3, TEpilogue>(panel, depth, input, stride, length, offset, in epilogue);
                    break;
                case 2:
                    ByFourVectors<T, Rows2, TEpilogue>(panel, depth, input, stride, length, offset, in epilogue);
                    break;
                default:
                    ByEightVectors(panel, depth, input, stride, length, offset, in epilogue);
                    break;
            }

            row += count;
        }
    }

    /// <summary>4 to 6 rows by 2 vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByTwoVectors<T, TRows, TEpilogue>(
        T* weights, int depth, T* input, nint stride, int length, nint offset, in TEpilogue finish)
        where T : unmanaged
        where TRows : struct, ITileRows
        where TEpilogue : struct, ITileEpilogue<T>
    {
        TEpilogue epilogue = finish;
        for (nint sample = 0; sample < length; sample += 2 * Vector<T>.Count)
        {
            Vector<T> s00 = Vector<T>.Zero, s01 = Vector<T>.Zero;
            Vector<T> s10 = Vector<T>.Zero, s11 = Vector<T>.Zero;
            Vector<T> s20 = Vector<T>.Zero, s21 = Vector<T>.Zero;
            Vector<T> s30 = Vector<T>.Zero, s31 = Vector<T>.Zero;
            Vector<T> s40 = Vector<T>.Zero, s41 = Vector<T>.Zero;
            Vector<T> s50 = Vector<T>.Zero, s51 = Vector<T>.Zero;
            T* x = input + sample;
            T* w = weights;
            for (int k = depth; k > 0; k--)
            {
                Vector<T> x0 = Vector.Load(x);
                Vector<T> x1 = Vector.Load(x + Vector<T>.Count);
                Vector<T> weight = new(w[0]);
                s00 = Simd.MultiplyAdd(weight, x0, s00);
                s01 = Simd.MultiplyAdd(weight, x1, s01);

                weight = new(w[1]);
                s10 = Simd.MultiplyAdd(weight, x0, s10);
                s11 = Simd.MultiplyAdd(weight, x1, s11);

                weight = new(w[2]);
                s20 = Simd.MultiplyAdd(weight, x0, s20);
                s21 = Simd.MultiplyAdd(weight, x1, s21);

                weight = new(w[3]);
                s30 = Simd.MultiplyAdd(weight, x0, s30);
                s31 = Simd.MultiplyAdd(weight, x1, s31);

                if (TRows.Count > 4)
                {
                    weight = new(w[4]);
                    s40 = Simd.MultiplyAdd(weight, x0, s40);
                    s41 = Simd.MultiplyAdd(weight, x1, s41);
                }

                if (TRows.Count > 5)
                {
                    weight = new(w[5]);
                    s50 = Simd.MultiplyAdd(weight, x0, s50);
                    s51 = Simd.MultiplyAdd(weight, x1, s51);
                }

                w += TRows.Count;
                x += stride;
            }

            nint at = offset + sample;
            epilogue.Finish(s00, at);
            epilogue.Finish(s01, at + Vector<T>.Count);

            at += stride;
            epilogue.Finish(s10, at);
            epilogue.Finish(s11, at + Vector<T>.Count);

            at += stride;
            epilogue.Finish(s20, at);
            epilogue.Finish(s21, at + Vector<T>.Count);

            at += stride;
            epilogue.Finish(s30, at);
            epilogue.Finish(s31, at + Vector<T>.Count);

            if (TRows.Count > 4)
            {
                at += stride;
                epilogue.Finish(s40, at);
                epilogue.Finish(s41, at + Vector<T>.Count);
            }

            if (TRows.Count > 5)
            {
                at += stride;
                epilogue.Finish(s50, at);
                epilogue.Finish(s51, at + Vector<T>.Count);
            }
        }
    }

    /// <summary>1 to 3 rows by 4 vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByFourVectors<T, TRows, TEpilogue>(
        T* weights, int depth, T* input, nint stride, int length, nint offset, in TEpilogue finish)
        where T : unmanaged
        where TRows : struct, ITileRows
        where TEpilogue : struct, ITileEpilogue<T>
    {
        TEpilogue epilogue = finish;
        for (nint sample = 0; sample < length; sample += 4 * Vector<T>.Count)
        {
            Vector<T> s00 = Vector<T>.Zero, s01 = Vector<T>.Zero, s02 = Vector<T>.Zero, s03 = Vector<T>.Zero;
            Vector<T> s10 = Vector<T>.Zero, s11 = Vector<T>.Zero, s12 = Vector<T>.Zero, s13 = Vector<T>.Zero;
            Vector<T> s20 = Vector<T>.Zero, s21 = Vector<T>.Zero, s22 = Vector<T>.Zero, s23 = Vector<T>.Zero;
            T* x = input + sample;
            T* w = weights;
            for (int k = depth; k > 0; k--)
            {
                Vector<T> x0 = Vector.Load(x);
                Vector<T> x1 = Vector.Load(x + Vector<T>.Count);
                Vector<T> x2 = Vector.Load(x + (2 * Vector<T>.Count));
                Vector<T> x3 = Vector.Load(x + (3 * Vector<T>.Count));
                Vector<T> weight = new(w[0]);
                s00 = Simd.MultiplyAdd(weight, x0, s00);
                s01 = Simd.MultiplyAdd(weight, x1, s01);
                s02 = Simd.MultiplyAdd(weight, x2, s02);
                s03 = Simd.MultiplyAdd(weight, x3, s03);

                if (TRows.Count > 1)
                {
                    weight = new(w[1]);
                    s10 = Simd.MultiplyAdd(weight, x0, s10);
                    s11 = Simd.MultiplyAdd(weight, x1, s11);
                    s12 = Simd.MultiplyAdd(weight, x2, s12);
                    s13 = Simd.MultiplyAdd(weight, x3, s13);
                }

                if (TRows.Count > 2)
                {
                    weight = new(w[2]);
                    s20 = Simd.MultiplyAdd(weight, x0, s20);
                    s21 = Simd.MultiplyAdd(weight, x1, s21);
                    s22 = Simd.MultiplyAdd(weight, x2, s22);
                    s23 = Simd.MultiplyAdd(weight, x3, s23);
                }

                w += TRows.Count;
                x += stride;
            }

            nint at = offset + sample;
            epilogue.Finish(s00, at);
            epilogue.Finish(s01, at + Vector<T>.Count);
            epilogue.Finish(s02, at + (2 * Vector<T>.Count));
            epilogue.Finish(s03, at + (3 * Vector<T>.Count));

            if (TRows.Count > 1)
            {
                at += stride;
                epilogue.Finish(s10, at);
                epilogue.Finish(s11, at + Vector<T>.Count);
                epilogue.Finish(s12, at + (2 * Vector<T>.Count));
                epilogue.Finish(s13, at + (3 * Vector<T>.Count));
            }

            if (TRows.Count > 2)
            {
                at += stride;
                epilogue.Finish(s20, at);
                epilogue.Finish(s21, at + Vector<T>.Count);
                epilogue.Finish(s22, at + (2 * Vector<T>.Count));
                epilogue.Finish(s23, at + (3 * Vector<T>.Count));
            }
        }
    }

    /// <summary>One row by 8 vectors, and by 4 at the end of a block that needs it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByEightVectors<T, TEpilogue>(
        T* weights, int depth, T* input, nint stride, int length, nint offset, in TEpilogue finish)
        where T : unmanaged
        where TEpilogue : struct, ITileEpilogue<T>
    {
        TEpilogue epilogue = finish;
        int whole = length - (length % (8 * Vector<T>.Count));
        for (nint sample = 0; sample < whole; sample += 8 * Vector<T>.Count)
        {
            Vector<T> s00 = Vector<T>.Zero, s01 = Vector<T>.Zero, s02 = Vector<T>.Zero, s03 = Vector<T>.Zero;
            Vector<T> s04 = Vector<T>.Zero, s05 = Vector<T>.Zero, s06 = Vector<T>.Zero, s07 = Vector<T>.Zero;
            T* x = input + sample;
            T* w = weights;
            for (int k = depth; k > 0; k--)
            {
                Vector<T> weight = new(*w);
                s00 = Simd.MultiplyAdd(weight, Vector.Load(x), s00);
                s01 = Simd.MultiplyAdd(weight, Vector.Load(x + Vector<T>.Count), s01);
                s02 = Simd.MultiplyAdd(weight, Vector.Load(x + (2 * Vector<T>.Count)), s02);
                s03 = Simd.MultiplyAdd(weight, Vector.Load(x + (3 * Vector<T>.Count)), s03);
                s04 = Simd.MultiplyAdd(weight, Vector.Load(x + (4 * Vector<T>.Count)), s04);
                s05 = Simd.MultiplyAdd(weight, Vector.Load(x + (5 * Vector<T>.Count)), s05);
                s06 = Simd.MultiplyAdd(weight, Vector.Load(x + (6 * Vector<T>.Count)), s06);
                s07 = Simd.MultiplyAdd(weight, Vector.Load(x + (7 * Vector<T>.Count)), s07);
                w++;
                x += stride;
            }

            nint at = offset + sample;
            epilogue.Finish(s00, at);
            epilogue.Finish(s01, at + Vector<T>.Count);
            epilogue.Finish(s02, at + (2 * Vector<T>.Count));
            epilogue.Finish(s03, at + (3 * Vector<T>.Count));
            epilogue.Finish(s04, at + (4 * Vector<T>.Count));
            epilogue.Finish(s05, at + (5 * Vector<T>.Count));
            epilogue.Finish(s06, at + (6 * Vector<T>.Count));
            epilogue.Finish(s07, at + (7 * Vector<T>.Count));
        }

        if (whole < length)
        {
            ByFourVectors<T, Rows1, TEpilogue>(weights, depth, input + whole, stride, length - whole, offset + whole, in epilogue);
        }
    }
}

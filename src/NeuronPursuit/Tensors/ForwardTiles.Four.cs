using System.Runtime.CompilerServices;

namespace NeuronPursuit;

internal static unsafe partial class ForwardTiles
{
    /// <summary>1 to 3 rows by 4 vectors; up to 6 rows where registers are many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByFourVectors<T, TLanes, TRows, TEpilogue>(
        T* weights, int depth, T* input, nint stride, nint begin, nint end, nint offset, in TEpilogue finish)
        where T : unmanaged
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TRows : struct, ITileRows
        where TEpilogue : struct, ITileEpilogue<T>
    {
        TEpilogue epilogue = finish;
        for (nint sample = begin; sample < end; sample += 4 * TLanes.Count)
        {
            TLanes s00 = TLanes.Zero, s01 = TLanes.Zero, s02 = TLanes.Zero, s03 = TLanes.Zero;
            TLanes s10 = TLanes.Zero, s11 = TLanes.Zero, s12 = TLanes.Zero, s13 = TLanes.Zero;
            TLanes s20 = TLanes.Zero, s21 = TLanes.Zero, s22 = TLanes.Zero, s23 = TLanes.Zero;
            TLanes s30 = TLanes.Zero, s31 = TLanes.Zero, s32 = TLanes.Zero, s33 = TLanes.Zero;
            TLanes s40 = TLanes.Zero, s41 = TLanes.Zero, s42 = TLanes.Zero, s43 = TLanes.Zero;
            TLanes s50 = TLanes.Zero, s51 = TLanes.Zero, s52 = TLanes.Zero, s53 = TLanes.Zero;
            T* x = input + sample;
            T* w = weights;
            for (int k = depth; k > 0; k--)
            {
                TLanes x0 = TLanes.Load(x);
                TLanes x1 = TLanes.Load(x + TLanes.Count);
                TLanes x2 = TLanes.Load(x + (2 * TLanes.Count));
                TLanes x3 = TLanes.Load(x + (3 * TLanes.Count));
                TLanes weight = TLanes.Broadcast(w[0]);
                s00 = TLanes.MultiplyAdd(weight, x0, s00);
                s01 = TLanes.MultiplyAdd(weight, x1, s01);
                s02 = TLanes.MultiplyAdd(weight, x2, s02);
                s03 = TLanes.MultiplyAdd(weight, x3, s03);

                if (TRows.Count > 1)
                {
                    weight = TLanes.Broadcast(w[1]);
                    s10 = TLanes.MultiplyAdd(weight, x0, s10);
                    s11 = TLanes.MultiplyAdd(weight, x1, s11);
                    s12 = TLanes.MultiplyAdd(weight, x2, s12);
                    s13 = TLanes.MultiplyAdd(weight, x3, s13);
                }

                if (TRows.Count > 2)
                {
                    weight = TLanes.Broadcast(w[2]);
                    s20 = TLanes.MultiplyAdd(weight, x0, s20);
                    s21 = TLanes.MultiplyAdd(weight, x1, s21);
                    s22 = TLanes.MultiplyAdd(weight, x2, s22);
                    s23 = TLanes.MultiplyAdd(weight, x3, s23);
                }

                if (TRows.Count > 3)
                {
                    weight = TLanes.Broadcast(w[3]);
                    s30 = TLanes.MultiplyAdd(weight, x0, s30);
                    s31 = TLanes.MultiplyAdd(weight, x1, s31);
                    s32 = TLanes.MultiplyAdd(weight, x2, s32);
                    s33 = TLanes.MultiplyAdd(weight, x3, s33);
                }

                if (TRows.Count > 4)
                {
                    weight = TLanes.Broadcast(w[4]);
                    s40 = TLanes.MultiplyAdd(weight, x0, s40);
                    s41 = TLanes.MultiplyAdd(weight, x1, s41);
                    s42 = TLanes.MultiplyAdd(weight, x2, s42);
                    s43 = TLanes.MultiplyAdd(weight, x3, s43);
                }

                if (TRows.Count > 5)
                {
                    weight = TLanes.Broadcast(w[5]);
                    s50 = TLanes.MultiplyAdd(weight, x0, s50);
                    s51 = TLanes.MultiplyAdd(weight, x1, s51);
                    s52 = TLanes.MultiplyAdd(weight, x2, s52);
                    s53 = TLanes.MultiplyAdd(weight, x3, s53);
                }

                w += TRows.Count;
                x += stride;
            }

            nint at = offset + sample;
            epilogue.Finish(s00, at);
            epilogue.Finish(s01, at + TLanes.Count);
            epilogue.Finish(s02, at + (2 * TLanes.Count));
            epilogue.Finish(s03, at + (3 * TLanes.Count));

            if (TRows.Count > 1)
            {
                at += stride;
                epilogue.Finish(s10, at);
                epilogue.Finish(s11, at + TLanes.Count);
                epilogue.Finish(s12, at + (2 * TLanes.Count));
                epilogue.Finish(s13, at + (3 * TLanes.Count));
            }

            if (TRows.Count > 2)
            {
                at += stride;
                epilogue.Finish(s20, at);
                epilogue.Finish(s21, at + TLanes.Count);
                epilogue.Finish(s22, at + (2 * TLanes.Count));
                epilogue.Finish(s23, at + (3 * TLanes.Count));
            }

            if (TRows.Count > 3)
            {
                at += stride;
                epilogue.Finish(s30, at);
                epilogue.Finish(s31, at + TLanes.Count);
                epilogue.Finish(s32, at + (2 * TLanes.Count));
                epilogue.Finish(s33, at + (3 * TLanes.Count));
            }

            if (TRows.Count > 4)
            {
                at += stride;
                epilogue.Finish(s40, at);
                epilogue.Finish(s41, at + TLanes.Count);
                epilogue.Finish(s42, at + (2 * TLanes.Count));
                epilogue.Finish(s43, at + (3 * TLanes.Count));
            }

            if (TRows.Count > 5)
            {
                at += stride;
                epilogue.Finish(s50, at);
                epilogue.Finish(s51, at + TLanes.Count);
                epilogue.Finish(s52, at + (2 * TLanes.Count));
                epilogue.Finish(s53, at + (3 * TLanes.Count));
            }
        }
    }
}

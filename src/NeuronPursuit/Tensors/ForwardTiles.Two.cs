using System.Runtime.CompilerServices;

namespace NeuronPursuit;

internal static unsafe partial class ForwardTiles
{
    /// <summary>1 to 6 rows by 2 vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByTwoVectors<T, TLanes, TRows, TEpilogue>(
        T* weights, int depth, T* input, nint stride, nint begin, nint end, nint offset, in TEpilogue finish)
        where T : unmanaged
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TRows : struct, ITileRows
        where TEpilogue : struct, ITileEpilogue<T>
    {
        TEpilogue epilogue = finish;
        for (nint sample = begin; sample < end; sample += 2 * TLanes.Count)
        {
            TLanes s00 = TLanes.Zero, s01 = TLanes.Zero;
            TLanes s10 = TLanes.Zero, s11 = TLanes.Zero;
            TLanes s20 = TLanes.Zero, s21 = TLanes.Zero;
            TLanes s30 = TLanes.Zero, s31 = TLanes.Zero;
            TLanes s40 = TLanes.Zero, s41 = TLanes.Zero;
            TLanes s50 = TLanes.Zero, s51 = TLanes.Zero;
            T* x = input + sample;
            T* w = weights;
            for (int k = depth; k > 0; k--)
            {
                TLanes x0 = TLanes.Load(x);
                TLanes x1 = TLanes.Load(x + TLanes.Count);
                TLanes weight = TLanes.Broadcast(w[0]);
                s00 = TLanes.MultiplyAdd(weight, x0, s00);
                s01 = TLanes.MultiplyAdd(weight, x1, s01);

                if (TRows.Count > 1)
                {
                    weight = TLanes.Broadcast(w[1]);
                    s10 = TLanes.MultiplyAdd(weight, x0, s10);
                    s11 = TLanes.MultiplyAdd(weight, x1, s11);
                }

                if (TRows.Count > 2)
                {
                    weight = TLanes.Broadcast(w[2]);
                    s20 = TLanes.MultiplyAdd(weight, x0, s20);
                    s21 = TLanes.MultiplyAdd(weight, x1, s21);
                }

                if (TRows.Count > 3)
                {
                    weight = TLanes.Broadcast(w[3]);
                    s30 = TLanes.MultiplyAdd(weight, x0, s30);
                    s31 = TLanes.MultiplyAdd(weight, x1, s31);
                }

                if (TRows.Count > 4)
                {
                    weight = TLanes.Broadcast(w[4]);
                    s40 = TLanes.MultiplyAdd(weight, x0, s40);
                    s41 = TLanes.MultiplyAdd(weight, x1, s41);
                }

                if (TRows.Count > 5)
                {
                    weight = TLanes.Broadcast(w[5]);
                    s50 = TLanes.MultiplyAdd(weight, x0, s50);
                    s51 = TLanes.MultiplyAdd(weight, x1, s51);
                }

                w += TRows.Count;
                x += stride;
            }

            nint at = offset + sample;
            epilogue.Finish(s00, at);
            epilogue.Finish(s01, at + TLanes.Count);

            if (TRows.Count > 1)
            {
                at += stride;
                epilogue.Finish(s10, at);
                epilogue.Finish(s11, at + TLanes.Count);
            }

            if (TRows.Count > 2)
            {
                at += stride;
                epilogue.Finish(s20, at);
                epilogue.Finish(s21, at + TLanes.Count);
            }

            if (TRows.Count > 3)
            {
                at += stride;
                epilogue.Finish(s30, at);
                epilogue.Finish(s31, at + TLanes.Count);
            }

            if (TRows.Count > 4)
            {
                at += stride;
                epilogue.Finish(s40, at);
                epilogue.Finish(s41, at + TLanes.Count);
            }

            if (TRows.Count > 5)
            {
                at += stride;
                epilogue.Finish(s50, at);
                epilogue.Finish(s51, at + TLanes.Count);
            }
        }
    }
}

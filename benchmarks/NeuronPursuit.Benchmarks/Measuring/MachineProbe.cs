using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuronPursuit.Benchmarks;

/// <summary>What one core can do at best: the yardstick of every other figure.</summary>
internal static class MachineProbe
{
    private const int Steps = 100_000;
    private const int Chains = 12;

    /// <summary>Floating-point operations of one call of <see cref="RunChains{T}"/>.</summary>
    public static double ChainOperations<T>()
        where T : unmanaged => 2.0 * Steps * Chains * (Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256<T>.Count);

    /// <summary>The widest registers that the kernels use here, in bits.</summary>
    public static int RegisterBits => Vector512.IsHardwareAccelerated ? 512 : 256;

    /// <summary>Fused multiply-adds in registers, two operations each, in operations a second. Takes below a millisecond.</summary>
    public static double FmaPeak<T>()
        where T : unmanaged, INumberBase<T>
    {
        long start = Stopwatch.GetTimestamp();
        T sum = RunChains<T>();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        GC.KeepAlive(sum);
        return ChainOperations<T>() / seconds;
    }

    /// <summary>The best of many probes: other load and a sleeping clock only ever make a probe slower.</summary>
    public static double BestFmaPeak<T>()
        where T : unmanaged, INumberBase<T> => Enumerable.Range(0, 200).Max(_ => FmaPeak<T>());

    /// <summary>Independent chains in the widest registers that the processor has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static T RunChains<T>()
        where T : unmanaged, INumberBase<T> =>
        Vector512.IsHardwareAccelerated ? RunChains<T, Lanes512<T>>() : RunChains<T, Lanes256<T>>();

    /// <summary>
    /// Twelve independent chains: enough to hide the latency of two FMA units, few enough to stay in registers. There
    /// are no calls inside, since on Linux a call would spill every vector register.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T RunChains<T, TLanes>()
        where T : unmanaged, INumberBase<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        TLanes m = TLanes.Broadcast(T.CreateTruncating(0.999));
        TLanes c = TLanes.Broadcast(T.CreateTruncating(0.001));
        TLanes s0 = c, s1 = c, s2 = c, s3 = c, s4 = c, s5 = c, s6 = c, s7 = c, s8 = c, s9 = c, s10 = c, s11 = c;
        for (int i = 0; i < Steps; i++)
        {
            s0 = TLanes.MultiplyAdd(s0, m, c);
            s1 = TLanes.MultiplyAdd(s1, m, c);
            s2 = TLanes.MultiplyAdd(s2, m, c);
            s3 = TLanes.MultiplyAdd(s3, m, c);
            s4 = TLanes.MultiplyAdd(s4, m, c);
            s5 = TLanes.MultiplyAdd(s5, m, c);
            s6 = TLanes.MultiplyAdd(s6, m, c);
            s7 = TLanes.MultiplyAdd(s7, m, c);
            s8 = TLanes.MultiplyAdd(s8, m, c);
            s9 = TLanes.MultiplyAdd(s9, m, c);
            s10 = TLanes.MultiplyAdd(s10, m, c);
            s11 = TLanes.MultiplyAdd(s11, m, c);
        }

        // A difference uses all of them as well as a sum would, and is what there is.
        TLanes rest = s0 - s1 - s2 - s3 - s4 - s5 - s6 - s7 - s8 - s9 - s10 - s11;
        return Unsafe.As<TLanes, T>(ref rest);
    }

    /// <summary>Reads the whole array once; its length is a multiple of 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Read(float[] values)
    {
        Vector<float> s0 = default, s1 = default, s2 = default, s3 = default;
        ref float first = ref values[0];
        nuint width = (nuint)Vector<float>.Count;
        for (nuint i = 0; i < (nuint)values.Length; i += 4 * width)
        {
            s0 += Vector.LoadUnsafe(ref first, i);
            s1 += Vector.LoadUnsafe(ref first, i + width);
            s2 += Vector.LoadUnsafe(ref first, i + 2 * width);
            s3 += Vector.LoadUnsafe(ref first, i + 3 * width);
        }

        return Vector.Sum(s0 + s1 + s2 + s3);
    }
}

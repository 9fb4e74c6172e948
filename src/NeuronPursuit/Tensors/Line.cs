using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NeuronPursuit;

/// <summary>
/// The unit of everything that is added up: 64 bytes, that is 16 floats or 8 doubles. Samples that are so many apart share a
/// lane whatever the processor, a lane's sum runs over them in their order by fused multiply-adds, and the lanes of a line
/// are added in one fixed tree. So a sum has the same bits on registers of 512, 256 and 128 bits.
/// </summary>
internal static unsafe class Line
{
    public const int Bytes = 64;

    /// <summary>Whether products are fused by the processor; in software it takes many times longer.</summary>
    public static bool IsFused => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>Elements of a line.</summary>
    public static int Length<T>()
        where T : unmanaged
        => Bytes / sizeof(T);

    /// <summary>a * b + c in every lane, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        where T : unmanaged
        => typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    /// <summary>The sum of the lanes: halves are added until four lanes are left, and these as neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum<T>(Vector512<T> lanes)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Vector128<float> single = Quarter(lanes.AsSingle());
            return (single[0] + single[1]) + (single[2] + single[3]);
        }

        Vector128<double> two = Quarter(lanes.AsDouble());
        return two[0] + two[1];
    }

    /// <summary>The sums of four lines that follow each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> SumsOfFour<T>(T* lines)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            float* four = (float*)lines;
            Vector128<float> sums = Neighbours(
                Neighbours(Quarter(Vector512.Load(four)), Quarter(Vector512.Load(four + 16))),
                Neighbours(Quarter(Vector512.Load(four + 32)), Quarter(Vector512.Load(four + 48))));
            (Vector128<double> low, Vector128<double> high) = Vector128.Widen(sums);
            return Vector256.Create(low, high);
        }

        double* doubles = (double*)lines;
        return Vector256.Create(
            Neighbours(Quarter(Vector512.Load(doubles)), Quarter(Vector512.Load(doubles + 8))),
            Neighbours(Quarter(Vector512.Load(doubles + 16)), Quarter(Vector512.Load(doubles + 24))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Quarter<T>(Vector512<T> lanes)
        where T : unmanaged
    {
        Vector256<T> half = lanes.GetLower() + lanes.GetUpper();
        return half.GetLower() + half.GetUpper();
    }

    /// <summary>Sums of neighbours: first those of the left vector, then those of the right one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Neighbours(Vector128<float> left, Vector128<float> right) =>
        Sse3.IsSupported ? Sse3.HorizontalAdd(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.AddPairwise(left, right)
        : Vector128.Create(left[0] + left[1], left[2] + left[3], right[0] + right[1], right[2] + right[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Neighbours(Vector128<double> left, Vector128<double> right) =>
        Sse3.IsSupported ? Sse3.HorizontalAdd(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.AddPairwise(left, right)
        : Vector128.Create(left[0] + left[1], right[0] + right[1]);
}

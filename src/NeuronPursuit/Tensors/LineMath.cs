using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuronPursuit;

/// <summary>
/// Exponentials and logarithms of whole rows, for the losses, with the same bits on every processor: fused multiply-adds in
/// a fixed order. Largest error 1 unit of the last place. The length of a row is a multiple of a <see cref="Line"/>.
/// </summary>
internal static class LineMath
{
    /// <summary>
    /// e^x in place, of exponents up to 80 of floats and 700 of doubles; those whose result would be too small for a normal
    /// number are cut off there (-87 of floats, -700 of doubles). NaN stays.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exp<T>(Span<T> exponents)
        where T : unmanaged
    {
        for (int i = 0; i < exponents.Length; i += Vector512<T>.Count)
        {
            Span<T> line = exponents[i..];
            if (typeof(T) == typeof(float))
            {
                Exp(Vector512.Create<T>(line).AsSingle()).As<float, T>().CopyTo(line);
            }
            else
            {
                Exp(Vector512.Create<T>(line).AsDouble()).As<double, T>().CopyTo(line);
            }
        }
    }

    /// <summary>The natural logarithms of numbers from 1 to the largest; what is infinite or NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogFromOne<T>(ReadOnlySpan<T> values, Span<T> logarithms)
        where T : unmanaged
    {
        for (int i = 0; i < values.Length; i += Vector512<T>.Count)
        {
            Span<T> line = logarithms[i..];
            if (typeof(T) == typeof(float))
            {
                Log(Vector512.Create(values[i..]).AsSingle()).As<float, T>().CopyTo(line);
            }
            else
            {
                Log(Vector512.Create(values[i..]).AsDouble()).As<double, T>().CopyTo(line);
            }
        }
    }

    // x = k ln 2 + r. Adding 1.5 times 2^23 (2^52) leaves k in the lowest bits, and from there it is added to the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exp(Vector512<float> x)
    {
        Vector512<float> round = Vector512.Create(12582912f);
        x = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-87f)), Vector512.Create(-87f), x);
        Vector512<float> shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.44269504f), round);
        Vector512<float> k = shifted - round;
        Vector512<float> r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-0.693145752f), x);
        r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-1.42860677e-6f), r);
        Vector512<float> series = Vector512.Create(1f / 5040);
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1f / 720));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1f / 120));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1f / 24));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1f / 6));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(0.5f));
        series = Vector512.FusedMultiplyAdd(series * r, r, r) + Vector512<float>.One;
        return Vector512.ConditionalSelect(Vector512.Equals(x, x), (series.AsInt32() + (shifted.AsInt32() << 23)).AsSingle(), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Exp(Vector512<double> x)
    {
        Vector512<double> round = Vector512.Create(6755399441055744.0);
        x = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-700.0)), Vector512.Create(-700.0), x);
        Vector512<double> shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.4426950408889634), round);
        Vector512<double> k = shifted - round;
        Vector512<double> r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-6.93147180369123816490e-01), x);
        r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-1.90821492927058770002e-10), r);
        Vector512<double> series = Vector512.Create(1.0 / 6227020800);
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1.0 / 479001600));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1.0 / 39916800));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1.0 / 3628800));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1.0 / 362880));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1.0 / 40320));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1.0 / 5040));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1.0 / 720));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1.0 / 120));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1.0 / 24));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1.0 / 6));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(0.5));
        series = Vector512.FusedMultiplyAdd(series * r, r, r) + Vector512<double>.One;
        return Vector512.ConditionalSelect(Vector512.Equals(x, x), (series.AsInt64() + (shifted.AsInt64() << 52)).AsDouble(), x);
    }

    // x = 2^k (1 + f) between the roots of 1/2 and 2, s = f / (2 + f), log(1 + f) = f - f^2 / 2 + s (f^2 / 2 + 2 (s^2 / 3 + s^4 / 5 + ...)).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Log(Vector512<float> x)
    {
        Vector512<uint> half = Vector512.Create(0x3f3504f3u);
        Vector512<uint> exponent = (x.AsUInt32() - half) >> 23;
        Vector512<float> k = (exponent | Vector512.Create(0x4b000000u)).AsSingle() - Vector512.Create(8388608f);
        Vector512<float> f = (x.AsUInt32() - (exponent << 23)).AsSingle() - Vector512<float>.One;
        Vector512<float> s = f / (f + Vector512.Create(2f));
        Vector512<float> square = s * s;
        Vector512<float> series = Vector512.Create(2f / 11);
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2f / 9));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2f / 7));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2f / 5));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2f / 3));
        Vector512<float> halfSquare = Vector512.Create(0.5f) * f * f;
        Vector512<float> rest = s * Vector512.FusedMultiplyAdd(series, square, halfSquare);
        rest = Vector512.FusedMultiplyAdd(k, Vector512.Create(1.42860677e-6f), rest);
        Vector512<float> logarithm = Vector512.FusedMultiplyAdd(k, Vector512.Create(0.693145752f), f - (halfSquare - rest));
        return Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512.Create(float.MaxValue)), logarithm, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Log(Vector512<double> x)
    {
        Vector512<ulong> half = Vector512.Create(0x3fe6a09e667f3bcdul);
        Vector512<ulong> exponent = (x.AsUInt64() - half) >> 52;
        Vector512<double> k = (exponent | Vector512.Create(0x4330000000000000ul)).AsDouble() - Vector512.Create(4503599627370496.0);
        Vector512<double> f = (x.AsUInt64() - (exponent << 52)).AsDouble() - Vector512<double>.One;
        Vector512<double> s = f / (f + Vector512.Create(2.0));
        Vector512<double> square = s * s;
        Vector512<double> series = Vector512.Create(2.0 / 23);
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2.0 / 21));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2.0 / 19));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2.0 / 17));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2.0 / 15));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2.0 / 13));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2.0 / 11));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2.0 / 9));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2.0 / 7));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2.0 / 5));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2.0 / 3));
        Vector512<double> halfSquare = Vector512.Create(0.5) * f * f;
        Vector512<double> rest = s * Vector512.FusedMultiplyAdd(series, square, halfSquare);
        rest = Vector512.FusedMultiplyAdd(k, Vector512.Create(1.90821492927058770002e-10), rest);
        Vector512<double> logarithm = Vector512.FusedMultiplyAdd(
            k, Vector512.Create(6.93147180369123816490e-01), f - (halfSquare - rest));
        return Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512.Create(double.MaxValue)), logarithm, x);
    }
}

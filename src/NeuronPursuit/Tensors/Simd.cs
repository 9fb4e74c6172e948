using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>The few operations that <see cref="Vector{T}"/> does not offer generically. <c>T</c> is float or double.</summary>
internal static class Simd
{
    /// <summary>a * b + c, fused where the hardware fuses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> a, Vector<T> b, Vector<T> c)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return Vector.As<float, T>(Vector.MultiplyAddEstimate(Vector.As<T, float>(a), Vector.As<T, float>(b), Vector.As<T, float>(c)));
        }

        return Vector.As<double, T>(Vector.MultiplyAddEstimate(Vector.As<T, double>(a), Vector.As<T, double>(b), Vector.As<T, double>(c)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FromDouble<T>(double value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            float single = (float)value;
            return Unsafe.As<float, T>(ref single);
        }

        return Unsafe.As<double, T>(ref value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble<T>(T value)
        where T : unmanaged
        => typeof(T) == typeof(float) ? Unsafe.As<T, float>(ref value) : Unsafe.As<T, double>(ref value);

    /// <summary>Adds a row to another one; their length is a multiple of the vector width.</summary>
    public static void Add<T>(Span<T> target, ReadOnlySpan<T> other)
        where T : unmanaged
    {
        for (int i = 0; i <= target.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            (new Vector<T>(target[i..]) + new Vector<T>(other[i..])).CopyTo(target[i..]);
        }
    }

    /// <summary>Elementwise square root of a row whose length is a multiple of the vector width.</summary>
    public static void SquareRoot<T>(ReadOnlySpan<T> values, Span<T> roots)
        where T : unmanaged
    {
        for (int i = 0; i <= roots.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector.SquareRoot(new Vector<T>(values[i..])).CopyTo(roots[i..]);
        }
    }

    /// <summary>Elementwise product of rows whose length is a multiple of the vector width.</summary>
    public static void Multiply<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> product)
        where T : unmanaged
    {
        for (int i = 0; i <= product.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            (new Vector<T>(left[i..]) * new Vector<T>(right[i..])).CopyTo(product[i..]);
        }
    }
}

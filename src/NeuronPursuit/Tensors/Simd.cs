using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuronPursuit;

/// <summary>Numbers and rows of float or double. The length of a row is a multiple of a <see cref="Line"/>.</summary>
internal static class Simd
{
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

    /// <summary>Adds a row to another one.</summary>
    public static void Add<T>(Span<T> target, ReadOnlySpan<T> other)
        where T : unmanaged
    {
        for (int i = 0; i <= target.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            (Vector512.Create<T>(target[i..]) + Vector512.Create<T>(other[i..])).CopyTo(target[i..]);
        }
    }

    /// <summary>Elementwise square root of a row.</summary>
    public static void SquareRoot<T>(ReadOnlySpan<T> values, Span<T> roots)
        where T : unmanaged
    {
        for (int i = 0; i <= roots.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            Vector512.Sqrt(Vector512.Create(values[i..])).CopyTo(roots[i..]);
        }
    }

    /// <summary>Elementwise product of rows.</summary>
    public static void Multiply<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> product)
        where T : unmanaged
    {
        for (int i = 0; i <= product.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            (Vector512.Create(left[i..]) * Vector512.Create(right[i..])).CopyTo(product[i..]);
        }
    }
}

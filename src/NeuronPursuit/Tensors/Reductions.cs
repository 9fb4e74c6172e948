using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NeuronPursuit;

/// <summary>
/// Sums over vectors of doubles in an order that depends on their length alone: whole lines in two alternating sums, then
/// what is left one by one, every product fused. Those of TensorPrimitives add in the widest vectors that the processor has.
/// </summary>
internal static class Reductions
{
    private const int Step = 2 * Line.Bytes / sizeof(double);

    public static double Sum(ReadOnlySpan<double> values)
    {
        ref double x = ref MemoryMarshal.GetReference(values);
        Vector512<double> even = Vector512<double>.Zero;
        Vector512<double> odd = Vector512<double>.Zero;
        int i = 0;
        for (; i + Step <= values.Length; i += Step)
        {
            even += Vector512.LoadUnsafe(ref x, (nuint)i);
            odd += Vector512.LoadUnsafe(ref x, (nuint)(i + Step / 2));
        }

        double rest = 0;
        for (; i < values.Length; i++)
        {
            rest += values[i];
        }

        return Line.Sum(even + odd) + rest;
    }

    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"{left.Length} and {right.Length} numbers have no product.", nameof(right));
        }

        ref double x = ref MemoryMarshal.GetReference(left);
        ref double y = ref MemoryMarshal.GetReference(right);
        Vector512<double> even = Vector512<double>.Zero;
        Vector512<double> odd = Vector512<double>.Zero;
        int i = 0;
        for (; i + Step <= left.Length; i += Step)
        {
            even = Line.MultiplyAdd(Vector512.LoadUnsafe(ref x, (nuint)i), Vector512.LoadUnsafe(ref y, (nuint)i), even);
            odd = Line.MultiplyAdd(
                Vector512.LoadUnsafe(ref x, (nuint)(i + Step / 2)), Vector512.LoadUnsafe(ref y, (nuint)(i + Step / 2)), odd);
        }

        double rest = 0;
        for (; i < left.Length; i++)
        {
            rest = Math.FusedMultiplyAdd(left[i], right[i], rest);
        }

        return Line.Sum(even + odd) + rest;
    }

    public static double SumOfSquares(ReadOnlySpan<double> values) => Dot(values, values);

    /// <summary>The Euclidean norm.</summary>
    public static double Norm(ReadOnlySpan<double> values) => Math.Sqrt(SumOfSquares(values));

    /// <summary>The Euclidean norm of a difference.</summary>
    public static double Distance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double squares = 0;
        for (int i = 0; i < left.Length; i++)
        {
            double difference = left[i] - right[i];
            squares = Math.FusedMultiplyAdd(difference, difference, squares);
        }

        return Math.Sqrt(squares);
    }

    /// <summary>The cosine of the angle between two vectors; NaN where one is zero.</summary>
    public static double Cosine(ReadOnlySpan<double> left, ReadOnlySpan<double> right) =>
        Dot(left, right) / (Norm(left) * Norm(right));
}

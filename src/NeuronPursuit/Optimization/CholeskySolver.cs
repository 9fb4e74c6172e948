using System.Numerics.Tensors;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// Solves <c>A x = b</c> for a symmetric positive definite A by <c>A = L L^T</c>, in place and without allocation
/// (why not a library: docs/adr/0008).
/// </summary>
internal static class CholeskySolver
{
    /// <summary>Replaces the lower triangle of A by L; false when A is not positive definite to rounding.</summary>
    public static bool TryFactorize(Span2D<double> matrix)
    {
        for (int row = 0; row < matrix.Height; row++)
        {
            Span<double> current = matrix.GetRowSpan(row);
            for (int column = 0; column < row; column++)
            {
                ReadOnlySpan<double> other = matrix.GetRowSpan(column);
                double dot = Reductions.Dot(current[..column], other[..column]);
                current[column] = (current[column] - dot) / other[column];
            }

            double pivot = current[row] - Reductions.SumOfSquares(current[..row]);
            if (!(pivot > 1e-14 * Math.Abs(current[row])))
            {
                return false;
            }

            current[row] = Math.Sqrt(pivot);
        }

        return true;
    }

    /// <summary>Replaces b by the solution, given L from <see cref="TryFactorize"/>.</summary>
    public static void Solve(Span2D<double> factor, Span<double> vector)
    {
        for (int row = 0; row < vector.Length; row++)
        {
            ReadOnlySpan<double> weights = factor.GetRowSpan(row);
            vector[row] = (vector[row] - Reductions.Dot(weights[..row], vector[..row])) / weights[row];
        }

        // L^T by rows of L: subtracting each solved entry's row keeps the memory access contiguous.
        for (int row = vector.Length - 1; row >= 0; row--)
        {
            ReadOnlySpan<double> weights = factor.GetRowSpan(row);
            vector[row] /= weights[row];
            TensorPrimitives.MultiplyAdd(weights[..row], -vector[row], vector[..row], vector[..row]);
        }
    }
}

using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// An objective that is a sum of squared residuals, <c>f(w) = c sum_k r_k(w)^2</c>, and can therefore offer the
/// Gauss-Newton matrix that <see cref="LevenbergMarquardt"/> needs.
/// </summary>
/// <remarks>
/// The library's training objectives have this interface whatever the loss is; for another one than
/// <see cref="SquaredLoss"/> they refuse the matrix.
/// </remarks>
public interface ILeastSquaresObjective : ISumObjective
{
    /// <summary>Evaluates value, gradient <c>2 c J^T r</c> and Gauss-Newton matrix <c>2 c J^T J</c> in one pass.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="normalMatrix">
    /// Receives the matrix, ParameterCount x ParameterCount, contiguous; only its lower triangle (row &gt;= column) is
    /// defined afterwards.
    /// </param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <returns>The value.</returns>
    /// <exception cref="NotSupportedException">The loss is not the square (<see cref="SquaredLoss"/>).</exception>
    /// <remarks>Costs about n m P^2 / 2 multiply-adds for n samples, m outputs and P weights, and n m P memory traffic.</remarks>
    double AccumulateNormalMatrix(ReadOnlySpan<double> parameters, Span2D<double> normalMatrix, Span<double> gradient);
}

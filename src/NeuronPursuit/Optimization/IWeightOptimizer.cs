namespace NeuronPursuit;

/// <summary>Trains the weights of a network of fixed shape (Alg. 1, lines 12-15 and 33-36).</summary>
/// <remarks>
/// Implementations are immutable configuration, safe to use from several fits at once; the state of a run is local
/// to <see cref="Minimize"/>. The same objective and start must give the same result.
/// </remarks>
public interface IWeightOptimizer
{
    /// <summary>Minimises an objective from the given weights.</summary>
    /// <param name="objective">What to minimise.</param>
    /// <param name="weights">
    /// The start; replaced by the result, which is finite and whose value is never above that of the start.
    /// </param>
    /// <param name="limits">What the pursuit knows that the optimiser's own settings cannot.</param>
    /// <param name="cancellationToken">Stops the run by an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The value reached, how it ended and what it cost.</returns>
    OptimizationResult Minimize(
        ISumObjective objective, Span<double> weights, OptimizationLimits limits, CancellationToken cancellationToken);
}

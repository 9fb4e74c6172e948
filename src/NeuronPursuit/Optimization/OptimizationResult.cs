namespace NeuronPursuit;

/// <summary>What a pursuit tells an optimiser about one run.</summary>
/// <param name="ReferenceValue">
/// The value of the objective at the origin (of the zero network), positive: the scale against which a gradient is
/// small.
/// </param>
/// <param name="MaxIterations">An upper limit on iterations beside the optimiser's own; positive.</param>
public readonly record struct OptimizationLimits(double ReferenceValue, int MaxIterations = int.MaxValue);

/// <summary>How an optimisation ended.</summary>
public enum OptimizationOutcome
{
    /// <summary>The gradient is small: a stationary point.</summary>
    Converged,

    /// <summary>The value no longer falls by a noticeable amount.</summary>
    Stagnated,

    /// <summary>The limit on iterations was reached.</summary>
    IterationLimit,

    /// <summary>The step was too large: the value overflowed or rose. The weights are the last good ones.</summary>
    Diverged,
}

/// <summary>The result of one optimisation.</summary>
/// <param name="Value">The objective at the weights returned.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Iterations">
/// Iterations, those whose step was taken back included; 0 means that nothing was trained, and such a growth is refused unless
/// the outcome is <see cref="OptimizationOutcome.Converged"/>; at most <see cref="OptimizationLimits.MaxIterations"/>.
/// </param>
/// <param name="Evaluations">Evaluations of value and gradient.</param>
public readonly record struct OptimizationResult(double Value, OptimizationOutcome Outcome, int Iterations, long Evaluations)
{
    /// <summary>
    /// <c>|g| |w|</c> at the end, in the units of the value: how far from stationary the weights are. At a kink g is the smallest
    /// convex combination of the gradients met around it. NaN where the optimiser does not say.
    /// </summary>
    public double Steepness { get; init; } = double.NaN;
}

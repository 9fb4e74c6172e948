namespace NeuronPursuit;

/// <summary>
/// Limited-memory BFGS with a weak Wolfe line search: the default optimiser, which reaches the accuracy of the
/// paper's gradient descent in about a thousandth of the evaluations.
/// </summary>
/// <remarks>
/// <para>It ends at <c>|grad| |w| &lt;= GradientTolerance * value at the origin</c> (a scale-free measure: both
/// sides are degree 2 in the target; at a kink the smallest convex combination of gradients counts), when the value falls by less than <see cref="StagnationTolerance"/> of itself
/// over <see cref="StagnationWindow"/> iterations, or at <see cref="MaxIterations"/> (at
/// <see cref="ExtendedIterations"/> where <see cref="ExtendBelowError"/> says so).</para>
/// <para>Right after a growth the start is near a saddle, where the gradient is small and progress slow by nature. So
/// stagnation is not judged before iteration <see cref="StagnationWindow"/> * 2, and a small gradient counts only once
/// it has fallen to a tenth of the largest one met on the way.</para>
/// <para>A rectifier network has a kink wherever the pre-activation of a sample is 0, and a valley of kinks looks like the end:
/// the gradient points across it. So a line search that finds nothing, and a stagnation while the gradient is above a
/// tenth of the largest one met, are followed by a bundle method (Lemarechal; Kiwiel), which descends along the valley or
/// shows that the smallest convex combination of the gradients around the point is as good as zero.</para>
/// <para>The default tolerance ends near a relative error of 1e-6; for smaller target errors lower it.</para>
/// </remarks>
public sealed class LimitedMemoryBfgs : IWeightOptimizer
{
    /// <summary>Creates the optimiser.</summary>
    /// <param name="maxIterations">Iterations at most, at least 1, default 1000.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxIterations"/> is below 1.</exception>
    public LimitedMemoryBfgs(int maxIterations = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxIterations, 1);
        MaxIterations = maxIterations;
    }

    /// <summary>Iterations at most.</summary>
    public int MaxIterations { get; }

    /// <summary>Pairs of steps and gradient changes kept, at least 1, default 20; each costs two parameter vectors.</summary>
    public int Memory { get; init => field = Setting.AtLeast(1, value); } = 20;

    /// <summary>The length of the first step, as a part of the norm of the weights; positive, default 0.01.</summary>
    public double FirstStep { get; init => field = Setting.Positive(value); } = 0.01;

    /// <summary>
    /// The gradient, times the norm of the weights, that counts as zero beside the value at the origin; at least 0, default
    /// 2e-6.
    /// </summary>
    public double GradientTolerance { get; init => field = Setting.NotNegative(value); } = 2e-6;

    /// <summary>The relative decrease over a window that counts as none; at least 0, default 1e-5.</summary>
    public double StagnationTolerance { get; init => field = Setting.NotNegative(value); } = 1e-5;

    /// <summary>The window of iterations over which stagnation is judged; at least 1, default 20.</summary>
    public int StagnationWindow { get; init => field = Setting.AtLeast(1, value); } = 20;

    /// <summary>
    /// The relative error (the root of the value over that at the origin) below which a run may go on to
    /// <see cref="ExtendedIterations"/>; at least 0, default 0: never.
    /// </summary>
    /// <remarks>
    /// For pursuits of many growths: while the error is large, the next neuron gains more than further iterations; close
    /// to the target it is the other way round. What C.1.3 does with <see cref="GradientDescent.ExtendBelow"/>, in a unit
    /// that does not depend on the scale of the target.
    /// </remarks>
    public double ExtendBelowError { get; init => field = Setting.NotNegative(value); }

    /// <summary>The iterations of a run that <see cref="ExtendBelowError"/> extends; at least 0, default 0.</summary>
    public int ExtendedIterations { get; init => field = Setting.AtLeast(0, value); }

    /// <summary>
    /// Whether a run goes on past every kink that would end it (docs/adr/0054), default true; false for only where it has not yet gained a
    /// hundredth of the value that it began with, as where held-out samples say how much training is good.
    /// </summary>
    public bool LeavesEveryKink { get; init; } = true;

    /// <inheritdoc/>
    public OptimizationResult Minimize(
        ISumObjective objective, Span<double> weights, OptimizationLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objective);
        double[] x = weights.ToArray();
        double[] gradient = new double[x.Length];
        double value = objective.Evaluate(x, gradient);
        if (!double.IsFinite(value))
        {
            return new OptimizationResult(value, OptimizationOutcome.Diverged, 0, 1);
        }

        OptimizationResult result = new LimitedMemoryBfgsRun(this, objective, x, gradient, value, limits).Run(cancellationToken);
        x.CopyTo(weights);
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"LimitedMemoryBfgs(iterations {MaxIterations}, extend below {ExtendBelowError} to {ExtendedIterations}, memory {Memory}, ")
        + FormattableString.Invariant(
            $"first step {FirstStep}, gradient {GradientTolerance}, stagnation {StagnationTolerance} over {StagnationWindow}, every kink {LeavesEveryKink})");
}

using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// The default maximiser: an ascent over the directions of the incoming weights, with the outgoing weights
/// eliminated (<see cref="INcfObjective.Complete"/>) and a step size that each start adapts on its own.
/// </summary>
/// <remarks>
/// A step is <c>a &lt;- a + t grad / N</c>; it is kept when the correlation rises, and t grows by half, else it is
/// undone and t shrinks. Around 50 steps reach the value that the paper's ascent reaches in thousands, because the
/// step is measured in units of the correlation itself and the outgoing weights are always the best ones. A start is
/// done when its step gains too little (<see cref="Tolerance"/>) or t has fallen below 1e-6.
/// </remarks>
public sealed class BatchedAscent : INcfMaximizer
{
    private const double SmallestStep = 1e-6;

    /// <summary>Creates the maximiser.</summary>
    /// <param name="iterations">Steps at most, at least 1, default 50; it ends early when no start gains any more.</param>
    /// <param name="tolerance">
    /// A start is done when a step gains no more than this part of its value; at least 0 and below 1, default 1e-8.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public BatchedAscent(int iterations = 50, double tolerance = 1e-8)
    {
        Iterations = Setting.AtLeast(1, iterations, nameof(iterations));
        if (tolerance is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "tolerance must be at least 0 and below 1.");
        }

        Tolerance = tolerance;
    }

    /// <summary>Steps at most.</summary>
    public int Iterations { get; }

    /// <summary>The relative gain under which a start is done.</summary>
    public double Tolerance { get; }

    /// <inheritdoc/>
    public IReadOnlyList<KktPoint> Maximize(INcfObjective objective, NcfSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objective);
        int size = objective.IncomingCount + objective.OutgoingCount;
        double[] best = search.AllStarts(size);
        double[] gradients = new double[best.Length];
        double[] values = new double[search.Restarts];
        LivingStarts.Complete(objective, best, values, gradients);

        double[] trial = new double[best.Length];
        double[] trialGradients = new double[best.Length];
        double[] trialValues = new double[search.Restarts];
        var steps = new AdaptiveSteps(search.Restarts, Tolerance, SmallestStep);
        for (int iteration = 0; iteration < Iterations && steps.AnyOpen; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int r = 0; r < values.Length; r++)
            {
                Step(best.AsSpan(r * size, size), gradients.AsSpan(r * size, size), values[r], steps[r], trial.AsSpan(r * size, size));
            }

            objective.Complete(trial, trialValues, trialGradients);
            for (int r = 0; r < values.Length; r++)
            {
                if (steps.Accept(r, values[r], trialValues[r]))
                {
                    values[r] = trialValues[r];
                    trial.AsSpan(r * size, size).CopyTo(best.AsSpan(r * size, size));
                    trialGradients.AsSpan(r * size, size).CopyTo(gradients.AsSpan(r * size, size));
                }
            }
        }

        return KktPoints.FromBatch(best, values, gradients, objective.IncomingCount);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"BatchedAscent(iterations {Iterations}, tolerance {Tolerance})");

    private static void Step(
        ReadOnlySpan<double> from, ReadOnlySpan<double> gradient, double value, double step, Span<double> target)
    {
        from.CopyTo(target);
        if (value > 0 && step > 0)
        {
            TensorPrimitives.MultiplyAdd(gradient, step / value, from, target);
        }
    }
}

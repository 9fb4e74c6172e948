using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// The paper's maximiser (App. C.1): a fixed number of steps <c>w &lt;- w + step * grad N(w)</c>, each followed by
/// division by the norm, from every start.
/// </summary>
/// <remarks>
/// The correlation is divided by the number of samples, which is what the paper's step sizes presuppose
/// (docs/adr/0003). One evaluation per step for all starts together.
/// </remarks>
public sealed class ProjectedGradientAscent : INcfMaximizer
{
    /// <summary>Creates the maximiser.</summary>
    /// <param name="stepSize">The step, positive; default 0.2 as in C.1; 2 for modular addition, 0.25 and 0.5 for PVR.</param>
    /// <param name="iterations">Steps per start, at least 1; default 2500 as in C.1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public ProjectedGradientAscent(double stepSize = 0.2, int iterations = 2500)
    {
        StepSize = Setting.Positive(stepSize, nameof(stepSize));
        Iterations = Setting.AtLeast(1, iterations, nameof(iterations));
    }

    /// <summary>The step size.</summary>
    public double StepSize { get; }

    /// <summary>Steps per start.</summary>
    public int Iterations { get; }

    /// <inheritdoc/>
    public IReadOnlyList<KktPoint> Maximize(INcfObjective objective, NcfSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objective);
        int size = objective.IncomingCount + objective.OutgoingCount;
        double[] candidates = search.AllStarts(size);
        double[] gradients = new double[candidates.Length];
        double[] values = new double[search.Restarts];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            objective.Evaluate(candidates, values, gradients);
            TensorPrimitives.MultiplyAdd<double>(gradients, StepSize, candidates, candidates);
            for (int r = 0; r < search.Restarts; r++)
            {
                SphereMath.Rescale(candidates.AsSpan(r * size, size), 1);
            }
        }

        objective.Evaluate(candidates, values, gradients);
        return KktPoints.FromBatch(candidates, values, gradients, objective.IncomingCount);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"ProjectedGradientAscent(stepSize {StepSize}, iterations {Iterations})");
}

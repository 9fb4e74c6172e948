namespace NeuronPursuit;

/// <summary>A growth after its training.</summary>
/// <param name="Growth">What was added; its network is trained in place.</param>
/// <param name="Result">How the training ended.</param>
internal sealed record TrainedGrowth(UntrainedGrowth Growth, OptimizationResult Result)
{
    public Network Network => Growth.Network;

    public bool HasDiverged => Result.Outcome == OptimizationOutcome.Diverged;

    /// <summary>Evaluations of loss and gradient in all.</summary>
    public long Evaluations => Growth.Evaluations + Result.Evaluations;

    /// <summary>Whether this is to be kept: any training that has not diverged before one that has, else the lower value.</summary>
    public bool IsBetterThan(TrainedGrowth? other) =>
        other is null || other.HasDiverged || (!HasDiverged && Result.Value < other.Result.Value);

    /// <summary>Whether the growth gained less than the given part of the loss.</summary>
    public bool HasStalled(PursuitState previous, double tolerance) =>
        previous.Loss - Result.Value <= tolerance * previous.Loss;

    /// <summary>Whether it is worse than nothing: the objective is not lower than before, or nothing was trained.</summary>
    public bool IsInVain(PursuitState previous) =>
        !(Result.Value < previous.Loss) || Result is { Iterations: 0, Outcome: not OptimizationOutcome.Converged };
}

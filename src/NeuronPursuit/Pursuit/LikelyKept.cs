namespace NeuronPursuit;

/// <summary>What a history says of the network that was kept.</summary>
internal static class LikelyKept
{
    /// <summary>
    /// The iteration whose network a model of this history most likely holds, for files that do not say: a last training or
    /// pruning, else the lowest held-out error.
    /// </summary>
    public static PursuitIteration? Of(IReadOnlyList<PursuitIteration> history)
    {
        if (history.Count == 0)
        {
            return null;
        }

        PursuitIteration last = history[^1];
        return last.Kind is PursuitIterationKind.Refit or PursuitIterationKind.Pruning || last.ValidationError is null
            ? last
            : history.MinBy(iteration => iteration.ValidationError ?? double.PositiveInfinity)!;
    }
}

namespace NeuronPursuit;

/// <summary>What a fit runs: one pursuit or several from different seeds, of the kind that the options ask for.</summary>
internal static class PursuitPlan
{
    // Far from the coordinates of iterations and splits, so that a second pursuit shares no stream with the first.
    private const ulong SeedCoordinate = 3_000_000;

    /// <summary>
    /// Runs all pursuits and keeps one: the fewest parameters among those that reach the target error, else the lowest
    /// error (on held-out samples where there are any).
    /// </summary>
    public static (PursuitState State, PursuitStopReason Reason) Run(
        IPursuitData data,
        PursuitOptions options,
        PursuitMetrics metrics,
        PursuitState? resumed,
        Func<PursuitState, bool> onIteration,
        CancellationToken cancellationToken)
    {
        bool stopped = false;
        (PursuitState State, PursuitStopReason Reason) best = RunOne(data, options, metrics, resumed, Observe, cancellationToken);
        for (int pursuit = 1; pursuit < options.Pursuits && !stopped; pursuit++)
        {
            PursuitOptions own = options with { Seed = RandomStream.Derive(options.Seed, SeedCoordinate + (ulong)pursuit) };
            (PursuitState State, PursuitStopReason Reason) result =
                RunOne(data, own, metrics, null, Observe, cancellationToken);
            best = IsBetter(result.State, best.State, options.TargetError) ? result : best;
        }

        return best;

        bool Observe(PursuitState state) => stopped = onIteration(state);
    }

    /// <summary>Whether one pursuit's result is to be kept rather than another's.</summary>
    internal static bool IsBetter(PursuitState candidate, PursuitState best, double targetError)
    {
        double error = ErrorOf(candidate);
        double bestError = ErrorOf(best);
        bool bothReach = error <= targetError && bestError <= targetError;
        return bothReach
            ? candidate.Network.Parameters.Length < best.Network.Parameters.Length
            : error < bestError;
    }

    private static double ErrorOf(PursuitState state) => state.History.Count == 0
        ? double.PositiveInfinity
        : state.History.Min(iteration => iteration.ValidationError) ?? state.History[^1].TrainingError;

    private static (PursuitState State, PursuitStopReason Reason) RunOne(
        IPursuitData data,
        PursuitOptions options,
        PursuitMetrics metrics,
        PursuitState? resumed,
        Func<PursuitState, bool> onIteration,
        CancellationToken cancellationToken)
    {
        if (options.Sparse)
        {
            return new SparsePursuit((ILocalPursuitData)data, options, metrics, cancellationToken).Run(onIteration);
        }

        return options.ValidationFraction > 0
            ? new ValidatedPursuit((ILocalPursuitData)data, options, metrics, cancellationToken).Run(onIteration)
            : RunOnAll(data, options, metrics, resumed, onIteration, cancellationToken);
    }

    /// <summary>Algorithm 1, or the plain training that it is compared with, on all samples of the data.</summary>
    internal static (PursuitState State, PursuitStopReason Reason) RunOnAll(
        IPursuitData data,
        PursuitOptions options,
        PursuitMetrics metrics,
        PursuitState? resumed,
        Func<PursuitState, bool> onIteration,
        CancellationToken cancellationToken) =>
        options.FixedWidths is null
            ? new NeuronPursuitAlgorithm(data, options, metrics, cancellationToken).Run(resumed, onIteration)
            : new FixedWidthTraining(data, options, metrics, cancellationToken).Run(resumed, onIteration);
}

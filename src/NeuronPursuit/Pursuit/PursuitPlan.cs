namespace NeuronPursuit;

/// <summary>What a fit runs: one pursuit or several from different seeds, of the kind that the options ask for.</summary>
internal static class PursuitPlan
{
    /// <summary>
    /// Runs all pursuits and keeps one: the fewest parameters among those that reach the target error, else the lowest
    /// error of the network kept (on held-out samples where there are any).
    /// </summary>
    /// <param name="data">All samples.</param>
    /// <param name="options">What to run.</param>
    /// <param name="metrics">The units of the targets.</param>
    /// <param name="validation">Samples of the caller's that only judge; null for none, or for a part of the data.</param>
    /// <param name="parallelMembers">Members of a bag that run at once.</param>
    /// <param name="memberStore">Keeps the finished members of a bag; null for none.</param>
    /// <param name="bagEngine">Runs the members of a bag; null for this process.</param>
    /// <param name="resumed">Where a single pursuit goes on; null to begin.</param>
    /// <param name="first">What the first of the pursuits has ended with; null to run it too.</param>
    /// <param name="onIteration">Told of every finished iteration (<see cref="PursuitState.Finished"/>); returns true to stop.</param>
    /// <param name="cancellationToken">Cancels; a bag then gives what has finished, with <see cref="PursuitStopReason.Canceled"/>.</param>
    public static PursuitOutcome Run(
        IPursuitData data,
        PursuitOptions options,
        PursuitMetrics metrics,
        ILocalPursuitData? validation,
        int parallelMembers,
        IMemberStore? memberStore,
        IBagEngine? bagEngine,
        PursuitState? resumed,
        PursuitOutcome? first,
        Func<PursuitState, bool> onIteration,
        CancellationToken cancellationToken)
    {
        if (options.Members is not null)
        {
            return new PursuitBag((ILocalPursuitData)data, validation, options, metrics, parallelMembers, memberStore, cancellationToken, engine: bagEngine).Run(onIteration);
        }

        bool stopped = first?.Reason == PursuitStopReason.ConditionMet;
        PursuitOutcome best = first ?? RunOne(data, validation, options, metrics, resumed, Observe, cancellationToken);
        for (int pursuit = 1; pursuit < options.Pursuits && !stopped; pursuit++)
        {
            PursuitOutcome result = RunOne(data, validation, OptionsOf(options, pursuit), metrics, null, Observe, cancellationToken);
            best = IsBetter(result.State, best.State, options.TargetError) ? result : best;
        }

        return best;

        bool Observe(PursuitState state) => stopped = onIteration(state);
    }

    /// <summary>What one of several pursuits runs by itself.</summary>
    internal static PursuitOptions OptionsOf(PursuitOptions options, int pursuit) => options with
    {
        Pursuits = 1,
        Seed = pursuit == 0 ? options.Seed : RandomStream.Derive(options.Seed, SeedCoordinates.Pursuits + (ulong)pursuit),
    };

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

    /// <summary>The error of the network that is kept, on held-out samples where there are any; infinite for the zero network.</summary>
    private static double ErrorOf(PursuitState state) =>
        state.History.LastOrDefault(iteration => iteration.Number == state.KeptNumber) is { } kept
            ? kept.ValidationError ?? kept.TrainingError
            : double.PositiveInfinity;

    /// <summary>One pursuit of the kind that the options ask for.</summary>
    internal static PursuitOutcome RunOne(
        IPursuitData data,
        ILocalPursuitData? validation,
        PursuitOptions options,
        PursuitMetrics metrics,
        PursuitState? resumed,
        Func<PursuitState, bool> onIteration,
        CancellationToken cancellationToken)
    {
        if (options.Sparse)
        {
            return PursuitOutcome.Of(new SparsePursuit((ILocalPursuitData)data, options, metrics, cancellationToken).Run(onIteration));
        }

        if (validation is null && options.ValidationFraction == 0)
        {
            return PursuitOutcome.Of(RunOnAll(data, options, metrics, resumed, onIteration, cancellationToken));
        }

        var all = (ILocalPursuitData)data;
        HoldOut parts = validation is null
            ? new HoldOut(all, options.ValidationFraction, metrics, RandomStream.Derive(options.Seed, SeedCoordinates.HoldOut))
            : new HoldOut(all, validation, metrics);
        ValidatedResult result = new ValidatedPursuit(parts, options, cancellationToken).Run(onIteration);
        return PursuitOutcome.Of((result.State, result.Reason));
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

/// <summary>What a fit ends with.</summary>
/// <param name="Networks">The networks whose predictions are averaged; one but for a bag.</param>
/// <param name="State">The first of them with its history.</param>
/// <param name="Reason">Why its pursuit ended.</param>
internal sealed record PursuitOutcome(IReadOnlyList<Network> Networks, PursuitState State, PursuitStopReason Reason)
{
    public static PursuitOutcome Of((PursuitState State, PursuitStopReason Reason) result) =>
        new([result.State.Network], result.State, result.Reason);
}

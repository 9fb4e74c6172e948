namespace NeuronPursuit;

/// <summary>What a fit runs: a bag, or one pursuit or several from different seeds, each by the procedure of the recipe.</summary>
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
    /// <param name="store">Keeps what has finished and gives what an earlier run had; null for none.</param>
    /// <param name="bagEngine">Runs the members of a bag; null for this process.</param>
    /// <param name="begin">Where a single pursuit begins of which nothing is kept; gives null for the beginning.</param>
    /// <param name="first">What the first of the pursuits has ended with; null to run it too.</param>
    /// <param name="shares">Says how much is done.</param>
    /// <param name="onIteration">Told of every finished iteration (<see cref="PursuitState.Finished"/>); returns true to stop.</param>
    /// <param name="cancellationToken">Cancels; a bag, and pursuits after the first, then give the best so far, with <see cref="PursuitStopReason.Canceled"/>.</param>
    public static PursuitOutcome Run(
        IPursuitData data,
        PursuitOptions options,
        PursuitMetrics metrics,
        ILocalPursuitData? validation,
        int parallelMembers,
        IFitStore? store,
        IBagEngine? bagEngine,
        Func<PursuitState?> begin,
        PursuitOutcome? first,
        PursuitShares shares,
        Func<PursuitState, bool> onIteration,
        CancellationToken cancellationToken)
    {
        if (options.Members is not null)
        {
            return new PursuitBag((ILocalPursuitData)data, validation, options, metrics, parallelMembers, store, cancellationToken, engine: bagEngine).Run(onIteration);
        }

        bool stopped = first?.Reason == PursuitStopReason.ConditionMet;
        PursuitOutcome? best = first;
        if (first is not null)
        {
            shares.Next();
        }

        for (int pursuit = first is null ? 0 : 1; pursuit < options.Pursuits && !stopped; pursuit++)
        {
            var kept = new KeptInStore(store, pursuit);
            PursuitOutcome result;
            PursuitState? latest = null;
            try
            {
                result = options.Procedure.Run(
                    new PursuitJob(data, validation, OptionsOf(options, pursuit), metrics, kept, begin, Observe, cancellationToken));
            }
            catch (OperationCanceledException) when (best is { State.History.Count: > 0 } && cancellationToken.IsCancellationRequested)
            {
                // What an earlier pursuit has found is not given up for one that had only begun.
                PursuitState state = latest is not null && IsBetter(latest, best.State, options.TargetError) ? latest : best.State;
                return PursuitOutcome.Of((state, PursuitStopReason.Canceled));
            }

            best = best is null || IsBetter(result.State, best.State, options.TargetError) ? result : best;
            shares.Next();

            bool Observe(PursuitState state)
            {
                latest = state;
                bool isMet = onIteration(state with { Place = shares.PlaceOf(state) });

                // A last training is shown after the pursuit that the condition has ended.
                stopped = stopped || isMet;
                return isMet;
            }
        }

        return best!;
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

    /// <summary>A pursuit that an earlier run has finished: the caller's condition is asked, and nobody is told.</summary>
    internal static (PursuitState State, PursuitStopReason Reason) Finished(
        PursuitState state, PursuitStopReason reason, Func<PursuitState, bool> onIteration)
    {
        if (state.History.Count > 0)
        {
            onIteration(state);
        }

        return (state, reason);
    }
}

/// <summary>What a fit ends with.</summary>
/// <param name="Networks">The networks whose predictions are averaged; one but for a bag.</param>
/// <param name="State">The first of them with its history.</param>
/// <param name="Reason">Why its pursuit ended.</param>
internal sealed record PursuitOutcome(IReadOnlyList<Network> Networks, PursuitState State, PursuitStopReason Reason)
{
    public static PursuitOutcome Of((PursuitState State, PursuitStopReason Reason) result) =>
        new([result.State.Network], result.State, result.Reason);

    /// <summary>How a bag went as a whole, but for its time; null for what is no bag.</summary>
    public PursuitEnsemble? Ensemble { get; init; }
}

namespace NeuronPursuit;

/// <summary>
/// Algorithm 1 on a part of the samples; the held-out part decides when to stop and which iteration is kept.
/// </summary>
internal sealed class ValidatedPursuit(
    HoldOut data, PursuitOptions options, CancellationToken cancellationToken)
{
    /// <summary>Runs until no iteration has been better for as long as the patience, or the pursuit ends by itself.</summary>
    /// <param name="onIteration">
    /// Called after every iteration; returns true to stop (the caller's own condition). After a last training, which it sees too, nothing
    /// is left to stop.
    /// </param>
    /// <param name="resumed">Where an earlier run came to; null to begin.</param>
    /// <param name="keep">Keeps all that a later run needs to go on, before anyone is told; null for nobody.</param>
    /// <returns>
    /// The iteration of the lowest held-out loss with the whole history, why it ended, and that loss; where no network
    /// came about, the state at the origin.
    /// </returns>
    public ValidatedResult Run(Func<PursuitState, bool> onIteration, KeptPursuit? resumed = null, Action<KeptPursuit>? keep = null)
    {
        List<PursuitIteration> judged = [.. resumed?.State.History ?? []];
        HeldOutState heldOut = resumed?.HeldOut ?? new HeldOutState(null, double.PositiveInfinity, 0);
        bool stopped = false;
        (PursuitState last, PursuitStopReason reason) = ((IterativeProcedure)options.Procedure).Iterate(
            data.Training, options, data.TrainingMetrics, resumed is null ? null : WithoutJudgement(resumed.State), Judge, cancellationToken);

        // The history goes on beyond the iteration that is kept.
        PursuitState kept = (heldOut.Best ?? last) with { History = judged, Kept = heldOut.Best?.KeptNumber };
        PursuitState refitted = RobustRefit.Run(data.Training, kept, options, data.TrainingMetrics, cancellationToken);
        if (!ReferenceEquals(refitted, kept))
        {
            PursuitIteration judgedLast = refitted.History[^1] with { ValidationError = data.ErrorOf(refitted.Network, cancellationToken) };
            kept = refitted with { History = [.. judged, judgedLast], HeldOutUnit = data.HeldOutUnit };
            onIteration(kept);
        }

        return new ValidatedResult(
            kept with { HeldOutUnit = data.HeldOutUnit },
            reason == PursuitStopReason.ConditionMet && !stopped ? PursuitStopReason.ValidationStopped : reason,
            heldOut.Best is null ? data.LossOf(last.Network, cancellationToken) : heldOut.BestLoss);

        bool Judge(PursuitState state)
        {
            // What an earlier run has judged counts once.
            if (state.Finished > 0)
            {
                double loss = data.LossOf(state.Network, cancellationToken);
                judged.Add(state.History[^1] with { ValidationError = data.ErrorOf(state.Network, cancellationToken) });
                heldOut = loss < heldOut.BestLoss
                    ? new HeldOutState(state, loss, 0)
                    : heldOut with { WithoutGain = heldOut.WithoutGain + 1 };
                keep?.Invoke(new KeptPursuit(state with { History = [.. judged] }, heldOut));
            }

            stopped = onIteration(state with { History = [.. judged], HeldOutUnit = data.HeldOutUnit });
            return stopped || heldOut.WithoutGain >= options.ValidationPatience;
        }
    }

    /// <summary>The state as the pursuit itself had it, which knows nothing of held-out samples.</summary>
    private static PursuitState WithoutJudgement(PursuitState state) =>
        state with { History = [.. state.History.Select(iteration => iteration with { ValidationError = null })] };
}

/// <summary>What a pursuit with held-out samples ended with.</summary>
/// <param name="State">The kept network with the whole history.</param>
/// <param name="Reason">Why the pursuit ended.</param>
/// <param name="HeldOutLoss">The loss of the kept network on the held-out part, without weight decay.</param>
internal sealed record ValidatedResult(PursuitState State, PursuitStopReason Reason, double HeldOutLoss);

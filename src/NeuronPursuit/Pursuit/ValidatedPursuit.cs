namespace NeuronPursuit;

/// <summary>
/// Algorithm 1 on a part of the samples; the held-out part decides when to stop and which iteration is kept.
/// </summary>
internal sealed class ValidatedPursuit(
    HoldOut data, PursuitOptions options, CancellationToken cancellationToken)
{
    /// <summary>Runs until no iteration has been better for as long as the patience, or the pursuit ends by itself.</summary>
    /// <returns>
    /// The iteration of the lowest held-out loss with the whole history, why it ended, and that loss; where no network
    /// came about, the state at the origin.
    /// </returns>
    public ValidatedResult Run(Func<PursuitState, bool> onIteration)
    {
        var judged = new List<PursuitIteration>();
        PursuitState? best = null;
        double bestLoss = double.PositiveInfinity;
        int withoutGain = 0;
        bool stopped = false;
        (PursuitState last, PursuitStopReason reason) = PursuitPlan.RunOnAll(data.Training, options, data.TrainingMetrics, null, Judge, cancellationToken);

        // The history goes on beyond the iteration that is kept.
        PursuitState kept = (best ?? last) with { History = judged, Kept = best?.History[^1].Number, HeldOutUnit = data.HeldOutUnit };
        return new ValidatedResult(
            kept,
            reason == PursuitStopReason.ConditionMet && !stopped ? PursuitStopReason.ValidationStopped : reason,
            best is null ? data.LossOf(last.Network, cancellationToken) : bestLoss);

        bool Judge(PursuitState state)
        {
            double loss = data.LossOf(state.Network, cancellationToken);
            judged.Add(state.History[^1] with { ValidationError = data.ErrorOf(state.Network, cancellationToken) });
            if (loss < bestLoss)
            {
                (best, bestLoss, withoutGain) = (state, loss, 0);
            }
            else
            {
                withoutGain++;
            }

            stopped = onIteration(state with { History = [.. judged], HeldOutUnit = data.HeldOutUnit });
            return stopped || withoutGain >= options.ValidationPatience;
        }
    }
}

/// <summary>What a pursuit with held-out samples ended with.</summary>
/// <param name="State">The kept network with the whole history.</param>
/// <param name="Reason">Why the pursuit ended.</param>
/// <param name="HeldOutLoss">The loss of the kept network on the held-out part, without weight decay.</param>
internal sealed record ValidatedResult(PursuitState State, PursuitStopReason Reason, double HeldOutLoss);

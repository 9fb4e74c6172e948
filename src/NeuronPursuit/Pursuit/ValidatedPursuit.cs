namespace NeuronPursuit;

/// <summary>
/// Algorithm 1 on a part of the samples; the held-out part decides when to stop and which iteration is kept.
/// </summary>
internal sealed class ValidatedPursuit(
    ILocalPursuitData all, PursuitOptions options, PursuitMetrics metrics, CancellationToken cancellationToken)
{
    /// <summary>Runs until no iteration has been better for as long as the patience, or the pursuit ends by itself.</summary>
    public (PursuitState State, PursuitStopReason Reason) Run(Func<PursuitState, bool> onIteration)
    {
        var data = new HoldOut(all, options.ValidationFraction, metrics, RandomStream.Derive(options.Seed, HoldOut.SeedCoordinate));
        int[] inputs = [.. Enumerable.Range(0, all.InputCount)];
        var judged = new List<PursuitIteration>();
        PursuitState? best = null;
        double bestError = double.PositiveInfinity;
        int withoutGain = 0;
        bool stopped = false;
        (PursuitState last, PursuitStopReason reason) = PursuitPlan.RunOnAll(data.Training, options, data.TrainingMetrics, null, Judge, cancellationToken);

        // The history goes on beyond the iteration that is kept: it is the one with the lowest ValidationError.
        PursuitState kept = (best ?? last) with { History = judged };
        return (kept, reason == PursuitStopReason.ConditionMet && !stopped ? PursuitStopReason.ValidationStopped : reason);

        bool Judge(PursuitState state)
        {
            double error = data.ErrorOf(state.Network, inputs, cancellationToken);
            judged.Add(state.History[^1] with { ValidationError = error });
            if (error < bestError)
            {
                (best, bestError, withoutGain) = (state, error, 0);
            }
            else
            {
                withoutGain++;
            }

            stopped = onIteration(state with { History = [.. judged] });
            return stopped || withoutGain >= options.ValidationPatience;
        }
    }
}

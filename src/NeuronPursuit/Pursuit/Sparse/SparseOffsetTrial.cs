namespace NeuronPursuit;

/// <summary>What a sparse fit that chooses between an offset and none runs, and what is kept of it.</summary>
internal static class SparseOffsetTrial
{
    /// <summary>With fewer, the held-out samples of a sparse fit may be met by luck.</summary>
    private const int EnoughToLook = 200;

    /// <summary>Runs the two fits as far as the choice needs, or takes what an earlier run has chosen.</summary>
    public static OffsetResult Run(OffsetJob job)
    {
        OffsetSide plain = job.Plain;
        OffsetSide with = job.MakeOffset();
        var ended = new KeptInStore(plain.Store, 0);
        var offsetStages = new KeptInStore(with.Store, 0);
        if (ended.Load() is { Reason: { } reason, Choice: { } made, State: var state })
        {
            offsetStages.RemoveStages();
            return new(made.IsFitted, PursuitOutcome.Of(PursuitPlan.Finished(state, reason, (made.IsFitted ? with : plain).Observe)), made);
        }

        double ratio = plain.Metrics.Absolute(1, plain.Options.Loss) / job.Reference;
        var plainBudget = new WorkBudget(SparseSettings.MaxOperations);
        var budget = new WorkBudget(SparseSettings.MaxOperations);
        OffsetResult result = new SparseOffsetRace(
            Pursuit(plain, plain.Options, plainBudget, new KeptInStore(job.IsFar ? null : plain.Store, 0)),
            asks => Pursuit(with, with.Options with { SignalGate = asks && with.Options.SignalGate }, budget, offsetStages),
            ratio,
            job.Numbers >= EnoughToLook && PortableMath.Log(ratio) * 2 * job.Numbers > PortableMath.Log(job.Numbers) * with.Data.OutputCount,
            job.IsFar,
            () => budget.Spent < plainBudget.Spent,
            plain.Observe,
            with.Observe,
            job.CancellationToken).Run();

        // The stages of both are needed until the choice is made.
        ended.Finish((result.Outcome.State, result.Outcome.Reason), result.Choice);
        if (result.Outcome.Reason != PursuitStopReason.ConditionMet)
        {
            offsetStages.RemoveStages();
        }

        return result;

        SparsePursuit Pursuit(OffsetSide side, PursuitOptions options, WorkBudget own, KeptInStore kept) =>
            new((ILocalPursuitData)side.Data, PursuitPlan.OptionsOf(options, 0), side.Metrics, job.CancellationToken, own, kept);
    }
}

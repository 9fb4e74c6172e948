namespace NeuronPursuit;

/// <summary>What is kept of one of several pursuits; of a fit without a store nothing.</summary>
internal sealed class KeptInStore(IFitStore? store, int pursuit)
{
    public KeptPursuit? Load()
    {
        KeptPursuit? kept = store?.LoadPursuit(pursuit);
        if (kept is { Reason: not null })
        {
            // A process may have been killed between keeping the pursuit and removing these.
            store!.RemoveStages(pursuit);
        }

        return kept;
    }

    public void Save(KeptPursuit kept) => store?.SavePursuit(pursuit, kept);

    public KeptStage? LoadStage(int stage) => store?.LoadStage(pursuit, stage);

    public void SaveStage(int stage, KeptStage kept) => store?.SaveStage(pursuit, stage, kept);

    /// <summary>
    /// Keeps a sparse pursuit that has ended in place of its stages. What the caller's condition has stopped may still go on, so
    /// its stages stay.
    /// </summary>
    public (PursuitState State, PursuitStopReason Reason) Finish((PursuitState State, PursuitStopReason Reason) result)
    {
        if (result.Reason != PursuitStopReason.ConditionMet)
        {
            store?.SavePursuit(pursuit, new KeptPursuit(result.State, Reason: result.Reason));
            store?.RemoveStages(pursuit);
        }

        return result;
    }
}

namespace NeuronPursuit;

/// <summary>What is kept of one of several pursuits; of a fit without a store only in memory, so that it can pause.</summary>
/// <param name="store">Where it is kept; null for nowhere.</param>
/// <param name="pursuit">Which of several pursuits, from 0.</param>
/// <param name="timed">Turns states into what is kept of them, with times since the fit began; null for those of the pursuit.</param>
internal sealed class KeptInStore(IFitStore? store, int pursuit, Func<PursuitState, PursuitState>? timed = null)
{
    private KeptPursuit? _latest;

    public KeptPursuit? Load()
    {
        if (_latest is not null)
        {
            return _latest;
        }

        _latest = store?.LoadPursuit(pursuit);
        if (_latest is { Reason: not null })
        {
            // A process may have been killed between keeping the pursuit and removing these.
            store!.RemoveStages(pursuit);
        }

        return _latest;
    }

    public void Save(KeptPursuit kept)
    {
        // Whoever goes on from here was told of it before.
        _latest = kept with { State = kept.State with { Finished = 0 } };
        store?.SavePursuit(pursuit, timed is null ? kept : kept with { State = timed(kept.State) });
    }

    public KeptStage? LoadStage(int stage) => store?.LoadStage(pursuit, stage);

    public void SaveStage(int stage, KeptStage kept) => store?.SaveStage(pursuit, stage, kept);

    /// <summary>
    /// Keeps a sparse pursuit that has ended in place of its stages. What the caller's condition has stopped may still go on, so
    /// its stages stay.
    /// </summary>
    public (PursuitState State, PursuitStopReason Reason) Finish((PursuitState State, PursuitStopReason Reason) result, OffsetChoice? choice = null)
    {
        if (result.Reason != PursuitStopReason.ConditionMet)
        {
            store?.SavePursuit(pursuit, new KeptPursuit(result.State, Reason: result.Reason, Choice: choice));
            RemoveStages();
        }

        return result;
    }

    public void RemoveStages() => store?.RemoveStages(pursuit);
}

namespace NeuronPursuit;

/// <summary>What is kept of one of several pursuits; of a fit without a store only in memory, so that it can pause.</summary>
/// <param name="store">Where it is kept; null for nowhere.</param>
/// <param name="pursuit">Which of several pursuits, from 0.</param>
/// <param name="timed">Turns states into what is kept of them, with times since the fit began; null for those of the pursuit.</param>
/// <param name="host">The same fit without an offset, in whose place in the store this one is kept too; null for a place of its own.</param>
internal sealed class KeptInStore(
    IFitStore? store, int pursuit, Func<PursuitState, PursuitState>? timed = null, KeptInStore? host = null)
{
    private KeptPursuit? _latest;
    private KeptPursuit? _stored;
    private KeptPursuit? _trial;
    private bool _isLoaded;

    /// <summary>How many iterations an observer was told of, where it is told later, or of a last training, which is not kept.</summary>
    public int Told { get; private set; }

    /// <summary>Whether an observer is told of every state as soon as it is kept, from now on.</summary>
    public bool IsToldAtOnce { get; set; }

    public KeptPursuit? Load()
    {
        if (!_isLoaded)
        {
            _isLoaded = true;
            _stored = host is null ? store?.LoadPursuit(pursuit) : host.LoadTrial();
            (_latest, _trial, Told) = (_stored, _stored?.WithOffset, _stored?.Told ?? 0);
            if (_latest is { Reason: null, State.History.Count: 0 })
            {
                _latest = null;
            }

            if (_latest is { Reason: not null })
            {
                // A process may have been killed between keeping the pursuit and removing these.
                RemoveStages();
            }
        }

        return _latest;
    }

    public void Save(KeptPursuit kept)
    {
        // Whoever goes on from here was told of it before.
        _latest = kept with { State = kept.State with { Finished = 0 } };
        if (_stored?.State.History.Count >= kept.State.History.Count)
        {
            // A run from the beginning has not come as far yet as what the store holds.
            return;
        }

        // A last training that was told of makes way for an iteration of its number.
        Told = IsToldAtOnce ? kept.State.History.Count : Math.Min(Told, _stored?.State.History.Count ?? 0);
        _stored = timed is null ? kept : kept with { State = timed(kept.State) };
        Write();
    }

    /// <summary>Begins anew; the store holds what it did until that is surpassed.</summary>
    public void Restart()
    {
        Load();
        _latest = null;
    }

    /// <summary>Goes on from an earlier iteration; the store holds the last one.</summary>
    public void GoBack(KeptPursuit kept) => _latest = kept;

    /// <summary>Keeps that an observer is told of so many iterations.</summary>
    public void Tell(int iterations)
    {
        Told = iterations;
        Write();
    }

    /// <summary>Keeps that an observer is told of a last training; one that is told later has said so by itself.</summary>
    public void TellOfLast(int iterations)
    {
        if (host is null)
        {
            Tell(iterations);
        }
    }

    /// <summary>A pursuit ended before its first iteration: there is nothing to keep of it but what stands beside it.</summary>
    public void HasNothing(PursuitState state)
    {
        Network zero = state.Network.Clone();
        Array.Clear(zero.Parameters);
        _stored ??= new KeptPursuit(state with { Network = zero });
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

    private KeptPursuit? LoadTrial()
    {
        Load();
        return _trial;
    }

    private void SaveTrial(KeptPursuit trial)
    {
        _trial = trial;
        Write();
    }

    private void Write()
    {
        if (_stored is not { } kept)
        {
            return;
        }

        if (host is not null)
        {
            host.SaveTrial(kept with { Told = Told });
        }
        else
        {
            store?.SavePursuit(pursuit, kept with { WithOffset = _trial, Told = Told });
        }
    }
}

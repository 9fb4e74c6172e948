namespace NeuronPursuit;

/// <summary>
/// Decides whether a sparse fit has an offset, as <see cref="OffsetRace"/> does for other fits: held-out samples tell, the
/// same ones for both.
/// </summary>
/// <param name="plain">The fit without an offset.</param>
/// <param name="makeOffset">Makes the one with an offset, given whether it has to ask if there is any signal.</param>
/// <param name="ratio">The reference of errors without an offset over that with one.</param>
/// <param name="hasMean">Whether the mean of the targets is more than chance, and samples enough to tell before the end.</param>
/// <param name="isFar">Whether targets are too far from zero for the fit without an offset.</param>
/// <param name="hasWork">Whether the fit with an offset has done less work than the one without did.</param>
/// <param name="observePlain">Told of the stages of the one; returns true where the caller's condition holds.</param>
/// <param name="observeOffset">Told of those of the other.</param>
/// <param name="cancellationToken">Cancels.</param>
internal sealed class SparseOffsetRace(
    SparsePursuit plain,
    Func<bool, SparsePursuit> makeOffset,
    double ratio,
    bool hasMean,
    bool isFar,
    Func<bool> hasWork,
    Func<PursuitState, bool> observePlain,
    Func<PursuitState, bool> observeOffset,
    CancellationToken cancellationToken)
{
    /// <summary>The part of the held-out error below which the other fit is better beyond the chance of a search.</summary>
    private const double Decisive = 0.5;

    /// <summary>The ratio of references from which that settles the matter before the fit without an offset has ended.</summary>
    private const double LargeMean = 2;

    private readonly List<PursuitState> _untold = [];
    private SparsePursuit? _made;
    private bool _isDecided;
    private bool _wasStopped;

    // The one without has asked by the time it has a network.
    private SparsePursuit Offset
    {
        get
        {
            if (_made is null)
            {
                _made = makeOffset(plain.Current is null);
                _made.IsQuiet = true;
            }

            return _made;
        }
    }

    /// <summary>Runs what has to be run.</summary>
    public OffsetResult Run()
    {
        if (isFar)
        {
            return WithOffset(OffsetReason.FarFromZero);
        }

        // A fit without an offset may take long to give up, so both are compared after the first stages.
        bool more = hasMean && plain.Advance(PlainStage) && !IsDone;
        if (more && ratio >= LargeMean && OffsetIsDecisive())
        {
            return Settled();
        }

        more = more && plain.Advance(PlainStage) && !IsDone;
        if (more && (OffsetIsDecisive() || OffsetIsDecisive()))
        {
            return Settled();
        }

        var result = PursuitOutcome.Of(plain.Run(PlainStage));
        double error = ErrorOf(result.State);
        if (_wasStopped || result.Reason == PursuitStopReason.NoSignal)
        {
            return Without(result, _wasStopped ? OffsetReason.Stopped : OffsetReason.NoGain);
        }

        if (plain.IsSolvedBy(result.State, 1 / ratio))
        {
            return Without(result, OffsetReason.NotNeeded);
        }

        if (_made is null && !OffsetIsDecisive())
        {
            Offset.Advance(OffsetStage);
        }

        // Where the mean is more than chance it has the work that the other one did, since what it is worth is only seen at last.
        while (hasMean && !(ErrorOf(Offset) < error) && hasWork() && Offset.Advance(OffsetStage))
        {
        }

        if (!(ErrorOf(Offset) < error))
        {
            return Without(result, OffsetReason.NoGain);
        }

        var second = PursuitOutcome.Of(Offset.Run(OffsetStage));
        if (!(ErrorOf(second.State) < error))
        {
            return Without(result, OffsetReason.NoGain);
        }

        second = Announce() ? PursuitOutcome.Of(Offset.Run(OffsetStage)) : second;
        return new(true, second, new OffsetChoice(true, OffsetReason.LowersError, HeldOut(result.State) * ratio, HeldOut(second.State)));
    }

    private bool IsDone => _wasStopped || plain.Solves(plain.Current, 1 / ratio);

    private bool PlainStage(PursuitState state) => Hear(observePlain(state), state);

    /// <summary>Whether the caller's condition ends the search; after a last training the answer changes nothing.</summary>
    private bool Hear(bool isMet, PursuitState state)
    {
        _wasStopped = state.Place?.Phase == PursuitPhase.LastTraining ? _wasStopped : isMet;
        return isMet;
    }

    /// <summary>What the other fit finds is told when it has won.</summary>
    private bool OffsetStage(PursuitState state)
    {
        if (_isDecided)
        {
            return Hear(observeOffset(state), state);
        }

        _untold.Add(state);
        return false;
    }

    /// <summary>
    /// Tells of what the other fit has found, as far as an earlier run has not. Where the caller's condition holds for a stage, the
    /// fit ends there: whether it has still to be run to that end.
    /// </summary>
    private bool Announce()
    {
        (_isDecided, Offset.IsQuiet) = (true, false);
        int earlier = Offset.Told;
        int told = 0;
        for (int stage = 0; stage < _untold.Count; stage++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            PursuitState state = _untold[stage];
            int known = Math.Clamp(earlier - told, 0, state.Finished);
            told += state.Finished;
            if (told > earlier)
            {
                Offset.Tell(told);
            }

            if (observeOffset(state with { Finished = state.Finished - known }) && state.Place?.Phase != PursuitPhase.LastTraining)
            {
                Offset.EndAt(stage);
                return true;
            }
        }

        return false;
    }

    /// <summary>Runs a stage of the other fit: whether that settles the matter.</summary>
    private bool OffsetIsDecisive()
    {
        Offset.Advance(OffsetStage);
        return Offset.Solves(Offset.Current) || (ratio >= LargeMean && ErrorOf(Offset) <= Decisive * ErrorOf(plain));
    }

    /// <summary>What the fit with an offset has solved may be exact without one.</summary>
    private OffsetResult Settled() =>
        Offset.Solves(Offset.Current) && plain.Adopts(Offset, 1 / ratio, PlainStage)
            ? Without(PursuitOutcome.Of(plain.Run(PlainStage)), OffsetReason.NotNeeded)
            : WithOffset(OffsetReason.LowersError);

    private OffsetResult WithOffset(OffsetReason reason)
    {
        Announce();
        var outcome = PursuitOutcome.Of(Offset.Run(OffsetStage));
        return new(true, outcome, new OffsetChoice(true, reason, plain.Current?.ValidationError * ratio, HeldOut(outcome.State)));
    }

    private OffsetResult Without(PursuitOutcome outcome, OffsetReason reason) =>
        new(false, outcome, new OffsetChoice(false, reason, HeldOut(outcome.State) * ratio, _made?.Current?.ValidationError));

    private static double ErrorOf(SparsePursuit pursuit) =>
        pursuit.Current is { } state ? state.ValidationError * pursuit.CurrentUnit : double.PositiveInfinity;

    private static double ErrorOf(PursuitState state) => HeldOut(state) * state.HeldOutUnit ?? double.PositiveInfinity;

    private static double? HeldOut(PursuitState state) => state.History is [.., var last] ? last.ValidationError : null;
}

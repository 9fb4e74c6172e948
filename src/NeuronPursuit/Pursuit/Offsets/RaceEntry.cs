namespace NeuronPursuit;

/// <summary>One of two fits of the same samples that are compared (<see cref="OffsetRace"/>): runs, pauses, and goes on.</summary>
internal sealed class RaceEntry
{
    private readonly OffsetSide _side;
    private readonly Func<TimeSpan> _clock;
    private readonly CancellationToken _cancellationToken;
    private readonly KeptInStore _kept;
    private readonly List<PursuitIteration> _history;
    private readonly List<(PursuitState State, KeptPursuit? Kept)> _untold = [];
    private TimeSpan _before;
    private int _observed;
    private int _queued;
    private bool _isQuiet;

    /// <param name="side">The fit, and where its states are kept, so that an interrupted one need not run it again.</param>
    /// <param name="host">The entry in whose place this one is kept too; null for a place of its own.</param>
    /// <param name="isQuiet">Whether iterations are told of only by <see cref="Announce"/>, when this entry has won.</param>
    /// <param name="clock">The time since the fit began.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public RaceEntry(OffsetSide side, RaceEntry? host, bool isQuiet, Func<TimeSpan> clock, CancellationToken cancellationToken)
    {
        (_side, _isQuiet, _clock, _cancellationToken) = (side, isQuiet, clock, cancellationToken);
        Options = PursuitPlan.OptionsOf(side.Options, 0);
        _kept = new KeptInStore(host is null ? side.Store : null, 0, state => Timed(state, _before), host?._kept);
        if (isQuiet && side.AsksOfNetworks && _kept.Load()?.State.History.Count > _kept.Told)
        {
            // Only the last network is kept, and the caller's condition has to see all those that nobody was told of.
            _kept.Restart();
        }

        State = _kept.Load()?.State;
        _history = [.. State?.History ?? []];
    }

    public PursuitOptions Options { get; }

    public PursuitMetrics Metrics => _side.Metrics;

    /// <summary>The last state; null before the first iteration.</summary>
    public PursuitState? State { get; private set; }

    /// <summary>What a run ended with; null while there is more to run.</summary>
    public PursuitOutcome? Outcome { get; private set; }

    /// <summary>Whether the caller's condition has ended it.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>What iterations reached, in units that both entries share; the zero network first.</summary>
    public IEnumerable<RaceMark> Marks()
    {
        ILoss loss = _side.Data.Loss;
        int offsets = Options.OutputOffset || Options.BeginsAtPriors ? _side.Data.OutputCount : 0;
        yield return new RaceMark(0, offsets, Metrics.Absolute(1, loss));
        foreach (PursuitIteration iteration in _history)
        {
            double error = State?.HeldOutUnit is { } unit && iteration.ValidationError is { } held
                ? held * unit
                : Metrics.Absolute(iteration.TrainingError, loss);
            yield return new RaceMark(iteration.Number, offsets + ParametersOf(iteration), error);
        }
    }

    /// <summary>Tells of what was not told yet; where the caller's condition holds for one of it, the fit ends there.</summary>
    public void Announce()
    {
        if (!_isQuiet)
        {
            return;
        }

        _isQuiet = false;

        // What an earlier run has found and did not come to tell.
        int missing = (State?.History.Count ?? 0) - _kept.Told - _untold.Sum(untold => untold.State.Finished);
        if (missing > 0)
        {
            _untold.Insert(0, (State! with { History = [.. State.History.Take(_kept.Told + missing)], Finished = missing }, null));
        }

        int asked = _kept.Told;
        foreach ((PursuitState state, KeptPursuit? kept) in _untold.Where(untold => untold.State.History.Count >= asked))
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (state.History.Count > _kept.Told)
            {
                _kept.Tell(state.History.Count);
            }

            if (_side.Observe(state) && !IsLastTraining(state))
            {
                EndAt(kept);
                break;
            }
        }

        _kept.IsToldAtOnce = true;
        _untold.Clear();
    }

    /// <summary>Runs, or goes on, until it ends or <paramref name="pause"/> says so after an iteration.</summary>
    public void Run(Func<PursuitState, bool> pause)
    {
        bool paused = false;
        TimeSpan ahead = _kept.Load() is { State.History: [.., var last] } ? last.Elapsed : TimeSpan.Zero;
        _before = _clock() - ahead;
        PursuitOutcome result = RunOn(Observe, () => paused);
        if (paused)
        {
            return;
        }

        End(result);
        if (State!.History.Count == 0)
        {
            _kept.HasNothing(State);
        }

        bool Observe(PursuitState state)
        {
            bool isLast = IsLastTraining(state);

            // A run that goes on shows first what it goes on from.
            bool isKnown = _observed > 0 && state.History.Count == _observed;
            State = Timed(state, _before);
            _observed = state.History.Count;
            if (!isKnown)
            {
                if (_isQuiet)
                {
                    _untold.Add((State with { Finished = Math.Max(0, State.History.Count - Math.Max(_kept.Told, _queued)) }, _kept.Load()));
                    _queued = State.History.Count;
                }
                else
                {
                    WasStopped = (_side.Observe(State) && !isLast) || WasStopped;
                }
            }

            paused = !isLast && !WasStopped && pause(State);
            return WasStopped || paused;
        }
    }

    /// <summary>Whether nothing is left that the caller's condition, or a pause, could end.</summary>
    private static bool IsLastTraining(PursuitState state) => state.Place?.Phase == PursuitPhase.LastTraining;

    /// <summary>Ends at an earlier iteration as a fit does that was asked there.</summary>
    private void EndAt(KeptPursuit? kept)
    {
        WasStopped = true;
        if (kept is not null)
        {
            _kept.GoBack(kept);
            _history.RemoveRange(kept.State.History.Count, _history.Count - kept.State.History.Count);
        }

        End(RunOn(
            state =>
            {
                if (IsLastTraining(state))
                {
                    _side.Observe(Timed(state, _before));
                }

                return true;
            },
            () => false));
    }

    private PursuitOutcome RunOn(Func<PursuitState, bool> observe, Func<bool> isPaused) => Options.Procedure.Run(new PursuitJob(
        _side.Data, _side.Validation, Options, Metrics, _kept, () => null, observe, _cancellationToken, isPaused));

    private void End(PursuitOutcome result)
    {
        Outcome = result with { State = Timed(result.State, _before) };
        State = Outcome.State;
    }

    /// <summary>The state with times since the fit began, of which this entry did not take all.</summary>
    private PursuitState Timed(PursuitState state, TimeSpan before)
    {
        foreach (PursuitIteration iteration in state.History.Skip(_history.Count))
        {
            _history.Add(iteration with { Elapsed = iteration.Elapsed + before });
        }

        return state with { History = [.. _history] };
    }

    private long ParametersOf(PursuitIteration iteration)
    {
        long count = 0;
        int below = _side.Data.InputCount;
        foreach (int width in iteration.HiddenWidths)
        {
            count += (long)below * width;
            below = width;
        }

        return count + (long)below * _side.Data.OutputCount;
    }
}

/// <summary>What an iteration reached.</summary>
/// <param name="Number">The iteration; 0 for the zero network.</param>
/// <param name="Parameters">Weights, and constants of the outputs.</param>
/// <param name="Error">The norm of the residuals or the root of the mean loss, on held-out samples where there are any.</param>
internal readonly record struct RaceMark(int Number, long Parameters, double Error);

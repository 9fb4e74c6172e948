namespace NeuronPursuit;

/// <summary>One of two fits of the same samples that are compared (<see cref="OffsetRace"/>): runs, pauses, and goes on.</summary>
internal sealed class RaceEntry
{
    private readonly FitWay _way;
    private readonly Func<PursuitState, bool> _observe;
    private readonly Func<TimeSpan> _clock;
    private readonly CancellationToken _cancellationToken;
    private readonly KeptInStore _kept;
    private readonly List<PursuitIteration> _history;
    private readonly List<PursuitState> _untold = [];
    private TimeSpan _before;
    private int _observed;
    private int _queued;
    private bool _isQuiet;

    /// <param name="way">The samples as this entry has them, and where its states are kept, so that an interrupted fit need not run it again.</param>
    /// <param name="host">The entry in whose place this one is kept too; null for a place of its own.</param>
    /// <param name="observe">Told of every iteration; returns true where the caller's condition holds.</param>
    /// <param name="isQuiet">Whether iterations are told of only by <see cref="Announce"/>, when this entry has won.</param>
    /// <param name="clock">The time since the fit began.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public RaceEntry(
        FitWay way,
        RaceEntry? host,
        Func<PursuitState, bool> observe,
        bool isQuiet,
        Func<TimeSpan> clock,
        CancellationToken cancellationToken)
    {
        (_way, _observe, _isQuiet, _clock, _cancellationToken) = (way, observe, isQuiet, clock, cancellationToken);
        Options = PursuitPlan.OptionsOf(way.Options, 0);
        _kept = new KeptInStore(host is null ? way.Store : null, 0, state => Timed(state, _before), host?._kept);
        State = _kept.Load()?.State;
        _history = [.. State?.History ?? []];
    }

    public PursuitOptions Options { get; }

    public PursuitMetrics Metrics => _way.Metrics;

    /// <summary>The last state; null before the first iteration.</summary>
    public PursuitState? State { get; private set; }

    /// <summary>What a run ended with; null while there is more to run.</summary>
    public PursuitOutcome? Outcome { get; private set; }

    /// <summary>Whether the caller's condition has ended it.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>What iterations reached, in units that both entries share; the zero network first.</summary>
    public IEnumerable<RaceMark> Marks()
    {
        ILoss loss = _way.Data.Loss;
        int offsets = Options.OutputOffset || Options.BeginsAtPriors ? _way.Data.OutputCount : 0;
        yield return new RaceMark(0, offsets, Metrics.Absolute(1, loss));
        foreach (PursuitIteration iteration in _history)
        {
            double error = State?.HeldOutUnit is { } unit && iteration.ValidationError is { } held
                ? held * unit
                : Metrics.Absolute(iteration.TrainingError, loss);
            yield return new RaceMark(iteration.Number, offsets + ParametersOf(iteration), error);
        }
    }

    /// <summary>Tells of what was not told yet; where the caller's condition holds for one of it, that is what is kept.</summary>
    public void Announce()
    {
        _isQuiet = false;

        // What an earlier run has found and did not come to tell.
        int missing = (State?.History.Count ?? 0) - _kept.Told - _untold.Sum(state => state.Finished);
        if (missing > 0)
        {
            _untold.Insert(0, State! with { History = [.. State.History.Take(_kept.Told + missing)], Finished = missing });
        }

        foreach (PursuitState state in _untold)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (state.History.Count > _kept.Told)
            {
                _kept.Tell(state.History.Count);
            }

            if (_observe(state) && !IsLastTraining(state))
            {
                (WasStopped, State) = (true, state);
                Outcome = PursuitOutcome.Of((state, PursuitStopReason.ConditionMet));
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
        PursuitOutcome result = Options.Procedure.Run(new PursuitJob(
            _way.Data, _way.Validation, Options, Metrics, _kept, () => null, Observe, _cancellationToken, () => paused));
        if (paused)
        {
            return;
        }

        Outcome = result with { State = Timed(result.State, _before) };
        State = Outcome.State;
        if (State.History.Count == 0)
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
                    _untold.Add(State with { Finished = Math.Max(0, State.History.Count - Math.Max(_kept.Told, _queued)) });
                    _queued = State.History.Count;
                }
                else
                {
                    WasStopped = (_observe(State) && !isLast) || WasStopped;
                }
            }

            paused = !isLast && !WasStopped && pause(State);
            return WasStopped || paused;
        }
    }

    /// <summary>Whether nothing is left that the caller's condition, or a pause, could end.</summary>
    private static bool IsLastTraining(PursuitState state) => state.Place?.Phase == PursuitPhase.LastTraining;

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
        int below = _way.Data.InputCount;
        foreach (int width in iteration.HiddenWidths)
        {
            count += (long)below * width;
            below = width;
        }

        return count + (long)below * _way.Data.OutputCount;
    }
}

/// <summary>What an iteration reached.</summary>
/// <param name="Number">The iteration; 0 for the zero network.</param>
/// <param name="Parameters">Weights, and constants of the outputs.</param>
/// <param name="Error">The norm of the residuals or the root of the mean loss, on held-out samples where there are any.</param>
internal readonly record struct RaceMark(int Number, long Parameters, double Error);

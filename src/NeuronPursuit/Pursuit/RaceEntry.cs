namespace NeuronPursuit;

/// <summary>One of two fits of the same samples that are compared (<see cref="OffsetRace"/>): runs, pauses, and goes on.</summary>
/// <param name="data">The samples.</param>
/// <param name="validation">Samples of the caller's that only judge; null for none, or for a part of the data.</param>
/// <param name="options">One pursuit.</param>
/// <param name="metrics">Errors and losses.</param>
/// <param name="resumed">Where it goes on; null to begin.</param>
/// <param name="keep">Keeps every state, so that an interrupted fit need not run it again.</param>
/// <param name="observe">Told of every iteration; returns true where the caller's condition holds.</param>
/// <param name="isQuiet">Whether iterations are told of only by <see cref="Announce"/>, when this entry has won.</param>
/// <param name="clock">The time since the fit began.</param>
/// <param name="cancellationToken">Cancels.</param>
internal sealed class RaceEntry(
    IPursuitData data,
    ILocalPursuitData? validation,
    PursuitOptions options,
    PursuitMetrics metrics,
    PursuitState? resumed,
    Action<PursuitState> keep,
    Func<PursuitState, bool> observe,
    bool isQuiet,
    Func<TimeSpan> clock,
    CancellationToken cancellationToken)
{
    private readonly List<PursuitIteration> _history = [.. resumed?.History ?? []];
    private readonly List<PursuitState> _untold = [];
    private PursuitState? _own = resumed;
    private int _observed;
    private bool _isQuiet = isQuiet;

    public PursuitOptions Options => options;

    public PursuitMetrics Metrics => metrics;

    /// <summary>The last state; null before the first iteration.</summary>
    public PursuitState? State { get; private set; } = resumed;

    /// <summary>What a run ended with; null while there is more to run.</summary>
    public PursuitOutcome? Outcome { get; private set; }

    /// <summary>Whether the caller's condition has ended it.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>What iterations reached, in units that both entries share; the zero network first.</summary>
    public IEnumerable<RaceMark> Marks()
    {
        int offsets = options.OutputOffset || options.BeginsAtPriors ? data.OutputCount : 0;
        yield return new RaceMark(0, offsets, metrics.Absolute(1, data.Loss));
        foreach (PursuitIteration iteration in _history)
        {
            double error = State?.HeldOutUnit is { } unit && iteration.ValidationError is { } held
                ? held * unit
                : metrics.Absolute(iteration.TrainingError, data.Loss);
            yield return new RaceMark(iteration.Number, offsets + ParametersOf(iteration), error);
        }
    }

    /// <summary>Tells of what was not told yet; where the caller's condition holds for one of it, that is what is kept.</summary>
    public void Announce()
    {
        _isQuiet = false;
        foreach (PursuitState state in _untold)
        {
            if (observe(state))
            {
                (WasStopped, State) = (true, state);
                Outcome = PursuitOutcome.Of((state, PursuitStopReason.ConditionMet));
                break;
            }
        }

        _untold.Clear();
    }

    /// <summary>Runs, or goes on, until it ends or <paramref name="pause"/> says so after an iteration.</summary>
    public void Run(Func<PursuitState, bool> pause)
    {
        bool paused = false;
        TimeSpan ahead = _own is { History: [.., var last] } ? last.Elapsed : TimeSpan.Zero;
        TimeSpan before = clock() - ahead;
        PursuitOutcome result = PursuitPlan.RunOne(data, validation, options, metrics, _own, Observe, cancellationToken);
        if (paused)
        {
            return;
        }

        Outcome = result with { State = Timed(result.State, before) };
        State = Outcome.State;

        bool Observe(PursuitState state)
        {
            // A run that goes on shows first what it goes on from.
            bool isKnown = _observed > 0 && state.History.Count == _observed;
            _own = state;
            State = Timed(state, before);
            _observed = state.History.Count;
            if (!isKnown)
            {
                keep(State);
                if (_isQuiet)
                {
                    _untold.Add(State);
                }
                else
                {
                    WasStopped = observe(State);
                }
            }

            paused = !WasStopped && pause(State);
            return WasStopped || paused;
        }
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
        int below = data.InputCount;
        foreach (int width in iteration.HiddenWidths)
        {
            count += (long)below * width;
            below = width;
        }

        return count + (long)below * data.OutputCount;
    }
}

/// <summary>What an iteration reached.</summary>
/// <param name="Number">The iteration; 0 for the zero network.</param>
/// <param name="Parameters">Weights, and constants of the outputs.</param>
/// <param name="Error">The norm of the residuals or the root of the mean loss, on held-out samples where there are any.</param>
internal readonly record struct RaceMark(int Number, long Parameters, double Error);

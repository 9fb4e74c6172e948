using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>One fit: the prepared data, and everyone who is told of its iterations.</summary>
internal sealed partial class FitSession
{
    private readonly RunSettings _run;
    private readonly FitWay _plain;
    private readonly OffsetWay? _offset;
    private readonly int _parallelMembers;
    private readonly IMemberStore? _memberStore;
    private readonly NeuronPursuitModel? _continued;
    private readonly IBagEngine? _bagEngine;
    private readonly long _start = Stopwatch.GetTimestamp();
    private Activity? _activity;
    private (FitWay Way, PursuitState State)? _latest;

    /// <param name="run">Whom it tells.</param>
    /// <param name="plain">The data as they are prepared; where there is a choice, without an offset.</param>
    /// <param name="offset">The data with an offset, where there is a choice.</param>
    /// <param name="parallelMembers">Members of a bag that run at once.</param>
    /// <param name="memberStore">Keeps the finished members of a bag; null for none.</param>
    /// <param name="continued">The model that is trained further; null for a new one.</param>
    /// <param name="bagEngine">Runs the members of a bag; null for this process.</param>
    private FitSession(
        RunSettings run,
        FitWay plain,
        OffsetWay? offset,
        int parallelMembers = 1,
        IMemberStore? memberStore = null,
        NeuronPursuitModel? continued = null,
        IBagEngine? bagEngine = null)
    {
        (_run, _plain, _offset, _parallelMembers) = (run, plain, offset, parallelMembers);
        (_memberStore, _continued, _bagEngine) = (memberStore, continued, bagEngine);
    }

    /// <summary>Runs one member of a bag by itself.</summary>
    public ValidatedResult RunMember(BagJob member, CancellationToken cancellationToken) =>
        new PursuitBag((ILocalPursuitData)_plain.Data, _plain.Validation, _plain.Options, _plain.Metrics, 1, null, cancellationToken)
            .RunMember(member, _ => false);

    /// <summary>Only the choice between an offset and none.</summary>
    public bool ChooseOffset(CancellationToken cancellationToken) => Choose(cancellationToken).Way.Options.OutputOffset;

    /// <summary>Runs the fit and tells everyone how it ended.</summary>
    public NeuronPursuitModel Run(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using Activity? activity = NeuronPursuitTelemetry.StartFit(
            _plain.Data.SampleCount, _plain.Data.InputCount, _plain.Data.OutputCount, _plain.Options.Depth);
        _activity = activity;
        try
        {
            (FitWay way, PursuitOutcome outcome) = Pursue(cancellationToken);
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), outcome.Reason);
            if (outcome.Reason == PursuitStopReason.Canceled)
            {
                throw new PursuitCanceledException(way.ToModel(outcome), cancellationToken);
            }

            PursuitLog.Finished(_run.Logger, outcome.Reason, way.Choice);
            return way.ToModel(outcome);
        }
        catch (OperationCanceledException exception) when (exception is not PursuitCanceledException && cancellationToken.IsCancellationRequested)
        {
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), PursuitStopReason.Canceled);
            NeuronPursuitModel? model = _latest is { State: { History.Count: > 0 } state, Way: var way }
                ? way.ToModel(state, PursuitStopReason.Canceled)
                : null;
            throw new PursuitCanceledException(model, cancellationToken);
        }
        catch (Exception error) when (error is not PursuitCanceledException)
        {
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), error);
            throw;
        }
    }

    private (FitWay Way, PursuitOutcome Outcome) Pursue(CancellationToken cancellationToken)
    {
        if (_plain.IsMetByZero)
        {
            return (_plain, _plain.Zero());
        }

        (FitWay way, PursuitOutcome? first) = (_plain, null);
        (PursuitState? begin, bool isKnown) = (null, false);
        if (_offset is not null)
        {
            (way, first) = Choose(cancellationToken);
            if (way.IsMetByZero)
            {
                return (way, first);
            }
        }
        else
        {
            begin = Resumed(way).State;
            isKnown = begin is not null;
            begin ??= Retrained(cancellationToken);
        }

        PursuitOutcome outcome = PursuitPlan.Run(
            way.Data,
            way.Options,
            way.Metrics,
            way.Validation,
            _parallelMembers,
            _memberStore,
            _bagEngine,
            begin,
            first,
            Keeping(way, isKnown),
            cancellationToken);
        return (way, outcome);
    }

    /// <summary>The first pursuit with an offset or without, whichever is better.</summary>
    private (FitWay Way, PursuitOutcome Outcome) Choose(CancellationToken cancellationToken)
    {
        FitWay? with = null;
        FitWay With() => with ??= _offset!.Make();
        if (_offset!.IsFar && With().IsMetByZero)
        {
            var constant = new OffsetChoice(true, OffsetReason.FarFromZero, null, null);
            return (With() with { Choice = constant }, With().Zero());
        }

        (bool hasOffset, PursuitOutcome outcome, OffsetChoice choice) = _plain.Options.Sparse
            ? ChooseSparsely(With(), cancellationToken)
            : Race(With, cancellationToken);
        return ((hasOffset ? With() : _plain) with { Choice = choice }, outcome);
    }

    private (bool HasOffset, PursuitOutcome Outcome, OffsetChoice Choice) Race(Func<FitWay> with, CancellationToken cancellationToken)
    {
        // Both fits are in one checkpoint, but for a single one that has an offset.
        bool isFar = _offset!.IsFar;
        (PursuitState? latest, PursuitState? trial) = Resumed(isFar ? with() : _plain);
        TimeSpan before = TimeSpan.Zero;
        var race = new OffsetRace(
            Entry(_plain, isFar ? null : latest, isQuiet: false, state => _plain.Checkpoints?.Save(latest = state, trial)),
            () => isFar
                ? Entry(with(), latest, isQuiet: false, state => with().Checkpoints?.Save(state))
                : Entry(with(), trial, isQuiet: true, state => _plain.Checkpoints?.Save(latest!, trial = state)),
            _offset.Reference,
            _offset.IsFar,
            Numbers);
        (RaceEntry kept, OffsetChoice choice) = race.Run();
        return (kept.Options.OutputOffset, kept.Outcome!, choice);

        RaceEntry Entry(FitWay way, PursuitState? begin, bool isQuiet, Action<PursuitState> keep)
        {
            before = begin is { History: [.., var done] } && done.Elapsed > before ? done.Elapsed : before;
            return new RaceEntry(
                way.Data,
                way.Validation,
                PursuitPlan.OptionsOf(way.Options, 0),
                way.Metrics,
                begin,
                keep,
                Observer(way, begin is not null),
                isQuiet,
                () => before + Stopwatch.GetElapsedTime(_start),
                cancellationToken);
        }
    }

    private (bool HasOffset, PursuitOutcome Outcome, OffsetChoice Choice) ChooseSparsely(FitWay with, CancellationToken cancellationToken)
    {
        var budget = new WorkBudget(SparseSettings.MaxOperations);
        double ratio = _plain.Metrics.Absolute(1, _plain.Options.Loss) / _offset!.Reference;
        return new SparseOffsetRace(
            Pursuit(_plain, _plain.Options, new WorkBudget(SparseSettings.MaxOperations)),
            asks => Pursuit(with, with.Options with { SignalGate = asks && with.Options.SignalGate }, budget),
            ratio,
            Math.Log(ratio) * 2 * Numbers > Math.Log(Numbers) * with.Data.OutputCount,
            _offset.IsFar,
            Observer(_plain),
            Observer(with)).Run();

        SparsePursuit Pursuit(FitWay way, PursuitOptions options, WorkBudget own) =>
            new((ILocalPursuitData)way.Data, PursuitPlan.OptionsOf(options, 0), way.Metrics, cancellationToken, own);
    }

    /// <summary>What the target says: samples, times outputs where these are numbers.</summary>
    private long Numbers => (long)_plain.Data.SampleCount * (_plain.Options.Link == OutputLink.Softmax ? 1 : _plain.Data.OutputCount);

    /// <summary>What the checkpoint of a way holds, and of the same fit with an offset.</summary>
    private (PursuitState? State, PursuitState? WithOffset) Resumed(FitWay way)
    {
        if (way.Checkpoints?.Load(way.Options, way.Data.InputCount, way.Data.OutputCount) is not { } found)
        {
            return (null, null);
        }

        _latest = (way, found.State);
        PursuitLog.Resumed(_run.Logger, found.State.History[^1].Number, way.Checkpoints!.Path);
        return found;
    }

    /// <summary>The observer of a fit that does not choose, which keeps its states too.</summary>
    private Func<PursuitState, bool> Keeping(FitWay way, bool isKnown)
    {
        Func<PursuitState, bool> tell = Observer(way, isKnown);
        bool isNew = !isKnown;
        return state =>
        {
            if (isNew)
            {
                way.Checkpoints?.Save(state);
            }

            isNew = true;
            return tell(state);
        };
    }

    /// <summary>Hears of every state of a way, of which that of a checkpoint was told before.</summary>
    /// <param name="way">The way.</param>
    /// <param name="isKnown">Whether the first state is that of a checkpoint.</param>
    private Func<PursuitState, bool> Observer(FitWay way, bool isKnown = false)
    {
        bool isNew = !isKnown;
        return state =>
        {
            _latest = (way, state);
            if (isNew)
            {
                Report(state);
            }

            isNew = true;
            return _run.StopWhen?.Invoke(state.History[^1], way.ToModel(state, PursuitStopReason.ConditionMet)) ?? false;
        };
    }

    /// <summary>Tells of the iterations that are new in a state.</summary>
    private void Report(PursuitState state)
    {
        foreach (PursuitIteration iteration in state.History.TakeLast(state.Finished))
        {
            PursuitLog.Iteration(_run.Logger, iteration);
            NeuronPursuitTelemetry.Record(_activity, iteration);
            _run.Progress?.Report(iteration);
        }
    }

    /// <summary>The network of a model that is continued, trained on these data: the first iteration of the continuation.</summary>
    private PursuitState? Retrained(CancellationToken cancellationToken) => _continued is { History.Count: > 0 } model
        ? FinalRefit.Run(
            _plain.Data, _plain.Scaling.Unfold(model.Fitted.Networks[0]), model.History, _plain.Options, _plain.Metrics, cancellationToken)
        : null;
}

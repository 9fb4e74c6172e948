using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>One fit: the prepared data, and everyone who is told of its iterations.</summary>
internal sealed partial class FitSession
{
    private readonly RunSettings _run;
    private readonly FitWay _plain;
    private readonly OffsetWay? _offset;
    private readonly CheckpointDirectory? _checkpoints;
    private readonly int _parallelMembers;
    private readonly NeuronPursuitModel? _continued;
    private readonly IBagEngine? _bagEngine;
    private readonly ProgressReports _progress;
    private readonly PursuitShares _shares;
    private readonly long _start = Stopwatch.GetTimestamp();
    private Activity? _activity;
    private (FitWay Way, PursuitState State)? _latest;

    /// <param name="run">Whom it tells.</param>
    /// <param name="plain">The data as they are prepared; where there is a choice, without an offset.</param>
    /// <param name="offset">The data with an offset, where there is a choice.</param>
    /// <param name="checkpoints">Where what has finished is kept; null for nowhere.</param>
    /// <param name="parallelMembers">Members of a bag that run at once.</param>
    /// <param name="continued">The model that is trained further; null for a new one.</param>
    /// <param name="bagEngine">Runs the members of a bag; null for this process.</param>
    private FitSession(
        RunSettings run,
        FitWay plain,
        OffsetWay? offset,
        CheckpointDirectory? checkpoints,
        int parallelMembers = 1,
        NeuronPursuitModel? continued = null,
        IBagEngine? bagEngine = null)
    {
        (_run, _plain, _offset, _checkpoints) = (run, plain, offset, checkpoints);
        (_parallelMembers, _continued, _bagEngine) = (parallelMembers, continued, bagEngine);
        (_progress, _shares) = (new ProgressReports(run.Shares), new PursuitShares(plain.Options));
    }

    /// <summary>Runs one member of a bag by itself.</summary>
    public ValidatedResult RunMember(BagJob member, CancellationToken cancellationToken) =>
        new PursuitBag((ILocalPursuitData)_plain.Data, _plain.Validation, _plain.Options, _plain.Metrics, 1, null, cancellationToken)
            .RunMember(member, _ => false);

    /// <summary>Only the choice between an offset and none.</summary>
    public bool ChooseOffset(CancellationToken cancellationToken) =>
        _offset is null ? _plain.Options.OutputOffset : Choose(cancellationToken).Way.Options.OutputOffset;

    /// <summary>Runs the fit and tells everyone how it ended.</summary>
    public NeuronPursuitModel Run(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using Activity? activity = NeuronPursuitTelemetry.StartFit(
            _plain.Data.SampleCount, _plain.Data.InputCount, _plain.Data.OutputCount, _plain.Options.Depth);
        _activity = activity;
        try
        {
            NeuronPursuitModel model = FinishedBefore() ?? ModelOf(Pursue(start, cancellationToken));
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), model.StopReason);
            if (model.StopReason == PursuitStopReason.Canceled)
            {
                throw new PursuitCanceledException(model, cancellationToken);
            }

            PursuitLog.Finished(_run.Logger, model);
            _progress.Finish();
            return model;
        }
        catch (OperationCanceledException exception) when (exception is not PursuitCanceledException && cancellationToken.IsCancellationRequested)
        {
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), PursuitStopReason.Canceled);
            NeuronPursuitModel? model = _latest is { State: { History.Count: > 0 } state, Way: var way }
                ? way.Unfinished(state, Stopwatch.GetElapsedTime(start))
                : null;
            throw new PursuitCanceledException(model, cancellationToken);
        }
        catch (Exception error) when (error is not PursuitCanceledException)
        {
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), error);
            throw;
        }
    }

    private (FitWay Way, PursuitOutcome Outcome) Pursue(long start, CancellationToken cancellationToken)
    {
        if (_plain.IsMetByZero)
        {
            return (_plain, _plain.Zero());
        }

        (FitWay way, PursuitOutcome? first) = (_plain, null);
        if (_offset is not null)
        {
            (way, first) = Choose(cancellationToken);
            if (way.IsMetByZero)
            {
                return (way, first);
            }
        }

        PursuitOutcome outcome = PursuitPlan.Run(
            way.Data,
            way.Options,
            way.Metrics,
            way.Validation,
            _parallelMembers,
            way.Store,
            _bagEngine,
            () => Retrained(cancellationToken),
            first,
            _shares,
            Observer(way),
            cancellationToken);
        return (way, outcome.Ensemble is { } ensemble
            ? outcome with { Ensemble = ensemble with { Elapsed = _checkpoints?.Elapsed ?? Stopwatch.GetElapsedTime(start) } }
            : outcome);
    }

    /// <summary>The model of a bag that an earlier run has finished, or null.</summary>
    private NeuronPursuitModel? FinishedBefore() => _plain.Options.Members is null ? null : _checkpoints?.LoadResult();

    /// <summary>The model; a bag is kept as a whole where it has run to its end.</summary>
    private NeuronPursuitModel ModelOf((FitWay Way, PursuitOutcome Outcome) result)
    {
        NeuronPursuitModel model = result.Way.ToModel(result.Outcome);
        if (result.Outcome is { Ensemble: not null, Reason: not (PursuitStopReason.Canceled or PursuitStopReason.ConditionMet) })
        {
            _checkpoints?.SaveResult(model);
        }

        return model;
    }

    /// <summary>Hears of every state of a way; what an earlier run was told of is not told again.</summary>
    private Func<PursuitState, bool> Observer(FitWay way) => state =>
    {
        _latest = (way, state);
        foreach (PursuitIteration iteration in state.History.TakeLast(state.Finished))
        {
            PursuitLog.Iteration(_run.Logger, iteration, state.Place!);
            NeuronPursuitTelemetry.Record(_activity, iteration);
            _run.Progress?.Report(iteration);
            _progress.Report(state.Place!, iteration);
        }

        return _run.StopWhen?.Invoke(state.History[^1], way.ToModel(state, PursuitStopReason.ConditionMet)) ?? false;
    };

    /// <summary>The network of a model that is continued, trained on these data: the first iteration of the continuation.</summary>
    private PursuitState? Retrained(CancellationToken cancellationToken) => _continued is { History.Count: > 0 } model
        ? FinalRefit.Run(
            _plain.Data, _plain.Scaling.Unfold(model.Fitted.Networks[0]), model.History, _plain.Options, _plain.Metrics, cancellationToken)
        : null;
}

using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>Runs a prepared fit.</summary>
internal sealed class FitSession
{
    private readonly PreparedFit _fit;
    private readonly FitObserver _observer;
    private readonly PursuitShares _shares;
    private readonly long _start = Stopwatch.GetTimestamp();

    public FitSession(PreparedFit fit) => (_fit, _observer, _shares) = (fit, new FitObserver(fit.Run), new PursuitShares(fit.Plain.Options));

    /// <summary>Runs one member of a bag by itself.</summary>
    public ValidatedResult RunMember(BagJob member, CancellationToken cancellationToken) =>
        new PursuitBag((ILocalPursuitData)_fit.Plain.Data, _fit.Plain.Validation, _fit.Plain.Options, _fit.Plain.Metrics, 1, null, cancellationToken)
            .RunMember(member, _ => false);

    /// <summary>Runs the fit and tells everyone how it ended.</summary>
    public NeuronPursuitModel Run(CancellationToken cancellationToken)
    {
        using Activity? activity = IsCandidate ? null : NeuronPursuitTelemetry.StartFit(
            _fit.Plain.Data.SampleCount, _fit.Plain.Data.InputCount, _fit.Plain.Data.OutputCount, _fit.Plain.Options.Depth);
        _observer.Begin(IsCandidate ? Activity.Current : activity);
        ProcessorLog.Write(_fit.Run.Logger);
        try
        {
            NeuronPursuitModel model = FinishedBefore() ?? ModelOf(Pursue(cancellationToken));
            End(activity, model.StopReason);
            if (model.StopReason == PursuitStopReason.Canceled)
            {
                throw new PursuitCanceledException(model, cancellationToken);
            }

            _observer.Finish(model);
            return _fit.Run.KeepsHeldOut || model.HeldOut is null ? model : model.With(heldOut: null);
        }
        catch (OperationCanceledException exception) when (exception is not PursuitCanceledException && cancellationToken.IsCancellationRequested)
        {
            End(activity, PursuitStopReason.Canceled);
            NeuronPursuitModel? model = _observer.Latest is { State: { History.Count: > 0 } state, Way: var way }
                ? way.Unfinished(state, Elapsed)
                : null;
            throw new PursuitCanceledException(model, cancellationToken);
        }
        catch (Exception error) when (error is not PursuitCanceledException && !IsCandidate)
        {
            NeuronPursuitTelemetry.EndFit(activity, Elapsed, error);
            throw;
        }
    }

    /// <summary>The zero network with the offset that a fit begins at: the mean of targets, the shares of classes.</summary>
    public NeuronPursuitModel Constant()
    {
        FitWay way = _fit.Plain;
        Network zero = Network.SingleChain(way.Data.InputCount, way.Data.OutputCount, way.Options.Depth, way.Options.Activation);
        return new NeuronPursuitModel(
            way.Scaling.Apply([zero], way.Options.Intercept, way.Options.Link), [], PursuitStopReason.NoSignal);
    }

    /// <summary>Whether it is a part of a larger fit, which is told of as a whole.</summary>
    private bool IsCandidate => _fit.Run.Candidate is not null;

    private void End(Activity? activity, PursuitStopReason reason)
    {
        if (!IsCandidate)
        {
            NeuronPursuitTelemetry.EndFit(activity, Elapsed, reason);
        }
    }

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    private (FitWay Way, PursuitOutcome Outcome) Pursue(CancellationToken cancellationToken)
    {
        if (_fit.Plain.IsMetByZero)
        {
            return (_fit.Plain, _fit.Plain.Zero());
        }

        (FitWay way, PursuitOutcome? first) = (_fit.Plain, null);
        BagChoice? ofBag = null;
        if (_fit.Offset is not null)
        {
            if (way.Options.Members is null)
            {
                (way, first) = Choose(_fit.Offset, cancellationToken);
            }
            else
            {
                ofBag = new BagChoice(_fit, _observer, () => Elapsed);
                way = ofBag.Choose(cancellationToken);
            }

            if (way.IsMetByZero)
            {
                return (way, first ?? way.Zero());
            }
        }

        Func<PursuitState, bool> observe = _observer.Of(way);
        PursuitOutcome outcome = PursuitPlan.Run(
            way.Data,
            way.Options,
            way.Metrics,
            way.Validation,
            _fit.ParallelMembers,
            way.Store,
            _fit.BagEngine?.Invoke(way),
            () => Retrained(cancellationToken),
            first,
            _shares,
            ofBag is null ? observe : state => observe(state with { Place = ofBag.After(state.Place!) }),
            cancellationToken);
        return (way, outcome.Ensemble is { } ensemble
            ? outcome with { Ensemble = ensemble with { Elapsed = _fit.Checkpoints?.Elapsed ?? Elapsed } }
            : outcome);
    }

    /// <summary>The model of a bag that an earlier run has finished, or null.</summary>
    private NeuronPursuitModel? FinishedBefore() => _fit.Plain.Options.Members is null ? null : _fit.Checkpoints?.LoadResult();

    /// <summary>The model; a bag is kept as a whole where it has run to its end.</summary>
    private NeuronPursuitModel ModelOf((FitWay Way, PursuitOutcome Outcome) result)
    {
        NeuronPursuitModel model = result.Way.ToModel(result.Outcome);
        if (result.Outcome is { Ensemble: not null, Reason: not (PursuitStopReason.Canceled or PursuitStopReason.ConditionMet) })
        {
            _fit.Checkpoints?.SaveResult(model);
        }

        return model;
    }

    private (FitWay Way, PursuitOutcome Outcome) Choose(OffsetWay offset, CancellationToken cancellationToken) =>
        new OffsetTrial(_fit.Plain, offset, Placed, _fit.Run.StopWhen is not null, () => Elapsed, cancellationToken).Choose();

    /// <summary>The observer of a way whose states nobody else has given a place in the whole of the fit.</summary>
    private Func<PursuitState, bool> Placed(FitWay way)
    {
        Func<PursuitState, bool> observe = _observer.Of(way);
        return state => observe(state with { Place = _shares.PlaceOf(state) });
    }

    /// <summary>The network of a model that is continued, trained on these data: the first iteration of the continuation.</summary>
    private PursuitState? Retrained(CancellationToken cancellationToken)
    {
        if (_fit.Continued is not { History.Count: > 0 } model)
        {
            return null;
        }

        FitWay way = _fit.Plain;
        Network network = way.Scaling.Unfold(model.Fitted.Networks[0]);
        if (!way.Options.Intercept && way.Scaling.OutputOffsets is null && model.Fitted.Preprocessing.Targets is null)
        {
            DataWarnings.Shift(
                _fit.Run.Logger, (ILocalPursuitData)way.Data, network, way.Scaling.Targets.Scales, way.Options.TargetError, way.Metrics, cancellationToken);
        }

        return FinalRefit.Run(way.Data, network, model.History, way.Options, way.Metrics, cancellationToken);
    }
}

using System.Diagnostics;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>One fit: the prepared data, and everyone who is told of its iterations.</summary>
internal sealed partial class FitSession
{
    private readonly PursuitOptions _options;
    private readonly RunSettings _run;
    private readonly IPursuitData _data;
    private readonly PursuitMetrics _metrics;
    private readonly ModelScaling _scaling;
    private readonly CheckpointDirectory? _checkpoints;
    private readonly ILocalPursuitData? _validation;
    private readonly int _parallelMembers;
    private readonly NeuronPursuitModel? _continued;
    private readonly IBagEngine? _bagEngine;

    private FitSession(
        PursuitOptions options,
        RunSettings run,
        IPursuitData data,
        PursuitMetrics metrics,
        ModelScaling scaling,
        CheckpointDirectory? checkpoints,
        ILocalPursuitData? validation,
        int parallelMembers,
        NeuronPursuitModel? continued,
        IBagEngine? bagEngine = null)
    {
        (_options, _run, _data, _metrics, _scaling, _checkpoints) = (options, run, data, metrics, scaling, checkpoints);
        (_validation, _parallelMembers, _continued, _bagEngine) = (validation, parallelMembers, continued, bagEngine);
    }

    /// <summary>
    /// Fits the scalings, or takes those of a model that is continued, and packs the data; the caller's matrices are not
    /// looked at again. No sample weights, or a positive one a row.
    /// </summary>
    public static FitSession Prepare<T>(
        PursuitOptions options,
        RunSettings run,
        ReadOnlySpan2D<T> X,
        ReadOnlySpan2D<T> Y,
        ReadOnlySpan<double> sampleWeights,
        NeuronPursuitModel? continued,
        int parallelMembers,
        CancellationToken cancellationToken)
        where T : unmanaged
    {
        double[]? weights = sampleWeights.IsEmpty ? null : SampleWeights.Normalize(sampleWeights);
        MatrixColumns<T> inputs = SampleColumns.Inputs(X, Y, weights, options.Loss, cancellationToken);
        MatrixColumns<T> targets = SampleColumns.Targets(Y, weights, cancellationToken);
        ModelScaling scaling = continued is null
            ? ModelScaling.Fit(options, inputs, targets)
            : ContinuedScaling.Of(continued, options, inputs, targets);
        LossCheck.Run(options.Loss, Y, scaling.Targets);
        PreparationLog.Write(run.Logger, scaling);
        PursuitOptions asked = options;
        options = options with { Loss = scaling.Loss };
        var runner = new ChunkRunner(Math.Min(run.Threads / parallelMembers, SamplePartition.MaxChunkCount));
        ILocalPursuitData data = Pack(options, scaling, runner, X, Y, weights, cancellationToken);
        ILocalPursuitData? validation = null;
        if (run.Validation is { } own)
        {
            own.RequireSame(X.Width, Y.Width);
            const string Owner = "The validation set's ";
            SampleReader.Check<double>(own.X, "X", cancellationToken, options.MissingValues != MissingValues.Fail, Owner);
            SampleReader.Check<double>(own.Y, "Y", cancellationToken, owner: Owner);
            validation = Pack<double>(options, scaling, runner, own.X, own.Y, null, cancellationToken);
        }

        PursuitMetrics metrics = Metrics(options, scaling, data.LossAtOrigin(cancellationToken), SampleReader.Norm(Y, weights, cancellationToken));
        CheckpointDirectory? checkpoints = run.CheckpointDirectory is null ? null : CheckpointDirectory.Open(options, run, data, CheckpointFingerprint.Of(
            asked, X, Y, weights, run.Validation, continued?.Fitted.Networks[0], cancellationToken));
        IBagEngine? bagEngine = run.Executor is { } executor && options.Members is not null
            ? new ExecutedMembers(
                new ExecutedParts(executor, PartData.Write(X, Y, run.Validation)),
                new PursuitPart(asked) { Weights = sampleWeights.ToArray() },
                data.InputCount,
                data.OutputCount)
            : null;
        return new FitSession(
            options, run, data, metrics, scaling, checkpoints, validation, parallelMembers, continued, bagEngine);
    }

    /// <summary>The units of the targets.</summary>
    private static PursuitMetrics Metrics(PursuitOptions options, ModelScaling scaling, double lossAtOrigin, double targetNorm)
    {
        if (lossAtOrigin == 0 && options.Loss is SquaredLoss && !options.Rescaling && !options.Standardization && targetNorm > 0)
        {
            throw new ArgumentException(
                "The squares of y are too small for double precision, and the recipe does not rescale. Multiply y by a power of ten, or use another recipe.");
        }

        double lossScale = options.Standardization ? 1 : scaling.Targets.Scales[0] * scaling.Targets.Scales[0];
        return new PursuitMetrics(
            lossAtOrigin, scaling.Targets.Scales.ToArray(), scaling.Targets.Offsets.ToArray(), targetNorm, lossScale);
    }

    private static ILocalPursuitData Pack<T>(
        PursuitOptions options,
        ModelScaling scaling,
        ChunkRunner runner,
        ReadOnlySpan2D<T> X,
        ReadOnlySpan2D<T> Y,
        double[]? weights,
        CancellationToken cancellationToken)
        where T : unmanaged => options.Precision == Precision.Single
            ? LocalPursuitData<float>.Pack(X, Y, scaling.Inputs, scaling.Targets, options.Intercept, runner, options.Loss, weights, cancellationToken)
            : LocalPursuitData<double>.Pack(X, Y, scaling.Inputs, scaling.Targets, options.Intercept, runner, options.Loss, weights, cancellationToken);

    /// <summary>Runs one member of a bag by itself.</summary>
    public ValidatedResult RunMember(BagJob member, CancellationToken cancellationToken) =>
        new PursuitBag((ILocalPursuitData)_data, _validation, _options, _metrics, 1, null, cancellationToken).RunMember(member, _ => false);

    /// <summary>Runs the fit and tells everyone how it ended.</summary>
    public NeuronPursuitModel Run(CancellationToken cancellationToken)
    {
        PursuitState? latest = null;
        long start = Stopwatch.GetTimestamp();
        var progress = new ProgressReports(_run.Shares);
        using Activity? activity = NeuronPursuitTelemetry.StartFit(
            _data.SampleCount, _data.InputCount, _data.OutputCount, _options.Depth);
        try
        {
            NeuronPursuitModel model = FinishedBefore() ?? ModelOf(_metrics.LossAtOrigin == 0 ? Zero() : Pursue());
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), model.StopReason);
            if (model.StopReason == PursuitStopReason.Canceled)
            {
                throw new PursuitCanceledException(model, cancellationToken);
            }

            PursuitLog.Finished(_run.Logger, model);
            progress.Finish();
            return model;
        }
        catch (OperationCanceledException exception) when (exception is not PursuitCanceledException && cancellationToken.IsCancellationRequested)
        {
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), PursuitStopReason.Canceled);
            NeuronPursuitModel? model = latest is { History.Count: > 0 } ? Unfinished(latest, Stopwatch.GetElapsedTime(start)) : null;
            throw new PursuitCanceledException(model, cancellationToken);
        }
        catch (Exception error) when (error is not PursuitCanceledException)
        {
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), error);
            throw;
        }

        PursuitOutcome Pursue()
        {
            PursuitOutcome outcome = PursuitPlan.Run(
                _data,
                _options,
                _metrics,
                _validation,
                _parallelMembers,
                _checkpoints,
                _bagEngine,
                () => Retrained(cancellationToken),
                OnIteration,
                cancellationToken);
            return outcome.Ensemble is { } ensemble
                ? outcome with { Ensemble = ensemble with { Elapsed = _checkpoints?.Elapsed ?? Stopwatch.GetElapsedTime(start) } }
                : outcome;
        }

        bool OnIteration(PursuitState state)
        {
            latest = state;
            foreach (PursuitIteration iteration in state.History.TakeLast(state.Finished))
            {
                PursuitLog.Iteration(_run.Logger, iteration, state.Place!);
                NeuronPursuitTelemetry.Record(activity, iteration);
                _run.Progress?.Report(iteration);
                progress.Report(state.Place!, iteration);
            }

            return _run.StopWhen?.Invoke(state.History[^1], ToModel(state, PursuitStopReason.ConditionMet)) ?? false;
        }
    }

    /// <summary>The model of a bag that an earlier run has finished, or null.</summary>
    private NeuronPursuitModel? FinishedBefore() => _options.Members is null ? null : _checkpoints?.LoadResult();

    /// <summary>The model; a bag is kept as a whole where it has run to its end.</summary>
    private NeuronPursuitModel ModelOf(PursuitOutcome outcome)
    {
        NeuronPursuitModel model = outcome.Reason == PursuitStopReason.NoSignal ? MeanModel(outcome.State) : ToModel(outcome);
        if (outcome.Ensemble is not null && outcome.Reason is not (PursuitStopReason.Canceled or PursuitStopReason.ConditionMet))
        {
            _checkpoints?.SaveResult(model);
        }

        return model;
    }

    /// <summary>The model of an iteration after which a fit was cancelled; of a bag that of a pursuit which was running.</summary>
    private NeuronPursuitModel Unfinished(PursuitState state, TimeSpan elapsed)
    {
        const PursuitStopReason Canceled = PursuitStopReason.Canceled;
        PursuitEnsemble? ensemble = _options.Members is not { } members ? null : new PursuitEnsemble
        {
            Members = members,
            FinishedMembers = 0,
            Trials = state.Place is { Phase: PursuitPhase.Trial, Members: var trials } ? trials : 0,
            FinishedTrials = 0,
            StopReasons = [Canceled],
            Depths = [state.Network.Shape.Depth],
            Elapsed = elapsed,
        };
        return ToModel(new PursuitOutcome([state.Network], state, Canceled) { Ensemble = ensemble });
    }

    /// <summary>The network of a model that is continued, trained on these data: the first iteration of the continuation.</summary>
    private PursuitState? Retrained(CancellationToken cancellationToken) => _continued is { History.Count: > 0 } model
        ? FinalRefit.Run(_data, _scaling.Unfold(model.Fitted.Networks[0]), model.History, _options, _metrics, cancellationToken)
        : null;

    private NeuronPursuitModel ToModel(PursuitState state, PursuitStopReason reason) =>
        new(_scaling.Apply([state.Network], _options.Intercept, _options.Link), state.History, reason, state.KeptNumber);

    private NeuronPursuitModel ToModel(PursuitOutcome outcome) =>
        new(_scaling.Apply(outcome.Networks, _options.Intercept, _options.Link), outcome.State.History, outcome.Reason, outcome.State.KeptNumber, outcome.Ensemble);

    /// <summary>An all-zero (with standardisation: constant) target is met exactly by the network of zero weights.</summary>
    private PursuitOutcome Zero()
    {
        Network zero = Network.SingleChain(_data.InputCount, _data.OutputCount, _options.Depth, _options.Activation);
        return PursuitOutcome.Of((new PursuitState(zero, 0, 0, []), PursuitStopReason.TargetReached));
    }

    /// <summary>The zero network with the mean of each output as the offset of the targets, with or without an intercept.</summary>
    private NeuronPursuitModel MeanModel(PursuitState state)
    {
        var data = (ILocalPursuitData)_data;
        double[]? weights = data.CopyWeights();
        double[] means = [.. data.CopyTargets().Select((values, output) => _scaling.Targets.Undo(SampleWeights.Mean(values, weights), output))];
        return new NeuronPursuitModel(
            _scaling.ApplyMeans(state.Network, _options.Intercept, means), state.History, PursuitStopReason.NoSignal);
    }
}

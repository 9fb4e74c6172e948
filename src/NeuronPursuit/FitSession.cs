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
    private readonly CheckpointStore? _checkpoints;
    private readonly ILocalPursuitData? _validation;
    private readonly int _parallelMembers;
    private readonly IMemberStore? _memberStore;
    private readonly NeuronPursuitModel? _continued;
    private readonly IBagEngine? _bagEngine;

    private FitSession(
        PursuitOptions options,
        RunSettings run,
        IPursuitData data,
        PursuitMetrics metrics,
        ModelScaling scaling,
        CheckpointStore? checkpoints,
        IMemberStore? memberStore,
        ILocalPursuitData? validation,
        int parallelMembers,
        NeuronPursuitModel? continued,
        IBagEngine? bagEngine = null)
    {
        (_options, _run, _data, _metrics, _scaling, _checkpoints) = (options, run, data, metrics, scaling, checkpoints);
        (_validation, _parallelMembers, _memberStore, _continued, _bagEngine) = (validation, parallelMembers, memberStore, continued, bagEngine);
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
        CheckpointStore? checkpoints = null;
        MemberStore? memberStore = null;
        if (run.CheckpointDirectory is { } directory && options.CanResume && run.Validation is null)
        {
            CheckpointFiles.RemoveAbandoned(directory);
            string fingerprint = CheckpointStore.FingerprintOf(
                asked, X, Y, weights, continued?.Fitted.Networks[0], cancellationToken);
            checkpoints = options.Members is null ? new CheckpointStore(directory, fingerprint) : null;
            memberStore = options.Members is null ? null : new MemberStore(directory, fingerprint, data.InputCount, data.OutputCount);
        }

        IBagEngine? bagEngine = run.Executor is { } executor && options.Members is not null
            ? new ExecutedMembers(
                new ExecutedParts(executor, PartData.Write(X, Y, run.Validation)),
                new PursuitPart(asked) { Weights = sampleWeights.ToArray() },
                data.InputCount,
                data.OutputCount)
            : null;
        return new FitSession(
            options, run, data, metrics, scaling, checkpoints, memberStore, validation, parallelMembers, continued, bagEngine);
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
        using Activity? activity = NeuronPursuitTelemetry.StartFit(
            _data.SampleCount, _data.InputCount, _data.OutputCount, _options.Depth);
        try
        {
            PursuitOutcome outcome = _metrics.LossAtOrigin == 0 ? Zero() : Pursue();
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), outcome.Reason);
            if (outcome.Reason == PursuitStopReason.Canceled)
            {
                throw new PursuitCanceledException(ToModel(outcome), cancellationToken);
            }

            PursuitLog.Finished(_run.Logger, outcome.Reason);
            return outcome.Reason == PursuitStopReason.NoSignal ? MeanModel(outcome.State) : ToModel(outcome);
        }
        catch (OperationCanceledException exception) when (exception is not PursuitCanceledException && cancellationToken.IsCancellationRequested)
        {
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), PursuitStopReason.Canceled);
            NeuronPursuitModel? model = latest is { History.Count: > 0 } ? ToModel(latest, PursuitStopReason.Canceled) : null;
            throw new PursuitCanceledException(model, cancellationToken);
        }
        catch (Exception error) when (error is not PursuitCanceledException)
        {
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), error);
            throw;
        }

        PursuitOutcome Pursue()
        {
            latest = _checkpoints?.Load(_options, _data.InputCount, _data.OutputCount);
            bool fresh = latest is null;
            if (latest is not null)
            {
                PursuitLog.Resumed(_run.Logger, latest.History[^1].Number, _checkpoints!.Path);
            }

            PursuitState? begin = latest ?? Retrained(cancellationToken);
            return PursuitPlan.Run(
                _data, _options, _metrics, _validation, _parallelMembers, _memberStore, _bagEngine, begin, OnIteration, cancellationToken);

            bool OnIteration(PursuitState state)
            {
                latest = state;
                if (fresh)
                {
                    Report(state, activity);
                }

                fresh = true;
                return _run.StopWhen?.Invoke(state.History[^1], ToModel(state, PursuitStopReason.ConditionMet)) ?? false;
            }
        }
    }

    /// <summary>Keeps a state, and tells of the iterations that are new in it.</summary>
    private void Report(PursuitState state, Activity? activity)
    {
        _checkpoints?.Save(state);
        foreach (PursuitIteration iteration in state.History.TakeLast(state.Finished))
        {
            PursuitLog.Iteration(_run.Logger, iteration);
            NeuronPursuitTelemetry.Record(activity, iteration);
            _run.Progress?.Report(iteration);
        }
    }

    /// <summary>The network of a model that is continued, trained on these data: the first iteration of the continuation.</summary>
    private PursuitState? Retrained(CancellationToken cancellationToken) => _continued is { History.Count: > 0 } model
        ? FinalRefit.Run(_data, _scaling.Unfold(model.Fitted.Networks[0]), model.History, _options, _metrics, cancellationToken)
        : null;

    private NeuronPursuitModel ToModel(PursuitState state, PursuitStopReason reason) =>
        new(_scaling.Apply([state.Network], _options.Intercept, _options.Link), state.History, reason, state.KeptNumber);

    private NeuronPursuitModel ToModel(PursuitOutcome outcome) =>
        new(_scaling.Apply(outcome.Networks, _options.Intercept, _options.Link), outcome.State.History, outcome.Reason, outcome.State.KeptNumber);

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

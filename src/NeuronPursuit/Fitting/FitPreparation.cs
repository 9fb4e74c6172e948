using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>Makes of a caller's data what a fit runs on: scalings, packed samples, the way with an offset, checkpoints.</summary>
internal static partial class FitPreparation
{
    /// <summary>
    /// Fits the scalings, or takes those of a model that is continued, and packs the data; the caller's matrices are not
    /// looked at again. No sample weights, or a positive one a row.
    /// </summary>
    public static PreparedFit Of<T>(
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
        var moments = TargetMoments.Of(targets);
        options = Settled(options, moments);

        // Of a model that has learned nothing, nothing is to be kept.
        bool isNew = continued is null or { History.Count: 0 };
        bool offset = isNew && (options.ChoosesOffset || options.OutputOffset);
        PursuitOptions plain = offset ? WithoutOffset(options) : options;
        double[] shifts = isNew ? new double[Y.Width] : ContinuedOffset.ShiftsOf(continued!, options.Loss, X, Y, cancellationToken);
        ModelScaling scaling = continued is null
            ? ModelScaling.Fit(plain, inputs, targets)
            : ContinuedScaling.Of(continued, plain, inputs, targets, shifts);
        scaling = isNew && plain.BeginsAtPriors ? scaling.WithOutputs(BestConstant.Predicting(plain.Loss, moments)) : scaling;
        LossCheck.Run(options.Loss, Y, scaling.Targets);
        PreparationLog.Write(run.Logger, scaling);
        PreparationLog.Moved(run.Logger, shifts);
        plain = plain with { Loss = scaling.Loss };
        var runner = new ChunkRunner(Math.Min(run.Threads / parallelMembers, SamplePartition.MaxChunkCount));
        ILocalPursuitData data = Pack(plain, scaling, runner, X, Y, weights, offset, cancellationToken);
        ILocalPursuitData? validation = null;
        if (run.Validation is { } own)
        {
            own.RequireSame(X.Width, Y.Width);
            const string Owner = "The validation set's ";
            SampleReader.Check<double>(own.X, "X", cancellationToken, options.MissingValues != MissingValues.Fail, Owner);
            SampleReader.Check<double>(own.Y, "Y", cancellationToken, owner: Owner);
            validation = Pack<double>(plain, scaling, runner, own.X, own.Y, null, offset, cancellationToken);
        }

        double targetNorm = SampleReader.Norm(Y, weights, cancellationToken);
        PursuitMetrics metrics = Metrics(plain, scaling, data, moments, targetNorm, !isNew, cancellationToken);
        CheckpointDirectory? directory = run.Checkpoints is null ? null : Open(run.Checkpoints, options, run, CheckpointFingerprint.Of(
            options, X, Y, weights, run.Validation, continued?.Fitted.Networks[0], cancellationToken));
        var way = new FitWay(plain, data, validation, metrics, scaling, directory?.StoreOf(data));
        OffsetWay? other = offset
            ? WithOffset(way, moments, targetNorm, options.ChoosesOffset, directory, Packed(way, Y, run.Validation, cancellationToken), cancellationToken)
            : null;
        if (!options.ChoosesOffset && other is not null)
        {
            (way, other) = (other.Make(), null);
        }

        return new PreparedFit(run, way, other, directory)
        {
            ParallelMembers = parallelMembers,
            Continued = continued,
            BagEngine = run.Executor is { } executor && options.Members is not null
                ? EngineOf(new ExecutedParts(executor, PartData.Write(X, Y, run.Validation)), options, sampleWeights.ToArray())
                : null,
        };
    }

    /// <summary>Members that run elsewhere prepare the data anew, and have nothing to choose.</summary>
    private static Func<FitWay, IBagEngine> EngineOf(ExecutedParts parts, PursuitOptions options, double[] weights) => way => new ExecutedMembers(
        parts,
        new PursuitPart(options.ChoosesOffset
            ? options with { ChoosesOffset = false, Intercept = way.Options.Intercept, OutputOffset = way.Options.OutputOffset }
            : options)
        {
            Weights = weights,
        },
        way.Data.InputCount,
        way.Data.OutputCount);

    /// <summary>
    /// A handful of samples does not tell an offset from chance, and the paper's examples of two mean none; fewer suffice where
    /// the targets lie far from zero. A quantile has an offset: that of noise is one, whatever the function.
    /// </summary>
    private static PursuitOptions Settled(PursuitOptions options, TargetMoments moments)
    {
        if (options.ChoosesOffset && options.Loss is QuantileLoss)
        {
            return options with { ChoosesOffset = false, Intercept = true, OutputOffset = true };
        }

        int fewest = moments.AreFar(OffsetWay.Far) ? 4 : 8;
        return options.ChoosesOffset && moments.EffectiveCount < fewest
            ? options with { ChoosesOffset = false }
            : options;
    }

    private static CheckpointDirectory Open(CheckpointSettings settings, PursuitOptions options, RunSettings run, string fingerprint)
    {
        bool isJudged = !options.Procedure.KeepsStages && (options.ValidationFraction > 0 || options.Members is not null || run.Validation is not null);
        return CheckpointDirectory.Open(settings, fingerprint, options, isJudged, run.Logger);
    }

    /// <summary>What a fit that chooses runs without an offset.</summary>
    private static PursuitOptions WithoutOffset(PursuitOptions options) =>
        options with { ChoosesOffset = false, OutputOffset = false, Intercept = false };

    /// <summary>The same data with the best constant taken out of the targets or added to the outputs, and a constant input.</summary>
    /// <param name="plain">The data without.</param>
    /// <param name="moments">The means of the targets.</param>
    /// <param name="targetNorm">Their norm.</param>
    /// <param name="isChoice">Whether the fit has to choose, so that both may be kept.</param>
    /// <param name="directory">Where checkpoints are; null for nowhere.</param>
    /// <param name="packed">Packs data and validation set for a scaling.</param>
    /// <param name="cancellationToken">Cancels.</param>
    private static OffsetWay WithOffset(
        FitWay plain,
        TargetMoments moments,
        double targetNorm,
        bool isChoice,
        CheckpointDirectory? directory,
        Func<PursuitOptions, ModelScaling, Func<(IPursuitData Data, ILocalPursuitData? Validation)>> packed,
        CancellationToken cancellationToken)
    {
        PursuitOptions options = plain.Options with { Intercept = true, OutputOffset = true };
        ModelScaling scaling = plain.Scaling;
        double reference = plain.Metrics.Absolute(1, options.Loss);
        if (!options.BeginsAtPriors)
        {
            // In the units that these data have, which are others than the caller's where they are rescaled.
            double[] constants = BestConstant.Of(plain.Data, moments.In(scaling.Targets), cancellationToken);
            reference = options.Loss is SquaredLoss
                ? moments.DeviationNorm
                : Math.Sqrt(plain.Metrics.ReportedLoss(plain.Data.ConstantLoss(constants, new double[constants.Length], cancellationToken)));
            scaling.Targets.Undo(constants);
            scaling = scaling.WithOffset(options, constants, moments);
            options = options with { Loss = scaling.Loss };
        }

        bool isFar = options.Loss.CanStandardizeTargets && moments.AreFar(OffsetWay.Far);
        Func<(IPursuitData Data, ILocalPursuitData? Validation)> pack = packed(options, scaling);
        return new OffsetWay(
            () =>
            {
                (IPursuitData data, ILocalPursuitData? validation) = pack();
                PursuitMetrics metrics = Metrics(options, scaling, data, moments, targetNorm, false, cancellationToken);
                return new FitWay(options, data, validation, metrics, scaling, directory?.StoreOf(data, isTrial: isChoice && !isFar));
            },
            reference,
            isFar,
            moments.EffectiveCount);
    }

    /// <summary>Packs targets at once, since the caller may change them later; both ways share the inputs.</summary>
    private static Func<PursuitOptions, ModelScaling, Func<(IPursuitData Data, ILocalPursuitData? Validation)>> Packed<T>(
        FitWay plain, ReadOnlySpan2D<T> Y, ValidationSet? validation, CancellationToken cancellationToken)
        where T : unmanaged
    {
        T[,] targets = Y.ToArray();
        return (options, scaling) =>
        {
            ILocalPursuitData data = WithConstant<T>((ILocalPursuitData)plain.Data, targets, scaling, cancellationToken);
            ILocalPursuitData? held = plain.Validation is null
                ? null
                : WithConstant<double>(plain.Validation, validation!.Y, scaling, cancellationToken);
            return () => (data, held);
        };
    }

    private static ILocalPursuitData WithConstant<T>(
        ILocalPursuitData data, ReadOnlySpan2D<T> Y, ModelScaling scaling, CancellationToken cancellationToken)
        where T : unmanaged => data is LocalPursuitData<float> single
            ? single.WithConstant(Y, scaling.Targets, scaling.Loss, scaling.OutputOffsets, cancellationToken)
            : ((LocalPursuitData<double>)data).WithConstant(Y, scaling.Targets, scaling.Loss, scaling.OutputOffsets, cancellationToken);

    /// <summary>The units of the targets.</summary>
    private static PursuitMetrics Metrics(
        PursuitOptions options,
        ModelScaling scaling,
        IPursuitData data,
        TargetMoments moments,
        double targetNorm,
        bool isContinued,
        CancellationToken cancellationToken)
    {
        double scale = scaling.Targets.Scales[0];
        double lossScale = options.Standardization ? 1 : options.Loss is QuantileLoss ? scale : scale * scale;
        bool startsAtBest = isContinued ? scaling.OutputOffsets is not null : options.OutputOffset || options.BeginsAtPriors;
        var metrics = PursuitMetrics.Of(data, options, scaling.Targets, moments, targetNorm, lossScale, startsAtBest, cancellationToken);
        if (!isContinued && IsMetByZero(options, moments, targetNorm, startsAtBest))
        {
            return metrics.MetByZero();
        }

        return metrics.LossAtOrigin == 0 && options.Loss is SquaredLoss && !options.Rescaling && !options.Standardization && targetNorm > 0
            ? throw new ArgumentException(
                "The squares of y are too small for double precision, and the recipe does not rescale. Multiply y by a power of ten, or use another recipe.")
            : metrics;
    }

    /// <summary>Whether targets are equal and outputs begin there, for losses that are not exactly 0 where they are least.</summary>
    private static bool IsMetByZero(PursuitOptions options, TargetMoments moments, double targetNorm, bool startsAtBest) =>
        moments.DeviationNorm == 0 && options.Loss switch
        {
            PoissonLoss => startsAtBest,
            QuantileLoss => startsAtBest || options.Standardization || targetNorm == 0,
            _ => false,
        };

    private static ILocalPursuitData Pack<T>(
        PursuitOptions options,
        ModelScaling scaling,
        ChunkRunner runner,
        ReadOnlySpan2D<T> X,
        ReadOnlySpan2D<T> Y,
        double[]? weights,
        bool mayHaveConstant,
        CancellationToken cancellationToken)
        where T : unmanaged => options.Precision == Precision.Single
            ? LocalPursuitData<float>.Pack(
                X, Y, scaling.Inputs, scaling.Targets, options.Intercept, runner, options.Loss, weights, scaling.OutputOffsets, mayHaveConstant, cancellationToken)
            : LocalPursuitData<double>.Pack(
                X, Y, scaling.Inputs, scaling.Targets, options.Intercept, runner, options.Loss, weights, scaling.OutputOffsets, mayHaveConstant, cancellationToken);
}

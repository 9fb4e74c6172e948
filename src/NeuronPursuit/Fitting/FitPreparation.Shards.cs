namespace NeuronPursuit;

// Data in shards.
internal static partial class FitPreparation
{
    /// <summary>Loads and checks all shards, and fits the scalings.</summary>
    public static PreparedFit Of(
        PursuitOptions options, RunSettings run, IShardExecutor executor, CancellationToken cancellationToken)
    {
        ShardedFit shards = ShardedFit.Inspect(executor, options, run.Checkpoints is not null, cancellationToken);
        var columns = new ShardedColumns(
            shards.Steps, shards.Rows.Sum(), shards.InputCount, shards.OutputCount, options.Loss, cancellationToken);
        WarnOf(run, options, shards.Rows.Sum(), columns);
        if (options.PreparesIfNeeded && InputScales.NeedPreparation(columns.Inputs))
        {
            options = options with { Standardization = true, Intercept = true, ChoosesOffset = false };
        }

        var moments = TargetMoments.Of(columns.Targets);
        options = Settled(options, moments);
        bool offset = options.ChoosesOffset || options.OutputOffset;
        PursuitOptions plain = offset ? WithoutOffset(options) : options;
        ModelScaling scaling = ModelScaling.Fit(plain, columns.Inputs, columns.Targets)
            .WithOutputs(plain.BeginsAtPriors ? BestConstant.Predicting(plain.Loss, moments) : null);
        PreparationLog.Write(run.Logger, scaling);
        plain = plain with { Loss = scaling.Loss };
        CheckpointDirectory? directory = run.Checkpoints is null
            ? null
            : Open(run.Checkpoints, options, run, CheckpointFingerprint.Of(options, shards.Hashes));
        ShardedPursuitData data = Pack(plain, scaling);
        double targetNorm = columns.TargetNorm();
        PursuitMetrics metrics = Metrics(plain, scaling, data, moments, targetNorm, false, cancellationToken);
        var way = new FitWay(plain, data, null, metrics, scaling, directory?.StoreOf(data));
        OffsetWay? other = offset
            ? WithOffset(way, moments, targetNorm, options.ChoosesOffset, directory, (own, units) => () => (Pack(own, units), null), cancellationToken)
            : null;
        return options.ChoosesOffset || other is null
            ? new PreparedFit(run, way, other, directory)
            : new PreparedFit(run, other.Make(), null, directory);

        // A host packs its rows when it is first asked in this way, and forgets what it has packed before.
        ShardedPursuitData Pack(PursuitOptions own, ModelScaling units) => ShardedPursuitData.Pack(
            shards.Steps,
            shards.Rows,
            new ShardPacking(own.Precision, own.Intercept, own.Loss, units.Inputs, units.Targets, units.OutputOffsets));
    }

    private static void WarnOf(RunSettings run, PursuitOptions options, int rows, ShardedColumns columns)
    {
        if (rows == 1)
        {
            DataWarnings.OneRow(run.Logger);
        }
        else if (options.MissingValues != MissingValues.Fail)
        {
            DataWarnings.Empty(run.Logger, columns.EmptyInputs());
        }
    }
}

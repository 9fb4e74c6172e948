namespace NeuronPursuit;

// Data in shards.
internal sealed partial class FitSession
{
    /// <summary>Loads and checks all shards, and fits the scalings.</summary>
    public static FitSession Prepare(
        PursuitOptions options, RunSettings run, IShardExecutor executor, CancellationToken cancellationToken)
    {
        bool resumable = run.CheckpointDirectory is not null && options.CanResume;
        if (resumable)
        {
            CheckpointFiles.RemoveAbandoned(run.CheckpointDirectory!);
        }

        ShardedFit shards = ShardedFit.Inspect(executor, options, resumable, cancellationToken);
        var columns = new ShardedColumns(
            shards.Steps, shards.Rows.Sum(), shards.InputCount, shards.OutputCount, cancellationToken);
        if (options.PreparesIfNeeded && InputScales.NeedPreparation(columns.Inputs))
        {
            options = options with { Standardization = true, Intercept = true, ChoosesOffset = false };
        }

        var moments = TargetMoments.Of(columns.Targets);
        options = Settled(options, moments);
        PursuitOptions plain = options.ChoosesOffset ? WithoutOffset(options) : options;
        ModelScaling scaling = ModelScaling.Fit(plain, columns.Inputs, columns.Targets)
            .WithOutputs(plain.BeginsAtPriors ? BestConstant.LogOdds(plain.Loss, moments) : null);
        ShardedPursuitData data = Pack(plain, scaling);
        double targetNorm = columns.TargetNorm();
        PursuitMetrics metrics = Metrics(plain, scaling, data, moments, targetNorm, false, cancellationToken);
        CheckpointStore? checkpoints = resumable
            ? new CheckpointStore(run.CheckpointDirectory!, CheckpointStore.FingerprintOf(options, shards.Hashes))
            : null;
        var way = new FitWay(plain, data, null, metrics, scaling, checkpoints);
        return new FitSession(
            run,
            way,
            options.ChoosesOffset ? WithOffset(way, moments, targetNorm, (own, units) => () => (Pack(own, units), null), cancellationToken) : null);

        // A host packs its rows when it is first asked in this way, and forgets what it has packed before.
        ShardedPursuitData Pack(PursuitOptions own, ModelScaling units) => ShardedPursuitData.Pack(
            shards.Steps,
            shards.Rows,
            new ShardPacking(own.Precision, own.Intercept, own.Loss, units.Inputs, units.Targets, units.OutputOffsets));
    }
}

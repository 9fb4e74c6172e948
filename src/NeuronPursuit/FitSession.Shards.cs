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
            shards.Steps, shards.Rows.Sum(), shards.InputCount, shards.OutputCount, options.Loss, cancellationToken);
        if (options.PreparesIfNeeded && InputScales.NeedPreparation(columns.Inputs))
        {
            options = options with { Standardization = true, Intercept = true };
        }

        var scaling = ModelScaling.Fit(options, columns.Inputs, columns.Targets);
        PreparationLog.Write(run.Logger, scaling);
        options = options with { Loss = scaling.Loss };
        var data = ShardedPursuitData.Pack(
            shards.Steps,
            shards.Rows,
            new ShardPacking(options.Precision, options.Intercept, options.Loss, scaling.Inputs, scaling.Targets));
        double targetNorm = columns.TargetNorm();
        PursuitMetrics metrics = Metrics(options, scaling, data.LossAtOrigin(cancellationToken), targetNorm);
        CheckpointStore? checkpoints = resumable
            ? new CheckpointStore(run.CheckpointDirectory!, CheckpointStore.FingerprintOf(options, shards.Hashes))
            : null;
        return new FitSession(options, run, data, metrics, scaling, checkpoints, null, null, 1, null);
    }
}

namespace NeuronPursuit;

// Data in shards.
internal sealed partial class FitSession
{
    /// <summary>Loads and checks all shards, and fits the scalings.</summary>
    public static FitSession Prepare(
        PursuitOptions options, RunSettings run, IShardExecutor executor, CancellationToken cancellationToken)
    {
        ShardedFit shards = ShardedFit.Inspect(executor, options, run.CheckpointDirectory is not null, cancellationToken);
        var columns = new ShardedColumns(
            shards.Steps, shards.Rows.Sum(), shards.InputCount, shards.OutputCount, options.Loss, cancellationToken);
        WarnOf(run, options, shards.Rows.Sum(), columns);
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
        CheckpointDirectory? checkpoints = run.CheckpointDirectory is null
            ? null
            : CheckpointDirectory.Open(options, run, data, CheckpointFingerprint.Of(options, shards.Hashes));
        return new FitSession(options, run, data, metrics, scaling, checkpoints, null, 1, null);
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

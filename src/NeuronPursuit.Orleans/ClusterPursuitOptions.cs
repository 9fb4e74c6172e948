namespace NeuronPursuit;

/// <summary>How a fit uses a cluster.</summary>
public sealed record ClusterPursuitOptions
{
    /// <summary>
    /// Threads for one step of one shard, at least 1. Default 1, which is best with as many shards as the cluster has cores;
    /// the result does not depend on it.
    /// </summary>
    public int ThreadsPerShard { get; init; } = 1;

    /// <summary>
    /// How long a silo may leave a shard, part or task unanswered before the fit gives up, positive. Default 5 minutes: it
    /// must cover the time in which the cluster notices a dead silo, not that of loading data again.
    /// </summary>
    public TimeSpan RecoveryTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How many parts of a fit of matrices (pursuits, members, folds) run at once on each silo, at least 1. Default 1. They
    /// share its processors: with 1 a part has all of them, with as many as processors every part has one, which is faster
    /// where there are enough parts. The result does not depend on it.
    /// </summary>
    public int FitsPerSilo { get; init; } = 1;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(FitsPerSilo, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ThreadsPerShard, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RecoveryTime, TimeSpan.Zero);
    }
}

namespace NeuronPursuit;

/// <summary>One grain per shard, and one per group of them where there are several groups. Used by the one thread of a fit.</summary>
internal sealed class GrainShards : IShardExecutor, IDisposable
{
    private readonly StepGrains _shards;
    private readonly StepGrains? _groups;
    private long _sequence = -1;

    public GrainShards(IClusterClient client, IShardSource source, ClusterPursuitOptions options)
    {
        string fit = Guid.NewGuid().ToString("N");
        var assignment = new ShardAssignment(source, options.ThreadsPerShard, options.RecoveryTime);
        ShardCount = source.ShardCount;
        _shards = StepGrains.OfShards(client, fit, assignment);
        _groups = ShardCount > ShardGroup.Size ? StepGrains.OfGroups(client, fit, assignment) : null;
    }

    public int ShardCount { get; }

    public IReadOnlyList<byte[]> Execute(byte[] request, CancellationToken cancellationToken)
    {
        _sequence++;
        return (_groups ?? _shards).Execute(_sequence, request, cancellationToken).GetAwaiter().GetResult();
    }

    /// <summary>Ends what is running and frees the memory of the shards; those that cannot be reached will find out by themselves.</summary>
    public void Dispose()
    {
        // A fit that was refused has made no grain, and closing one would make it.
        if (_sequence < 0)
        {
            return;
        }

        // A group in the middle of a step would take a shard that is closed for a lost one, and make it anew for nobody.
        if (_groups is not null)
        {
            GrainCall.CloseAsync(_groups.Close()).GetAwaiter().GetResult();
        }

        GrainCall.CloseAsync(_shards.Close()).GetAwaiter().GetResult();
    }
}

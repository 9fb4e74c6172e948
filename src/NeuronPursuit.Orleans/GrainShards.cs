namespace NeuronPursuit;

/// <summary>One grain per shard, and one per group of them where there are several groups. Used by the one thread of a fit.</summary>
internal sealed class GrainShards : IShardExecutor, IDisposable
{
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);

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
        // A group in the middle of a step would take a shard that is closed for a lost one, and make it anew for nobody.
        if (_groups is not null)
        {
            Wait(_groups.Close());
        }

        Wait(_shards.Close());
    }

    private static void Wait(Task closed)
    {
        try
        {
            closed.WaitAsync(CloseWithin).GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // The fit has ended, well or badly; a silo that is gone has freed its memory.
        catch (Exception)
#pragma warning restore CA1031
        {
            closed.ContinueWith(task => task.Exception, TaskScheduler.Default);
        }
    }
}

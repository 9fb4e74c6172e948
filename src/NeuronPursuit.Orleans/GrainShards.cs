namespace NeuronPursuit;

/// <summary>One grain per shard. Used by the one thread of a fit.</summary>
internal sealed class GrainShards : IShardExecutor, IDisposable
{
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);

    private readonly IShardGrain[] _grains;
    private readonly ShardAssignment _assignment;
    private readonly ClusterPursuitOptions _options;
    private long _sequence = -1;

    public GrainShards(IClusterClient client, IShardSource source, ClusterPursuitOptions options)
    {
        // A name of its own keeps a fit apart from one whose coordinator was lost, and whose grains may still be there.
        string fit = Guid.NewGuid().ToString("N");
        (_assignment, _options) = (new ShardAssignment(source, options.ThreadsPerShard), options);
        _grains = new IShardGrain[source.ShardCount];
        for (int shard = 0; shard < _grains.Length; shard++)
        {
            _grains[shard] = client.GetGrain<IShardGrain>(shard, fit);
        }
    }

    public int ShardCount => _grains.Length;

    public IReadOnlyList<byte[]> Execute(byte[] request, CancellationToken cancellationToken)
    {
        _sequence++;
        var replies = new Task<byte[]>[_grains.Length];
        for (int shard = 0; shard < replies.Length; shard++)
        {
            replies[shard] = Execute(shard, _sequence, request, cancellationToken);
        }

        return Task.WhenAll(replies).GetAwaiter().GetResult();
    }

    /// <summary>Ends what is running and frees the memory of the shards; those that cannot be reached will find out by themselves.</summary>
    public void Dispose()
    {
        Task closed = Task.WhenAll(_grains.Select(grain => grain.Close()));
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

    private Task<byte[]> Execute(int shard, long sequence, byte[] step, CancellationToken cancellationToken)
    {
        IShardGrain grain = _grains[shard];
        return GrainCall.Run(
            $"Shard {shard}",
            () => grain.Execute(sequence, step, sequence == 0 ? _assignment : null),
            () => grain.Execute(sequence, null, null),
            () => grain.Execute(sequence, step, _assignment),
            _options.RecoveryTime,
            cancellationToken);
    }
}

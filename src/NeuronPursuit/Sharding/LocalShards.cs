namespace NeuronPursuit;

/// <summary>All shards in this process, one after the other, each with all threads.</summary>
internal sealed class LocalShards : IShardExecutor
{
    private readonly ShardHost[] _hosts;

    public LocalShards(IShardSource source, int threads)
    {
        var runner = new ChunkRunner(Math.Min(threads, SamplePartition.MaxChunkCount));
        _hosts = new ShardHost[source.ShardCount];
        for (int shard = 0; shard < _hosts.Length; shard++)
        {
            _hosts[shard] = new ShardHost(source, shard, runner);
        }
    }

    public int ShardCount => _hosts.Length;

    public IReadOnlyList<byte[]> Execute(byte[] request, CancellationToken cancellationToken)
    {
        byte[][] replies = new byte[_hosts.Length][];
        for (int shard = 0; shard < replies.Length; shard++)
        {
            replies[shard] = _hosts[shard].Execute(request, cancellationToken);
        }

        return replies;
    }
}

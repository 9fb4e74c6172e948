namespace NeuronPursuit.Tests.Sharding;

/// <summary>An engine whose hosts get lost and made anew at random, and that sends some steps twice.</summary>
internal sealed class UnreliableShards(IShardSource source, int seed, double lossRate) : IShardExecutor
{
    private readonly Random _random = new(seed);
    private readonly ShardHost?[] _hosts = new ShardHost?[source.ShardCount];

    public int ShardCount => _hosts.Length;

    public int Lost { get; private set; }

    public IReadOnlyList<byte[]> Execute(byte[] request, CancellationToken cancellationToken)
    {
        byte[][] replies = new byte[ShardCount][];
        for (int visit = 0; visit < ShardCount; visit++)
        {
            // From the last to the first: the order of the replies counts, not that of the work.
            int shard = ShardCount - 1 - visit;
            if (_random.NextDouble() < lossRate)
            {
                (_hosts[shard], Lost) = (null, Lost + 1);
            }

            _hosts[shard] ??= new ShardHost(source, shard);
            replies[shard] = _hosts[shard]!.Execute(request, cancellationToken);
            if (_random.NextDouble() < lossRate)
            {
                replies[shard] = _hosts[shard]!.Execute(request, cancellationToken);
            }
        }

        return replies;
    }
}

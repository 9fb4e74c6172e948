namespace NeuronPursuit.Tests.Sharding;

/// <summary>An engine that puts the replies of groups together, and whose hosts get lost at random.</summary>
internal sealed class GroupedShards(IShardSource source, int seed, double lossRate) : IShardExecutor
{
    private readonly UnreliableShards _shards = new(source, seed, lossRate);

    public int ShardCount => source.ShardCount;

    public int Lost => _shards.Lost;

    /// <summary>Replies that the fit got, over all steps.</summary>
    public int Replies { get; private set; }

    public int Steps { get; private set; }

    public IReadOnlyList<byte[]> Execute(byte[] request, CancellationToken cancellationToken)
    {
        byte[][] combined = [.. _shards.Execute(request, cancellationToken)
            .Chunk(ShardGroup.Size)
            .Select(group => ShardGroup.Combine(request, group))];
        (Steps, Replies) = (Steps + 1, Replies + combined.Length);
        return combined;
    }
}

namespace NeuronPursuit.Tests.Sharding;

/// <summary>Keeps every step that a fit asks of its shards.</summary>
internal sealed class RecordingShards(IShardExecutor inner) : IShardExecutor
{
    public List<byte[]> Steps { get; } = [];

    public List<CancellationToken> Tokens { get; } = [];

    public int ShardCount => inner.ShardCount;

    public IReadOnlyList<byte[]> Execute(byte[] request, CancellationToken cancellationToken)
    {
        Steps.Add(request);
        Tokens.Add(cancellationToken);
        return inner.Execute(request, cancellationToken);
    }
}

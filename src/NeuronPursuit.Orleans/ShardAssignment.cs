namespace NeuronPursuit;

/// <summary>What a grain must know to make its shard, or to ask its group's shards.</summary>
/// <param name="Source">Where the rows come from.</param>
/// <param name="Threads">Threads for one step.</param>
/// <param name="RecoveryTime">How long a shard may stay away.</param>
[GenerateSerializer]
[Immutable]
[Alias("NeuronPursuit.ShardAssignment")]
internal sealed record ShardAssignment(
    [property: Id(0)] IShardSource Source, [property: Id(1)] int Threads, [property: Id(2)] TimeSpan RecoveryTime);

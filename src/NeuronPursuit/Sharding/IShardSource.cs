namespace NeuronPursuit;

/// <summary>
/// Training data in shards: parts of the samples that are loaded, packed and summed over apart, in one process or in many.
/// </summary>
/// <remarks>
/// <para>A shard that was lost is loaded again, perhaps elsewhere, so the same number must always give the same rows. The
/// number of shards and their order are part of the result; where a shard lies is not.</para>
/// <para>A source that travels to other machines is written there by the engine's serializer (Orleans:
/// <c>[GenerateSerializer]</c>), so it should hold paths or seeds and not rows.</para>
/// </remarks>
public interface IShardSource
{
    /// <summary>The number of shards, at least 1.</summary>
    int ShardCount { get; }

    /// <summary>Reads or makes one shard. Called again whenever its rows are needed anew; by several threads for several shards.</summary>
    /// <param name="shard">From 0 to <see cref="ShardCount"/> - 1.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Its rows, at least one; all shards have the same columns.</returns>
    /// <exception cref="InvalidDataException">The rows are not what they should be. Say which one; the shard is named by the caller.</exception>
    ShardData Load(int shard, CancellationToken cancellationToken);
}

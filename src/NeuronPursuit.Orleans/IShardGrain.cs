namespace NeuronPursuit;

/// <summary>One shard of one fit: the key is the number of the shard, with the name of the fit as its extension.</summary>
[Alias("NeuronPursuit.IShardGrain")]
internal interface IShardGrain : IGrainWithIntegerCompoundKey
{
    /// <summary>
    /// Runs a step, or waits on for one that is running. Answers within seconds, whatever the step takes, so that a silo
    /// that died is told from one that works.
    /// </summary>
    /// <param name="sequence">The number of the step; the same number is the same step.</param>
    /// <param name="step">The bytes; null to ask for a step that was sent before.</param>
    /// <param name="assignment">What the shard is; null where the grain should know.</param>
    /// <returns>The reply; null while the step is running; empty where the grain, made anew, must be sent all of it again.</returns>
    [Alias("Execute")]
    Task<byte[]?> Execute(long sequence, byte[]? step, ShardAssignment? assignment);

    /// <summary>Ends a running step and lets the shard go.</summary>
    [Alias("Close")]
    Task Close();
}

/// <summary>What a grain must know to make its shard.</summary>
/// <param name="Source">Where the rows come from.</param>
/// <param name="Threads">Threads for one step.</param>
[GenerateSerializer]
[Immutable]
[Alias("NeuronPursuit.ShardAssignment")]
internal sealed record ShardAssignment([property: Id(0)] IShardSource Source, [property: Id(1)] int Threads);

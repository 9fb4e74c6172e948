namespace NeuronPursuit;

/// <summary>
/// What runs the steps of one fit: the key is a number among its kind, with how many there are and the name of the fit as
/// its extension (<see cref="FitKey"/>).
/// </summary>
internal interface IStepGrain : IGrainWithIntegerCompoundKey
{
    /// <summary>
    /// Runs a step, or waits on for one that is running. Answers within seconds, whatever the step takes, so that a silo
    /// that died is told from one that works.
    /// </summary>
    /// <param name="sequence">The number of the step; the same number is the same step.</param>
    /// <param name="step">The bytes; null to ask for a step that was sent before.</param>
    /// <param name="assignment">What the shards are; null where the grain should know.</param>
    /// <returns>The reply; null while the step is running; empty where the grain, made anew, must be sent all of it again.</returns>
    [Alias("Execute")]
    Task<byte[]?> Execute(long sequence, byte[]? step, ShardAssignment? assignment);

    /// <summary>Ends a running step and forgets everything.</summary>
    [Alias("Close")]
    Task Close();
}

/// <summary>One shard: holds its rows.</summary>
[Alias("NeuronPursuit.IShardGrain")]
internal interface IShardGrain : IStepGrain;

/// <summary>A group of shards (<see cref="ShardGroup"/>): asks them, and gives one reply.</summary>
[Alias("NeuronPursuit.IShardGroupGrain")]
internal interface IShardGroupGrain : IStepGrain;

namespace NeuronPursuit;

/// <summary>
/// An engine that holds one <see cref="ShardHost"/> per shard, wherever it likes, and hands it the steps of a fit
/// (<see cref="NeuronPursuitEstimator.Fit(IShardExecutor, CancellationToken)"/>). Steps and replies are opaque bytes.
/// </summary>
/// <remarks>
/// <para>A step may be sent to a shard any number of times, and to a host that was made anew meanwhile: it says all that the
/// host must know, or the host's reply asks for that and the fit sends it again. So a lost shard needs a new host and the
/// same step, nothing else.</para>
/// <para>The fit sums replies in the order of shards, so placement changes no bit of the result, whatever the
/// processors of the hosts.</para>
/// </remarks>
public interface IShardExecutor
{
    /// <summary>The number of shards, at least 1; the same for the whole fit.</summary>
    int ShardCount { get; }

    /// <summary>Runs a step on every shard. Called by one thread at a time.</summary>
    /// <param name="request">The step, as bytes; must not be modified.</param>
    /// <param name="cancellationToken">Ends the step.</param>
    /// <returns>
    /// What <see cref="ShardHost.Execute"/> gave, in the order of shards; the replies of a whole group may be replaced by
    /// what <see cref="ShardGroup.Combine"/> makes of them.
    /// </returns>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    IReadOnlyList<byte[]> Execute(byte[] request, CancellationToken cancellationToken);
}

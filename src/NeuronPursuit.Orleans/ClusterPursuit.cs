namespace NeuronPursuit;

/// <summary>A pursuit on an Orleans cluster: <c>builder.OnCluster(client).FitAsync(source)</c>.</summary>
/// <remarks>
/// <para>The algorithm itself, its optimisers and its searches run where FitAsync is called, on a thread of their own; the
/// silos hold the shards and sum over them. A silo that dies costs the time to notice it and to load its shards elsewhere,
/// and changes no bit of the result. If the caller's process dies, the same call with
/// <see cref="NeuronPursuitBuilder.WithCheckpoints"/> goes on after the last finished iteration.</para>
/// <para>The same bits need processors of the same vector width in all silos.</para>
/// </remarks>
public sealed class ClusterPursuit
{
    private readonly NeuronPursuitEstimator _estimator;
    private readonly IClusterClient _client;
    private readonly ClusterPursuitOptions _options;

    internal ClusterPursuit(NeuronPursuitEstimator estimator, IClusterClient client, ClusterPursuitOptions options) =>
        (_estimator, _client, _options) = (estimator, client, options);

    /// <summary>Grows a network from data in shards that the silos of the cluster hold.</summary>
    /// <param name="source">
    /// The shards. It is sent to the silos, so its class carries <c>[GenerateSerializer]</c> and is known there; what it
    /// reads must be readable there.
    /// </param>
    /// <param name="cancellationToken">Ends the fit, also on the silos, by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The model: bit for bit that of <see cref="NeuronPursuitEstimator.Fit(IShardSource, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentException">A setting needs all samples in one place.</exception>
    /// <exception cref="InvalidDataException">A shard cannot be used; the message names it and the row.</exception>
    /// <exception cref="TimeoutException">A shard stayed away for longer than <see cref="ClusterPursuitOptions.RecoveryTime"/>.</exception>
    /// <exception cref="PursuitCanceledException">The fit was cancelled; carries the last finished model.</exception>
    public Task<NeuronPursuitModel> FitAsync(IShardSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Task.Factory.StartNew(
            () =>
            {
                using var shards = new GrainShards(_client, source, _options);
                return _estimator.Fit(shards, cancellationToken);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);
    }
}

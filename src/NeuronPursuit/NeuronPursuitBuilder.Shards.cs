namespace NeuronPursuit;

// Fits of data in shards.
public sealed partial class NeuronPursuitBuilder
{
    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(IShardSource, CancellationToken)"/>
    public NeuronPursuitModel Fit(IShardSource source, CancellationToken cancellationToken = default) =>
        Build().Fit(source, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(IShardExecutor, CancellationToken)"/>
    public NeuronPursuitModel Fit(IShardExecutor executor, CancellationToken cancellationToken = default) =>
        Build().Fit(executor, cancellationToken);
}

namespace NeuronPursuit;

// Fits of data in shards.
public sealed partial class NeuronPursuitEstimator
{
    /// <summary>
    /// Grows a network from data in shards, all in this process. For data that no single array holds, and to get what a
    /// cluster gets: the same source on a cluster gives the same bits, and a source of one shard those of an ordinary fit.
    /// </summary>
    /// <param name="source">The shards. Their number is part of the result in the last bits, since sums run shard by shard.</param>
    /// <param name="cancellationToken">Ends the fit by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The model, as from <see cref="Fit(double[,], double[], CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentException">
    /// A setting needs all samples in one place: <see cref="PursuitRecipe.Sparse"/>, ensembles, validation samples, ranks, or
    /// a loss that is not the library's.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// A shard cannot be loaded, has other columns or a value that is not finite: the message names shard, row and column. Or
    /// the checkpoint directory holds the checkpoint of another fit.
    /// </exception>
    /// <exception cref="PursuitCanceledException">The fit was cancelled; carries the last finished model.</exception>
    public NeuronPursuitModel Fit(IShardSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Fit(new LocalShards(source, _run.Threads), cancellationToken);
    }

    /// <summary>Grows a network from data in shards that an engine holds.</summary>
    /// <param name="executor">The engine: runs a step on every shard. Called from this thread only.</param>
    /// <param name="cancellationToken">Ends the fit by a <see cref="PursuitCanceledException"/>.</param>
    /// <inheritdoc cref="Fit(IShardSource, CancellationToken)"/>
    public NeuronPursuitModel Fit(IShardExecutor executor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executor);
        ShardedFit.RequireSupport(_options, _run.Validation is not null);
        FitSession session;
        try
        {
            session = new FitSession(FitPreparation.Of(_options, _run, executor, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new PursuitCanceledException(null, cancellationToken);
        }

        return AsChosenAlone(session.Run(cancellationToken));
    }

    /// <summary>A model of the default recipe where nothing competes says so.</summary>
    private NeuronPursuitModel AsChosenAlone(NeuronPursuitModel model) => _options.Auto is null
        ? model
        : model.With(new RecipeChoice(PursuitRecipe.Fast.Name, RecipeReason.OnePursuit));
}

namespace NeuronPursuit;

/// <summary>
/// A pursuit on an Orleans cluster: <c>builder.OnCluster(client).FitAsync(source)</c> spreads the rows of one fit over the
/// silos, <c>FitAsync(X, y)</c> and <c>CrossValidateAsync(X, y)</c> fits that do not depend on each other.
/// </summary>
/// <remarks>
/// <para>The algorithm itself, its optimisers and its searches run where FitAsync is called, on a thread of their own; the
/// silos hold the shards and sum over them. A silo that dies costs the time to notice it and to load its shards elsewhere,
/// and changes no bit of the result. If the caller's process dies, the same call with
/// <see cref="NeuronPursuitBuilder.WithCheckpoints(string)"/> goes on after the last finished iteration.</para>
/// <para>The processors of the silos may differ: the bits are the same on all of them.</para>
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
        return Start(() =>
        {
            using var shards = new GrainShards(_client, source, _options);
            return _estimator.Fit(shards, cancellationToken);
        });
    }

    /// <summary>
    /// Grows a network from matrices in this process; what does not depend on each other runs on the silos: the pursuits of
    /// <see cref="NeuronPursuitBuilder.WithPursuits"/>, the members of <see cref="NeuronPursuitBuilder.WithEnsemble"/>.
    /// </summary>
    /// <param name="X">Inputs, n x d: one sample per row. Sent once to every silo that takes part.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>.</param>
    /// <param name="cancellationToken">Ends the fit, also on the silos, by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The model: bit for bit that of <see cref="NeuronPursuitEstimator.Fit(double[,], double[], CancellationToken)"/>.</returns>
    /// <remarks><inheritdoc cref="NeuronPursuitEstimator.On" path="/remarks"/></remarks>
    /// <exception cref="ArgumentException">A shape is wrong, a value not finite, or a setting is code and cannot be sent.</exception>
    /// <exception cref="TimeoutException">A silo stayed away for longer than <see cref="ClusterPursuitOptions.RecoveryTime"/>.</exception>
    /// <exception cref="PursuitCanceledException">
    /// The fit was cancelled; carries the best of the pursuits that have finished, or the finished members.
    /// </exception>
    public Task<NeuronPursuitModel> FitAsync(double[,] X, double[] y, CancellationToken cancellationToken = default) =>
        StartParts(estimator => estimator.Fit(X, y, cancellationToken));

    /// <inheritdoc cref="FitAsync(double[,], double[], CancellationToken)"/>
    /// <param name="X">Inputs, n x d: one sample per row. Sent once to every silo that takes part.</param>
    /// <param name="Y">Targets, n x m: one row per row of <paramref name="X"/>.</param>
    /// <param name="cancellationToken">Ends the fit, also on the silos, by a <see cref="PursuitCanceledException"/>.</param>
    public Task<NeuronPursuitModel> FitAsync(double[,] X, double[,] Y, CancellationToken cancellationToken = default) =>
        StartParts(estimator => estimator.Fit(X, Y, cancellationToken));

    /// <inheritdoc cref="FitAsync(double[,], double[], CancellationToken)"/>
    public Task<NeuronPursuitModel> FitAsync(float[,] X, float[] y, CancellationToken cancellationToken = default) =>
        StartParts(estimator => estimator.Fit(X, y, cancellationToken));

    /// <inheritdoc cref="FitAsync(double[,], double[,], CancellationToken)"/>
    public Task<NeuronPursuitModel> FitAsync(float[,] X, float[,] Y, CancellationToken cancellationToken = default) =>
        StartParts(estimator => estimator.Fit(X, Y, cancellationToken));

    /// <summary>
    /// Grows a classifier; pursuits and members run on the silos, as in
    /// <see cref="FitAsync(double[,], double[], CancellationToken)"/>.
    /// </summary>
    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="X">Inputs, n x d: one sample per row. Sent once to every silo that takes part.</param>
    /// <param name="labels">The classes, one per row of <paramref name="X"/>, at least two different ones.</param>
    /// <param name="cancellationToken">Ends the fit, also on the silos, by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The classifier, bit for bit that of a fit here.</returns>
    /// <inheritdoc cref="FitAsync(double[,], double[], CancellationToken)" path="/exception"/>
    public Task<NeuronPursuitClassifier<TLabel>> FitClassifierAsync<TLabel>(
        double[,] X, TLabel[] labels, CancellationToken cancellationToken = default)
        where TLabel : notnull => StartParts(estimator => estimator.FitClassifier(X, labels, cancellationToken));

    /// <summary>Cross-validates; every fold is fitted by one silo.</summary>
    /// <param name="X">Inputs, n x d: one sample per row. Sent once to every silo that takes part.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>.</param>
    /// <param name="folds">From 2 to n. Default 5.</param>
    /// <param name="cancellationToken">Ends all folds by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>
    /// Bit for bit the result of <see cref="NeuronPursuitEstimator.CrossValidate(double[,], double[], int, CancellationToken)"/>.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A shape is wrong, a value not finite, the number of folds out of range, or a setting is code and cannot be sent.
    /// </exception>
    /// <exception cref="TimeoutException">A silo stayed away for longer than <see cref="ClusterPursuitOptions.RecoveryTime"/>.</exception>
    /// <exception cref="PursuitCanceledException">Cancelled; carries no model, since each fold has its own.</exception>
    public Task<CrossValidation> CrossValidateAsync(
        double[,] X, double[] y, int folds = 5, CancellationToken cancellationToken = default) =>
        StartParts(estimator => estimator.CrossValidate(X, y, folds, cancellationToken));

    /// <inheritdoc cref="CrossValidateAsync(double[,], double[], int, CancellationToken)"/>
    /// <param name="X">Inputs, n x d: one sample per row. Sent once to every silo that takes part.</param>
    /// <param name="Y">Targets, n x m: one row per row of <paramref name="X"/>.</param>
    /// <param name="folds">From 2 to n. Default 5.</param>
    /// <param name="cancellationToken">Ends all folds by a <see cref="PursuitCanceledException"/>.</param>
    public Task<CrossValidation> CrossValidateAsync(
        double[,] X, double[,] Y, int folds = 5, CancellationToken cancellationToken = default) =>
        StartParts(estimator => estimator.CrossValidate(X, Y, folds, cancellationToken));

    /// <summary>Cross-validates with rows dealt out at random, by groups or in order of time; every fold is fitted by one silo.</summary>
    /// <param name="X">Inputs, n x d: one sample per row. Sent once to every silo that takes part.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>.</param>
    /// <param name="folds">How rows are dealt out.</param>
    /// <param name="sampleWeights">One weight per row, for training and metrics. Null for none.</param>
    /// <param name="cancellationToken">Ends all folds by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>
    /// Bit for bit the result of <see cref="NeuronPursuitEstimator.CrossValidate(double[,], double[], Folds, double[], CancellationToken)"/>.
    /// </returns>
    /// <inheritdoc cref="CrossValidateAsync(double[,], double[], int, CancellationToken)" path="/exception"/>
    public Task<CrossValidation> CrossValidateAsync(
        double[,] X, double[] y, Folds folds, double[]? sampleWeights = null, CancellationToken cancellationToken = default) =>
        StartParts(estimator => estimator.CrossValidate(X, y, folds, sampleWeights, cancellationToken));

    /// <inheritdoc cref="CrossValidateAsync(double[,], double[], Folds, double[], CancellationToken)"/>
    /// <param name="X">Inputs, n x d: one sample per row. Sent once to every silo that takes part.</param>
    /// <param name="Y">Targets, n x m: one row per row of <paramref name="X"/>.</param>
    /// <param name="folds">How rows are dealt out.</param>
    /// <param name="sampleWeights">One weight per row, for training and metrics. Null for none.</param>
    /// <param name="cancellationToken">Ends all folds by a <see cref="PursuitCanceledException"/>.</param>
    public Task<CrossValidation> CrossValidateAsync(
        double[,] X, double[,] Y, Folds folds, double[]? sampleWeights = null, CancellationToken cancellationToken = default) =>
        StartParts(estimator => estimator.CrossValidate(X, Y, folds, sampleWeights, cancellationToken));

    /// <summary>Cross-validates a classifier; every fold is fitted by one silo.</summary>
    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="X">Inputs, n x d: one sample per row. Sent once to every silo that takes part.</param>
    /// <param name="labels">The classes, one per row of <paramref name="X"/>.</param>
    /// <param name="folds">From 2 to n. Default 5.</param>
    /// <param name="cancellationToken">Ends all folds by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>Bit for bit the result of a cross-validation here.</returns>
    /// <inheritdoc cref="CrossValidateAsync(double[,], double[], int, CancellationToken)" path="/exception"/>
    public Task<ClassifierCrossValidation<TLabel>> CrossValidateClassifierAsync<TLabel>(
        double[,] X, TLabel[] labels, int folds = 5, CancellationToken cancellationToken = default)
        where TLabel : notnull =>
        StartParts(estimator => estimator.CrossValidateClassifier(X, labels, folds, cancellationToken));

    /// <summary>Cross-validates a classifier with rows dealt out at random, by groups or in order of time; every fold is fitted by one silo.</summary>
    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="X">Inputs, n x d: one sample per row. Sent once to every silo that takes part.</param>
    /// <param name="labels">The classes, one per row of <paramref name="X"/>.</param>
    /// <param name="folds">How rows are dealt out.</param>
    /// <param name="sampleWeights">One weight per row, for training and metrics. Null for none.</param>
    /// <param name="cancellationToken">Ends all folds by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>Bit for bit the result of a cross-validation here.</returns>
    /// <inheritdoc cref="CrossValidateAsync(double[,], double[], int, CancellationToken)" path="/exception"/>
    public Task<ClassifierCrossValidation<TLabel>> CrossValidateClassifierAsync<TLabel>(
        double[,] X, TLabel[] labels, Folds folds, double[]? sampleWeights = null, CancellationToken cancellationToken = default)
        where TLabel : notnull =>
        StartParts(estimator => estimator.CrossValidateClassifier(X, labels, folds, sampleWeights, cancellationToken));

    private Task<TResult> StartParts<TResult>(Func<NeuronPursuitEstimator, TResult> fit) => Start(() =>
    {
        using var parts = new GrainParts(_client, _options);
        return fit(_estimator.On(parts));
    });

    private static Task<TResult> Start<TResult>(Func<TResult> fit) => Task.Factory.StartNew(
        fit, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}

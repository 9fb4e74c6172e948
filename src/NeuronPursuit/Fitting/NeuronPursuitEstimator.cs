using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// A frozen, validated configuration that fits models. Immutable: one estimator may fit from several threads at once.
/// </summary>
public sealed partial class NeuronPursuitEstimator
{
    private readonly PursuitOptions _options;
    private readonly RunSettings _run;

    internal NeuronPursuitEstimator(PursuitOptions options, RunSettings run)
    {
        _options = options;
        _run = run;
    }

    /// <summary>The seed of all that is drawn.</summary>
    public ulong Seed => _options.Seed;

    internal PursuitOptions Options => _options;

    /// <summary>Grows a network with one output.</summary>
    /// <param name="X">Inputs, n x d: one sample per row. Finite; not modified; copied before the fit begins.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>. Finite; not modified.</param>
    /// <param name="cancellationToken">Ends the fit by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>
    /// The model, its history and why it stopped. An all-zero target gives the zero network
    /// (<see cref="PursuitStopReason.TargetReached"/>, no iterations), and so does a constant one that is standardised, with
    /// the constant as its offset; without standardisation a constant is fitted like any other target.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A shape is wrong or a value is not finite; the message names the first offending row and column.
    /// </exception>
    /// <exception cref="InvalidDataException">The checkpoint directory holds the checkpoint of another fit.</exception>
    /// <exception cref="PursuitCanceledException">The fit was cancelled; carries the last finished model.</exception>
    public NeuronPursuitModel Fit(double[,] X, double[] y, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(y);
        return FitSamples(new ReadOnlySpan2D<double>(X), AsColumn<double>(y), "y", [], cancellationToken);
    }

    /// <summary>Grows a network with several outputs (Remark 3).</summary>
    /// <param name="X">Inputs, n x d: one sample per row. Finite; not modified; copied before the fit begins.</param>
    /// <param name="Y">Targets, n x m: one row per row of <paramref name="X"/>. Finite; not modified.</param>
    /// <param name="cancellationToken">Ends the fit by a <see cref="PursuitCanceledException"/>.</param>
    /// <inheritdoc cref="Fit(double[,], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(double[,] X, double[,] Y, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        return FitSamples(new ReadOnlySpan2D<double>(X), new ReadOnlySpan2D<double>(Y), "Y", [], cancellationToken);
    }

    /// <inheritdoc cref="Fit(double[,], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(float[,] X, float[] y, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(y);
        return FitSamples(new ReadOnlySpan2D<float>(X), AsColumn<float>(y), "y", [], cancellationToken);
    }

    /// <inheritdoc cref="Fit(double[,], double[,], CancellationToken)"/>
    public NeuronPursuitModel Fit(float[,] X, float[,] Y, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        return FitSamples(new ReadOnlySpan2D<float>(X), new ReadOnlySpan2D<float>(Y), "Y", [], cancellationToken);
    }

    /// <inheritdoc cref="Fit(double[,], double[,], CancellationToken)"/>
    public NeuronPursuitModel Fit(
        ReadOnlySpan2D<double> X, ReadOnlySpan2D<double> Y, CancellationToken cancellationToken = default) =>
        FitSamples(X, Y, "Y", [], cancellationToken);

    /// <inheritdoc cref="Fit(double[,], double[,], CancellationToken)"/>
    public NeuronPursuitModel Fit(
        ReadOnlySpan2D<float> X, ReadOnlySpan2D<float> Y, CancellationToken cancellationToken = default) =>
        FitSamples(X, Y, "Y", [], cancellationToken);

    /// <summary>Grows a network with one output from samples that count differently.</summary>
    /// <param name="X">Inputs, n x d: one sample per row. Finite; not modified; copied before the fit begins.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>. Finite; not modified.</param>
    /// <param name="sampleWeights">
    /// One weight per row of <paramref name="X"/>, finite and at least 0. Only ratios count: equal weights change nothing,
    /// 2 counts like the same row twice, 0 like no row, and so does one below 2^-60 of the largest. Preparation, losses,
    /// correlations, errors and held-out parts are weighted.
    /// </param>
    /// <param name="cancellationToken">Ends the fit by a <see cref="PursuitCanceledException"/>.</param>
    /// <inheritdoc cref="Fit(double[,], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(double[,] X, double[] y, double[] sampleWeights, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(sampleWeights);
        return FitWeighted(new ReadOnlySpan2D<double>(X), AsColumn<double>(y), "y", sampleWeights, cancellationToken);
    }

    /// <summary>Grows a network with several outputs from samples that count differently.</summary>
    /// <param name="X">Inputs, n x d: one sample per row. Finite; not modified; copied before the fit begins.</param>
    /// <param name="Y">Targets, n x m: one row per row of <paramref name="X"/>. Finite; not modified.</param>
    /// <param name="sampleWeights">One weight per row, as in the overload with one output.</param>
    /// <param name="cancellationToken">Ends the fit by a <see cref="PursuitCanceledException"/>.</param>
    /// <inheritdoc cref="Fit(double[,], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(double[,] X, double[,] Y, double[] sampleWeights, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        ArgumentNullException.ThrowIfNull(sampleWeights);
        return FitWeighted(new ReadOnlySpan2D<double>(X), new ReadOnlySpan2D<double>(Y), "Y", sampleWeights, cancellationToken);
    }

    /// <inheritdoc cref="Fit(double[,], double[], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(float[,] X, float[] y, double[] sampleWeights, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(sampleWeights);
        return FitWeighted(new ReadOnlySpan2D<float>(X), AsColumn<float>(y), "y", sampleWeights, cancellationToken);
    }

    /// <inheritdoc cref="Fit(double[,], double[,], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(float[,] X, float[,] Y, double[] sampleWeights, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        ArgumentNullException.ThrowIfNull(sampleWeights);
        return FitWeighted(new ReadOnlySpan2D<float>(X), new ReadOnlySpan2D<float>(Y), "Y", sampleWeights, cancellationToken);
    }

    /// <inheritdoc cref="Fit(double[,], double[,], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(
        ReadOnlySpan2D<double> X, ReadOnlySpan2D<double> Y, ReadOnlySpan<double> sampleWeights, CancellationToken cancellationToken = default) =>
        FitWeighted(X, Y, "Y", sampleWeights, cancellationToken);

    /// <inheritdoc cref="Fit(double[,], double[,], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(
        ReadOnlySpan2D<float> X, ReadOnlySpan2D<float> Y, ReadOnlySpan<double> sampleWeights, CancellationToken cancellationToken = default) =>
        FitWeighted(X, Y, "Y", sampleWeights, cancellationToken);

    private static ReadOnlySpan2D<T> AsColumn<T>(T[] values) =>
        values.Length == 0 ? default : new ReadOnlySpan2D<T>(values, values.Length, 1);

    private NeuronPursuitModel FitWeighted<T>(
        ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, string targetName, ReadOnlySpan<double> sampleWeights, CancellationToken cancellationToken)
        where T : unmanaged
    {
        SampleWeights.Check(sampleWeights, X.Height);
        return FitSamples(X, Y, targetName, sampleWeights, cancellationToken);
    }

    private NeuronPursuitModel FitSamples<T>(
        ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, string targetName, ReadOnlySpan<double> sampleWeights, CancellationToken cancellationToken)
        where T : unmanaged => FitSamples(X, Y, targetName, sampleWeights, null, cancellationToken);

    internal NeuronPursuitModel FitSamples<T>(
        ReadOnlySpan2D<T> X,
        ReadOnlySpan2D<T> Y,
        string targetName,
        ReadOnlySpan<double> sampleWeights,
        NeuronPursuitModel? continued,
        CancellationToken cancellationToken)
        where T : unmanaged
    {
        try
        {
            int rowCount = sampleWeights.IsEmpty ? X.Height : SampleWeights.Counting(sampleWeights)?.Length ?? X.Height;
            PackedSize.Require(rowCount, X.Width, X.Width, Y.Width, "Use fewer rows, or shards (Fit(IShardSource)).");
            SampleReader.Check(X, nameof(X), cancellationToken, _options.MissingValues != MissingValues.Fail);
            if (Y.Height != X.Height)
            {
                throw new ArgumentException(
                    $"{targetName} has {Y.Height} {(targetName == "y" ? "values" : "rows")} but X has {X.Height} rows ({X.Height} x {X.Width}, samples x features). Pass one target per row of X.",
                    targetName);
            }

            SampleReader.Check(Y, targetName, cancellationToken);
            TargetChecks.Check(_options.Loss, Y, targetName, cancellationToken);
            if (_run.Validation is { } own)
            {
                TargetChecks.Check<double>(_options.Loss, own.Y, "Y", cancellationToken, "the validation set's ");
            }

            if (SampleWeights.Counting(sampleWeights) is { } rows)
            {
                // A sample without weight is absent: no scaling, no hold-out and no count may see it.
                X = MatrixParts.Rows(X, rows);
                Y = MatrixParts.Rows(Y, rows);
                sampleWeights = SampleWeights.Select(sampleWeights, rows);
            }

            DataWarnings.Samples(_run.Logger, X, cancellationToken);
        }
        catch (OperationCanceledException exception) when (exception is not PursuitCanceledException)
        {
            throw new PursuitCanceledException(null, cancellationToken);
        }

        if (_options.Auto is not { } auto || continued is not null)
        {
            return FitChecked(X, Y, sampleWeights, continued, cancellationToken);
        }

        if (LoneRecipe.Of(auto, _options, X.Height) is { } alone)
        {
            try
            {
                return new NeuronPursuitEstimator(alone.Options, _run).FitChecked(X, Y, sampleWeights, null, cancellationToken).With(alone.Choice);
            }
            catch (PursuitCanceledException exception) when (exception.Model is { } model)
            {
                throw new PursuitCanceledException(model.With(alone.Choice), cancellationToken);
            }
        }

        if (_run.Executor is not null)
        {
            RequireSupport(keepsCheckpoints: true);
        }

        return new AutoFit<T>(_options, _run, X, Y, sampleWeights).Run(cancellationToken);
    }

    /// <summary>A fit of samples that can be fitted, each with a positive weight.</summary>
    internal NeuronPursuitModel FitChecked<T>(
        ReadOnlySpan2D<T> X,
        ReadOnlySpan2D<T> Y,
        ReadOnlySpan<double> sampleWeights,
        NeuronPursuitModel? continued,
        CancellationToken cancellationToken)
        where T : unmanaged
    {
        if (continued is null && TransformedFit<T>.Applies(_options))
        {
            return new TransformedFit<T>(_options, _run, X, Y, sampleWeights).Run(cancellationToken);
        }

        if (_run.Executor is { } executor && continued is null)
        {
            if (_options.Members is null)
            {
                return FitPursuits(executor, X, Y, sampleWeights, cancellationToken);
            }

            RequireSupport(keepsCheckpoints: true);
        }

        return Session(X, Y, sampleWeights, continued, cancellationToken).Run(cancellationToken);
    }

    /// <summary>The data as a fit runs on them.</summary>
    internal FitSession Session<T>(
        ReadOnlySpan2D<T> X,
        ReadOnlySpan2D<T> Y,
        ReadOnlySpan<double> sampleWeights,
        NeuronPursuitModel? continued,
        CancellationToken cancellationToken)
        where T : unmanaged
    {
        try
        {
            double[]? weights = sampleWeights.IsEmpty ? null : SampleWeights.Normalize(sampleWeights);
            bool prepare = _options.PreparesIfNeeded && continued is null
                && InputScales.NeedPreparation(SampleColumns.Inputs(X, Y, weights, _options.Loss, cancellationToken));
            PursuitOptions options = prepare ? _options with { Standardization = true, Intercept = true, ChoosesOffset = false } : _options;
            int parallelMembers = BagCandidates.ParallelMembers(options, _run.StopWhen is null ? _run.Threads : 1);
            return new FitSession(FitPreparation.Of(options, _run, X, Y, sampleWeights, continued, parallelMembers, cancellationToken));
        }
        catch (OperationCanceledException exception) when (exception is not PursuitCanceledException)
        {
            throw new PursuitCanceledException(null, cancellationToken);
        }
    }
}

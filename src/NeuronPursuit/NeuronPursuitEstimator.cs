using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// A frozen, validated configuration that fits models. Immutable: one estimator may fit from several threads at once.
/// </summary>
public sealed class NeuronPursuitEstimator
{
    private readonly PursuitOptions _options;
    private readonly RunSettings _run;

    internal NeuronPursuitEstimator(PursuitOptions options, RunSettings run)
    {
        _options = options;
        _run = run;
    }

    /// <summary>Grows a network with one output.</summary>
    /// <param name="X">Inputs, n x d: one sample per row. Finite; not modified; copied before the fit begins.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>. Finite; not modified.</param>
    /// <param name="cancellationToken">Ends the fit by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>
    /// The model, its history and why it stopped. An all-zero target gives the zero network
    /// (<see cref="PursuitStopReason.TargetReached"/>, no iterations); a constant one is fitted like any other.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A shape is wrong or a value is not finite; the message names the first offending row and column.
    /// </exception>
    /// <exception cref="InvalidDataException">The checkpoint directory holds something else's checkpoint.</exception>
    /// <exception cref="PursuitCanceledException">The fit was cancelled; carries the last finished model.</exception>
    public NeuronPursuitModel Fit(double[,] X, double[] y, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(y);
        return FitSamples(new ReadOnlySpan2D<double>(X), AsColumn<double>(y), "y", cancellationToken);
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
        return FitSamples(new ReadOnlySpan2D<double>(X), new ReadOnlySpan2D<double>(Y), "Y", cancellationToken);
    }

    /// <inheritdoc cref="Fit(double[,], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(float[,] X, float[] y, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(y);
        return FitSamples(new ReadOnlySpan2D<float>(X), AsColumn<float>(y), "y", cancellationToken);
    }

    /// <inheritdoc cref="Fit(double[,], double[,], CancellationToken)"/>
    public NeuronPursuitModel Fit(float[,] X, float[,] Y, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        return FitSamples(new ReadOnlySpan2D<float>(X), new ReadOnlySpan2D<float>(Y), "Y", cancellationToken);
    }

    /// <inheritdoc cref="Fit(double[,], double[,], CancellationToken)"/>
    public NeuronPursuitModel Fit(
        ReadOnlySpan2D<double> X, ReadOnlySpan2D<double> Y, CancellationToken cancellationToken = default) =>
        FitSamples(X, Y, "Y", cancellationToken);

    /// <inheritdoc cref="Fit(double[,], double[,], CancellationToken)"/>
    public NeuronPursuitModel Fit(
        ReadOnlySpan2D<float> X, ReadOnlySpan2D<float> Y, CancellationToken cancellationToken = default) =>
        FitSamples(X, Y, "Y", cancellationToken);

    private static ReadOnlySpan2D<T> AsColumn<T>(T[] values) =>
        values.Length == 0 ? default : new ReadOnlySpan2D<T>(values, values.Length, 1);

    private NeuronPursuitModel FitSamples<T>(
        ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, string targetName, CancellationToken cancellationToken)
        where T : unmanaged
    {
        FitSession session;
        try
        {
            SampleReader.Check(X, nameof(X), cancellationToken, _options.MissingValues != MissingValues.Fail);
            if (Y.Height != X.Height)
            {
                throw new ArgumentException(
                    $"{targetName} has {Y.Height} {(targetName == "y" ? "values" : "rows")} but X has {X.Height} rows ({X.Height} x {X.Width}, samples x features). Pass one target per row of X.",
                    targetName);
            }

            SampleReader.Check(Y, targetName, cancellationToken);
            session = FitSession.Prepare(_options, _run, X, Y, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new PursuitCanceledException(null, cancellationToken);
        }

        return session.Run(cancellationToken);
    }
}

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
        return FitSamples(new ReadOnlySpan2D<double>(X), AsColumn<double>(y), cancellationToken);
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
        return FitSamples(new ReadOnlySpan2D<double>(X), new ReadOnlySpan2D<double>(Y), cancellationToken);
    }

    /// <inheritdoc cref="Fit(double[,], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(float[,] X, float[] y, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(y);
        return FitSamples(new ReadOnlySpan2D<float>(X), AsColumn<float>(y), cancellationToken);
    }

    /// <inheritdoc cref="Fit(double[,], double[,], CancellationToken)"/>
    public NeuronPursuitModel Fit(
        ReadOnlySpan2D<double> X, ReadOnlySpan2D<double> Y, CancellationToken cancellationToken = default) =>
        FitSamples(X, Y, cancellationToken);

    /// <inheritdoc cref="Fit(double[,], double[,], CancellationToken)"/>
    public NeuronPursuitModel Fit(
        ReadOnlySpan2D<float> X, ReadOnlySpan2D<float> Y, CancellationToken cancellationToken = default) =>
        FitSamples(X, Y, cancellationToken);

    private static ReadOnlySpan2D<T> AsColumn<T>(T[] values) =>
        values.Length == 0 ? default : new ReadOnlySpan2D<T>(values, values.Length, 1);

    private NeuronPursuitModel FitSamples<T>(
        ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, CancellationToken cancellationToken)
        where T : unmanaged
    {
        SampleReader.Check(X, "X");
        if (Y.Height != X.Height)
        {
            string rows = Y.Width <= 1 ? $"y has {Y.Height} values" : $"Y has {Y.Height} rows";
            throw new ArgumentException(
                $"{rows} but X has {X.Height} rows ({X.Height} x {X.Width}, samples x features). Pass one target per row of X.", nameof(Y));
        }

        SampleReader.Check(Y, "y");
        if (cancellationToken.IsCancellationRequested)
        {
            throw new PursuitCanceledException(null, cancellationToken);
        }

        return FitSession.Prepare(_options, _run, X, Y).Run(cancellationToken);
    }
}

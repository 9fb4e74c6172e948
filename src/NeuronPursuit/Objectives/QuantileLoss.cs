namespace NeuronPursuit;

/// <summary>
/// A quantile of the target in the place of its mean: the pinball loss, the mean over outputs of <c>q r</c> for
/// <c>r &gt;= 0</c> and <c>(q - 1) r</c> below, <c>r = y - f</c>. Of new rows a share q lies below the predictions.
/// </summary>
/// <remarks>
/// <para>A fit rounds the corner: the loss is averaged over residuals moved by up to a twentieth of their own robust scale (1.4826
/// times their median magnitude) to both sides, which leaves quantiles where they are up to the curvature of the distribution. As for
/// <see cref="HuberLoss"/> that scale is first the one of the targets and, when the pursuit has ended, that of the network's
/// residuals, with which the weights are trained on (a <see cref="PursuitIterationKind.Refit"/> at the end of the history, whose
/// errors stay in the first units; docs/adr/0060).</para>
/// <para>With standardisation the targets' units are their (weighted) q-quantile and their robust deviation. No target is left
/// out, however far from the others: it counts as one above or below, whatever its distance.</para>
/// <para>By default a fit has an offset and an intercept, without a trial: the quantile of noise is a constant, whatever the function. Beside
/// a setting of standardisation ask for <see cref="NeuronPursuitBuilder.WithIntercept"/>, too.</para>
/// <para>Networks of several quantiles are fitted one by one, and may cross where rows are few.</para>
/// </remarks>
public sealed class QuantileLoss : IScaledLoss
{
    /// <summary>How far the corner is rounded to both sides, in robust deviations of the residuals.</summary>
    private const double Reach = 0.05;

    private readonly double[]? _scales;

    /// <summary>Creates the loss.</summary>
    /// <param name="quantile">The share of the targets that is to lie below the predictions: above 0 and below 1; 0.5 is the median.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantile"/> is not above 0 and below 1.</exception>
    public QuantileLoss(double quantile)
        : this(quantile, null)
    {
    }

    private QuantileLoss(double quantile, double[]? scales)
    {
        if (!(quantile is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "The quantile must be above 0 and below 1.");
        }

        (Quantile, _scales) = (quantile, scales);
    }

    /// <summary>The share of the targets that is to lie below the predictions.</summary>
    public double Quantile { get; }

    /// <inheritdoc/>
    public bool CanStandardizeTargets => true;

    ReadOnlySpan<double> IScaledLoss.Scales => _scales;

    IScaledLoss IScaledLoss.InUnitsOf(double[] scales) => new QuantileLoss(Quantile, scales);

    /// <summary>How far the corner is rounded for an output; 0 outside of a fit.</summary>
    internal double ReachOf(int output) => _scales is null ? 0 : Math.Min(Reach * _scales[output], SampleReader.LargestMagnitude);

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient)
    {
        double sum = 0;
        for (int k = 0; k < outputs.Length; k++)
        {
            double residual = targets[k] - outputs[k];
            double reach = ReachOf(k);
            bool isRound = Math.Abs(residual) < reach;
            double place = isRound ? residual / reach : residual < 0 ? -1 : 1;
            double magnitude = isRound ? reach / 2 * (place * place + 1) : Math.Abs(residual);
            gradient[k] = -(Quantile - 0.5 + place / 2) / outputs.Length;
            sum += (Quantile - 0.5) * residual + magnitude / 2;
        }

        return Math.Max(sum, 0) / outputs.Length;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"QuantileLoss({Quantile:R})");
}

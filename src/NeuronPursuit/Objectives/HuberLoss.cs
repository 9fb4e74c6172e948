namespace NeuronPursuit;

/// <summary>
/// The square near zero and a straight line beyond a threshold, so that outliers pull with a bounded force: the mean over
/// outputs of <c>r^2</c> for <c>|r| &lt;= t</c> and <c>2 t |r| - t^2</c> beyond, <c>r = y - f</c>.
/// </summary>
/// <remarks>
/// Without the factor 1/2 of other texts, so that a large threshold gives exactly the <see cref="SquaredLoss"/> and a
/// strength of weight decay means the same for both.
/// </remarks>
public sealed class HuberLoss : ILoss
{
    /// <summary>Creates the loss.</summary>
    /// <param name="threshold">
    /// The residual at which the square ends, positive; default 1.345, at which normal noise of deviation 1 costs 5 % of
    /// the efficiency. In the caller's units, with <see cref="NeuronPursuitBuilder.WithStandardization"/> in standard
    /// deviations of each output.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not positive and finite.</exception>
    public HuberLoss(double threshold = 1.345)
    {
        if (!(threshold > 0 && double.IsFinite(threshold)))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must be positive and finite.");
        }

        Threshold = threshold;
    }

    /// <summary>The residual at which the square ends.</summary>
    public double Threshold { get; }

    /// <inheritdoc/>
    public bool CanStandardizeTargets => true;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient)
    {
        double sum = 0;
        for (int k = 0; k < outputs.Length; k++)
        {
            double residual = targets[k] - outputs[k];
            double clipped = Math.Clamp(residual, -Threshold, Threshold);
            gradient[k] = -2 * clipped / outputs.Length;
            sum += clipped * (2 * residual - clipped);
        }

        return sum / outputs.Length;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"HuberLoss({Threshold:R})");
}

namespace NeuronPursuit;

/// <summary>
/// The square near zero and a straight line beyond a transition, so that outliers pull with a bounded force: the mean over
/// outputs of <c>r^2</c> for <c>|r| &lt;= t</c> and <c>2 t |r| - t^2</c> beyond, <c>r = y - f</c>.
/// </summary>
/// <remarks>
/// <para>A fit measures residuals in their own robust scale, output by output: 1.4826 times their median magnitude, the
/// standard deviation where they are normal, whatever single ones do. It starts with that of the targets about their median;
/// when the pursuit has ended, the network is trained on in that of its own residuals, a few times, until it shrinks no more
/// (a <see cref="PursuitIterationKind.Refit"/> at the end of the history, whose errors stay in the first units). So the
/// threshold knows no units of y, and standardisation of y does not change what it means.</para>
/// <para>With standardisation the targets' units are their median and that scale. Targets at least ten times as far from the
/// median as all others are left out of the fit, each for its own output, and the log tells how many
/// (docs/adr/0050).</para>
/// <para>Without the factor 1/2 of other texts, so that a large threshold gives exactly the <see cref="SquaredLoss"/> of the
/// same units and a strength of weight decay means the same for both.</para>
/// </remarks>
public sealed class HuberLoss : IScaledLoss
{
    private readonly double[]? _scales;

    /// <summary>Creates the loss.</summary>
    /// <param name="threshold">
    /// The residual at which the square ends, positive; default 1.345, at which normal noise costs 5 % of the efficiency. In
    /// units of the residuals' own robust scale in a fit, in those of the arguments where <see cref="Evaluate"/> is called.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not positive and finite.</exception>
    public HuberLoss(double threshold = 1.345)
        : this(threshold, null)
    {
    }

    private HuberLoss(double threshold, double[]? scales)
    {
        if (!(threshold > 0 && double.IsFinite(threshold)))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must be positive and finite.");
        }

        (Threshold, _scales) = (threshold, scales);
    }

    /// <summary>The residual at which the square ends.</summary>
    public double Threshold { get; }

    /// <inheritdoc/>
    public bool CanStandardizeTargets => true;

    ReadOnlySpan<double> IScaledLoss.Scales => _scales;

    IScaledLoss IScaledLoss.InUnitsOf(double[] scales) => new HuberLoss(Threshold, scales);

    /// <summary>The transition of an output; finite, since a square of residuals may not overflow.</summary>
    internal double TransitionOf(int output) => _scales is null
        ? Threshold
        : Math.Clamp(Threshold * _scales[output], double.Epsilon, SampleReader.LargestMagnitude);

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient)
    {
        double sum = 0;
        for (int k = 0; k < outputs.Length; k++)
        {
            double residual = targets[k] - outputs[k];
            double transition = TransitionOf(k);
            double clipped = Math.Clamp(residual, -transition, transition);
            gradient[k] = -2 * clipped / outputs.Length;
            sum += clipped * (2 * residual - clipped);
        }

        return sum / outputs.Length;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"HuberLoss({Threshold:R})");
}

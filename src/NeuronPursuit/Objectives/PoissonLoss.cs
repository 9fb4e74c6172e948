namespace NeuronPursuit;

/// <summary>
/// Counts and other numbers that are not negative and spread like their mean: half of the Poisson deviance with a log link,
/// the mean over outputs of <c>e^f - y f</c> plus what makes its least value 0.
/// </summary>
/// <remarks>
/// <para>The output f is the logarithm of the mean, and a model predicts the mean, <c>e^f</c>
/// (<see cref="OutputLink.Exponential"/>): so do <c>Predict</c>, files for ONNX and formulas. Far from the data a prediction may
/// be very large, and infinite where f is beyond 709.</para>
/// <para>Targets are 0 or more, whole numbers or not, in their own units: the loss takes them as counts of which each one is
/// an event, and standardisation leaves them alone. Outputs begin at the logarithms of the (weighted) means, as a regression begins
/// at its mean, but for the paper's recipe and <see cref="NeuronPursuitBuilder.WithIntercept"/>(false). Equal targets are
/// predicted by that constant; targets that are all 0 by half an event in all rows, 0.5 / n.</para>
/// <para>Beyond e^30 times the larger of the target and 1 the loss goes on along its tangent, so that it is finite and
/// convex wherever a training steps.</para>
/// </remarks>
public sealed class PoissonLoss : ILoss
{
    /// <summary>Above the logarithm of the target (of 1, if that is more), where the exponential gives way to its tangent.</summary>
    internal const double Furthest = 30;

    /// <summary>The distance from the logarithm of the target below which <c>e^d - 1 - d</c> is summed as a series.</summary>
    internal const double Near = 0.5;

    /// <summary>The last divisor of that series, whose terms are below the precision of a double then.</summary>
    internal const int LastTerm = 16;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient)
    {
        double sum = 0;
        for (int k = 0; k < outputs.Length; k++)
        {
            double target = targets[k];
            double scale = Math.Max(target, 1);

            // With d = f - log y it is y (e^d - 1 - d): exact to the last digits however large a count is.
            double distance = outputs[k] - PortableMath.Log(scale);
            double bounded = Math.Min(distance, Furthest);
            double excess = distance - bounded;
            double exponential = PortableMath.Exp(bounded);
            sum += target >= 1
                ? target * (Curvature(bounded, exponential) + (exponential - 1) * excess)
                : Math.Max(exponential * (1 + excess) - target * (1 + distance - (target > 0 ? PortableMath.Log(target) : 0)), 0);
            gradient[k] = (scale * exponential - target) / outputs.Length;
        }

        return sum / outputs.Length;
    }

    /// <inheritdoc/>
    public string? ErrorOf(ReadOnlySpan<double> targets)
    {
        for (int k = 0; k < targets.Length; k++)
        {
            if (targets[k] < 0)
            {
                return targets.Length == 1
                    ? FormattableString.Invariant($"is {targets[k]}; {nameof(PoissonLoss)} takes counts and other numbers that are not negative.")
                    : FormattableString.Invariant($"has {targets[k]} in column {k} (counted from 0); {nameof(PoissonLoss)} takes counts and other numbers that are not negative.");
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(PoissonLoss);

    /// <summary><c>e^d - 1 - d</c>, which is not negative.</summary>
    private static double Curvature(double distance, double exponential)
    {
        if (!(Math.Abs(distance) < Near))
        {
            return exponential - 1 - distance;
        }

        double series = 1;
        for (int term = LastTerm; term > 2; term--)
        {
            series = 1 + distance / term * series;
        }

        return distance * distance / 2 * series;
    }
}

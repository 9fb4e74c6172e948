using System.Text.Json.Serialization;

namespace NeuronPursuit;

/// <summary>
/// The curve between a network's output z, in the units of <see cref="NetworkOutput"/>, and the prediction y of a model with
/// <see cref="TargetTransform.Log"/>: <c>y = Scale exp(clip(Direction (z - Centre), -Limit, Limit)) + Offset</c>, which rises with z.
/// </summary>
/// <param name="Centre">The middle of what z may be.</param>
/// <param name="Direction">1 for targets with a long upper tail, -1 for a lower one.</param>
/// <param name="Limit">
/// How far z may be from the middle: half the range of the training targets' z and a tenth of that range, so that nothing is predicted far beyond them.
/// </param>
/// <param name="Scale">The factor, of the sign of <paramref name="Direction"/>.</param>
/// <param name="Offset">Added.</param>
public sealed record TargetCurve(double Centre, int Direction, double Limit, double Scale, double Offset)
{
    // Of the range of z on either side.
    private const double Margin = 0.1;

    // Where the curve has no values the logarithm is that of this.
    private const double LeastRatio = 1e-300;

    [JsonIgnore]
    internal bool IsValid => double.IsFinite(Centre) && Direction is 1 or -1 && double.IsFinite(Limit) && Limit >= 0
        && double.IsFinite(Scale) && Direction * Scale > 0 && double.IsFinite(Offset)
        && double.IsFinite(Invert(Centre - Limit)) && double.IsFinite(Invert(Centre + Limit));

    /// <summary>From a network's output to the prediction.</summary>
    /// <param name="z">The output; NaN stays NaN.</param>
    /// <returns>The prediction in the units of the target; between those of <c>Centre - Limit</c> and <c>Centre + Limit</c>.</returns>
    public double Invert(double z) => (PortableMath.Exp(Math.Clamp((z - Centre) * Direction, -Limit, Limit)) * Scale) + Offset;

    /// <summary>From a target to what a network is trained on.</summary>
    /// <param name="y">The target; one that lies where the curve has no values counts as its end.</param>
    /// <returns>The output that <see cref="Invert"/> takes to <paramref name="y"/>, within <see cref="Limit"/> of <see cref="Centre"/>.</returns>
    public double Apply(double y) =>
        Centre + (Direction * Math.Clamp(PortableMath.Log(Math.Max(LeastRatio, (y - Offset) / Scale)), -Limit, Limit));

    /// <summary>
    /// The curve of targets, <c>z = Direction log(1 + Direction (y - end) / unit)</c>: they crowd at the end, and the unit is the distance of the
    /// median from there. Null where there is no such distance, as where half of them are equal to the end.
    /// </summary>
    /// <param name="targets">The training targets.</param>
    /// <param name="weights">One per target; null where all count alike.</param>
    internal static TargetCurve? Of(double[] targets, double[]? weights)
    {
        double[] at = QuantilesOf(targets, weights, 0, 0.5, 1);
        (double lower, double upper) = (at[1] - at[0], at[2] - at[1]);
        int direction = upper >= lower ? 1 : -1;
        double end = direction == 1 ? at[0] : at[2];
        double unit = Math.Min(lower, upper);
        if (!(unit > 0) || !double.IsFinite(lower + upper))
        {
            return null;
        }

        double range = PortableMath.Log(1 + ((lower + upper) / unit));
        double centre = direction * range / 2;
        double scale = direction * unit * PortableMath.Exp(direction * centre);
        var curve = new TargetCurve(centre, direction, (0.5 + Margin) * range, scale, end - (direction * unit));
        return curve.IsValid ? curve : null;
    }

    /// <summary>Whether targets have a tail on one side that is more than twice as long as the other.</summary>
    /// <param name="targets">The training targets.</param>
    /// <param name="weights">One per target; null where all count alike.</param>
    internal static bool IsSkewed(double[] targets, double[]? weights)
    {
        double[] at = QuantilesOf(targets, weights, 0.05, 0.5, 0.95);
        (double lower, double upper) = (at[1] - at[0], at[2] - at[1]);
        return Math.Max(lower, upper) > 2 * Math.Min(lower, upper);
    }

    /// <summary>The least targets that so large shares of the weight do not exceed.</summary>
    private static double[] QuantilesOf(double[] targets, double[]? weights, params double[] shares)
    {
        double[] sorted = (double[])targets.Clone();
        double[] counts = weights is null ? [.. targets.Select(_ => 1.0)] : (double[])weights.Clone();
        Array.Sort(sorted, counts);
        double total = counts.Sum();
        return Array.ConvertAll(shares, share =>
        {
            double sum = 0;
            int place = -1;
            do
            {
                sum += counts[++place];
            }
            while (place < sorted.Length - 1 && sum < share * total);
            return sorted[place];
        });
    }
}

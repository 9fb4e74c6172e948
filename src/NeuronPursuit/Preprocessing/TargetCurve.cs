using System.Text.Json.Serialization;

namespace NeuronPursuit;

/// <summary>
/// The curve between a network's output z, in the units of <see cref="NetworkOutput"/>, and the prediction y of a model with
/// <see cref="TargetTransform.Log"/>: <c>y = Origin + Direction Unit (exp(Direction z) - 1)</c>, where z is limited to
/// <see cref="Least"/> ... <see cref="Most"/>.
/// </summary>
/// <param name="Origin">The end of the targets' range that they crowd at: the least of them with a long upper tail, the largest with a lower one.</param>
/// <param name="Unit">Where the curve bends, positive: the distance of the median from there.</param>
/// <param name="Direction">1 for a long upper tail, -1 for a lower one.</param>
/// <param name="Least">The least z: that of the training targets less a tenth of their range, so that nothing is predicted far beyond them.</param>
/// <param name="Most">The largest z, likewise.</param>
public sealed record TargetCurve(double Origin, double Unit, int Direction, double Least, double Most)
{
    // Of the range of z on either side.
    private const double Margin = 0.1;

    // Beyond, a target that lies where the curve has no values would be infinite.
    private const double LeastArgument = 1e-12;

    [JsonIgnore]
    internal bool IsValid => double.IsFinite(Origin) && double.IsFinite(Unit) && Unit > 0 && Direction is 1 or -1
        && double.IsFinite(Least) && double.IsFinite(Most) && Least <= Most && double.IsFinite(Invert(Least)) && double.IsFinite(Invert(Most));

    /// <summary>From a network's output to the prediction.</summary>
    /// <param name="z">The output; NaN stays NaN.</param>
    public double Invert(double z) =>
        Origin + (Direction * Unit * (PortableMath.Exp(Direction * Math.Clamp(z, Least, Most)) - 1));

    /// <summary>From a target to what a network is trained on.</summary>
    /// <param name="y">The target; one that lies where the curve has no values counts as its end.</param>
    public double Apply(double y) => Math.Clamp(Logarithm(y), Least, Most);

    /// <summary>The curve of targets; null where they have no tail to bend, as where half of them are equal to the end that they crowd at.</summary>
    /// <param name="targets">The training targets.</param>
    internal static TargetCurve? Of(double[] targets)
    {
        double[] sorted = (double[])targets.Clone();
        Array.Sort(sorted);
        double median = sorted[sorted.Length / 2];
        (double lower, double upper) = (median - sorted[0], sorted[^1] - median);
        int direction = upper >= lower ? 1 : -1;
        var curve = new TargetCurve(direction == 1 ? sorted[0] : sorted[^1], Math.Min(lower, upper), direction, double.NegativeInfinity, double.PositiveInfinity);
        if (!(curve.Unit > 0) || !double.IsFinite(upper + lower))
        {
            return null;
        }

        (double least, double most) = (curve.Logarithm(sorted[0]), curve.Logarithm(sorted[^1]));
        double margin = Margin * (most - least);
        curve = curve with { Least = least - margin, Most = most + margin };
        return curve.IsValid ? curve : null;
    }

    /// <summary>Whether targets have a tail on one side that is more than twice as long as the other.</summary>
    /// <param name="targets">The training targets.</param>
    internal static bool IsSkewed(double[] targets)
    {
        double[] sorted = (double[])targets.Clone();
        Array.Sort(sorted);
        double At(double share) => sorted[(int)(share * (sorted.Length - 1))];
        (double lower, double upper) = (At(0.5) - At(0.05), At(0.95) - At(0.5));
        return Math.Max(lower, upper) > 2 * Math.Min(lower, upper);
    }

    private double Logarithm(double y) => Direction * PortableMath.Log(Math.Max(LeastArgument, 1 + (Direction * (y - Origin) / Unit)));
}

namespace NeuronPursuit;

/// <summary>
/// How near a vector is to a KKT point of an extremum on a sphere about the origin: there the gradient is parallel to
/// the vector (eq. 5, Section 3.4).
/// </summary>
public static class KktCondition
{
    /// <summary><c>grad . w / (|grad| |w|)</c>, the quantity of panel (d) in Figs. 1, 2, 13 and 14.</summary>
    /// <param name="gradient">The gradient at the point.</param>
    /// <param name="weights">The point, of any norm; same length.</param>
    /// <returns>
    /// Between -1 and 1: 1 at a KKT point of a positive maximum, -1 at one of a negative minimum, 0 when either vector
    /// is zero.
    /// </returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Alignment(ReadOnlySpan<double> gradient, ReadOnlySpan<double> weights)
    {
        RequireSameLength(gradient, weights);
        double norms = Reductions.Norm(gradient) * Reductions.Norm(weights);
        return norms > 0 ? Math.Clamp(Reductions.Dot(gradient, weights) / norms, -1, 1) : 0;
    }

    /// <summary>
    /// The share of the gradient that lies in the tangent space of the sphere,
    /// <c>|grad - (grad . w) w / |w|^2| / |grad|</c>: the sine of the angle whose cosine is <see cref="Alignment"/>.
    /// </summary>
    /// <param name="gradient">The gradient at the point.</param>
    /// <param name="weights">The point, of any norm; same length.</param>
    /// <returns>Between 0 (a KKT point) and 1; 0 for a zero gradient, 1 for zero weights.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Residual(ReadOnlySpan<double> gradient, ReadOnlySpan<double> weights)
    {
        RequireSameLength(gradient, weights);
        double norm = Reductions.Norm(gradient);
        return norm > 0 ? Math.Min(1, TangentNorm(gradient, weights) / norm) : 0;
    }

    /// <summary>The norm of the tangential part. Computed by subtraction, since 1 - cos^2 loses half of the digits.</summary>
    internal static double TangentNorm(ReadOnlySpan<double> gradient, ReadOnlySpan<double> weights)
    {
        double squared = Reductions.Dot(weights, weights);
        double radial = squared > 0 ? Reductions.Dot(gradient, weights) / squared : 0;
        double sum = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            double tangential = gradient[i] - radial * weights[i];
            sum += tangential * tangential;
        }

        return Math.Sqrt(sum);
    }

    private static void RequireSameLength(ReadOnlySpan<double> gradient, ReadOnlySpan<double> weights)
    {
        if (gradient.Length != weights.Length)
        {
            throw new ArgumentException(
                $"gradient has {gradient.Length} entries but weights has {weights.Length}; both describe the same point.", nameof(gradient));
        }
    }
}

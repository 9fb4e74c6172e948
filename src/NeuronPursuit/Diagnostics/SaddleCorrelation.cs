using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// The correlation of the residual at a saddle with one homogeneous term of the network's expansion in the weights w_z of
/// its inactive neurons, <c>N(w_z) = (1/n) sum_i r_i . H_k(x_i; w_n, w_z)</c>: the function whose flow w_z follows near the
/// saddle (Theorem 7), and whose KKT points on the unit sphere are the directions it converges to.
/// </summary>
/// <remarks>
/// Made by <see cref="SaddlePoint"/>. Vectors have the flat layout of its landscape; only w_z is read, and gradients are
/// zero elsewhere. Divided by the number of samples, which changes no direction. One evaluation at a time.
/// </remarks>
public abstract class SaddleCorrelation
{
    private protected SaddleCorrelation(SaddlePoint saddle, double degree)
    {
        Saddle = saddle;
        Degree = degree;
    }

    /// <summary>The saddle.</summary>
    public SaddlePoint Saddle { get; }

    /// <summary>The degree of homogeneity in w_z.</summary>
    public double Degree { get; }

    /// <summary>Value and gradient at the w_z of a point.</summary>
    /// <param name="weights">A point of the landscape; only its w_z is read.</param>
    /// <param name="gradient">Receives the gradient, 0 outside w_z; same length.</param>
    /// <returns>The correlation.</returns>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public double Evaluate(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        Saddle.Landscape.RequireWeights(weights);
        Saddle.Landscape.RequireWeights(gradient);
        gradient.Clear();
        return AddTo(weights, gradient);
    }

    /// <summary>
    /// <see cref="KktCondition.Alignment"/> of the direction of w_z, panel (d) of Figs. 1, 2, 13 and 14: 1 when it is a KKT
    /// point of positive value.
    /// </summary>
    /// <param name="weights">A point of the landscape; only its w_z is read.</param>
    /// <returns>Between -1 and 1; 0 when w_z or the gradient is zero.</returns>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public double Alignment(ReadOnlySpan<double> weights)
    {
        double[] direction = Direction(weights);
        double[] gradient = new double[direction.Length];
        Evaluate(direction, gradient);
        return KktCondition.Alignment(gradient, direction);
    }

    /// <summary>
    /// Projected gradient ascent of the w_z of a point on the unit sphere: steps along the gradient, each followed by
    /// division by the norm, as the paper's own search makes them (App. C.1).
    /// </summary>
    /// <param name="weights">The start; only the direction of its w_z is read.</param>
    /// <param name="stepSize">The step in units of gradient / value at a point of positive value, positive. Default 0.5.</param>
    /// <param name="iterations">Steps, at least 0. Default 1000.</param>
    /// <param name="cancellationToken">Ends the ascent.</param>
    /// <returns>The value, the alignment and the direction reached.</returns>
    /// <exception cref="ArgumentException">The length is wrong, w_z is zero, or a number is out of its range.</exception>
    public SaddleAscent Maximize(
        ReadOnlySpan<double> weights, double stepSize = 0.5, int iterations = 1000, CancellationToken cancellationToken = default)
    {
        Setting.Positive(stepSize, nameof(stepSize));
        ArgumentOutOfRangeException.ThrowIfNegative(iterations);
        double[] direction = Direction(weights);
        if (Reductions.Norm(direction) == 0)
        {
            throw new ArgumentException("The weights of all inactive neurons are zero, which is no direction to start from.", nameof(weights));
        }

        double[] gradient = new double[direction.Length];
        double value = Evaluate(direction, gradient);
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double norm = Reductions.Norm(gradient);
            if (norm == 0)
            {
                break;
            }

            // At a KKT point |grad| = degree * value, so both scales agree there, and this one is safe below zero.
            TensorPrimitives.MultiplyAdd(gradient, stepSize * Degree / norm, direction, direction);
            SphereMath.Rescale(direction, 1);
            value = Evaluate(direction, gradient);
        }

        return new SaddleAscent(value, KktCondition.Alignment(gradient, direction), direction);
    }

    /// <summary>Adds the gradient to what is there; returns the value. Lengths are right.</summary>
    internal abstract double AddTo(ReadOnlySpan<double> weights, Span<double> gradient);

    private double[] Direction(ReadOnlySpan<double> weights)
    {
        double[] direction = Saddle.InactivePart(weights);
        if (TensorPrimitives.MaxMagnitude<double>(direction) != 0)
        {
            SphereMath.Rescale(direction, 1);
        }

        return direction;
    }
}

/// <summary>Where an ascent of a <see cref="SaddleCorrelation"/> ended.</summary>
/// <param name="Value">The correlation there.</param>
/// <param name="Alignment">1 at an exact KKT point of positive value.</param>
/// <param name="Direction">Flat like the landscape's weights: unit norm, zero outside w_z.</param>
public sealed record SaddleAscent(double Value, double Alignment, IReadOnlyList<double> Direction);

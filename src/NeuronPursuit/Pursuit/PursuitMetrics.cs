using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// Turns sums over the internally scaled target into the numbers a caller sees, in the units of the caller's target.
/// </summary>
/// <param name="lossAtOrigin">The training objective of the zero network, in internal units.</param>
/// <param name="outputScales">The internal scale of each output.</param>
/// <param name="outputOffsets">The internal offset of each output.</param>
/// <param name="targetNorm">The Frobenius norm of the caller's target.</param>
/// <param name="lossScale">What the objective is multiplied by to be reported.</param>
internal sealed class PursuitMetrics(double lossAtOrigin, double[] outputScales, double[] outputOffsets, double targetNorm, double lossScale)
{
    public double LossAtOrigin => lossAtOrigin;

    /// <summary>The same units for a part of the data.</summary>
    public PursuitMetrics ForPart(ILocalPursuitData part)
    {
        double[][] targets = part.CopyTargets();
        double[]? weights = part.CopyWeights();
        double squares = 0;
        double norm = 0;
        for (int k = 0; k < targets.Length; k++)
        {
            for (int i = 0; i < targets[k].Length; i++)
            {
                // Hypot-like accumulation is not needed: the reader refuses magnitudes whose squares overflow.
                double weight = weights is null ? 1 : weights[i];
                squares += weight * targets[k][i] * targets[k][i];
                double own = targets[k][i] * outputScales[k] + outputOffsets[k];
                norm += weight * own * own;
            }
        }

        double origin = part.Loss is SquaredLoss ? squares / ((double)part.SampleCount * part.OutputCount) : part.LossAtOrigin(CancellationToken.None);
        return new PursuitMetrics(origin, outputScales, outputOffsets, Math.Sqrt(norm), lossScale);
    }

    /// <summary>
    /// The error of a network on data of these units: <c>|Y - f(X)| / |Y|</c> for the square, else the root of its loss
    /// over that of the zero network, which is the same for the square of a target without offset.
    /// </summary>
    public double ErrorOf(IPursuitData data, Network network, CancellationToken cancellationToken)
    {
        if (data.Loss is SquaredLoss)
        {
            return RelativeError(data.SquaredResiduals(network, cancellationToken));
        }

        double loss = data.LossOf(network, cancellationToken);
        return lossAtOrigin > 0 ? Math.Sqrt(Math.Max(loss / lossAtOrigin, 0)) : loss > 0 ? 1 : 0;
    }

    public double ReportedLoss(double loss) => loss * lossScale;

    /// <summary><c>|Y - f(X)| / |Y|</c>; for an all-zero target 0 when it is met exactly, else 1.</summary>
    public double RelativeError(ReadOnlySpan<double> squaredResiduals)
    {
        // Relative to the largest part, so that no square overflows where the norm itself does not.
        Span<double> parts = new double[squaredResiduals.Length];
        for (int k = 0; k < parts.Length; k++)
        {
            double norm = Math.Sqrt(squaredResiduals[k]) * outputScales[k];
            parts[k] = targetNorm > 0 ? norm / targetNorm : norm > 0 ? 1 : 0;
        }

        double largest = TensorPrimitives.Max<double>(parts);
        if (largest == 0)
        {
            return 0;
        }

        TensorPrimitives.Divide(parts, largest, parts);
        return largest * TensorPrimitives.Norm<double>(parts);
    }
}

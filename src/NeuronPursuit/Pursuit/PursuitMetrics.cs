using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// Turns sums over the internally scaled target into the numbers a caller sees, in the units of his own target.
/// </summary>
/// <param name="lossAtOrigin">The training objective of the zero network, in internal units.</param>
/// <param name="outputScales">The internal scale of each output.</param>
/// <param name="outputOffsets">The internal offset of each output.</param>
/// <param name="targetNorm">The Frobenius norm of the caller's target.</param>
/// <param name="lossScale">What the objective is multiplied by to be reported.</param>
internal sealed class PursuitMetrics(double lossAtOrigin, double[] outputScales, double[] outputOffsets, double targetNorm, double lossScale)
{
    public double LossAtOrigin => lossAtOrigin;

    /// <summary>The same units for a part of the data, given its targets (one array per output).</summary>
    public PursuitMetrics ForPart(double[][] targets)
    {
        double squares = 0;
        double norm = 0;
        for (int k = 0; k < targets.Length; k++)
        {
            foreach (double value in targets[k])
            {
                squares += value * value;

                // Hypot-like accumulation is not needed: the reader refuses magnitudes whose squares overflow.
                double own = value * outputScales[k] + outputOffsets[k];
                norm += own * own;
            }
        }

        return new PursuitMetrics(
            squares / ((double)targets[0].Length * targets.Length), outputScales, outputOffsets, Math.Sqrt(norm), lossScale);
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

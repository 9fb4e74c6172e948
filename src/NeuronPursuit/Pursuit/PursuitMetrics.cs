using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// The one definition of relative errors, in the units of the caller's target: what a network leaves over what a constant
/// leaves. Where an offset is fitted (an intercept, an offset of the outputs, standardised targets) the constant is the best
/// one, for the square the weighted mean of all samples of the fit, so that an error of 1 explains nothing. Where none is, and
/// with the paper's recipe always, it is 0, and the error is the paper's <c>|y - f(x)| / |y|</c>.
/// </summary>
/// <remarks>
/// For another loss than the square the root of the mean loss over that of the constant. A part of the samples, held out or
/// trained on, is compared with the constant of the whole. A target that is constant itself is compared with 0, and one that
/// is 0 has an error of 0 if it is met exactly, else 1. Explained to users in docs/concepts.md#relative-errors.
/// </remarks>
/// <param name="lossAtOrigin">The training objective of the zero network, in internal units.</param>
/// <param name="outputScales">The internal scale of each output.</param>
/// <param name="constants">The constant of each output, in internal units.</param>
/// <param name="reference">What the constant leaves: the norm of the residuals in the caller's units, or a mean loss.</param>
/// <param name="lossScale">What the objective is multiplied by to be reported.</param>
internal sealed class PursuitMetrics(
    double lossAtOrigin, double[] outputScales, double[] constants, double reference, double lossScale)
{
    public double LossAtOrigin => lossAtOrigin;

    /// <summary>What the constant leaves: the norm of its residuals in the caller's units, or its mean loss.</summary>
    public double Reference => reference;

    /// <summary>The metrics of a fit.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="options">Whether an offset is fitted.</param>
    /// <param name="targets">The internal units of the targets.</param>
    /// <param name="moments">The means of the caller's targets.</param>
    /// <param name="targetNorm">Their norm.</param>
    /// <param name="lossScale">What the objective is multiplied by to be reported.</param>
    /// <param name="startsAtBest">Whether outputs of zero already stand for the best constant of another loss than the square.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static PursuitMetrics Of(
        IPursuitData data,
        PursuitOptions options,
        ColumnScaling targets,
        TargetMoments moments,
        double targetNorm,
        double lossScale,
        bool startsAtBest,
        CancellationToken cancellationToken)
    {
        double lossAtOrigin = data.LossAtOrigin(cancellationToken);
        double[] scales = targets.Scales.ToArray();
        bool fitsOffset = options.FitsOffset && moments.DeviationNorm > 0;
        if (data.Loss is SquaredLoss)
        {
            double[] constants = [.. scales.Select((scale, k) => ((fitsOffset ? moments.Means[k] : 0) - targets.Offsets[k]) / scale)];
            return new PursuitMetrics(lossAtOrigin, scales, constants, fitsOffset ? moments.DeviationNorm : targetNorm, lossScale);
        }

        double[] best = new double[scales.Length];
        double reference = lossAtOrigin;
        if (fitsOffset && !startsAtBest)
        {
            best = BestConstant.Of(data, moments.In(targets), cancellationToken);
            reference = data.ConstantLoss(best, new double[best.Length], cancellationToken);
        }

        return new PursuitMetrics(lossAtOrigin, scales, best, reference, lossScale);
    }

    /// <summary>The same where the zero network says all there is to say, though its loss is not exactly 0.</summary>
    public PursuitMetrics MetByZero() => new(0, outputScales, constants, reference, lossScale);

    /// <summary>The same units for a part of the data.</summary>
    public PursuitMetrics ForPart(ILocalPursuitData part)
    {
        if (part.Loss is not SquaredLoss)
        {
            double origin = part.LossAtOrigin(CancellationToken.None);
            double loss = constants.AsSpan().ContainsAnyExcept(0)
                ? part.ConstantLoss(constants, new double[constants.Length], CancellationToken.None)
                : origin;
            return new PursuitMetrics(origin, outputScales, constants, loss, lossScale);
        }

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
                double own = (targets[k][i] - constants[k]) * outputScales[k];
                norm += weight * own * own;
            }
        }

        double lossOfZero = squares / ((double)part.SampleCount * part.OutputCount);
        return new PursuitMetrics(lossOfZero, outputScales, constants, Math.Sqrt(norm), lossScale);
    }

    /// <summary>The relative error of a network on data of these units.</summary>
    public double ErrorOf(IPursuitData data, Network network, CancellationToken cancellationToken)
    {
        if (data.Loss is SquaredLoss)
        {
            return RelativeError(data.SquaredResiduals(network, cancellationToken));
        }

        double loss = data.LossOf(network, cancellationToken);
        return reference > 0 ? Math.Sqrt(Math.Max(loss / reference, 0)) : loss > 0 ? 1 : 0;
    }

    /// <summary>What a relative error stands for in units that do not depend on the offset: a norm of residuals, or the root of a mean loss.</summary>
    public double Absolute(double error, ILoss loss) => error * (loss is SquaredLoss ? reference : Math.Sqrt(ReportedLoss(reference)));

    public double ReportedLoss(double loss) => loss * lossScale;

    /// <summary>The relative error for the square; where the constant leaves nothing 0 when nothing is left, else 1.</summary>
    public double RelativeError(ReadOnlySpan<double> squaredResiduals)
    {
        // Relative to the largest part, so that no square overflows where the norm itself does not.
        Span<double> parts = new double[squaredResiduals.Length];
        for (int k = 0; k < parts.Length; k++)
        {
            double norm = Math.Sqrt(squaredResiduals[k]) * outputScales[k];
            parts[k] = reference > 0 ? norm / reference : norm > 0 ? 1 : 0;
        }

        double largest = TensorPrimitives.Max<double>(parts);
        if (largest == 0)
        {
            return 0;
        }

        TensorPrimitives.Divide(parts, largest, parts);
        return largest * Reductions.Norm(parts);
    }
}

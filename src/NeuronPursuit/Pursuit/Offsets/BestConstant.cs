using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// The outputs that cost least when they are the same for all samples: the offset of a fit, and what its errors are
/// relative to (<see cref="PursuitMetrics"/>).
/// </summary>
internal static class BestConstant
{
    private const int Iterations = 200;
    private const double Rounding = 1e-12;

    /// <summary>The constant in the units in which the loss sees outputs.</summary>
    /// <param name="data">The samples; their loss is asked where neither a mean nor shares of classes tell the answer.</param>
    /// <param name="moments">The (weighted) means of the targets, in the units of <paramref name="data"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static double[] Of(IPursuitData data, TargetMoments moments, CancellationToken cancellationToken) => data.Loss switch
    {
        SquaredLoss => moments.Means,
        CrossEntropyLoss or LogisticLoss or PoissonLoss => Predicting(data.Loss, moments) ?? new double[data.OutputCount],

        // The rounded corner would draw it off where nothing differs.
        QuantileLoss when moments.DeviationNorm == 0 => moments.Means,
        _ => Searched(data, moments, cancellationToken),
    };

    /// <summary>
    /// The outputs that predict the means: the logits of the classes' shares, of mean 0; for one output its log-odds; for counts
    /// the logarithms. Null where outputs of zero say the same.
    /// </summary>
    public static double[]? Predicting(ILoss loss, TargetMoments moments)
    {
        // A class without any sample would be infinitely unlikely, and so would any count where all are 0.
        double least = 0.5 / moments.Count;
        double[] constants = loss is PoissonLoss
            ? Array.ConvertAll(moments.Means, mean => PortableMath.Log(mean > 0 ? mean : least))
            : LogOdds(loss, moments, least);
        return Math.Abs(TensorPrimitives.MaxMagnitude<double>(constants)) > Rounding ? constants : null;
    }

    private static double[] LogOdds(ILoss loss, TargetMoments moments, double least)
    {
        double[] shares = Array.ConvertAll(moments.Means, share => Math.Clamp(share, least, 1 - least));
        double[] logits = loss is LogisticLoss
            ? [PortableMath.Log(shares[0] / (1 - shares[0]))]
            : Array.ConvertAll(shares, PortableMath.Log);
        double mean = loss is LogisticLoss ? 0 : logits.Average();
        return Array.ConvertAll(logits, logit => logit - mean);
    }

    private static double[] Searched(IPursuitData data, TargetMoments moments, CancellationToken cancellationToken)
    {
        // Where outputs are not in the units of the targets (a logarithm of counts), the means are far from any constant that fits.
        double[] best = moments.Means;
        double lowest = LossAt(best);
        foreach (double[] start in new[] { moments.Means, new double[moments.Means.Length] })
        {
            double[] constants = [.. start];
            double loss = LossAt(start);
            OptimizationResult result = double.IsFinite(loss)
                ? new LimitedMemoryBfgs().Minimize(
                    new ConstantObjective(data, cancellationToken), constants, new OptimizationLimits(loss, Iterations), cancellationToken)
                : new OptimizationResult(loss, OptimizationOutcome.Diverged, 0, 0);
            if (result.Outcome != OptimizationOutcome.Diverged && constants.All(double.IsFinite)
                && !(result.Value >= lowest - Rounding * Math.Abs(lowest)))
            {
                (best, lowest) = (constants, result.Value);
            }
        }

        return best;

        double LossAt(double[] constants) => data.ConstantLoss(constants, new double[constants.Length], cancellationToken);
    }

    /// <summary>The loss of a constant, as optimisers see it.</summary>
    private sealed class ConstantObjective(IPursuitData data, CancellationToken cancellationToken) : ISumObjective
    {
        public int ParameterCount => data.OutputCount;

        public int SampleCount => data.SampleCount;

        public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient) =>
            data.ConstantLoss(parameters, gradient, cancellationToken);
    }
}

namespace NeuronPursuit;

/// <summary>
/// Compares what fits left of samples that they had not seen, sample by sample: the squares of residuals, each output in units of its
/// deviation; of classes the logarithms of the probability of the right one.
/// </summary>
/// <param name="targets">n x outputs; of classes 1 for the right one.</param>
/// <param name="weights">One per sample; null where all count alike.</param>
/// <param name="isClasses">Whether targets are classes.</param>
/// <param name="centred">Whether a constant is the mean, else 0.</param>
internal sealed class HeldOutComparison(double[][] targets, double[]? weights, bool isClasses, bool centred)
{
    // A probability below counts as that, so that one wrong class does not decide alone.
    private const double LeastProbability = 1e-6;

    private readonly double[] _centres = [.. targets.Select(values => centred || isClasses ? SampleWeights.Mean(values, weights) : 0)];

    /// <summary>The losses of a fit on the samples that it held out, one a sample; NaN for all others.</summary>
    public double[] LossesOf(HeldOutResiduals residuals)
    {
        double[] losses = new double[targets[0].Length];
        Array.Fill(losses, double.NaN);
        for (int i = 0; i < residuals.Samples!.Length; i++)
        {
            int sample = residuals.Samples[i];
            losses[sample] = isClasses
                ? -PortableMath.Log(Math.Max(LeastProbability, 1 - residuals.Values[0][i]))
                : residuals.Values.Select((values, k) => SquareOf(values[i], k)).Sum();
        }

        return losses;
    }

    /// <summary>The losses of the best constant for every sample.</summary>
    public double[] LossesOfConstant() =>
        [.. Enumerable.Range(0, targets[0].Length).Select(sample => isClasses
            ? -PortableMath.Log(Math.Max(LeastProbability, Share(sample)))
            : targets.Select((values, k) => SquareOf(values[sample] - _centres[k], k)).Sum())];

    /// <summary>The weighted mean of losses over the samples that all of them have; 0 where there are none.</summary>
    public double MeanOver(double[] losses, params double[][] others) => Moments(losses, Common([losses, .. others])).Mean;

    /// <summary>By how many of its standard errors the mean difference of losses is above zero.</summary>
    public double Excess(double[] losses, double[] others)
    {
        int[] common = Common([losses, others]);
        double[] differences = [.. losses.Zip(others, (one, other) => one - other)];
        (double mean, double error) = Moments(differences, common);
        return error > 0 ? mean / error : mean > 0 ? double.PositiveInfinity : 0;
    }

    private double SquareOf(double residual, int output)
    {
        double deviation = Deviations[output];

        // NaN is a target that was left out; what is infinite has overflowed.
        return double.IsNaN(residual) ? 0 : Math.Min(residual / deviation * (residual / deviation), double.MaxValue / 1e9 / targets[0].Length);
    }

    private double[] Deviations => field ??= [.. targets.Select((values, k) =>
        Math.Sqrt(SampleWeights.Mean(Array.ConvertAll(values, value => (value - _centres[k]) * (value - _centres[k])), weights)) is > 0 and var deviation ? deviation : 1)];

    private double Share(int sample) => targets.Select((values, k) => values[sample] * _centres[k]).Sum();

    private static int[] Common(double[][] losses) =>
        [.. Enumerable.Range(0, losses[0].Length).Where(sample => losses.All(column => !double.IsNaN(column[sample])))];

    private (double Mean, double StandardError) Moments(double[] values, int[] samples)
    {
        double[] chosen = Array.ConvertAll(samples, sample => values[sample]);
        double[]? own = weights is null ? null : Array.ConvertAll(samples, sample => weights[sample]);
        if (chosen.Length < 2)
        {
            return (chosen.Length == 0 ? 0 : chosen[0], 0);
        }

        double mean = SampleWeights.Mean(chosen, own);
        double variance = SampleWeights.Mean(Array.ConvertAll(chosen, value => (value - mean) * (value - mean)), own);
        return (mean, Math.Sqrt(variance / (chosen.Length - 1)));
    }
}

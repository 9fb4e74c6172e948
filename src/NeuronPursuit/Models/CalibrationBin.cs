namespace NeuronPursuit;

/// <summary>A point of a calibration curve: rows whose probability lies in one tenth of 0 to 1.</summary>
/// <param name="From">The least probability of the bin: a multiple of 0.1.</param>
/// <param name="To">Probabilities are below it, in the last bin up to 1.</param>
/// <param name="Weight">The sum of the rows' weights, or how many they are; above 0.</param>
/// <param name="MeanProbability">The mean of their probabilities.</param>
/// <param name="ObservedShare">The share of them that is what the probability is of. Calibrated probabilities meet it.</param>
public sealed record CalibrationBin(double From, double To, double Weight, double MeanProbability, double ObservedShare)
{
    private const int Bins = 10;

    /// <summary>The bins that hold rows, ascending.</summary>
    internal static ValueList<CalibrationBin> Curve(double[] probabilities, Func<int, bool> holds, MetricWeights weights)
    {
        var sums = new (double Weight, double Probability, double Holding)[Bins];
        for (int row = 0; row < probabilities.Length; row++)
        {
            ref (double Weight, double Probability, double Holding) bin = ref sums[BinOf(probabilities[row])];
            bin.Weight += weights[row];
            bin.Probability += weights[row] * probabilities[row];
            bin.Holding += holds(row) ? weights[row] : 0;
        }

        return new ValueList<CalibrationBin>(sums
            .Select((bin, place) => new CalibrationBin(
                (double)place / Bins, (place + 1.0) / Bins, bin.Weight * weights.Unit, bin.Probability / bin.Weight, bin.Holding / bin.Weight))
            .Where((_, place) => sums[place].Weight > 0));
    }

    /// <summary>The mean of what bins miss, each by its weight.</summary>
    internal static double ExpectedError(IReadOnlyList<CalibrationBin> curve)
    {
        double unit = curve.Max(bin => bin.Weight);
        return curve.Sum(bin => bin.Weight / unit * Math.Abs(bin.MeanProbability - bin.ObservedShare)) / curve.Sum(bin => bin.Weight / unit);
    }

    // The product may round up to a border, and the border belongs to the bin above.
    private static int BinOf(double probability)
    {
        int bin = Math.Min(Bins - 1, (int)(probability * Bins));
        return probability < (double)bin / Bins ? bin - 1 : bin;
    }
}

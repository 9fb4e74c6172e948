using System.Text.Json.Serialization;

namespace NeuronPursuit;

/// <summary>
/// What turns a prediction into an interval: residuals on held-out samples over a local scale, in order (cross-conformal prediction:
/// Vovk 2015; scores over a local scale: Papadopoulos et al. 2002).
/// </summary>
/// <param name="Floor">The part of the local scale that is the same everywhere, in the units of the target.</param>
/// <param name="SpreadWeight">The weight of a bag's spread in the local scale <c>sqrt(Floor^2 + SpreadWeight spread^2)</c>; 0 for a single network.</param>
/// <param name="Scores">Residuals over their scale, ascending; quantiles of them where there are very many.</param>
internal sealed record ConformalScores(double Floor, double SpreadWeight, double[] Scores)
{
    /// <summary>Beyond, so many quantiles stand for all: a rank more or less moves the coverage by a five-thousandth.</summary>
    public const int Most = 5000;

    // 1 - 0.9 is a little less than a tenth.
    private const double Rounding = 1e-12;

    // Where the width of intervals is compared between scales.
    private const double TypicalCoverage = 0.9;

    private static readonly double[] SpreadShares = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97];

    /// <summary>Whether all of it can be calculated with.</summary>
    [JsonIgnore]
    public bool IsValid => Floor >= 0 && double.IsFinite(Floor)
        && SpreadWeight >= 0 && double.IsFinite(SpreadWeight)
        && Scores.All(double.IsFinite)
        && Scores.Zip(Scores.Skip(1)).All(pair => pair.First <= pair.Second);

    /// <summary>The scores of one output.</summary>
    /// <param name="residuals">Target minus prediction, in the units of the target; what is not finite is left out.</param>
    /// <param name="spreads">The spread of the bag for the same samples; null for none.</param>
    /// <param name="weights">The weights of the samples; null where all weigh the same.</param>
    /// <returns>The scores by the scale that makes intervals narrowest; null where there is no residual.</returns>
    public static ConformalScores? Of(double[] residuals, double[]? spreads, double[]? weights)
    {
        int[] rows = [.. Enumerable.Range(0, residuals.Length).Where(i => double.IsFinite(residuals[i]) && (weights is null || weights[i] > 0))];
        if (rows.Length == 0)
        {
            return null;
        }

        // In units of the largest, so that no square overflows or vanishes.
        double largest = rows.Max(i => Math.Abs(residuals[i]));
        double unit = largest > 0 ? largest : 1;
        double[] own = Array.ConvertAll(rows, i => residuals[i] / unit);
        double[]? ownWeights = weights is null ? null : Array.ConvertAll(rows, i => weights[i]);
        double[]? ownSpreads = spreads is null ? null : Array.ConvertAll(rows, i => spreads[i] / unit);
        double square = SampleWeights.Mean(Array.ConvertAll(own, value => value * value), ownWeights);
        double spread = ownSpreads is null ? 0 : SampleWeights.Mean(Array.ConvertAll(ownSpreads, value => value * value), ownWeights);
        if (square == 0)
        {
            return new ConformalScores(0, 0, Quantiles(own, ownWeights));
        }

        ConformalScores? best = null;
        double narrowest = double.PositiveInfinity;
        foreach (double share in spread > 0 ? SpreadShares : [0])
        {
            double weight = share == 0 ? 0 : share * square / spread;
            var candidate = new ConformalScores(Math.Sqrt((1 - share) * square), weight, []);
            double[] scales = [.. own.Select((_, i) => candidate.ScaleAt(ownSpreads is null ? 0 : ownSpreads[i]))];
            candidate = candidate with { Scores = Quantiles([.. own.Zip(scales, (residual, scale) => residual / scale)], ownWeights) };
            double width = candidate.RankOf(TypicalCoverage) is > 0 and var rank
                ? SampleWeights.Mean(scales, ownWeights) * (candidate.Scores[^rank] - candidate.Scores[rank - 1])
                : 0;
            if (best is null || width < narrowest)
            {
                (best, narrowest) = (candidate, width);
            }
        }

        return best! with { Floor = unit * best.Floor };
    }

    /// <summary>
    /// The place from each end, counted from 1, of the scores that bound a coverage: between them lies a new score with at least that
    /// probability. 0 where there are too few.
    /// </summary>
    /// <param name="coverage">Above 0 and below 1.</param>
    /// <param name="ends">Two for an interval, one for what is only bounded above.</param>
    public int RankOf(double coverage, int ends = 2) => (int)Math.Floor((Scores.Length + 1) * ((1 - coverage) / ends) * (1 + Rounding));

    /// <summary>The fewest scores that have such places.</summary>
    public static double FewestFor(double coverage, int ends) => Math.Ceiling((ends / (1 - coverage) - 1) * (1 - Rounding));

    /// <summary>The interval about a prediction.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="spread">The spread of the bag there; 0 for a single network.</param>
    /// <param name="rank">As <see cref="RankOf"/> gives it.</param>
    public (double Lower, double Upper) Interval(double prediction, double spread, int rank)
    {
        double scale = ScaleAt(spread);
        return (prediction + scale * Scores[rank - 1], prediction + scale * Scores[^rank]);
    }

    private double ScaleAt(double spread) => double.Hypot(Floor, Math.Sqrt(SpreadWeight) * spread);

    /// <summary>The values in order; quantiles of their weighted distribution where weights differ or there are very many.</summary>
    private static double[] Quantiles(double[] values, double[]? weights)
    {
        double[] sorted = [.. values];
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(sorted, order);
        if (weights is null && values.Length <= Most)
        {
            return sorted;
        }

        double sum = weights?.Sum() ?? values.Length;
        double effective = weights is null ? values.Length : sum * sum / weights.Sum(weight => weight * weight);
        double[] quantiles = new double[Math.Clamp((int)Math.Floor(effective * (1 + Rounding)), 1, Most)];
        double below = 0;
        int place = 0;
        for (int k = 0; k < quantiles.Length; k++)
        {
            double level = (k + 0.5) / quantiles.Length * sum;
            while (place < order.Length - 1 && below + WeightOf(place) <= level)
            {
                below += WeightOf(place++);
            }

            quantiles[k] = sorted[place];
        }

        return quantiles;

        double WeightOf(int at) => weights is null ? 1 : weights[order[at]];
    }
}

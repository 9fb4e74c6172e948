namespace NeuronPursuit;

/// <summary>Where a column lies and how far it spreads, by order and not by sums.</summary>
/// <param name="Median">The value that half of the weight does not exceed.</param>
/// <param name="Deviation">
/// 1.4826 times the median distance from there, the standard deviation where values are normal; where more than half of them
/// are equal, the standard deviation of the ordinary ones; 1 for a constant column.
/// </param>
/// <param name="Ordinary">The values that are not far from all others.</param>
/// <param name="StrayShare">The part of the weight of those that are.</param>
internal sealed record RobustScale(double Median, double Deviation, ValueRange Ordinary, double StrayShare)
{
    /// <summary>What makes the median distance of normal values their standard deviation.</summary>
    public const double NormalFactor = 1.482602218505602;

    /// <summary>From the median, the distances from there, and how far ordinary ones reach; null where all are.</summary>
    public static RobustScale Of(double median, double deviation, DistanceBins bins, double? reach) => new(
        median,
        Math.Max(deviation, ColumnStatistics.SmallestScale),
        reach is { } furthest ? StrayValues.RangeOf(median, furthest) : ValueRange.All,
        reach is { } last ? bins.ShareBeyond(last) : 0);
}

/// <summary>Medians and quantiles of values in memory.</summary>
internal static class Medians
{
    /// <summary>The smallest value that at least half of the weight, or another share, does not exceed; 0 for no values.</summary>
    /// <param name="values">The values; sorted in place.</param>
    /// <param name="weights">Their weights, put in the same order; null for equal ones.</param>
    /// <param name="share">The share of the weight.</param>
    public static double SortAndTake(double[] values, double[]? weights, double share = 0.5)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        if (weights is null)
        {
            Array.Sort(values);
            return values[RankOf(values.Length, share) - 1];
        }

        Array.Sort(values, weights);

        // Whole weights and repeated rows may differ by rounding, and must take the same value.
        double enough = weights.Sum() * share * (1 - 1e-12);
        double below = 0;
        for (int place = 0; place < values.Length; place++)
        {
            below += weights[place];
            if (below >= enough)
            {
                return values[place];
            }
        }

        return values[^1];
    }

    /// <summary>Which one, counted from 1, of so many values is the first that a share of them does not exceed.</summary>
    public static int RankOf(long count, double share) => (int)Math.Clamp(Math.Ceiling(count * share * (1 - 1e-12)), 1, count);

    /// <summary>The median of distances from a centre; values and weights stay as they are.</summary>
    public static double OfDistances(double[] values, double[]? weights, double centre) =>
        SortAndTake(Array.ConvertAll(values, value => Math.Abs(value - centre)), (double[]?)weights?.Clone());
}

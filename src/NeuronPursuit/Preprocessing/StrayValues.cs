namespace NeuronPursuit;

/// <summary>
/// Values far from all others of a column: codes such as -9999 for what is not known, slips of a keyboard. A few of them
/// would decide the scale of the column, and everything else in it would look constant (docs/adr/0049).
/// </summary>
/// <remarks>
/// By their distance from the median, they are what lies behind a gap: all of it at least <see cref="Gap"/> times as far out
/// as the furthest ordinary value. Tails, however heavy, seldom have such a gap, and rare marks or counts that are mostly 0
/// have none or nothing to compare it with.
/// </remarks>
internal static class StrayValues
{
    /// <summary>The part of the weight that may be strays of a column of X.</summary>
    public const double ShareOfInputs = 0.05;

    /// <summary>The same for targets, where strays keep their direction and their row is not lost.</summary>
    public const double ShareOfTargets = 0.4;

    private const double Gap = 10;

    // Where hardly anything differs from the median, or there are few values at all, ordinary ones tell little of the scale.
    private const double GapBesideFew = 1000;
    private const double Few = 0.05;
    private const double Enough = 20;

    // One code, or two or three, may stand in more rows than different stray values.
    private const int Codes = 3;
    private const double ShareOfCodes = 0.2;

    // Strays that would hardly change the scale, such as those in rows of next to no weight, need no treatment.
    private const double LeastPartOfSquares = 0.1;

    /// <summary>
    /// Whether a column can have strays at all: without them nothing lies so many deviations from the mean. Spares a look at
    /// the order of most columns' values.
    /// </summary>
    public static bool MayBeIn(ColumnExtremes extremes, ColumnStatistics statistics) =>
        !statistics.IsConstant
        && Math.Max(extremes.Largest - statistics.Mean, statistics.Mean - extremes.Smallest) > 1.75 * statistics.Scale;

    /// <summary>The largest ordinary distance from the median; null where there are no strays.</summary>
    /// <param name="bins">The distances of the column.</param>
    /// <param name="share">The part of the weight that they may have.</param>
    public static double? ReachOf(DistanceBins bins, double share)
    {
        DistanceBin[] ascending = bins.Ascending();
        double inside = 0;
        for (int i = 0; i + 1 < ascending.Length; i++)
        {
            inside += ascending[i].Weight;
            double ratio = ascending[i + 1].Smallest / ascending[i].Largest;
            if (ratio >= Gap && AreStrays(ascending, i, inside, ratio, bins.Total, share))
            {
                return ascending[i].Largest;
            }
        }

        return null;
    }

    /// <summary>The ordinary values: the gap is wide, so rounding at its edge does not matter.</summary>
    public static ValueRange RangeOf(double median, double reach) => new(median - 2 * reach, median + 2 * reach);

    /// <summary>The moments of the ordinary values of a column that has others.</summary>
    /// <param name="all">All its values.</param>
    /// <param name="own">The ordinary ones.</param>
    /// <param name="sums">The sums over these.</param>
    /// <param name="range">Where they lie.</param>
    public static ColumnStatistics StatisticsOf(ColumnExtremes all, ColumnExtremes own, MomentSums sums, ValueRange range)
    {
        var statistics = ColumnStatistics.Of(own, sums);
        double total = all.Weight + all.MissingWeight;
        return statistics with
        {
            MissingShare = all.MissingWeight / total,
            Ordinary = range,
            StrayShare = (all.Weight - sums.Weight) / total,
            Reach = Math.Max(own.Largest - statistics.Mean, statistics.Mean - own.Smallest),
        };
    }

    private static bool AreStrays(DistanceBin[] bins, int last, double inside, double ratio, double total, double share)
    {
        ReadOnlySpan<DistanceBin> beyond = bins.AsSpan(last + 1);
        double weight = 0;
        double followed = 0;
        bool areCodes = beyond.Length <= Codes;
        foreach (DistanceBin bin in beyond)
        {
            weight += bin.Weight;
            followed += bin.Followed;
            areCodes &= bin.Smallest == bin.Largest;
        }

        bool isComparable = (total >= Enough && inside >= Few * total) || (ratio >= GapBesideFew && inside >= weight);

        // What the target follows is no slip: the row says something about large values.
        return isComparable
            && weight <= (areCodes ? Math.Max(share, ShareOfCodes) : share) * total * (1 + 1e-9)
            && followed <= 0.5 * weight
            && SquaresOf(beyond, bins[last].Exponent) >= LeastPartOfSquares * SquaresOf(bins.AsSpan(0, last + 1), bins[last].Exponent);
    }

    private static double SquaresOf(ReadOnlySpan<DistanceBin> bins, int unit)
    {
        double sum = 0;
        foreach (DistanceBin bin in bins)
        {
            sum += Math.ScaleB(bin.Squares, Math.Clamp(2 * (bin.Exponent - unit), -900, 900));
        }

        return sum;
    }
}

namespace NeuronPursuit;

/// <summary>Whether inputs look like the paper's: centred, and of similar scales.</summary>
internal static class InputScales
{
    // Both generous, so that chance moves none of the paper's data across: hypercube corners, spheres, Gaussians.
    private const double LargestMean = 0.25;
    private const double LargestRatio = 4;

    // In standard errors of a mean.
    private const double Chance = 5;

    /// <summary>
    /// Whether a network without intercept would start at a disadvantage: a column's mean is far from zero beside its
    /// deviation, the deviations of two columns differ much, or a column has values far from all others, which are limited
    /// about its mean. Constant columns and missing values are left out.
    /// </summary>
    public static bool NeedPreparation<TColumns>(TColumns samples)
        where TColumns : IColumnSource, allows ref struct
    {
        double smallest = double.PositiveInfinity;
        double largest = 0;
        double rows = samples.EffectiveRowCount;
        for (int column = 0; column < samples.ColumnCount; column++)
        {
            ColumnStatistics statistics = samples.StatisticsOf(column, ordinary: true);
            if (statistics.IsConstant)
            {
                continue;
            }

            double limit = Math.Max(LargestMean, Chance / Math.Sqrt(rows * (1 - statistics.MissingShare)));
            if (Math.Abs(statistics.Mean) > limit * statistics.Scale || !statistics.Ordinary.IsAll)
            {
                return true;
            }

            smallest = Math.Min(smallest, statistics.Scale);
            largest = Math.Max(largest, statistics.Scale);
        }

        return largest > LargestRatio * (1 + Chance / Math.Sqrt(rows)) * smallest;
    }
}

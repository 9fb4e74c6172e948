namespace NeuronPursuit;

/// <summary>What the preparation of a column needs to know of its values; missing ones (NaN) are left out.</summary>
/// <param name="Mean">The mean; 0 where all are missing.</param>
/// <param name="Scale">The standard deviation (dividing by n); 1 for a constant column.</param>
/// <param name="Skewness">The third standardised moment; 0 for a constant column.</param>
/// <param name="Missing">How many values are missing.</param>
/// <param name="IsConstant">Whether no two values differ by more than rounding.</param>
internal sealed record ColumnStatistics(double Mean, double Scale, double Skewness, int Missing, bool IsConstant)
{
    /// <summary>2^-1000. The reciprocal of a denormal or zero scale would be infinite.</summary>
    public const double SmallestScale = 9.3326361850321888e-302;

    /// <summary>
    /// What the values are divided by: the largest magnitude, or 1 if that is 0. Keeps sums of powers finite.
    /// </summary>
    public static double UnitOf(double largest) => largest == 0 ? 1 : largest;

    /// <summary>The mean in the unit of the sum.</summary>
    public static double ScaledMean(double sum, int count) => count == 0 ? 0 : sum / count;

    /// <summary>From sums over the values of a column, divided by a unit.</summary>
    /// <param name="unit">What the values were divided by, <see cref="UnitOf"/> of the largest.</param>
    /// <param name="mean">The mean in that unit, from -1 to 1.</param>
    /// <param name="squares">The sum of squared differences from the mean.</param>
    /// <param name="cubes">The sum of their third powers.</param>
    /// <param name="count">Values that are not missing.</param>
    /// <param name="missing">Values that are.</param>
    public static ColumnStatistics Of(double unit, double mean, double squares, double cubes, int count, int missing)
    {
        double deviation = count == 0 ? 0 : Math.Sqrt(squares / count);

        // What rounding leaves of a constant column must not be blown up to unit variance.
        return deviation > 1e-12
            ? new ColumnStatistics(
                mean * unit,
                Math.Max(deviation * unit, SmallestScale),
                cubes / count / deviation / deviation / deviation,
                missing,
                IsConstant: false)
            : new ColumnStatistics(mean * unit, 1, 0, missing, IsConstant: true);
    }
}

namespace NeuronPursuit;

/// <summary>The first look at a column.</summary>
/// <param name="Smallest">The smallest value that is not missing; 0 where all are.</param>
/// <param name="Largest">The largest one.</param>
/// <param name="Weight">The weight of the rows that have a value.</param>
/// <param name="MissingWeight">That of those where it is missing.</param>
/// <param name="Epsilon">The relative distance of two neighbouring numbers of the type of the column.</param>
internal readonly record struct ColumnExtremes(double Smallest, double Largest, double Weight, double MissingWeight, double Epsilon)
{
    // In units of the last place of 1, times the largest magnitude: what rounding makes of equal values.
    private const double Rounding = 4;

    // A column that spreads so little beside its size is looked at from its smallest value.
    private const double Narrow = 1.0 / 1024;

    public double Magnitude => Math.Max(Math.Abs(Smallest), Math.Abs(Largest));

    public double Spread => Largest - Smallest;

    /// <summary>Whether no two values differ by more than rounding. However close they are, other values do differ.</summary>
    public bool IsConstant => Spread <= Rounding * Epsilon * Magnitude;

    /// <summary>What is subtracted before anything is squared: digits that all values share would leave none for what differs.</summary>
    public double Pivot => Spread > 0 && Spread < Narrow * Magnitude ? Smallest : 0;

    /// <summary>What the rest is divided by, so that sums of powers are finite.</summary>
    public double Unit => Pivot != 0 ? Spread : Magnitude == 0 ? 1 : Magnitude;

    public static ColumnExtremes None(double epsilon) => new(double.PositiveInfinity, double.NegativeInfinity, 0, 0, epsilon);

    public ColumnExtremes Plus(double value, double weight) => double.IsNaN(value)
        ? this with { MissingWeight = MissingWeight + weight }
        : this with { Smallest = Math.Min(Smallest, value), Largest = Math.Max(Largest, value), Weight = Weight + weight };

    public ColumnExtremes Plus(ColumnExtremes other) => new(
        Math.Min(Smallest, other.Smallest),
        Math.Max(Largest, other.Largest),
        Weight + other.Weight,
        MissingWeight + other.MissingWeight,
        Math.Max(Epsilon, other.Epsilon));

    /// <summary>The same with zeros where all values are missing.</summary>
    public ColumnExtremes OrZero() => Weight > 0 ? this : this with { Smallest = 0, Largest = 0 };
}

/// <summary>What the preparation of a column needs to know of its values; missing ones (NaN) are left out.</summary>
/// <param name="Mean">The weighted mean; 0 where all are missing.</param>
/// <param name="Scale">The standard deviation (dividing by the weight); 1 for a constant column.</param>
/// <param name="Skewness">The third standardised moment; 0 for a constant column.</param>
/// <param name="MissingShare">The part of the weight whose values are missing.</param>
/// <param name="IsConstant">Whether no two values differ by more than rounding.</param>
internal sealed record ColumnStatistics(double Mean, double Scale, double Skewness, double MissingShare, bool IsConstant)
{
    /// <summary>2^-1000. The reciprocal of a denormal or zero scale would be infinite.</summary>
    public const double SmallestScale = 9.3326361850321888e-302;

    /// <summary>The values that the moments are of.</summary>
    public ValueRange Ordinary { get; init; } = ValueRange.All;

    /// <summary>The part of the weight whose values lie outside of that range.</summary>
    public double StrayShare { get; init; }

    /// <summary>The largest distance of the ordinary values from the mean; known only where there are others.</summary>
    public double Reach { get; init; } = double.PositiveInfinity;

    /// <summary>The mean of a sum in the unit of the sum.</summary>
    public static double ScaledMean(double sum, double weight) => weight == 0 ? 0 : sum / weight;

    /// <summary>From sums over the values of a column, less the pivot, over the unit.</summary>
    /// <param name="extremes">The column; says pivot and unit.</param>
    /// <param name="sums">The sums.</param>
    public static ColumnStatistics Of(ColumnExtremes extremes, MomentSums sums)
    {
        double missing = extremes.MissingWeight == 0 ? 0 : extremes.MissingWeight / (extremes.Weight + extremes.MissingWeight);
        double deviation = sums.Weight == 0 ? 0 : Math.Sqrt(sums.Squares / sums.Weight);
        double mean = extremes.Pivot + sums.Mean * extremes.Unit;
        return !extremes.IsConstant && deviation > 0
            ? new ColumnStatistics(
                mean,
                Math.Max(deviation * extremes.Unit, SmallestScale),
                sums.Cubes / sums.Weight / deviation / deviation / deviation,
                missing,
                IsConstant: false)
            : new ColumnStatistics(mean, 1, 0, missing, IsConstant: true);
    }
}

/// <summary>Sums over the values of a column, less its pivot, over its unit.</summary>
/// <param name="Mean">The mean in that unit, from -1 to 1.</param>
/// <param name="Squares">The weighted sum of squared differences from the mean.</param>
/// <param name="Cubes">The weighted sum of their third powers.</param>
/// <param name="Weight">The weight of the values.</param>
internal readonly record struct MomentSums(double Mean, double Squares, double Cubes, double Weight);

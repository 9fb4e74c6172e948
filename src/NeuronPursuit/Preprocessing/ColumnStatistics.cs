using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>What the preparation of a column needs to know of its values; missing ones (NaN) are left out.</summary>
/// <param name="Mean">The mean; 0 where all are missing.</param>
/// <param name="Scale">The standard deviation (dividing by n); 1 for a constant column.</param>
/// <param name="Skewness">The third standardised moment; 0 for a constant column.</param>
/// <param name="Missing">How many values are missing.</param>
/// <param name="IsConstant">Whether no two values differ by more than rounding.</param>
internal sealed record ColumnStatistics(double Mean, double Scale, double Skewness, int Missing, bool IsConstant)
{
    /// <summary>2^-1000. The reciprocal of a denormal scale would be infinite, and that of a vanishing one too.</summary>
    public const double SmallestScale = 9.3326361850321888e-302;

    public static ColumnStatistics Of<T>(ReadOnlySpan2D<T> samples, int column, CancellationToken cancellationToken)
        where T : unmanaged
    {
        // Dividing by the largest magnitude first keeps sums of powers of huge or tiny values finite.
        double largest = 0;
        int missing = 0;
        for (int row = 0; row < samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            double value = Math.Abs(SampleReader.ToDouble(samples[row, column]));
            missing += double.IsNaN(value) ? 1 : 0;
            largest = value > largest ? value : largest;
        }

        int count = samples.Height - missing;
        double unit = largest == 0 ? 1 : largest;
        double sum = 0;
        for (int row = 0; row < samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            double part = SampleReader.ToDouble(samples[row, column]) / unit;
            sum += double.IsNaN(part) ? 0 : part;
        }

        double mean = count == 0 ? 0 : sum / count;
        double squares = 0;
        double cubes = 0;
        for (int row = 0; row < samples.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            double difference = SampleReader.ToDouble(samples[row, column]) / unit - mean;
            if (!double.IsNaN(difference))
            {
                squares += difference * difference;
                cubes += difference * difference * difference;
            }
        }

        double deviation = count == 0 ? 0 : Math.Sqrt(squares / count);

        // What rounding leaves of a constant column must not be blown up to unit variance.
        return deviation > 1e-12 * Math.Max(1, Math.Abs(mean))
            ? new ColumnStatistics(
                mean * unit,
                Math.Max(deviation * unit, SmallestScale),
                cubes / count / deviation / deviation / deviation,
                missing,
                IsConstant: false)
            : new ColumnStatistics(mean * unit, 1, 0, missing, IsConstant: true);
    }
}

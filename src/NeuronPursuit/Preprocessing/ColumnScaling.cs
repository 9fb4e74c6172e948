using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// An affine map of columns, <c>z_j = (x_j - offset_j) / scale_j</c>, fitted once and applied to everything that
/// comes later; for targets it is undone in predictions.
/// </summary>
internal sealed class ColumnScaling(double[] offsets, double[] scales)
{
    // Keeps both a scale and its reciprocal normal numbers.
    private const int LargestExponent = 1000;
    private const double SmallestScale = 1e-300;

    // Multiplying is several times faster than dividing; everything that scales does it with the same numbers.
    private readonly double[] _factors = Array.ConvertAll(scales, scale => 1 / scale);

    public ReadOnlySpan<double> Offsets => offsets;

    public ReadOnlySpan<double> Scales => scales;

    /// <summary>1 / scale, column by column.</summary>
    public ReadOnlySpan<double> Factors => _factors;

    public double Apply(double value, int column) => (value - offsets[column]) * _factors[column];

    public double Undo(double value, int column) => value * scales[column] + offsets[column];

    /// <summary>Zero mean and unit variance per column (dividing by n); a constant column is only centred.</summary>
    public static ColumnScaling Standardize<T>(ReadOnlySpan2D<T> samples)
        where T : unmanaged
    {
        // Dividing by the largest magnitude first keeps sums of squares of huge or tiny values finite.
        double[] units = LargestMagnitudes(samples);
        for (int column = 0; column < units.Length; column++)
        {
            units[column] = units[column] == 0 ? 1 : units[column];
        }

        double[] means = new double[samples.Width];
        double[] deviations = new double[samples.Width];
        for (int row = 0; row < samples.Height; row++)
        {
            ReadOnlySpan<T> values = samples.GetRowSpan(row);
            for (int column = 0; column < means.Length; column++)
            {
                means[column] += SampleReader.ToDouble(values[column]) / units[column];
            }
        }

        for (int column = 0; column < means.Length; column++)
        {
            means[column] /= samples.Height;
        }

        for (int row = 0; row < samples.Height; row++)
        {
            ReadOnlySpan<T> values = samples.GetRowSpan(row);
            for (int column = 0; column < means.Length; column++)
            {
                double difference = SampleReader.ToDouble(values[column]) / units[column] - means[column];
                deviations[column] += difference * difference;
            }
        }

        for (int column = 0; column < means.Length; column++)
        {
            double deviation = Math.Sqrt(deviations[column] / samples.Height);
            double scale = deviation * units[column];

            // What rounding leaves of a constant column must not be blown up to unit variance.
            bool constant = deviation <= 1e-12 * Math.Max(1, Math.Abs(means[column])) || scale < SmallestScale;
            deviations[column] = constant ? 1 : scale;
            means[column] *= units[column];
        }

        return new ColumnScaling(means, deviations);
    }

    /// <summary>
    /// The same power of two for every column, which brings the root mean square of all values near 1. Powers of
    /// two are exact, so the scale can be folded into the weights without a trace.
    /// </summary>
    public static ColumnScaling PowerOfTwo<T>(ReadOnlySpan2D<T> samples)
        where T : unmanaged
    {
        double rootMeanSquare = SampleReader.Norm(samples) / Math.Sqrt((double)samples.Height * samples.Width);
        int exponent = rootMeanSquare == 0 ? 0 : (int)Math.Round(Math.Log2(rootMeanSquare));
        return Uniform(samples.Width, Math.ScaleB(1, Math.Clamp(exponent, -LargestExponent, LargestExponent)));
    }

    /// <summary>The same scale for every column and no offset.</summary>
    public static ColumnScaling Uniform(int columns, double scale)
    {
        double[] scales = new double[columns];
        Array.Fill(scales, scale);
        return new ColumnScaling(new double[columns], scales);
    }

    private static double[] LargestMagnitudes<T>(ReadOnlySpan2D<T> samples)
        where T : unmanaged
    {
        double[] largest = new double[samples.Width];
        for (int row = 0; row < samples.Height; row++)
        {
            ReadOnlySpan<T> values = samples.GetRowSpan(row);
            for (int column = 0; column < largest.Length; column++)
            {
                largest[column] = Math.Max(largest[column], Math.Abs(SampleReader.ToDouble(values[column])));
            }
        }

        return largest;
    }
}

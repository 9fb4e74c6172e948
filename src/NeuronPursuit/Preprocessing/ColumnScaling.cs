using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// An affine map of columns, <c>z_j = (x_j - offset_j) / scale_j</c>, fitted once and applied to everything that
/// comes later; for targets it is undone in predictions.
/// </summary>
internal sealed class ColumnScaling(double[] offsets, double[] scales)
{
    // 2^-1000. The reciprocal of a denormal scale would be infinite, and that of a vanishing one too.
    private const double SmallestScale = 9.3326361850321888e-302;

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
        double[] offsets = new double[samples.Width];
        double[] scales = new double[samples.Width];
        for (int column = 0; column < samples.Width; column++)
        {
            // Dividing by the largest magnitude first keeps sums of squares of huge or tiny values finite.
            double largest = 0;
            for (int row = 0; row < samples.Height; row++)
            {
                largest = Math.Max(largest, Math.Abs(SampleReader.ToDouble(samples[row, column])));
            }

            double unit = largest == 0 ? 1 : largest;
            double sum = 0;
            for (int row = 0; row < samples.Height; row++)
            {
                sum += SampleReader.ToDouble(samples[row, column]) / unit;
            }

            double mean = sum / samples.Height;
            double squares = 0;
            for (int row = 0; row < samples.Height; row++)
            {
                double difference = SampleReader.ToDouble(samples[row, column]) / unit - mean;
                squares += difference * difference;
            }

            double deviation = Math.Sqrt(squares / samples.Height);
            offsets[column] = mean * unit;
            // What rounding leaves of a constant column must not be blown up to unit variance.
            scales[column] = deviation > 1e-12 * Math.Max(1, Math.Abs(mean)) ? Math.Max(deviation * unit, SmallestScale) : 1;
        }

        return new ColumnScaling(offsets, scales);
    }

    /// <summary>
    /// The same power of two for every column, which brings the root mean square of all values near 1. Powers of
    /// two are exact, so the scale can be folded into the weights without a trace.
    /// </summary>
    public static ColumnScaling PowerOfTwo<T>(ReadOnlySpan2D<T> samples)
        where T : unmanaged
    {
        double largest = 0;
        foreach (T value in samples)
        {
            largest = Math.Max(largest, Math.Abs(SampleReader.ToDouble(value)));
        }

        double scale = 1;
        if (largest > 0)
        {
            double squares = 0;
            foreach (T value in samples)
            {
                double part = SampleReader.ToDouble(value) / largest;
                squares += part * part;
            }

            double rootMeanSquare = largest * Math.Sqrt(squares / ((double)samples.Height * samples.Width));
            scale = Math.Max(Math.ScaleB(1, (int)Math.Round(Math.Log2(rootMeanSquare))), SmallestScale);
        }

        return Uniform(samples.Width, scale);
    }

    /// <summary>The same scale for every column and no offset.</summary>
    public static ColumnScaling Uniform(int columns, double scale)
    {
        double[] scales = new double[columns];
        Array.Fill(scales, scale);
        return new ColumnScaling(new double[columns], scales);
    }
}

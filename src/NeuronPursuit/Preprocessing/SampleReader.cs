using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>Reads the caller's matrices: float or double, samples in rows.</summary>
internal static class SampleReader
{
    /// <summary>
    /// Beyond this magnitude squares and products of a few values overflow, so such data are refused rather than
    /// turned into infinities.
    /// </summary>
    public const double LargestMagnitude = 1e152;

    public static double ToDouble<T>(T value)
        where T : unmanaged
    {
        // The JIT knows T and leaves one branch.
        if (typeof(T) == typeof(double))
        {
            return (double)(object)value;
        }

        if (typeof(T) == typeof(float))
        {
            return (float)(object)value;
        }

        throw new NotSupportedException($"Samples are float or double, not {typeof(T)}.");
    }

    /// <summary>The Frobenius norm (of rows times the roots of their weights), without overflow or underflow on the way.</summary>
    public static double Norm<T>(ReadOnlySpan2D<T> samples, double[]? weights, CancellationToken cancellationToken)
        where T : unmanaged
    {
        double largest = 0;
        for (int row = 0; row < samples.Height; row++)
        {
            CancelBetweenRows(row, cancellationToken);
            foreach (T value in samples.GetRowSpan(row))
            {
                largest = Math.Max(largest, Math.Abs(ToDouble(value)));
            }
        }

        if (largest == 0)
        {
            return 0;
        }

        double squares = 0;
        for (int row = 0; row < samples.Height; row++)
        {
            CancelBetweenRows(row, cancellationToken);
            double weight = weights is null ? 1 : weights[row];
            foreach (T value in samples.GetRowSpan(row))
            {
                double part = ToDouble(value) / largest;
                squares += weight * part * part;
            }
        }

        return largest * Math.Sqrt(squares);
    }

    /// <summary>A copy of some rows.</summary>
    public static T[,] SelectRows<T>(ReadOnlySpan2D<T> samples, int[] rows)
        where T : unmanaged
    {
        var selected = new T[rows.Length, samples.Width];
        Span2D<T> target = selected;
        for (int row = 0; row < rows.Length; row++)
        {
            samples.GetRowSpan(rows[row]).CopyTo(target.GetRowSpan(row));
        }

        return selected;
    }

    /// <summary>Refuses an empty matrix, NaN, infinity and magnitudes out of range, naming the first offender.</summary>
    /// <param name="samples">The matrix.</param>
    /// <param name="name">Its name to the caller.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="allowMissing">Whether NaN is a missing value.</param>
    public static void Check<T>(
        ReadOnlySpan2D<T> samples, string name, CancellationToken cancellationToken, bool allowMissing = false)
        where T : unmanaged
    {
        if (samples.Height == 0 || samples.Width == 0)
        {
            throw new ArgumentException(
                $"{name} is {samples.Height} x {samples.Width} (samples x columns). It needs at least one row and one column.", name);
        }

        for (int row = 0; row < samples.Height; row++)
        {
            CancelBetweenRows(row, cancellationToken);
            ReadOnlySpan<T> values = samples.GetRowSpan(row);
            for (int column = 0; column < values.Length; column++)
            {
                double value = ToDouble(values[column]);
                if (!(Math.Abs(value) <= LargestMagnitude || (allowMissing && double.IsNaN(value))))
                {
                    throw new ArgumentException(
                        FormattableString.Invariant($"{name}[{(name == "y" ? $"{row}" : $"{row}, {column}")}] is {value} (row {row}, column {column}, counted from 0). ")
                        + (double.IsFinite(value)
                            ? FormattableString.Invariant($"Magnitudes up to {LargestMagnitude:e0} are supported; rescale the column.")
                            : "Values must be finite: remove the row or fill the value in"
                                + (double.IsNaN(value) && name == "X" ? ", or say what NaN means by WithMissingValues." : ".")),
                        name);
                }
            }
        }
    }

    /// <summary>Looks at the token once in many rows: reading a large table takes longer than a caller should wait.</summary>
    public static void CancelBetweenRows(int row, CancellationToken cancellationToken)
    {
        const int Interval = 1024;
        if (row % Interval == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}

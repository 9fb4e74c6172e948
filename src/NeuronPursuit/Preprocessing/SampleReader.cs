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
                largest = Math.Max(largest, Math.Abs(Simd.ToDouble(value)));
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
                double part = Simd.ToDouble(value) / largest;
                squares += weight * part * part;
            }
        }

        return largest * Math.Sqrt(squares);
    }

    /// <summary>Refuses an empty matrix, NaN, infinity and magnitudes out of range, naming the first offender.</summary>
    /// <param name="samples">The matrix.</param>
    /// <param name="name">The caller's name of it: X, Y, or y for a vector.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="allowMissing">Whether NaN is a missing value.</param>
    /// <param name="owner">What the matrix belongs to, before its name; empty for the parameter of that name.</param>
    /// <exception cref="ArgumentException">A value cannot be used.</exception>
    public static void Check<T>(
        ReadOnlySpan2D<T> samples, string name, CancellationToken cancellationToken, bool allowMissing = false, string owner = "")
        where T : unmanaged
    {
        string? parameter = owner.Length == 0 ? name : null;
        if (samples.Height == 0 || samples.Width == 0)
        {
            throw new ArgumentException(
                $"{owner}{name} is {samples.Height} x {samples.Width} (samples x columns). It needs at least one row and one column.", parameter);
        }

        for (int row = 0; row < samples.Height; row++)
        {
            CancelBetweenRows(row, cancellationToken);
            ReadOnlySpan<T> values = samples.GetRowSpan(row);
            for (int column = 0; column < values.Length; column++)
            {
                double value = Simd.ToDouble(values[column]);
                if (!(Math.Abs(value) <= LargestMagnitude || (allowMissing && double.IsNaN(value))))
                {
                    string place = name == "y" ? $"[{row}]" : $"[{row}, {column}]";
                    string inWords = name == "y" ? $"row {row}" : $"row {row}, column {column}";
                    throw new ArgumentException(
                        FormattableString.Invariant($"{owner}{name}{place} is {value} ({inWords}, counted from 0). ")
                        + Remedy(value, mayBeMissing: name == "X"),
                        parameter);
                }
            }
        }
    }

    /// <summary>How callers call targets: a vector for one output.</summary>
    public static string TargetName(int outputs) => outputs == 1 ? "y" : "Y";

    /// <summary>Looks at the token once in many rows: reading a large table takes longer than a caller should wait.</summary>
    public static void CancelBetweenRows(int row, CancellationToken cancellationToken)
    {
        const int Interval = 1024;
        if (row % Interval == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static string Remedy(double value, bool mayBeMissing)
    {
        if (double.IsFinite(value))
        {
            return FormattableString.Invariant($"Magnitudes up to {LargestMagnitude:e0} are supported; rescale the column.");
        }

        string hint = double.IsNaN(value) && mayBeMissing ? ", or say what NaN means by WithMissingValues" : "";
        return $"Values must be finite: remove the row or fill the value in{hint}.";
    }
}

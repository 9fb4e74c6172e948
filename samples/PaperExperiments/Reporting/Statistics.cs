using System.Globalization;

namespace PaperExperiments.Reporting;

/// <summary>Numbers of the tables: means, quantiles, and how they are written.</summary>
public static class Statistics
{
    /// <summary>The quantile of a share, between the neighbouring values.</summary>
    /// <param name="values">At least one value, in any order.</param>
    /// <param name="share">0 is the smallest value, 1 the largest.</param>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /// <summary>|expected - predicted| / |expected|, the paper's relative error (Section 5.2.1).</summary>
    public static double RelativeError(ReadOnlySpan<double> predicted, ReadOnlySpan<double> expected)
    {
        if (predicted.Length != expected.Length)
        {
            throw new ArgumentException($"There are {predicted.Length} predictions for {expected.Length} targets; pass one of each per sample.");
        }

        double residual = 0;
        double total = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = predicted[i] - expected[i];
            residual += difference * difference;
            total += expected[i] * expected[i];
        }

        return Math.Sqrt(residual / total);
    }

    /// <summary>An error in two digits: "0.013", "2.1e-06".</summary>
    public static string Error(double value) =>
        value.ToString(value is >= 0.001 and < 1e4 ? "g2" : "0.0e+00", CultureInfo.InvariantCulture);

    /// <summary>A number with one decimal.</summary>
    public static string OneDecimal(double value) => value.ToString("f1", CultureInfo.InvariantCulture);
}

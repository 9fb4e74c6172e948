using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>How well predictions meet targets.</summary>
/// <param name="RootMeanSquaredError">In the units of the target, over all outputs.</param>
/// <param name="MeanAbsoluteError">In the units of the target, over all outputs.</param>
/// <param name="RSquared">
/// 1 minus the sum of squared residuals over that about the mean of each output: 1 is exact, 0 as good as the mean; NaN
/// where the targets are constant.
/// </param>
/// <remarks>Rows count by their weights where there are any.</remarks>
public sealed record RegressionErrors(double RootMeanSquaredError, double MeanAbsoluteError, double RSquared)
{
    /// <summary>Compares predictions of one output with targets.</summary>
    /// <param name="predictions">One per row, at least one, as <c>Predict</c> gives them.</param>
    /// <param name="targets">One per row.</param>
    /// <param name="sampleWeights">One per row, finite and at least 0, of which only ratios count: 2 is the row twice, 0 no row. Null for none.</param>
    /// <returns>The errors.</returns>
    /// <exception cref="ArgumentException">The numbers of rows differ, there is no row, or a weight is not allowed.</exception>
    public static RegressionErrors Of(double[] predictions, double[] targets, double[]? sampleWeights = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        return predictions.Length == targets.Length && targets.Length > 0
            ? Of(Column(predictions), Column(targets), MetricWeights.Of(sampleWeights, targets.Length, nameof(targets)))
            : throw new ArgumentException(
                $"predictions has {predictions.Length} values and targets {targets.Length}; pass one prediction per target, and at least one.");

        static ReadOnlySpan2D<double> Column(double[] values) => new(values, values.Length, 1);
    }

    /// <summary>Compares predictions with targets.</summary>
    /// <param name="predictions">n x outputs, at least one row, as <c>PredictAll</c> gives them.</param>
    /// <param name="targets">n x outputs.</param>
    /// <param name="sampleWeights">One per row, as in the overload with one output. Null for none.</param>
    /// <returns>The errors.</returns>
    /// <exception cref="ArgumentException">The shapes differ, there is no row, or a weight is not allowed.</exception>
    public static RegressionErrors Of(double[,] predictions, double[,] targets, double[]? sampleWeights = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        (int rows, int outputs) = (targets.GetLength(0), targets.GetLength(1));
        return predictions.GetLength(0) == rows && predictions.GetLength(1) == outputs && targets.Length > 0
            ? Of(
                new ReadOnlySpan2D<double>(predictions), new ReadOnlySpan2D<double>(targets),
                MetricWeights.Of(sampleWeights, rows, nameof(targets)))
            : throw new ArgumentException(
                $"predictions is {predictions.GetLength(0)} x {predictions.GetLength(1)} and targets {rows} x {outputs}; they must have the same shape and at least one row.");
    }

    private static RegressionErrors Of(ReadOnlySpan2D<double> predictions, ReadOnlySpan2D<double> targets, MetricWeights weights)
    {
        (int rows, int outputs) = (targets.Height, targets.Width);
        double weight = weights.Total(rows);
        double count = weight * outputs;
        double squares = 0;
        double magnitudes = 0;
        double total = 0;
        for (int output = 0; output < outputs; output++)
        {
            double mean = 0;
            (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
            for (int row = 0; row < rows; row++)
            {
                mean += weights[row] * targets[row, output] / weight;
                least = weights[row] > 0 ? Math.Min(least, targets[row, output]) : least;
                most = weights[row] > 0 ? Math.Max(most, targets[row, output]) : most;
            }

            // The mean of equal numbers is a rounding away from them.
            mean = least == most ? least : mean;

            for (int row = 0; row < rows; row++)
            {
                double residual = targets[row, output] - predictions[row, output];
                squares += weights[row] * residual * residual;
                magnitudes += weights[row] * Math.Abs(residual);
                total += weights[row] * (targets[row, output] - mean) * (targets[row, output] - mean);
            }
        }

        return new RegressionErrors(
            Math.Sqrt(squares / count), magnitudes / count, total > 0 ? 1 - squares / total : double.NaN);
    }
}

namespace NeuronPursuit;

/// <summary>How well probabilities of one class of two, the positive one, meet what rows are.</summary>
/// <remarks>
/// Rows count by their weights. A row is called positive where its probability is above 1/2. What is undefined is null, never NaN.
/// </remarks>
public sealed record BinaryErrors
{
    private BinaryErrors(double[] positive, double[] negative, Func<int, bool> isPositive, MetricWeights weights)
    {
        var confusion = new Confusion(2);
        for (int row = 0; row < positive.Length; row++)
        {
            double missing = isPositive(row) ? 1 - positive[row] : positive[row];
            confusion.Add(isPositive(row) ? 1 : 0, positive[row] > negative[row] ? 1 : 0, weights[row]);
            LogLoss += weights[row] * ProbabilityChecks.LogLoss(isPositive(row) ? positive[row] : negative[row]);
            BrierScore += weights[row] * missing * missing;
        }

        double total = weights.Total(positive.Length);
        (LogLoss, BrierScore) = (LogLoss / total, BrierScore / total);
        (Accuracy, BalancedAccuracy) = (confusion.Accuracy, confusion.BalancedAccuracy);
        (Precision, Recall, F1) = (confusion.Precision(1), confusion.Recall(1), confusion.F1(1));
        var sweep = new ThresholdSweep(positive, isPositive, weights);
        (RocAuc, AveragePrecision) = (sweep.RocArea(), sweep.AveragePrecision());
        Confusion = confusion.Matrix(weights.Unit);
        Calibration = CalibrationBin.Curve(positive, isPositive, weights);
        ExpectedCalibrationError = CalibrationBin.ExpectedError(Calibration);
    }

    /// <summary>The share of rows that are called what they are, 0 to 1.</summary>
    public double Accuracy { get; }

    /// <summary>The mean of the shares of positive and of negative rows that are called what they are; of one kind where the other has no row.</summary>
    public double BalancedAccuracy { get; }

    /// <summary>The mean of <c>-log p</c> of what rows are; a probability below 2.2e-16 counts as that.</summary>
    public double LogLoss { get; }

    /// <summary>The mean of <c>(p - 1)^2</c> of positive and <c>p^2</c> of negative rows, 0 to 1.</summary>
    public double BrierScore { get; }

    /// <summary>Of the rows that are called positive, the share that is; null where none is called so.</summary>
    public double? Precision { get; }

    /// <summary>Of the positive rows, the share that is called so; null where there is none.</summary>
    public double? Recall { get; }

    /// <summary>The harmonic mean of precision and recall; null where no row is positive and none is called so.</summary>
    public double? F1 { get; }

    /// <summary>
    /// The area under the receiver operating characteristic, 0 to 1: how often a positive row has a higher probability than a
    /// negative one, equal ones by half. Null where all rows are of one kind.
    /// </summary>
    public double? RocAuc { get; }

    /// <summary>
    /// The area under precision over recall (PR-AUC), as the sum over all thresholds of precision times the gain of recall; null
    /// where no row is positive.
    /// </summary>
    public double? AveragePrecision { get; }

    /// <summary>
    /// The sums of the rows' weights, or how many they are: the first index is what they are, the second what they are called, 0 for
    /// negative and 1 for positive.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<double>> Confusion { get; }

    /// <summary>The mean over rows of how far the mean probability of their bin is from the share of positive rows in it, 0 to 1.</summary>
    public double ExpectedCalibrationError { get; }

    /// <summary>The probability of positive rows against their share, in ten bins of equal width; those that hold rows.</summary>
    public IReadOnlyList<CalibrationBin> Calibration { get; }

    /// <summary>Compares probabilities with what rows are.</summary>
    /// <param name="probabilities">One per row, at least one: of being positive, from 0 to 1.</param>
    /// <param name="isPositive">One per row: whether it is.</param>
    /// <param name="sampleWeights">One per row, finite and at least 0, of which only ratios count: 2 is the row twice, 0 no row. Null for none.</param>
    /// <returns>The errors.</returns>
    /// <exception cref="ArgumentException">
    /// Lengths differ, there is no row, a probability is not from 0 to 1, or a weight is not allowed.
    /// </exception>
    public static BinaryErrors Of(double[] probabilities, bool[] isPositive, double[]? sampleWeights = null)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(isPositive);
        ProbabilityChecks.SameLength(probabilities.Length, "values", nameof(isPositive), isPositive.Length);
        ProbabilityChecks.Column(probabilities);
        return Of(
            probabilities, Array.ConvertAll(probabilities, p => 1 - p), row => isPositive[row],
            MetricWeights.Of(sampleWeights, probabilities.Length, nameof(probabilities)));
    }

    internal static BinaryErrors Of(double[] positive, double[] negative, Func<int, bool> isPositive, MetricWeights weights) =>
        new(positive, negative, isPositive, weights);
}

namespace NeuronPursuit;

/// <summary>How well probabilities of classes meet the classes that rows have.</summary>
/// <remarks>
/// <para>Rows count by their weights. A row is given its most probable class, of equally probable ones the first. What is undefined is
/// null, never NaN.</para>
/// <para>Macro metrics are means over classes, each counting alike: precision, recall and F1 over the classes that a row has or is given,
/// where what is undefined counts as 0; areas, each of a class against the rest, over the classes that have one.</para>
/// </remarks>
public sealed record ClassificationErrors
{
    private ClassificationErrors(double[,] probabilities, int[] classes, MetricWeights weights)
    {
        (int rows, int count) = (classes.Length, probabilities.GetLength(1));
        var confusion = new Confusion(count);
        int[] given = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            given[row] = Largest(probabilities, row);
            confusion.Add(classes[row], given[row], weights[row]);
            LogLoss += weights[row] * ProbabilityChecks.LogLoss(probabilities[row, classes[row]]);
            BrierScore += weights[row] * SquaredDistance(probabilities, row, classes[row]);
        }

        double total = weights.Total(rows);
        (LogLoss, BrierScore) = (LogLoss / total, BrierScore / total);
        (Accuracy, BalancedAccuracy) = (confusion.Accuracy, confusion.BalancedAccuracy);
        (MacroPrecision, MacroRecall, MacroF1) =
            (confusion.Macro(confusion.Precision), confusion.Macro(confusion.Recall), confusion.Macro(confusion.F1));
        Confusion = confusion.Matrix(weights.Unit);
        Classes = new ValueList<ClassErrors>(Enumerable.Range(0, count).Select(k =>
        {
            var sweep = new ThresholdSweep(Column(probabilities, k), row => classes[row] == k, weights);
            return new ClassErrors(
                confusion.Actual(k) * weights.Unit, confusion.Precision(k), confusion.Recall(k), confusion.F1(k), sweep.RocArea(), sweep.AveragePrecision());
        }));
        (MacroRocAuc, MacroAveragePrecision) = (Classes.Average(k => k.RocAuc), Classes.Average(k => k.AveragePrecision));
        Calibration = CalibrationBin.Curve(
            [.. given.Select((k, row) => probabilities[row, k])], row => given[row] == classes[row], weights);
        ExpectedCalibrationError = CalibrationBin.ExpectedError(Calibration);
        Binary = count == 2
            ? BinaryErrors.Of(Column(probabilities, 1), Column(probabilities, 0), row => classes[row] == 1, weights)
            : null;
    }

    /// <summary>The share of rows that are given the class they have, 0 to 1.</summary>
    public double Accuracy { get; }

    /// <summary>The mean recall of the classes that have rows, 0 to 1.</summary>
    public double BalancedAccuracy { get; }

    /// <summary>The mean of <c>-log p</c> of the class of a row; a probability below 2.2e-16 counts as that.</summary>
    public double LogLoss { get; }

    /// <summary>
    /// The mean over rows of the sum over classes of <c>(p - 1)^2</c> for the class of the row and <c>p^2</c> for the others, 0 to 2: of
    /// two classes twice that of <see cref="BinaryErrors"/>.
    /// </summary>
    public double BrierScore { get; }

    /// <summary>The mean precision of the classes, 0 to 1.</summary>
    public double MacroPrecision { get; }

    /// <summary>The mean recall of the classes, 0 to 1.</summary>
    public double MacroRecall { get; }

    /// <summary>The mean F1 of the classes, 0 to 1.</summary>
    public double MacroF1 { get; }

    /// <summary>The mean ROC-AUC of the classes, each against the rest, 0 to 1; null where all rows are of one class.</summary>
    public double? MacroRocAuc { get; }

    /// <summary>The mean average precision (PR-AUC) of the classes that have rows, each against the rest, 0 to 1.</summary>
    public double? MacroAveragePrecision { get; }

    /// <summary>
    /// The mean over rows of how far, in their bin of <see cref="Calibration"/>, the mean probability is from the share of right ones, 0 to 1.
    /// </summary>
    public double ExpectedCalibrationError { get; }

    /// <summary>
    /// The probability of the class that rows are given against the share of them that has it, in ten bins of equal width; those that
    /// hold rows.
    /// </summary>
    public IReadOnlyList<CalibrationBin> Calibration { get; }

    /// <summary>
    /// The sums of the rows' weights, or how many they are: the first index is the class that they have, the second the one they are given.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<double>> Confusion { get; }

    /// <summary>Every class against all others, in the order of the columns.</summary>
    public IReadOnlyList<ClassErrors> Classes { get; }

    /// <summary>Of two classes, the errors with the second as the positive one; null of more.</summary>
    public BinaryErrors? Binary { get; }

    /// <summary>Compares probabilities with the numbers of classes.</summary>
    /// <param name="probabilities">n x classes, at least 1 x 2: from 0 to 1, a row sums to about 1 (by 0.01).</param>
    /// <param name="classes">n numbers from 0: the column that is a row's class.</param>
    /// <param name="sampleWeights">One per row, finite and at least 0, of which only ratios count: 2 is the row twice, 0 no row. Null for none.</param>
    /// <returns>The errors.</returns>
    /// <exception cref="ArgumentException">
    /// Lengths differ, there is no row, a row holds no probabilities, a class has no column, or a weight is not allowed.
    /// </exception>
    public static ClassificationErrors Of(double[,] probabilities, int[] classes, double[]? sampleWeights = null)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(classes);
        (int rows, int count) = (probabilities.GetLength(0), probabilities.GetLength(1));
        ProbabilityChecks.SameLength(rows, "rows", nameof(classes), classes.Length);
        ProbabilityChecks.Matrix(probabilities);
        int wrong = Array.FindIndex(classes, k => k < 0 || k >= count);
        return wrong < 0
            ? new ClassificationErrors(probabilities, classes, MetricWeights.Of(sampleWeights, rows, nameof(probabilities)))
            : throw new ArgumentException(
                $"classes[{wrong}] is {classes[wrong]} (row {wrong}, counted from 0), but probabilities has {count} columns. Pass the number of a column, from 0 to {count - 1}; {nameof(OfLabels)} takes labels.",
                nameof(classes));
    }

    /// <summary>Compares probabilities with labels.</summary>
    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="probabilities">n x classes, at least 1 x 2, as <see cref="NeuronPursuitClassifier{TLabel}.PredictProbabilities(double[,])"/> gives them.</param>
    /// <param name="labels">The classes, one per row.</param>
    /// <param name="order">What the columns are: <see cref="NeuronPursuitClassifier{TLabel}.Labels"/>.</param>
    /// <param name="sampleWeights">One per row, as in <see cref="Of"/>. Null for none.</param>
    /// <returns>The errors, classes in the order of the columns.</returns>
    /// <exception cref="ArgumentException">
    /// Lengths differ, there is no row, a row holds no probabilities, a label is not in the order, or a weight is not allowed.
    /// </exception>
    public static ClassificationErrors OfLabels<TLabel>(
        double[,] probabilities, TLabel[] labels, IReadOnlyList<TLabel> order, double[]? sampleWeights = null)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(order);
        ProbabilityChecks.SameLength(probabilities.GetLength(0), "rows", nameof(labels), labels.Length);
        return Of(probabilities, LabelCodec.PlacesOf(labels, order, probabilities.GetLength(1)), sampleWeights);
    }

    /// <summary>The place of the largest number of a row, of equal ones the first.</summary>
    internal static int Largest(double[,] matrix, int row)
    {
        int best = 0;
        for (int column = 1; column < matrix.GetLength(1); column++)
        {
            best = matrix[row, column] > matrix[row, best] ? column : best;
        }

        return best;
    }

    private static double SquaredDistance(double[,] probabilities, int row, int own)
    {
        double sum = 0;
        for (int k = 0; k < probabilities.GetLength(1); k++)
        {
            double missing = probabilities[row, k] - (k == own ? 1 : 0);
            sum += missing * missing;
        }

        return sum;
    }

    private static double[] Column(double[,] matrix, int column) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(row => matrix[row, column])];
}

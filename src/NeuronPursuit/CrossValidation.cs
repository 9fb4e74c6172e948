namespace NeuronPursuit;

/// <summary>How well predictions meet targets.</summary>
/// <param name="RootMeanSquaredError">In the units of the target, over all outputs.</param>
/// <param name="MeanAbsoluteError">In the units of the target, over all outputs.</param>
/// <param name="RSquared">
/// 1 minus the sum of squared residuals over that about the mean of each output: 1 is exact, 0 as good as the mean; NaN
/// where the targets are constant.
/// </param>
public sealed record RegressionMetrics(double RootMeanSquaredError, double MeanAbsoluteError, double RSquared)
{
    /// <summary>Compares predictions with targets.</summary>
    /// <param name="predictions">n x outputs, at least one row.</param>
    /// <param name="targets">n x outputs.</param>
    /// <returns>The metrics.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or there is no row.</exception>
    public static RegressionMetrics Of(double[,] predictions, double[,] targets)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        (int rows, int outputs) = (targets.GetLength(0), targets.GetLength(1));
        if (predictions.GetLength(0) != rows || predictions.GetLength(1) != outputs || targets.Length == 0)
        {
            throw new ArgumentException(
                $"predictions is {predictions.GetLength(0)} x {predictions.GetLength(1)} and targets {rows} x {outputs}; they must have the same shape and at least one row.");
        }

        double squares = 0;
        double magnitudes = 0;
        double total = 0;
        for (int output = 0; output < outputs; output++)
        {
            double mean = 0;
            for (int row = 0; row < rows; row++)
            {
                mean += targets[row, output] / rows;
            }

            for (int row = 0; row < rows; row++)
            {
                double residual = targets[row, output] - predictions[row, output];
                squares += residual * residual;
                magnitudes += Math.Abs(residual);
                total += (targets[row, output] - mean) * (targets[row, output] - mean);
            }
        }

        return new RegressionMetrics(
            Math.Sqrt(squares / targets.Length), magnitudes / targets.Length, total > 0 ? 1 - squares / total : double.NaN);
    }
}

/// <summary>One fold of a cross-validation: fitted on all other rows, judged by its own.</summary>
/// <param name="TestRows">The rows that judged, ascending, from 0.</param>
/// <param name="Model">The model of the other rows.</param>
/// <param name="Metrics">On the rows that judged.</param>
public sealed record CrossValidationFold(IReadOnlyList<int> TestRows, NeuronPursuitModel Model, RegressionMetrics Metrics);

/// <summary>A cross-validation of a regression.</summary>
/// <param name="Folds">One per fold.</param>
/// <param name="Predictions">For every row the prediction of the model that has not seen it, n x outputs.</param>
/// <param name="Metrics">Of these predictions, all rows together.</param>
public sealed record CrossValidation(
    IReadOnlyList<CrossValidationFold> Folds, double[,] Predictions, RegressionMetrics Metrics);

/// <summary>One fold of a cross-validation of a classifier.</summary>
/// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
/// <param name="TestRows">The rows that judged, ascending, from 0.</param>
/// <param name="Classifier">The classifier of the other rows.</param>
/// <param name="Accuracy">The share of the rows that it names right, 0 to 1.</param>
public sealed record ClassifierFold<TLabel>(IReadOnlyList<int> TestRows, NeuronPursuitClassifier<TLabel> Classifier, double Accuracy)
    where TLabel : notnull;

/// <summary>A cross-validation of a classifier.</summary>
/// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
/// <param name="Folds">One per fold.</param>
/// <param name="Predictions">For every row the label that the classifier which has not seen it gives.</param>
/// <param name="Accuracy">The share of all rows that is named right, 0 to 1.</param>
/// <param name="LogLoss">
/// The mean of <c>-log p</c> of the right label. A probability below 2.2e-16 counts as that, so that a label which a fold
/// has not seen has a finite loss.
/// </param>
public sealed record ClassifierCrossValidation<TLabel>(
    IReadOnlyList<ClassifierFold<TLabel>> Folds, IReadOnlyList<TLabel> Predictions, double Accuracy, double LogLoss)
    where TLabel : notnull;

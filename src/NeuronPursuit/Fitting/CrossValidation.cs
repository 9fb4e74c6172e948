namespace NeuronPursuit;

/// <summary>One fold of a cross-validation: fitted on some rows, judged by others.</summary>
/// <param name="TrainingRows">The rows that it was fitted on, ascending, from 0.</param>
/// <param name="TestRows">The rows that judged, ascending, from 0.</param>
/// <param name="Model">The model of the training rows.</param>
/// <param name="Metrics">On the rows that judged, by their weights.</param>
public sealed record CrossValidationFold(
    IReadOnlyList<int> TrainingRows, IReadOnlyList<int> TestRows, NeuronPursuitModel Model, RegressionErrors Metrics);

/// <summary>A cross-validation of a regression.</summary>
/// <param name="Folds">One per fold.</param>
/// <param name="JudgedRows">
/// The rows that have judged, ascending, from 0: all, but for those of weight 0 and the earliest of <see cref="NeuronPursuit.Folds.InTimeOrder(int)"/>.
/// </param>
/// <param name="UnjudgedRows">The others, ascending; empty where every row has judged.</param>
/// <param name="Predictions">For every judged row, in their order, the prediction of the model that has not seen it: judged rows x outputs.</param>
/// <param name="Metrics">Of these predictions, all judged rows together, by their weights.</param>
public sealed record CrossValidation(
    IReadOnlyList<CrossValidationFold> Folds,
    IReadOnlyList<int> JudgedRows,
    IReadOnlyList<int> UnjudgedRows,
    double[,] Predictions,
    RegressionErrors Metrics);

/// <summary>One fold of a cross-validation of a classifier.</summary>
/// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
/// <param name="TrainingRows">The rows that it was fitted on, ascending, from 0.</param>
/// <param name="TestRows">The rows that judged, ascending, from 0.</param>
/// <param name="Classifier">The classifier of the training rows; it does not know a label that these lack.</param>
/// <param name="Metrics">On the rows that judged, by their weights; classes as in <see cref="ClassifierCrossValidation{TLabel}.Labels"/>.</param>
public sealed record ClassifierFold<TLabel>(
    IReadOnlyList<int> TrainingRows,
    IReadOnlyList<int> TestRows,
    NeuronPursuitClassifier<TLabel> Classifier,
    ClassificationErrors Metrics)
    where TLabel : notnull
{
    /// <summary>The share of the rows that it names right, 0 to 1.</summary>
    public double Accuracy => Metrics.Accuracy;
}

/// <summary>A cross-validation of a classifier.</summary>
/// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
/// <param name="Folds">One per fold.</param>
/// <param name="JudgedRows">
/// The rows that have judged, ascending, from 0: all, but for those of weight 0 and the earliest of <see cref="NeuronPursuit.Folds.InTimeOrder(int)"/>.
/// </param>
/// <param name="UnjudgedRows">The others, ascending; empty where every row has judged.</param>
/// <param name="Labels">The classes of all rows, in order: numbers and enums by value, strings ordinal, false before true.</param>
/// <param name="Predictions">For every judged row, in their order, the label that the classifier which has not seen it gives.</param>
/// <param name="Probabilities">
/// And the probabilities: judged rows x <paramref name="Labels"/>; 0 for a label that the training rows of the fold lack.
/// </param>
/// <param name="Metrics">Of these probabilities, all judged rows together, by their weights; classes in the order of <paramref name="Labels"/>.</param>
public sealed record ClassifierCrossValidation<TLabel>(
    IReadOnlyList<ClassifierFold<TLabel>> Folds,
    IReadOnlyList<int> JudgedRows,
    IReadOnlyList<int> UnjudgedRows,
    IReadOnlyList<TLabel> Labels,
    IReadOnlyList<TLabel> Predictions,
    double[,] Probabilities,
    ClassificationErrors Metrics)
    where TLabel : notnull
{
    /// <summary>The share of the judged rows that is named right, 0 to 1.</summary>
    public double Accuracy => Metrics.Accuracy;

    /// <summary>
    /// The mean of <c>-log p</c> of the right label. A probability below 2.2e-16 counts as that, so that a label which a fold has not
    /// seen has a finite loss.
    /// </summary>
    public double LogLoss => Metrics.LogLoss;
}

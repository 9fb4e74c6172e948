namespace NeuronPursuit;

/// <summary>One fold of a cross-validation: fitted on all other rows, judged by its own.</summary>
/// <param name="TestRows">The rows that judged, ascending, from 0.</param>
/// <param name="Model">The model of the other rows.</param>
/// <param name="Metrics">On the rows that judged.</param>
public sealed record CrossValidationFold(IReadOnlyList<int> TestRows, NeuronPursuitModel Model, RegressionErrors Metrics);

/// <summary>A cross-validation of a regression.</summary>
/// <param name="Folds">One per fold.</param>
/// <param name="Predictions">For every row the prediction of the model that has not seen it, n x outputs.</param>
/// <param name="Metrics">Of these predictions, all rows together.</param>
public sealed record CrossValidation(
    IReadOnlyList<CrossValidationFold> Folds, double[,] Predictions, RegressionErrors Metrics);

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

namespace NeuronPursuit;

// What else can be done with the settings than a fit.
public sealed partial class NeuronPursuitBuilder
{
    /// <inheritdoc cref="NeuronPursuitEstimator.Continue(NeuronPursuitModel, double[,], double[], CancellationToken)"/>
    public NeuronPursuitModel Continue(
        NeuronPursuitModel model, double[,] X, double[] y, CancellationToken cancellationToken = default) =>
        Build().Continue(model, X, y, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Continue(NeuronPursuitModel, double[,], double[,], CancellationToken)"/>
    public NeuronPursuitModel Continue(
        NeuronPursuitModel model, double[,] X, double[,] Y, CancellationToken cancellationToken = default) =>
        Build().Continue(model, X, Y, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.CrossValidate(double[,], double[], int, CancellationToken)"/>
    public CrossValidation CrossValidate(
        double[,] X, double[] y, int folds = 5, CancellationToken cancellationToken = default) =>
        Build().CrossValidate(X, y, folds, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.CrossValidate(double[,], double[,], int, CancellationToken)"/>
    public CrossValidation CrossValidate(
        double[,] X, double[,] Y, int folds = 5, CancellationToken cancellationToken = default) =>
        Build().CrossValidate(X, Y, folds, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.CrossValidate(double[,], double[], Folds, double[], CancellationToken)"/>
    public CrossValidation CrossValidate(
        double[,] X, double[] y, Folds folds, double[]? sampleWeights = null, CancellationToken cancellationToken = default) =>
        Build().CrossValidate(X, y, folds, sampleWeights, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.CrossValidate(double[,], double[,], Folds, double[], CancellationToken)"/>
    public CrossValidation CrossValidate(
        double[,] X, double[,] Y, Folds folds, double[]? sampleWeights = null, CancellationToken cancellationToken = default) =>
        Build().CrossValidate(X, Y, folds, sampleWeights, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.CrossValidateClassifier{TLabel}(double[,], TLabel[], int, CancellationToken)"/>
    public ClassifierCrossValidation<TLabel> CrossValidateClassifier<TLabel>(
        double[,] X, TLabel[] labels, int folds = 5, CancellationToken cancellationToken = default)
        where TLabel : notnull => Build().CrossValidateClassifier(X, labels, folds, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.CrossValidateClassifier{TLabel}(double[,], TLabel[], Folds, double[], CancellationToken)"/>
    public ClassifierCrossValidation<TLabel> CrossValidateClassifier<TLabel>(
        double[,] X, TLabel[] labels, Folds folds, double[]? sampleWeights = null, CancellationToken cancellationToken = default)
        where TLabel : notnull => Build().CrossValidateClassifier(X, labels, folds, sampleWeights, cancellationToken);
}

namespace NeuronPursuit;

// How well a classifier does.
public sealed partial class NeuronPursuitClassifier<TLabel>
{
    /// <summary>Compares the probabilities of rows with their labels: accuracy, log-loss, ROC-AUC, calibration and more.</summary>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>, at least one row: better ones that were not trained on.</param>
    /// <param name="labels">The classes, one per row of <paramref name="X"/>.</param>
    /// <param name="sampleWeights">One per row, finite and at least 0, of which only ratios count: 2 is the row twice, 0 no row. Null for none.</param>
    /// <returns>The errors, classes in the order of <see cref="Labels"/>.</returns>
    /// <exception cref="ArgumentException">
    /// A shape is wrong, there is no row, a row has no probabilities because a value is NaN or infinite, a label is none of
    /// <see cref="Labels"/>, or a weight is not allowed.
    /// </exception>
    public ClassificationErrors Evaluate(double[,] X, TLabel[] labels, double[]? sampleWeights = null)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Length == X.GetLength(0)
            ? ClassificationErrors.OfLabels(PredictProbabilities(X), labels, Labels, sampleWeights)
            : throw new ArgumentException(
                $"labels has {labels.Length} values but X has {X.GetLength(0)} rows. Pass one label per row of X.", nameof(labels));
    }
}

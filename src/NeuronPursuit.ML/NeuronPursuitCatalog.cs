using Microsoft.ML;

namespace NeuronPursuit;

/// <summary>Neuron Pursuit among the trainers of ML.NET.</summary>
/// <remarks>
/// All settings are those of <see cref="NeuronPursuitBuilder"/>. A trainer begins with <see cref="PursuitRecipe.Tabular"/>,
/// the recipe for real tables, which takes NaN features for missing values; <c>b => b.WithRecipe(PursuitRecipe.Fast)</c>
/// chooses another.
/// </remarks>
public static class NeuronPursuitCatalog
{
    /// <summary>
    /// A trainer of numbers. Adds the column Score: Single for a label of Single, and for a vector (several outputs) a
    /// vector with the same slots; with an interval Lower and Upper too.
    /// </summary>
    /// <param name="catalog">mlContext.Regression.Trainers.</param>
    /// <param name="labelColumnName">The column of the label: Single, or a vector of Single of known size; finite.</param>
    /// <param name="featureColumnName">The column of the features: a vector of Single of known size.</param>
    /// <param name="configure">Sets what differs from <see cref="PursuitRecipe.Tabular"/>; null for nothing.</param>
    /// <param name="exampleWeightColumnName">
    /// The column of the weights of the rows: Single, at least 0, of which only ratios count; null for none.
    /// </param>
    /// <param name="mlContext">
    /// Receives the events of the fit in its Log, unless <paramref name="configure"/> sets a logger; null for none.
    /// </param>
    /// <param name="intervalCoverage">
    /// Adds the columns Lower and Upper (Single): an interval that holds the label of a new row with this probability, above 0 and below 1
    /// (<see cref="NeuronPursuitModel.PredictInterval"/>); for one output. Null, the default, for none.
    /// </param>
    /// <param name="cancellationToken">Ends fits of this trainer by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The trainer, to be appended to a pipeline.</returns>
    /// <exception cref="ArgumentException">A name is empty, or settings are wrong; the message lists everything that is.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The coverage is not between 0 and 1.</exception>
    public static NeuronPursuitTrainer NeuronPursuit(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        Action<NeuronPursuitBuilder>? configure = null,
        string? exampleWeightColumnName = null,
        MLContext? mlContext = null,
        double? intervalCoverage = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (intervalCoverage is not (null or (> 0 and < 1)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(intervalCoverage), intervalCoverage, "The coverage is a probability: above 0 and below 1, 0.9 for example; null for no intervals.");
        }

        return new NeuronPursuitTrainer(
            new RegressionTask(intervalCoverage),
            new TrainerColumns(labelColumnName, featureColumnName, exampleWeightColumnName),
            configure,
            mlContext,
            cancellationToken);
    }

    /// <summary>
    /// A trainer of two classes. Adds Score (the log odds of true), Probability (of true) and PredictedLabel (Boolean).
    /// </summary>
    /// <param name="catalog">mlContext.BinaryClassification.Trainers.</param>
    /// <param name="labelColumnName">The column of the label: Boolean, with both values.</param>
    /// <param name="featureColumnName">The column of the features: a vector of Single of known size.</param>
    /// <param name="configure">Sets what differs from <see cref="PursuitRecipe.Tabular"/>; null for nothing.</param>
    /// <param name="exampleWeightColumnName">
    /// The column of the weights of the rows: Single, at least 0, of which only ratios count; null for none.
    /// </param>
    /// <param name="mlContext">
    /// Receives the events of the fit in its Log, unless <paramref name="configure"/> sets a logger; null for none.
    /// </param>
    /// <param name="cancellationToken">Ends fits of this trainer by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The trainer, to be appended to a pipeline.</returns>
    /// <exception cref="ArgumentException">A name is empty, or settings are wrong; the message lists everything that is.</exception>
    public static NeuronPursuitTrainer NeuronPursuit(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        Action<NeuronPursuitBuilder>? configure = null,
        string? exampleWeightColumnName = null,
        MLContext? mlContext = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new NeuronPursuitTrainer(
            new BinaryTask(),
            new TrainerColumns(labelColumnName, featureColumnName, exampleWeightColumnName),
            configure,
            mlContext,
            cancellationToken);
    }

    /// <summary>
    /// A trainer of classes. Adds Score (the probability of every class, in the order of the keys, with their values as slot
    /// names; 0 for a class that did not occur in training) and PredictedLabel (a key that stands for the same values as
    /// the label's; missing where a feature is NaN and nothing says what that means).
    /// </summary>
    /// <param name="catalog">mlContext.MulticlassClassification.Trainers.</param>
    /// <param name="labelColumnName">The column of the label: a key (MapValueToKey), none missing, at least two different ones.</param>
    /// <param name="featureColumnName">The column of the features: a vector of Single of known size.</param>
    /// <param name="configure">Sets what differs from <see cref="PursuitRecipe.Tabular"/>; null for nothing.</param>
    /// <param name="exampleWeightColumnName">
    /// The column of the weights of the rows: Single, at least 0, of which only ratios count; null for none.
    /// </param>
    /// <param name="mlContext">
    /// Receives the events of the fit in its Log, unless <paramref name="configure"/> sets a logger; null for none.
    /// </param>
    /// <param name="cancellationToken">Ends fits of this trainer by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The trainer, to be appended to a pipeline.</returns>
    /// <exception cref="ArgumentException">A name is empty, or settings are wrong; the message lists everything that is.</exception>
    public static NeuronPursuitTrainer NeuronPursuit(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        Action<NeuronPursuitBuilder>? configure = null,
        string? exampleWeightColumnName = null,
        MLContext? mlContext = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new NeuronPursuitTrainer(
            new MulticlassTask(),
            new TrainerColumns(labelColumnName, featureColumnName, exampleWeightColumnName),
            configure,
            mlContext,
            cancellationToken);
    }
}

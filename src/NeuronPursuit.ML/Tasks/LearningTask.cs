using Microsoft.ML;

namespace NeuronPursuit;

/// <summary>A kind of label: which columns hold it, how it is learned, and which steps score rows.</summary>
internal abstract class LearningTask
{
    /// <summary>What a label column has to be, for messages.</summary>
    public abstract string ExpectedLabel { get; }

    /// <summary>What to do with another label, for messages.</summary>
    public abstract string LabelAdvice { get; }

    /// <summary>Whether such a column can be the label.</summary>
    public abstract bool Accepts(ColumnShape label);

    /// <summary>Scoring steps without a model, whose columns are those of a fitted pipeline.</summary>
    /// <param name="mlContext">Makes the steps.</param>
    /// <param name="features">The features.</param>
    /// <param name="label">A label that is accepted.</param>
    public abstract IEstimator<ITransformer> Shape(MLContext mlContext, string features, SchemaShape.Column label);

    /// <summary>Learns a model.</summary>
    public abstract LearnedModel Learn(LearningRun run);

    /// <summary>Refuses the label of a row.</summary>
    protected static ArgumentException BadLabel(DataViewSchema.Column label, int row, string came, string expected) => BadInput.Of(
        FormattableString.Invariant($"Column '{label.Name}' (label) is {came} in row {row} (counted from 0); {expected} is expected. Remove such rows in front of the trainer."));
}

using System.Globalization;

namespace NeuronPursuit;

// A model of a table as source code.
public sealed partial class TableModel
{
    /// <summary>Writes the model as code that takes the columns of the table by their names, as they are: numbers, texts, yes and no, dates.</summary>
    /// <param name="target">The language.</param>
    /// <param name="options">
    /// Names; null for the default ones. <see cref="CodeOptions.InputNames"/> renames the columns of <see cref="TableSchema.Inputs"/>, in their order;
    /// null for their own names.
    /// </param>
    /// <returns>
    /// As <see cref="CodeExport.ToCode(NeuronPursuitModel, CodeTarget, CodeOptions?)"/>, but a sample is a row: in C# a <c>Row</c> with a property for each column, in C a pointer
    /// to a struct <c>predict_row</c>, in Python a mapping, in JavaScript an object; SQL reads the columns of its table, and a spreadsheet has them in row 2 from column
    /// A on. A missing cell and a category that training had not mean what they mean to <see cref="Predict(Table, double?)"/>. Classes are labels and probabilities.
    /// </returns>
    /// <exception cref="ArgumentException">A name cannot be used, or the model is larger than the target can take; the message says what to do.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such target.</exception>
    public string ToCode(CodeTarget target, CodeOptions? options = null) => CodeWriters.Write(
        Model, IsClassifier ? new LabelSet(LabelType.Text, Classifier.Labels) : null, target, options ?? new CodeOptions(), CodeColumns.Of(Encoder, Origin()));

    private string Origin() => string.Create(
        CultureInfo.InvariantCulture,
        $"It learned '{Schema.Target.Name}' from {Schema.RowCount} rows, by the recipe {Schema.Recipe} of version {Schema.LibraryVersion}."
        + $" Fingerprint of the table {Schema.Fingerprint[..Math.Min(12, Schema.Fingerprint.Length)]}.");
}

using System.Globalization;

namespace NeuronPursuit;

/// <summary>Models as source code, for places where no runtime is.</summary>
/// <remarks>
/// <para>The code does all that the model does to a sample: preparation of inputs (standardisation, limits, ranks, missing values), all
/// networks and their mean, units of outputs, links, probabilities. NaN is a missing value; so are NULL and an empty cell. A prediction that
/// is NaN in the core is NaN, or NULL, or an empty text in a spreadsheet.</para>
/// <para>C# and C compute the same bits as <see cref="NeuronPursuitModel.Predict(ReadOnlySpan{double})"/>; Python and JavaScript agree to
/// 1e-13, SQL to 1e-12, spreadsheets to 1e-9, relative to the larger of the prediction and the sum of the magnitudes of what the last layer
/// and the offset add up. The same model gives the same text.</para>
/// </remarks>
public static class CodeExport
{
    /// <summary>Writes the model as code.</summary>
    /// <param name="model">The model.</param>
    /// <param name="target">The language.</param>
    /// <param name="options">Names; null for the default ones.</param>
    /// <returns>
    /// Lines that end with a line feed. C#: a class of the Pascal-case name and "Model", with <c>static double Predict(ReadOnlySpan&lt;double&gt; x)</c>.
    /// C: <c>double predict(const double *x)</c>. Python: a module with <c>predict(x)</c> for a sequence. JavaScript: an ES module that exports
    /// <c>predict(x)</c>. Several outputs: an array of them, which C writes to a second parameter. SQL: one SELECT, without a semicolon, that
    /// keeps all columns of the table and adds <c>prediction</c>, or <c>prediction_1</c>, <c>prediction_2</c> ... Spreadsheets: lines of a cell,
    /// a tab and its formula; inputs are in row 2 from column A on, and the last lines are the predictions.
    /// </returns>
    /// <exception cref="ArgumentException">A name cannot be used, or the model is larger than the target can take; the message says what to do.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such target.</exception>
    public static string ToCode(this NeuronPursuitModel model, CodeTarget target, CodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return CodeWriters.Write(model, null, target, options ?? new CodeOptions());
    }

    /// <summary>Writes the classifier as code that gives the label and the probabilities.</summary>
    /// <typeparam name="TLabel">int, string, bool or an enum, whose members are strings in code.</typeparam>
    /// <param name="classifier">The classifier.</param>
    /// <param name="target">The language.</param>
    /// <param name="options">Names; null for the default ones.</param>
    /// <returns>
    /// As for a model, but <c>predict</c> gives the label and <c>predict_probabilities</c> (C#, JavaScript: <c>PredictProbabilities</c>,
    /// <c>predictProbabilities</c>) the probabilities in the order of <see cref="NeuronPursuitClassifier{TLabel}.Labels"/>. In C it gives the place
    /// of the label in the array <c>predict_labels</c>, or -1. SQL and spreadsheets have <c>label</c> and columns <c>probability_LABEL</c>; the
    /// last cell of a spreadsheet is the label.
    /// </returns>
    /// <inheritdoc cref="ToCode(NeuronPursuitModel, CodeTarget, CodeOptions)" path="/exception"/>
    public static string ToCode<TLabel>(this NeuronPursuitClassifier<TLabel> classifier, CodeTarget target, CodeOptions? options = null)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(classifier);
        LabelType type = typeof(TLabel) == typeof(int) ? LabelType.Number : typeof(TLabel) == typeof(bool) ? LabelType.Logical : LabelType.Text;
        string[] texts = [.. classifier.Labels.Select(label => Convert.ToString(label, CultureInfo.InvariantCulture)!)];
        return CodeWriters.Write(classifier.Model, new LabelSet(type, texts), target, options ?? new CodeOptions());
    }
}

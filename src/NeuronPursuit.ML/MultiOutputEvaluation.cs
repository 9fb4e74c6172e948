using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuronPursuit;

/// <summary>Evaluates regressions with several outputs, which ML.NET's own Evaluate does not take.</summary>
public static class MultiOutputEvaluation
{
    /// <summary>Compares a vector of scores with a vector of labels.</summary>
    /// <param name="catalog">mlContext.Regression.</param>
    /// <param name="data">Data that a fitted pipeline has transformed, at least one row.</param>
    /// <param name="labelColumnName">The labels: a vector of Single.</param>
    /// <param name="scoreColumnName">The scores: a vector of Single with as many slots.</param>
    /// <returns>The errors of every output, in the order of the slots.</returns>
    /// <exception cref="ArgumentException">
    /// A column is missing, or has another type or size (the message names it), or there is no row.
    /// </exception>
    public static IReadOnlyList<RegressionErrors> EvaluateMultiOutput(
        this RegressionCatalog catalog, IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        int outputs = SizeOf(data, labelColumnName);
        if (SizeOf(data, scoreColumnName) != outputs)
        {
            throw new ArgumentException(
                $"Column '{scoreColumnName}' is {data.Schema[scoreColumnName].Type}, but column '{labelColumnName}' is {data.Schema[labelColumnName].Type}. Pass labels and the scores that were learned from them.",
                nameof(data));
        }

        float[][] labels = [.. data.GetColumn<float[]>(labelColumnName)];
        float[][] scores = [.. data.GetColumn<float[]>(scoreColumnName)];
        if (labels.Length == 0)
        {
            throw new ArgumentException($"The data have no rows, so column '{scoreColumnName}' cannot be evaluated.", nameof(data));
        }

        return [.. Enumerable.Range(0, outputs).Select(output => RegressionErrors.Of(Column(scores, output), Column(labels, output)))];
    }

    private static int SizeOf(IDataView data, string name) =>
        data.Schema.GetColumnOrNull(name) is not { } column
            ? throw new ArgumentException($"There is no column '{name}'. Name the columns of the labels and of the scores.", nameof(data))
            : column.Type is VectorDataViewType { Size: > 0 } vector && vector.ItemType.RawType == typeof(float)
                ? vector.Size
                : throw new ArgumentException(
                    $"Column '{name}' is {column.Type}, but a vector of Single of known size is expected. For a single output use Evaluate.", nameof(data));

    private static double[] Column(float[][] rows, int output) => Array.ConvertAll(rows, row => (double)row[output]);
}

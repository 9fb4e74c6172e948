using Microsoft.ML;

namespace NeuronPursuit;

/// <summary>The columns that a trainer reads, and the refusal of what it cannot.</summary>
/// <param name="Label">What is to be learned.</param>
/// <param name="Features">The inputs.</param>
/// <param name="Weight">The weights of the rows; null for none.</param>
internal sealed record TrainerColumns(string Label, string Features, string? Weight)
{
    /// <summary>Checks the columns of a pipeline that is not fitted yet.</summary>
    public void Check(SchemaShape schema, LearningTask task, string parameter) => Check(
        name => schema.Where(column => column.Name == name).Select(column => (ColumnShape?)ColumnShape.Of(column)).FirstOrDefault(),
        schema.Select(column => column.Name),
        task,
        parameter);

    /// <summary>Checks the columns of data.</summary>
    public void Check(DataViewSchema schema, LearningTask task, string parameter) => Check(
        name => schema.GetColumnOrNull(name) is { } column ? ColumnShape.Of(column) : null,
        schema.Where(column => !column.IsHidden).Select(column => column.Name),
        task,
        parameter);

    private void Check(Func<string, ColumnShape?> find, IEnumerable<string> names, LearningTask task, string parameter)
    {
        ColumnShape features = Find(Features, "features", "featureColumnName");
        Require(
            features is { IsSingle: true, IsVector: true, IsSized: true },
            Features,
            "features",
            features,
            "a vector of Single of known size",
            "Encode text (OneHotEncoding), convert other numbers (ConvertType) and join the columns by Concatenate.");
        ColumnShape label = Find(Label, "label", "labelColumnName");
        Require(task.Accepts(label), Label, "label", label, task.ExpectedLabel, task.LabelAdvice);
        if (Weight is not null)
        {
            ColumnShape weight = Find(Weight, "weights", "exampleWeightColumnName");
            Require(
                weight is { IsSingle: true, IsVector: false }, Weight, "weights", weight, "Single", "Convert it by ConvertType.");
        }

        ColumnShape Find(string name, string role, string option) => find(name) ?? throw BadInput.Of(
            $"There is no column '{name}' for the {role}; the columns are {string.Join(", ", names.Select(other => $"'{other}'"))}. Add it to the pipeline in front of the trainer, or name another one by {option}.",
            parameter: parameter);

        void Require(bool fits, string name, string role, ColumnShape came, string expected, string advice)
        {
            if (!fits)
            {
                throw BadInput.Of($"Column '{name}' ({role}) is {came}, but {expected} is expected. {advice}", parameter: parameter);
            }
        }
    }
}

namespace NeuronPursuit;

/// <summary>What a report tells of a table.</summary>
/// <param name="Model">The model.</param>
/// <param name="Rows">Rows whose target is known; null for none.</param>
internal sealed record TableContent(TableModel Model, Table? Rows)
{
    /// <summary>The columns that matter most first; empty without rows.</summary>
    public IReadOnlyList<ColumnImportance> Importances => field ??= Rows is null ? [] : Model.Importances(Rows);

    /// <summary>Whether yes comes before no in the classifier behind the model: metrics look at yes.</summary>
    public bool IsTurned => Model.IsClassifier && !Model.Classes.SequenceEqual(Model.Classifier.Labels);
}

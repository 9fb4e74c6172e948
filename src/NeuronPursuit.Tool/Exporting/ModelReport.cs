namespace NeuronPursuit;

/// <summary>The report of a model of a table.</summary>
internal static class ModelReport
{
    /// <summary>Writes it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">Rows to judge by; those without a target are left out. Null for none.</param>
    /// <param name="title">Of the page.</param>
    /// <param name="stream">Where it goes.</param>
    public static void Save(TableModel model, Table? table, string title, Stream stream) => model.SaveReport(stream, table, new ReportOptions
    {
        Title = $"{title}: {model.Schema.Target.Name}",
        Settings = [new("recipe", model.Schema.Recipe), new("seed", $"{model.Schema.Seed}"), new("rows of the training", $"{model.Schema.RowCount}")],
    });
}

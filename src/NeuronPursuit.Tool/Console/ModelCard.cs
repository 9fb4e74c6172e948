namespace NeuronPursuit;

/// <summary>What a model is, for those who did not train it.</summary>
internal static class ModelCard
{
    public static object Of(TableModel model) => new
    {
        target = model.Schema.Target.Name,
        kind = model.IsClassifier ? "class" : "number",
        classes = model.IsClassifier ? model.Classes : null,
        rows = model.Schema.RowCount,
        columns = model.Schema.Columns.Select(column => new
        {
            name = column.Name,
            kind = column.Kind,
            role = column.Role,
            categories = column.Categories.Count > 0 ? column.Categories : null,
            minimum = Bound(column, column.Minimum),
            maximum = Bound(column, column.Maximum),
            missingShare = column.MissingShare,
            encoding = column.Encoding,
            remark = column.Remark,
        }),
        recipe = model.Schema.Recipe,
        choice = model.Model.RecipeChoice?.Describe(),
        seed = model.Schema.Seed,
        version = model.Schema.LibraryVersion,
        fingerprint = model.Schema.Fingerprint,
        trainedOn = model.Schema.TrainedOn,
        networks = model.Model.Networks.Count,
        hiddenWidths = model.Model.HiddenWidths,
        parameters = model.Model.ParameterCount,
        inputs = model.InputNames,
        stopReason = model.Model.StopReason.Describe(),
        hasIntervals = HasIntervals(model),
        findings = model.Findings.Select(finding => new { kind = finding.Kind, column = finding.Column, message = CommandWords.Of(finding.Message) }),
    };

    public static bool HasIntervals(TableModel model)
    {
        try
        {
            return !model.IsClassifier && model.Model.PredictInterval(new double[0, model.Model.InputCount], 0.9) is not null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    private static object? Bound(ColumnSchema column, double? value) => value is { } known && column.Kind == ColumnKind.Date ? Alignment.Format(column.Kind, known) : value;
}

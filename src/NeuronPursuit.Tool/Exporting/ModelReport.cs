namespace NeuronPursuit;

/// <summary>The report of a model of a table.</summary>
internal static class ModelReport
{
    /// <summary>Writes it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">Rows to judge by; those without a target are left out. Null for none.</param>
    /// <param name="title">Of the page.</param>
    /// <param name="stream">Where it goes.</param>
    public static void Save(TableModel model, Table? table, string title, Stream stream)
    {
        string target = model.Schema.Target.Name;
        var options = new ReportOptions
        {
            Title = $"{title}: {target}",
            ColumnNames = model.InputNames,
            OutputNames = model.IsClassifier ? null : [target],
            Settings = [new("recipe", model.Schema.Recipe), new("seed", $"{model.Schema.Seed}"), new("rows of the training", $"{model.Schema.RowCount}")],
        };
        Table? rows = table?.Where(target, cell => cell is not null);
        switch (rows, model.IsClassifier)
        {
            case (null, true):
                model.Classifier.SaveReport(stream, options);
                break;
            case (null, false):
                model.Model.SaveReport(stream, options);
                break;
            case (not null, true):
                model.Classifier.SaveReport(stream, model.Encode(rows), LabelsOf(model, rows), options);
                break;
            default:
                double[] targets = rows!.Numbers(target);
                double[,] column = new double[targets.Length, 1];
                Buffer.BlockCopy(targets, 0, column, 0, targets.Length * sizeof(double));
                model.Model.SaveReport(stream, model.Encode(rows), column, options);
                break;
        }
    }

    /// <summary>Labels as training spelled them.</summary>
    private static string[] LabelsOf(TableModel model, Table rows)
    {
        ColumnSchema target = model.Schema.Target;
        double[] places = Alignment.Align(target, rows[target.Name]) ?? throw new UserErrorException($"'{target.Name}' holds other things than in training.");
        string?[] texts = rows.Texts(target.Name);
        return [.. places.Select((place, row) => place >= 0
            ? target.Categories[(int)place]
            : throw new UserErrorException($"'{target.Name}' is '{texts[row]}' in row {row + 1}, a class that training had not ({string.Join(", ", model.Classes)})."))];
    }
}

namespace NeuronPursuit;

/// <summary>Reports of models of tables: one page with the names of the columns, what was found odd, and what each column does.</summary>
public static class TableReportExtensions
{
    /// <summary>Saves a report; an existing file is replaced only when all is written.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file, best with the ending .html.</param>
    /// <param name="table">
    /// Rows whose target is known, best some that were not trained on: then the page tells errors, importances by columns, and what predictions do along
    /// each column. Null for none.
    /// </param>
    /// <param name="options">Title and what else the report says; names are those of the table. Null for the defaults.</param>
    /// <exception cref="ArgumentException">Columns are missing or of another kind, the target is nowhere known, or an option is out of its range or names columns.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveReport(this TableModel model, string path, Table? table = null, ReportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReportContent content = Content(model, table, options);
        AtomicFile.Write(path, stream => TrainingReport.Write(content, stream));
    }

    /// <param name="model">The model.</param>
    /// <param name="stream">A writable stream, which stays open; UTF-8.</param>
    /// <param name="table">Rows whose target is known; null for none.</param>
    /// <param name="options">Title and what else the report says; null for the defaults.</param>
    /// <inheritdoc cref="SaveReport(TableModel, string, Table, ReportOptions)"/>
    public static void SaveReport(this TableModel model, Stream stream, Table? table = null, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        TrainingReport.Write(Content(model, table, options), stream);
    }

    private static ReportContent Content(TableModel model, Table? table, ReportOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new ReportOptions();
        if (options.ColumnNames is not null || options.OutputNames is not null)
        {
            throw new ArgumentException("ColumnNames or OutputNames are set, but a model of a table has the names of its table. Leave them out, or rename columns before the fit.", nameof(options));
        }

        ColumnSchema target = model.Schema.Target;
        options = options with
        {
            ColumnNames = model.InputNames,
            OutputNames = model.IsClassifier ? model.Classifier.Labels : [target.Unit is { } unit ? $"{target.Name} [{unit}]" : target.Name],
        };
        Table? known = table?.Where(target.Name, text => text is not null);
        double[,]? Y = known is null ? null
            : model.IsClassifier ? DataChecks.OneHot(model.Classifier, model.Encode(known), model.TargetLabels(known))
            : DataChecks.AsColumn(model.Model, model.Encode(known), known.Numbers(target.Name));
        return new ReportContent(model.Model, known is null ? null : model.Encode(known), Y, model.IsClassifier, options) { Table = new TableContent(model, known) };
    }
}

namespace NeuronPursuit;

/// <summary>Plots of models of tables, whose columns have names.</summary>
public static class TablePlotExtensions
{
    /// <summary>How much each column matters, as <see cref="TableModel.Importances"/> measures it: a date or a category as a whole.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">Rows whose target is known, best those of a test.</param>
    /// <param name="options">How it looks; null for the defaults.</param>
    /// <returns>A bar a column, at most 30.</returns>
    /// <exception cref="ArgumentException">Columns are missing or of another kind, the target is nowhere known, or an option is out of its range.</exception>
    public static PursuitPlot PlotImportances(this TableModel model, Table table, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        PlotOptions own = Checked(options);
        return Importances(model, model.Importances(table), own);
    }

    /// <summary>
    /// What predictions would be if a column were something else in every row: of numbers and dates the mean (partial dependence) over the curves of single
    /// rows (ICE), of categories and yes and no a bar each.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="table">Rows to ask.</param>
    /// <param name="column">A column that the model learned from.</param>
    /// <param name="label">The class whose probability is shown; null for numbers, and for the last class.</param>
    /// <param name="options">How it looks; null for the defaults.</param>
    /// <returns>The plot. Of more than 30 categories 30, evenly taken by their means; the note says so.</returns>
    /// <exception cref="ArgumentException">
    /// Columns are missing or of another kind, there is no such column or class, the column is missing in every row, or an option is out of its range.
    /// </exception>
    public static PursuitPlot PlotEffect(this TableModel model, Table table, string column, string? label = null, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        PlotOptions own = Checked(options);
        ColumnEffect effect = model.EffectOf(table, column, label: label);
        return effect.Points.Count > 0
            ? EffectChart.Draw(model, effect, own)
            : throw new ArgumentException($"Column '{column}' is missing in every row, so that there is nothing to show.", nameof(table));
    }

    internal static PursuitPlot Importances(TableModel model, IReadOnlyList<ColumnImportance> importances, PlotOptions options)
    {
        const int Most = 30;
        string error = model.IsClassifier ? "log-loss" : "root mean squared error";
        return BarsChart.Draw(
            $"What matters for {model.Schema.Target.Name}", $"rise of the {error} where a column is shuffled",
            [.. importances.Take(Most).Select(one => new NamedBar(one.Column, one.Increase, one.StandardDeviation))], 0,
            importances.Count > Most ? FormattableString.Invariant($"The first {Most} of {importances.Count} columns.") : "", options);
    }

    private static PlotOptions Checked(PlotOptions? options)
    {
        options ??= new PlotOptions();
        PlotOptionsChecks.RequireSize(options);
        return options;
    }
}

namespace NeuronPursuit;

/// <summary>A model as the studio shows it: how good it is, and what its columns do.</summary>
/// <param name="Model">The model.</param>
/// <param name="Table">The rows that it is judged by.</param>
/// <param name="IsHeldOut">Whether it was not trained on them; null where nobody knows.</param>
/// <param name="IsCancelled">Whether the fit was stopped.</param>
/// <param name="Remark">What to say of where it is from.</param>
internal sealed record StudioResult(TableModel Model, Table Table, bool? IsHeldOut, bool IsCancelled, string Remark)
{
    // Points of a plot, and rows of what is asked again and again.
    private const int MostPoints = 1500;
    private const int MostRows = 1000;
    private const int RocPoints = 200;

    private readonly Lock _lock = new();
    private object? _summary;

    /// <summary>Rows for effects: a sample of a large table.</summary>
    public Table Sample => field ??= Evenly(Judged, MostRows);

    private Table Judged => field ??= Model.Schema.Target.Name is var target && Table.Has(target)
        ? EvaluateCommand.Shape(Model, Table.Where(target, cell => cell is not null))
        : throw new UserErrorException($"The table has no column '{target}', which is the target of the model.");

    /// <summary>All that the page shows at once.</summary>
    public object Summary()
    {
        lock (_lock)
        {
            return _summary ??= Summarise();
        }
    }

    private object Summarise()
    {
        TableEvaluation evaluation = Model.Evaluate(Judged);
        Table shown = Evenly(Judged, MostPoints);
        TablePrediction prediction = Model.Predict(shown);
        string target = Model.Schema.Target.Name;
        return new
        {
            target,
            kind = Model.IsClassifier ? "class" : "number",
            classes = Model.Classes,
            title = Model.ToString(),
            remark = Remark,
            heldOut = IsHeldOut,
            cancelled = IsCancelled,
            choice = Model.Model.RecipeChoice?.Describe() ?? $"recipe {Model.Schema.Recipe}",
            networks = Model.Model.Networks.Count,
            widths = Model.Model.HiddenWidths,
            parameters = Model.Model.ParameterCount,
            inputNames = Model.InputNames,
            evaluation = Results.Of(evaluation, Model.Classes),
            judgedRows = Judged.RowCount,
            shownRows = shown.RowCount,
            points = Model.IsClassifier ? null : Points(shown.Numbers(target), prediction),
            roc = Model.Classes.Count == 2 ? Roc(prediction, LabelsOf(shown)) : null,
            importances = Model.Importances(Sample, repeats: 3).Select(one => new { column = one.Column, increase = one.Increase, deviation = one.StandardDeviation }),
            importanceRows = Sample.RowCount,
            formula = Model.ToFormula(),
            inputs = Model.Schema.Inputs.Select(InputOf),
            findings = Model.Findings.Select(finding => CommandWords.Of(finding.Message)),
        };
    }

    private static object Points(double[] targets, TablePrediction prediction) => targets.Select((target, row) => new
    {
        a = target,
        p = prediction.Values[row],
        l = prediction.HasIntervals ? prediction.Lower[row] : (double?)null,
        u = prediction.HasIntervals ? prediction.Upper[row] : (double?)null,
    });

    private string[] LabelsOf(Table rows)
    {
        double[] places = Alignment.Align(Model.Schema.Target, rows[Model.Schema.Target.Name]) ?? [];
        return [.. places.Select(place => place >= 0 ? Model.Schema.Target.Categories[(int)place] : "")];
    }

    /// <summary>The rate of alarms that are right over that of those that are false, of the second class.</summary>
    private List<double[]> Roc(TablePrediction prediction, string[] labels)
    {
        (double Score, bool Is)[] rows = [.. labels.Select((label, row) => (prediction.Probabilities[row, 1], label == Model.Classes[1])).OrderByDescending(pair => pair.Item1)];
        int positives = Math.Max(1, rows.Count(pair => pair.Is));
        int negatives = Math.Max(1, rows.Length - rows.Count(pair => pair.Is));
        List<double[]> curve = [[0, 0]];
        (int hits, int alarms) = (0, 0);
        for (int i = 0; i < rows.Length; i++)
        {
            hits += rows[i].Is ? 1 : 0;
            alarms += rows[i].Is ? 0 : 1;
            if ((i + 1 == rows.Length || rows[i + 1].Score != rows[i].Score) && (rows.Length <= RocPoints || i % (rows.Length / RocPoints) == 0 || i + 1 == rows.Length))
            {
                curve.Add([(double)alarms / negatives, (double)hits / positives]);
            }
        }

        return curve;
    }

    /// <summary>What a slider or a list of a what-if prediction begins with: the median, or the most frequent category.</summary>
    private object InputOf(ColumnSchema column)
    {
        string?[] cells = Sample.Texts(column.Name);
        string[] known = [.. cells.OfType<string>()];
        bool number = column.Kind == ColumnKind.Number;
        double[] sorted = number ? [.. Sample.Numbers(column.Name).Where(double.IsFinite).Order()] : [];
        return new
        {
            name = column.Name,
            kind = column.Kind,
            categories = column.Categories.Count > 0 ? column.Categories : null,
            minimum = number ? column.Minimum : null,
            maximum = number ? column.Maximum : null,
            from = column.Kind == ColumnKind.Date && column.Minimum is { } least ? Alignment.Format(column.Kind, Math.Floor(least)) : null,
            to = column.Kind == ColumnKind.Date && column.Maximum is { } greatest ? Alignment.Format(column.Kind, Math.Floor(greatest)) : null,
            value = number
                ? sorted.Length > 0 ? sorted[sorted.Length / 2] : (object?)null
                : known.Length == 0 ? null : column.Kind == ColumnKind.Date ? known.Order(StringComparer.Ordinal).ElementAt(known.Length / 2)[..10] : known.GroupBy(text => text).MaxBy(group => group.Count())!.Key,
            whole = sorted.Length > 0 && sorted.All(value => value == Math.Round(value)),
        };
    }

    private static Table Evenly(Table table, int most) => table.RowCount <= most
        ? table
        : table.SelectRows(Enumerable.Range(0, most).Select(i => (int)((long)i * table.RowCount / most)));
}

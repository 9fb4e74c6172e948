namespace NeuronPursuit;

// Why it says what it says.
public sealed partial class TableModel
{
    private const int MostEffectRows = 200;

    /// <summary>How much each column matters, whatever became of it: dates and categories as a whole.</summary>
    /// <param name="table">Rows whose target is known, best those of a test.</param>
    /// <param name="repeats">How often a column is shuffled, at least 1. Default 5.</param>
    /// <param name="seed">Of the shuffling. Default 0.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>One entry a column, those that matter most first.</returns>
    /// <exception cref="ArgumentException">Columns are missing or of another kind, or the target is nowhere known.</exception>
    public IReadOnlyList<ColumnImportance> Importances(Table table, int repeats = 5, int seed = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        Table known = WithTarget(table);
        double[][] aligned = Alignment.Align(Encoder.Columns, known);
        double error = Error(aligned, known);
        var importances = new List<ColumnImportance>();
        for (int column = 0; column < aligned.Length; column++)
        {
            double[] increases = new double[repeats];
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                double[][] shuffled = [.. aligned];
                shuffled[column] = [.. aligned[column]];
                new Random(unchecked((seed * 7919) + (column * 104729) + repeat)).Shuffle(shuffled[column]);
                increases[repeat] = Error(shuffled, known) - error;
            }

            double mean = increases.Average();
            importances.Add(new ColumnImportance(
                Encoder.Columns[column].Name, mean, Math.Sqrt(increases.Average(increase => (increase - mean) * (increase - mean)))));
        }

        return [.. importances.OrderByDescending(importance => importance.Increase)];
    }

    /// <summary>What predictions would be if a column were something else in every row.</summary>
    /// <param name="table">Rows to ask; of more than 200 as many, evenly taken.</param>
    /// <param name="column">A column that the model learned from.</param>
    /// <param name="points">How many values of numbers and dates, evenly taken from those of the table, at least 2. Default 20.</param>
    /// <param name="label">The class whose probability is asked for; null for numbers, and for the last class.</param>
    /// <returns>Means and individual curves.</returns>
    /// <exception cref="ArgumentException">Columns are missing or of another kind, or there is no such column or class.</exception>
    public ColumnEffect EffectOf(Table table, string column, int points = 20, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        int place = Encoder.Columns.Select(own => own.Name).ToList().IndexOf(column);
        if (place < 0)
        {
            throw new ArgumentException($"The model has not learned from a column '{column}'. {NearNames.Advice(column, Encoder.Columns.Select(own => own.Name))}", nameof(column));
        }

        int output = label is null ? Classes.Count - 1 : Classes.ToList().IndexOf(label);
        if (label is not null && output < 0)
        {
            throw new ArgumentException(
                IsClassifier ? $"There is no class '{label}'. {NearNames.Advice(label, Classes, "classes")}" : $"There is no class '{label}': the model predicts numbers. Leave label out.", nameof(label));
        }

        int step = Math.Max(1, (int)Math.Ceiling(table.RowCount / (double)MostEffectRows));
        double[][] all = Alignment.Align(Encoder.Columns, table);
        double[][] rows = [.. all.Select(values => values.Where((_, row) => row % step == 0).ToArray())];
        var found = new List<EffectPoint>();
        foreach ((double value, string text) in ValuesOf(Encoder.Columns[place], all[place], points))
        {
            double[] same = new double[rows[0].Length];
            Array.Fill(same, value);
            TablePrediction prediction = Predict([.. rows.Select((values, i) => i == place ? same : values)], [], 0);
            double[] own = IsClassifier
                ? [.. Enumerable.Range(0, prediction.RowCount).Select(row => prediction.Probabilities[row, output])]
                : prediction.Values;
            found.Add(new EffectPoint(Encoder.Columns[place].Kind is ColumnKind.Number or ColumnKind.Date ? value : double.NaN, text, own.Average(), own));
        }

        return new ColumnEffect(column, IsClassifier ? Classes[output] : null, found);
    }

    /// <summary>The model as formulas of its inputs, with their names.</summary>
    /// <param name="format">Text or LaTeX.</param>
    /// <param name="digits">Significant digits of every number. Default 4.</param>
    /// <returns>One line per neuron and output; of a bag the first network's.</returns>
    /// <exception cref="ArgumentOutOfRangeException">As for <see cref="ModelFormulaExtensions"/>.</exception>
    public string ToFormula(FormulaFormat format = FormulaFormat.Text, int digits = 4) =>
        Model.ToFormula(format, digits, InputNames, IsClassifier ? Classifier.Labels : [Schema.Target.Unit is { } unit ? $"{Schema.Target.Name} [{unit}]" : Schema.Target.Name]);

    private static IEnumerable<(double Value, string Text)> ValuesOf(ColumnSchema schema, double[] values, int points)
    {
        if (schema.Kind is ColumnKind.Category or ColumnKind.YesNo)
        {
            return schema.Categories.Select((category, place) => ((double)place, category));
        }

        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        return sorted.Length == 0
            ? []
            : Enumerable.Range(0, points).Select(i => sorted[(int)((long)i * (sorted.Length - 1) / (points - 1))]).Distinct()
                .Select(value => (value, Alignment.Format(schema.Kind, value)));
    }

    private double Error(double[][] aligned, Table known)
    {
        TableEvaluation evaluation = TableEvaluation.Of(Schema.Target, known[Schema.Target.Name], Predict(aligned, [], 0), null);
        return evaluation.Regression?.RootMeanSquaredError ?? evaluation.Classification!.LogLoss;
    }
}

namespace NeuronPursuit;

/// <summary>
/// One row to fill and to predict from: <c>record.Set("area", 85).Set("city", "Bonn").Predict()</c>. It allocates once, when it is made; one thread
/// at a time may use it.
/// </summary>
public sealed class TableRecord
{
    private readonly TableModel _model;
    private readonly Dictionary<string, int> _places;
    private readonly double[] _cells;
    private readonly double[] _inputs;
    private readonly double[] _outputs;

    internal TableRecord(TableModel model)
    {
        _model = model;
        IReadOnlyList<ColumnSchema> columns = model.Encoder.Columns;
        _places = columns.Select((column, place) => (column.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place, StringComparer.Ordinal);
        _cells = new double[columns.Count];
        _inputs = new double[model.InputNames.Count];
        _outputs = new double[model.Model.OutputCount];
        Clear();
    }

    /// <summary>Makes every cell missing.</summary>
    /// <returns>This record.</returns>
    public TableRecord Clear()
    {
        Array.Fill(_cells, double.NaN);
        return this;
    }

    /// <summary>Sets a number; of yes and no 1 and 0; of categories one whose names are numbers.</summary>
    /// <param name="column">A column that the model learned from.</param>
    /// <param name="value">NaN for missing.</param>
    /// <returns>This record.</returns>
    /// <exception cref="ArgumentException">There is no such column, it holds something else, or the number is infinite.</exception>
    public TableRecord Set(string column, double value)
    {
        ColumnSchema schema = Schema(column, out int place);
        _cells[place] = SchemaCells.OfNumber(schema, value) ?? throw Mismatch(schema, $"the number {NumberColumn.Text(value)}");
        return this;
    }

    /// <summary>Sets a category, yes and no as a word, or a date as it was written in training. Blanks around it do not count.</summary>
    /// <param name="column">A column that the model learned from.</param>
    /// <param name="value">A text; null or blank for missing.</param>
    /// <returns>This record.</returns>
    /// <exception cref="ArgumentException">There is no such column, or it holds something else.</exception>
    public TableRecord Set(string column, string? value)
    {
        ColumnSchema schema = Schema(column, out int place);
        _cells[place] = SchemaCells.OfText(schema, value) ?? throw Mismatch(schema, $"the text '{TextColumns.Short(value!)}'");
        return this;
    }

    /// <summary>Sets yes or no.</summary>
    /// <param name="column">A column that the model learned from.</param>
    /// <param name="value">True for yes.</param>
    /// <returns>This record.</returns>
    /// <exception cref="ArgumentException">There is no such column, or it holds something else.</exception>
    public TableRecord Set(string column, bool value)
    {
        ColumnSchema schema = Schema(column, out int place);
        _cells[place] = SchemaCells.OfYesNo(schema, value) ?? throw Mismatch(schema, "yes or no");
        return this;
    }

    /// <summary>Sets a date.</summary>
    /// <param name="column">A column that the model learned from.</param>
    /// <param name="value">A local one is taken by its time in UTC, as everywhere.</param>
    /// <returns>This record.</returns>
    /// <exception cref="ArgumentException">There is no such column, or it holds something else.</exception>
    public TableRecord Set(string column, DateTime value)
    {
        ColumnSchema schema = Schema(column, out int place);
        _cells[place] = SchemaCells.OfDate(schema, value) ?? throw Mismatch(schema, "a date");
        return this;
    }

    /// <summary>What is new about a cell, as <see cref="TablePrediction.Flags"/> has it; null for nothing.</summary>
    /// <param name="column">A column that the model learned from.</param>
    /// <returns>The flag.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public CellFlagKind? FlagOf(string column) => CellFlags.Of(Schema(column, out int place), _cells[place]);

    /// <summary>The predicted number, the same as that of a table.</summary>
    /// <returns>A number.</returns>
    /// <exception cref="InvalidOperationException">The model predicts classes.</exception>
    public double Predict()
    {
        if (_model.IsClassifier)
        {
            throw new InvalidOperationException($"'{_model.Schema.Target.Name}' is a class: call PredictLabel, or PredictProbabilities.");
        }

        _model.Encoder.Encode(_cells, _inputs);
        return _model.Model.Predict(_inputs);
    }

    /// <summary>The most probable class.</summary>
    /// <returns>A label.</returns>
    /// <exception cref="InvalidOperationException">The model predicts numbers.</exception>
    public string PredictLabel()
    {
        ReadOnlySpan<double> probabilities = PredictProbabilities();
        int best = 0;
        for (int k = 1; k < probabilities.Length; k++)
        {
            best = probabilities[k] > probabilities[best] ? k : best;
        }

        return _model.Classes[best];
    }

    /// <summary>Probabilities in the order of <see cref="TableModel.Classes"/>.</summary>
    /// <returns>Valid until the next prediction of this record.</returns>
    /// <exception cref="InvalidOperationException">The model predicts numbers.</exception>
    public ReadOnlySpan<double> PredictProbabilities()
    {
        NeuronPursuitClassifier<string> classifier = _model.Classifier;
        _model.Encoder.Encode(_cells, _inputs);
        classifier.PredictProbabilities(_inputs, _outputs);
        if (_model.IsTurned)
        {
            Array.Reverse(_outputs);
        }

        return _outputs;
    }

    private ColumnSchema Schema(string column, out int place)
    {
        ArgumentNullException.ThrowIfNull(column);
        return _places.TryGetValue(column, out place)
            ? _model.Encoder.Columns[place]
            : throw new ArgumentException($"The model has not learned from a column '{column}'. {NearNames.Advice(column, _places.Keys)}", nameof(column));
    }

    private static ArgumentException Mismatch(ColumnSchema schema, string found) =>
        new($"Column '{schema.Name}' holds {Alignment.Describe(schema.Kind)}, and cannot be {found}.", schema.Name);
}

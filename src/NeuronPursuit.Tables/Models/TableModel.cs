using System.Globalization;

namespace NeuronPursuit;

/// <summary>
/// A model that knows its table: it takes columns by their names, refuses what is missing or of another kind, and tells what is new. Immutable,
/// and safe from many threads at once.
/// </summary>
public sealed partial class TableModel
{
    // Rows that are inputs at once: a table of categories is small, its inputs are not.
    private const int BatchRows = 1 << 14;
    private const double DefaultCoverage = 0.9;

    private readonly NeuronPursuitClassifier<string>? _classifier;

    internal TableModel(TableSchema schema, TableEncoder encoder, NeuronPursuitModel model, IReadOnlyList<TableFinding> findings) =>
        (Schema, Encoder, Model, Findings) = (schema, encoder, model, findings);

    internal TableModel(TableSchema schema, TableEncoder encoder, NeuronPursuitClassifier<string> classifier, IReadOnlyList<TableFinding> findings)
        : this(schema, encoder, classifier.Model, findings)
    {
        _classifier = classifier;
        IsTurned = schema.Target.Kind == ColumnKind.YesNo && classifier.Labels.SequenceEqual(schema.Target.Categories.Reverse());
        Classes = IsTurned ? schema.Target.Categories : classifier.Labels;
    }

    /// <summary>What it knows of the table that it was trained on.</summary>
    public TableSchema Schema { get; }

    /// <summary>What was odd about that table, each with advice.</summary>
    public IReadOnlyList<TableFinding> Findings { get; }

    /// <summary>The model behind it, of one input per <see cref="InputNames"/>.</summary>
    public NeuronPursuitModel Model { get; }

    /// <summary>Whether it predicts classes.</summary>
    public bool IsClassifier => _classifier is not null;

    /// <summary>The classifier behind it, whose labels are in ordinal order.</summary>
    /// <exception cref="InvalidOperationException">It predicts numbers.</exception>
    public NeuronPursuitClassifier<string> Classifier => _classifier ?? throw new InvalidOperationException(
        $"'{Schema.Target.Name}' is a number, so there is no classifier. To learn classes, fit table.AsCategory(\"{Schema.Target.Name}\").");

    /// <summary>
    /// The classes in ordinal order, of yes and no the word for no first: the last of two classes is the positive one of metrics. Empty where it predicts
    /// numbers.
    /// </summary>
    public IReadOnlyList<string> Classes { get; } = [];

    /// <summary>Names of the inputs of <see cref="Model"/>, for plots, reports and exports: columns, and what became of them.</summary>
    public IReadOnlyList<string> InputNames => Encoder.InputNames;

    internal TableEncoder Encoder { get; }

    /// <summary>Whether the ordinal order of the classes, which is that of the classifier, has yes before no.</summary>
    internal bool IsTurned { get; }

    /// <summary>Predicts every row of a table.</summary>
    /// <param name="table">Has the columns that the model learned from, by name and in any order; further ones are not looked at.</param>
    /// <param name="coverage">
    /// The part of new targets that intervals shall hold, above 0 and below 1; 0 for no intervals. Default null: 0.9 where the model held enough samples out
    /// for it, else none. Classes have none.
    /// </param>
    /// <returns>Numbers or classes, and what is new about the rows.</returns>
    /// <exception cref="ArgumentException">Columns are missing or of another kind; the message names all of them. Or the coverage is none, or needs more held-out samples.</exception>
    /// <exception cref="InvalidOperationException">A coverage is asked for, and the model has no intervals.</exception>
    public TablePrediction Predict(Table table, double? coverage = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        double[][] aligned = Alignment.Align(Encoder.Columns, table);
        return Predict(aligned, CellFlags.Of(Encoder.Columns, aligned, table), coverage);
    }

    /// <summary>The rows of a table as inputs of <see cref="Model"/>, for what takes arrays: plots, reports, other importances.</summary>
    /// <param name="table">As for <see cref="Predict(Table, double?)"/>.</param>
    /// <returns>Rows x <see cref="InputNames"/>; NaN is missing.</returns>
    /// <exception cref="ArgumentException">Columns are missing or of another kind.</exception>
    public double[,] Encode(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Encoder.Encode(Alignment.Align(Encoder.Columns, table), 0, table.RowCount);
    }

    /// <summary>Sets of classes of which one is right as often as is asked for.</summary>
    /// <param name="table">As for <see cref="Predict(Table, double?)"/>.</param>
    /// <param name="coverage">How often, above 0 and below 1. Default 0.9.</param>
    /// <returns>One set a row, of at least one class.</returns>
    /// <exception cref="ArgumentException">Columns are missing or of another kind, or the coverage is.</exception>
    /// <exception cref="InvalidOperationException">It predicts numbers, or was trained without held-out samples.</exception>
    public string[][] PredictSets(Table table, double coverage = 0.9) => Classifier.PredictSets(Encode(table), coverage);

    /// <summary>A record to fill and to predict from, again and again, without allocating.</summary>
    /// <returns>An empty one: everything is missing.</returns>
    public TableRecord NewRecord() => new(this);

    /// <summary>Predicts one row by names.</summary>
    /// <param name="row">Columns and cells: numbers, text, bool, dates, or null for missing.</param>
    /// <returns>The prediction of one row.</returns>
    /// <exception cref="ArgumentException">Columns are missing or of another kind; the message names all of them.</exception>
    public TablePrediction Predict(IReadOnlyDictionary<string, object?> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var errors = new List<string>();
        var flags = new List<CellFlag>();
        double[][] aligned = new double[Encoder.Columns.Count][];
        for (int i = 0; i < aligned.Length; i++)
        {
            ColumnSchema column = Encoder.Columns[i];
            if (!row.TryGetValue(column.Name, out object? value))
            {
                errors.Add(Alignment.Missing(column, row.Keys));
                continue;
            }

            double? cell = SchemaCells.Of(column, value, out string text);
            aligned[i] = [cell ?? double.NaN];
            if (cell is not { } known)
            {
                errors.Add($"Column '{column.Name}' holds {Alignment.Describe(column.Kind)}, and cannot be '{TextColumns.Short(text)}' ({value!.GetType().Name}).");
            }
            else if (CellFlags.Of(column, known) is { } kind)
            {
                flags.Add(new CellFlag(0, column.Name, kind, text));
            }
        }

        return errors.Count > 0 ? throw new ArgumentException(string.Join(" ", errors), nameof(row)) : Predict(aligned, flags, null);
    }

    /// <summary>One line: what it predicts from what.</summary>
    /// <returns>Text in the invariant culture.</returns>
    public override string ToString()
    {
        string[] left = [.. Schema.Columns.Where(column => column.Role == ColumnRole.LeftOut).Select(column => column.Name)];
        return string.Create(CultureInfo.InvariantCulture,
            $"TableModel: {(IsClassifier ? $"the class '{Schema.Target.Name}' ({string.Join(", ", Classes.Take(5))}{(Classes.Count > 5 ? " ..." : "")})" : $"the number '{Schema.Target.Name}'")} from {Encoder.Columns.Count} columns, {InputNames.Count} inputs, {Schema.RowCount} rows{(left.Length == 0 ? "" : $"; left out: {string.Join(", ", left)}")}");
    }

    internal TablePrediction Predict(double[][] aligned, IReadOnlyList<CellFlag> flags, double? coverage)
    {
        if (coverage is { } asked && !(asked is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(coverage), asked, "The coverage must be above 0 and below 1, or 0 for no intervals.");
        }

        int rows = aligned[0].Length;
        if (_classifier is null)
        {
            double held = coverage ?? (HasIntervals(DefaultCoverage) ? DefaultCoverage : 0);
            bool intervals = held > 0;
            double[] values = new double[rows];
            var ends = new (double Lower, double Upper)[intervals ? rows : 0];
            InBatches(aligned, (X, start) =>
            {
                Model.Predict(X).CopyTo(values, start);
                if (intervals)
                {
                    Model.PredictInterval(X, held).CopyTo(ends, start);
                }
            });
            return new TablePrediction(Schema.Target.Name, values, intervals ? ends : null, held, flags);
        }

        double[,] probabilities = new double[rows, Classes.Count];
        InBatches(aligned, (X, start) =>
        {
            double[,] own = _classifier.PredictProbabilities(X);
            Array.Copy(own, 0, probabilities, start * Classes.Count, own.Length);
        });
        for (int row = 0; IsTurned && row < rows; row++)
        {
            (probabilities[row, 0], probabilities[row, 1]) = (probabilities[row, 1], probabilities[row, 0]);
        }

        return new TablePrediction(Schema.Target.Name, Classes, Labels(probabilities), probabilities, flags);
    }

    /// <summary>Whether the model held enough samples out for a coverage.</summary>
    private bool HasIntervals(double coverage)
    {
        try
        {
            Model.PredictInterval(new double[0, Model.InputCount], coverage);
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    private string[] Labels(double[,] probabilities)
    {
        string[] labels = new string[probabilities.GetLength(0)];
        for (int row = 0; row < labels.Length; row++)
        {
            int best = 0;
            for (int k = 1; k < Classes.Count; k++)
            {
                best = probabilities[row, k] > probabilities[row, best] ? k : best;
            }

            labels[row] = Classes[best];
        }

        return labels;
    }

    private void InBatches(double[][] aligned, Action<double[,], int> predict)
    {
        int rows = aligned[0].Length;
        for (int start = 0; start < rows; start += BatchRows)
        {
            predict(Encoder.Encode(aligned, start, Math.Min(BatchRows, rows - start)), start);
        }
    }
}

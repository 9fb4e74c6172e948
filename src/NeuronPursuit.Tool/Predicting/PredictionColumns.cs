using System.Globalization;

namespace NeuronPursuit;

/// <summary>What predict adds to a table: columns of numbers or text.</summary>
internal sealed class PredictionColumns
{
    private readonly TableModel _model;
    private readonly double _coverage;

    public PredictionColumns(TableModel model, double? coverage)
    {
        _model = model;
        bool intervals = ModelCard.HasIntervals(model);
        if (coverage is { } asked && (model.IsClassifier || (asked > 0 && !intervals)))
        {
            throw new UserErrorException(model.IsClassifier
                ? "--coverage is for numbers; classes have probabilities."
                : "The model has no intervals: it held too few rows out for them, or none. Leave --coverage out.");
        }

        _coverage = coverage ?? (intervals ? 0.9 : 0);
        Names = model.IsClassifier
            ? ["label", .. model.Classes.Select(name => $"probability_{name}"), "flags"]
            : _coverage > 0 ? ["prediction", "lower", "upper", "flags"] : ["prediction", "flags"];
    }

    /// <summary>Names of the columns, in their order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a column holds numbers.</summary>
    public bool IsNumber(int column) => Names[column] != "flags" && !(_model.IsClassifier && column == 0);

    /// <summary>Predicts rows.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="flagged">How many of them have cells that are like none in training.</param>
    /// <returns>One array a column: double[] or string[].</returns>
    public Array[] Of(Table table, out int flagged)
    {
        TablePrediction prediction = _model.Predict(table, _model.IsClassifier ? null : _coverage);
        flagged = prediction.FlaggedRowCount;
        string[] flags = new string[table.RowCount];
        foreach (IGrouping<int, CellFlag> row in prediction.Flags.GroupBy(flag => flag.Row))
        {
            flags[row.Key] = string.Join("; ", row.Select(Describe));
        }

        if (!_model.IsClassifier)
        {
            return _coverage > 0 ? [prediction.Values, prediction.Lower, prediction.Upper, flags] : [prediction.Values, flags];
        }

        double[,] all = prediction.Probabilities;
        return [prediction.Labels, .. Enumerable.Range(0, _model.Classes.Count).Select(k => Enumerable.Range(0, table.RowCount).Select(row => all[row, k]).ToArray()), flags];
    }

    private static string Describe(CellFlag flag) => flag.Kind switch
    {
        CellFlagKind.UnseenCategory => string.Create(CultureInfo.InvariantCulture, $"{flag.Column}: unseen category {flag.Value}"),
        CellFlagKind.OutOfRange => string.Create(CultureInfo.InvariantCulture, $"{flag.Column}: out of range {flag.Value}"),
        _ => $"{flag.Column}: missing, never so in training",
    };
}

using System.Globalization;

namespace NeuronPursuit;

/// <summary>How good predictions are on rows whose target is known.</summary>
/// <param name="RowCount">How many rows were judged.</param>
/// <param name="Regression">Of numbers; null for classes.</param>
/// <param name="Classification">Of classes, in the order of <see cref="TableModel.Classes"/>; null for numbers.</param>
/// <param name="IntervalCoverage">The part of the targets, by their weights, that intervals held; null where there are none.</param>
/// <param name="FlaggedRowCount">Rows with cells that are like none in training.</param>
public sealed record TableEvaluation(
    int RowCount, RegressionErrors? Regression, ClassificationErrors? Classification, double? IntervalCoverage, int FlaggedRowCount)
{
    /// <summary>The metrics that are asked for most.</summary>
    /// <returns>One line in the invariant culture.</returns>
    public override string ToString() => Regression is { } errors
        ? string.Create(CultureInfo.InvariantCulture, $"{RowCount} rows: RMSE {errors.RootMeanSquaredError:g4}, MAE {errors.MeanAbsoluteError:g4}, R2 {errors.RSquared:0.000}{(IntervalCoverage is { } held ? string.Create(CultureInfo.InvariantCulture, $", intervals hold {held:p1}") : "")}")
        : string.Create(CultureInfo.InvariantCulture, $"{RowCount} rows: accuracy {Classification!.Accuracy:0.000}, balanced accuracy {Classification.BalancedAccuracy:0.000}, log-loss {Classification.LogLoss:0.000}{(Classification.Binary?.RocAuc is { } area ? string.Create(CultureInfo.InvariantCulture, $", ROC AUC {area:0.000}") : "")}");

    internal static TableEvaluation Of(ColumnSchema target, Column known, TablePrediction prediction, double[]? weights)
    {
        if (prediction.Classes.Count == 0)
        {
            double[] targets = Alignment.Align(target, known) ?? throw Mismatch(target, known);
            double? held = prediction.HasIntervals ? Held(targets, prediction.Lower, prediction.Upper, weights) : null;
            return new TableEvaluation(targets.Length, RegressionErrors.Of(prediction.Values, targets, weights), null, held, prediction.FlaggedRowCount);
        }

        double[] places = Alignment.Align(target, known) ?? throw Mismatch(target, known);
        int unseen = Array.IndexOf(places, Alignment.Unseen);
        if (unseen >= 0)
        {
            throw new ArgumentException(
                $"The target '{target.Name}' is '{known.TextAt(unseen)}' in row {unseen} (counted from 0), a class that training had not ({string.Join(", ", prediction.Classes)}). Leave such rows out, by table.Where.");
        }

        // Places are those of the schema, where no is before yes; those of the model are ordinal.
        int[] order = [.. target.Categories.Select(name => ((IList<string>)[.. prediction.Classes]).IndexOf(name))];
        int[] classes = Array.ConvertAll(places, place => order[(int)place]);
        return new TableEvaluation(classes.Length, null, ClassificationErrors.Of(prediction.Probabilities, classes, weights), null, prediction.FlaggedRowCount);
    }

    /// <summary>The part of the targets, by their weights, that intervals hold.</summary>
    private static double Held(double[] targets, double[] lower, double[] upper, double[]? weights)
    {
        (double held, double total) = (0, 0);
        for (int row = 0; row < targets.Length; row++)
        {
            double weight = weights?[row] ?? 1;
            total += weight;
            held += targets[row] >= lower[row] && targets[row] <= upper[row] ? weight : 0;
        }

        return held / total;
    }

    private static ArgumentException Mismatch(ColumnSchema target, Column known) => new(
        target.Kind == known.Kind
            ? $"The target does not fit. {Alignment.Mismatch(target, known)}"
            : $"The target '{target.Name}' has {Alignment.Describe(known.Kind)} where training had {Alignment.Describe(target.Kind)}. Read it as in training, by table.{(target.Kind == ColumnKind.Number ? "AsNumber" : "AsCategory")}(\"{target.Name}\").");
}

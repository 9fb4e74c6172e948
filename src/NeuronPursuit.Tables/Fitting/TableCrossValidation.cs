namespace NeuronPursuit;

/// <summary>A fold of a cross-validation of a table.</summary>
/// <param name="TestRows">Rows that judged it, by their places among those whose target is known.</param>
/// <param name="Model">Trained on the other ones, or on those before.</param>
/// <param name="Evaluation">On the test rows.</param>
public sealed record TableFold(IReadOnlyList<int> TestRows, TableModel Model, TableEvaluation Evaluation);

/// <summary>What fits of a table do on rows that they have not seen.</summary>
/// <param name="Folds">One entry a fold.</param>
/// <param name="Evaluation">Over the test rows of all folds together.</param>
public sealed record TableCrossValidation(IReadOnlyList<TableFold> Folds, TableEvaluation Evaluation)
{
    /// <summary>The metrics over all folds.</summary>
    /// <returns>One line in the invariant culture.</returns>
    public override string ToString() => $"{Folds.Count} folds, {Evaluation}";

    internal static TableCrossValidation Run(
        TablePlan plan, IReadOnlyList<(int[] Training, int[] Test)> deal, Func<Table, TableModel> fit, string? weight)
    {
        var folds = new List<TableFold>();
        var predictions = new List<TablePrediction>();
        foreach ((int[] training, int[] test) in deal)
        {
            TableModel model = Fit(fit, plan.Rows.SelectRows(training), $"fold {folds.Count + 1} of {deal.Count}");
            Table judged = plan.Rows.SelectRows(test);
            TablePrediction prediction = model.Predict(judged);
            predictions.Add(prediction);
            folds.Add(new TableFold(test, model, TableEvaluation.Of(plan.Target, judged[plan.Target.Name], InOrder(prediction, plan), WeightsOf(judged, weight))));
        }

        Table all = plan.Rows.SelectRows(deal.SelectMany(fold => fold.Test));
        return new TableCrossValidation(folds, TableEvaluation.Of(plan.Target, all[plan.Target.Name], Together(predictions, plan), WeightsOf(all, weight)));
    }

    /// <summary>What is wrong with the rows of a fold may not be with all, so that the message names it.</summary>
    private static TableModel Fit(Func<Table, TableModel> fit, Table rows, string fold)
    {
        try
        {
            return fit(rows);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"The {rows.RowCount} training rows of {fold} cannot be learned from: {exception.Message} Use fewer folds, or other ones.", exception);
        }
    }

    private static double[]? WeightsOf(Table table, string? weight) => weight is null ? null : table.Numbers(weight);

    /// <summary>All classes of the table: a fold may have learned fewer.</summary>
    private static string[] ClassesOf(TablePlan plan) => plan.IsClassifier ? [.. plan.Target.Categories] : [];

    private static TablePrediction InOrder(TablePrediction prediction, TablePlan plan)
    {
        string[] classes = ClassesOf(plan);
        if (prediction.Classes.SequenceEqual(classes))
        {
            return prediction;
        }

        double[,] probabilities = new double[prediction.RowCount, classes.Length];
        for (int k = 0; k < prediction.Classes.Count; k++)
        {
            int place = Array.IndexOf(classes, prediction.Classes[k]);
            for (int row = 0; row < prediction.RowCount; row++)
            {
                probabilities[row, place] = prediction.Probabilities[row, k];
            }
        }

        return new TablePrediction(plan.Target.Name, classes, prediction.Labels, probabilities, prediction.Flags);
    }

    private static TablePrediction Together(List<TablePrediction> predictions, TablePlan plan)
    {
        int start = 0;
        var flags = new List<CellFlag>();
        foreach (TablePrediction prediction in predictions)
        {
            flags.AddRange(prediction.Flags.Select(flag => flag with { Row = flag.Row + start }));
            start += prediction.RowCount;
        }

        if (!plan.IsClassifier)
        {
            bool intervals = predictions.TrueForAll(prediction => prediction.HasIntervals);
            return new TablePrediction(
                plan.Target.Name,
                [.. predictions.SelectMany(prediction => prediction.Values)],
                intervals ? [.. predictions.SelectMany(prediction => prediction.Lower.Zip(prediction.Upper))] : null,
                intervals ? predictions[0].Coverage : 0,
                flags);
        }

        string[] classes = ClassesOf(plan);
        double[,] probabilities = new double[start, classes.Length];
        int place = 0;
        foreach (TablePrediction prediction in predictions)
        {
            double[,] own = InOrder(prediction, plan).Probabilities;
            Array.Copy(own, 0, probabilities, place, own.Length);
            place += own.Length;
        }

        return new TablePrediction(plan.Target.Name, classes, [.. predictions.SelectMany(prediction => prediction.Labels)], probabilities, flags);
    }
}

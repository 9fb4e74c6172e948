using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>A line of the board.</summary>
/// <param name="Name">Who.</param>
/// <param name="Evaluation">Over the rows of all folds, none of which it had seen.</param>
/// <param name="Time">All folds together, training and predicting.</param>
internal sealed record Standing(string Name, TableEvaluation Evaluation, TimeSpan Time);

/// <summary>Everybody on the same folds, with the same inputs, judged by the same rows.</summary>
internal static class Comparison
{
    public static IReadOnlyList<Standing> Run(Table table, FitSettings settings, int folds, IProgress<PursuitProgress>? progress, CancellationToken cancellationToken)
    {
        table = settings.Shape(table);
        var plan = TablePlan.Of(table, settings.Target, settings.Options);
        string[] classes = plan.IsClassifier ? [.. plan.Target.Categories.Order(StringComparer.Ordinal)] : [];
        IReadOnlyList<(int[] Training, int[] Test)> deal = NeuronPursuitTables.Deal(plan, settings.Options, folds, settings.ToBuilder(null).Build().Seed);
        IRival[] rivals = [new BoostingRival(settings.Threads), new LinearRival(), new MeanRival()];
        List<double[,]>[] predicted = [.. Enumerable.Range(0, rivals.Length + 1).Select(_ => new List<double[,]>())];
        TimeSpan[] times = new TimeSpan[rivals.Length + 1];
        FoldProgress? watch = progress is null ? null : new FoldProgress(progress, deal.Count);
        for (int fold = 0; fold < deal.Count; fold++)
        {
            Table training = plan.Rows.SelectRows(deal[fold].Training);
            Table test = plan.Rows.SelectRows(deal[fold].Test);
            var task = TableTask.Of(settings.ToBuilder(watch?.Of(fold)), TablePlan.Of(training, settings.Target, settings.Options), "", settings.Options);
            string[] own = task.Labels is null ? [] : [.. task.Labels.Distinct().Order(StringComparer.Ordinal)];
            double[,] asked = task.Encoder.Encode(Alignment.Align(task.Encoder.Columns, test), 0, test.RowCount);
            long start = Stopwatch.GetTimestamp();
            TableModel model = task.Fit(cancellationToken);
            predicted[0].Add(Places(model.Model.PredictAll(asked), own, classes));
            times[0] += Stopwatch.GetElapsedTime(start);
            var learned = RivalTask.Of(task);
            for (int i = 0; i < rivals.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                start = Stopwatch.GetTimestamp();
                predicted[i + 1].Add(Places(rivals[i].Predict(learned, asked), own, classes));
                times[i + 1] += Stopwatch.GetElapsedTime(start);
            }
        }

        Table judged = plan.Rows.SelectRows(deal.SelectMany(fold => fold.Test));
        double[]? weights = settings.Options.Weight is { } weight ? judged.Numbers(weight) : null;
        string[] names = ["neuron-pursuit", .. rivals.Select(rival => rival.Name)];
        return [.. names.Select((name, i) => new Standing(name, TableEvaluation.Of(plan.Target, judged[settings.Target], Together(predicted[i], classes, settings.Target), weights), times[i]))
            .OrderBy(one => one.Evaluation.Regression?.RootMeanSquaredError ?? one.Evaluation.Classification!.LogLoss)];
    }

    /// <summary>Probabilities in the order of all classes: a fold may have learned fewer.</summary>
    private static double[,] Places(double[,] predicted, string[] own, string[] all)
    {
        if (all.Length == 0 || own.Length == all.Length)
        {
            return predicted;
        }

        double[,] placed = new double[predicted.GetLength(0), all.Length];
        for (int k = 0; k < own.Length; k++)
        {
            int place = Array.IndexOf(all, own[k]);
            for (int row = 0; row < placed.GetLength(0); row++)
            {
                placed[row, place] = predicted[row, k];
            }
        }

        return placed;
    }

    private static TablePrediction Together(List<double[,]> parts, string[] classes, string target)
    {
        int rows = parts.Sum(part => part.GetLength(0));
        if (classes.Length == 0)
        {
            return new TablePrediction(target, [.. parts.SelectMany(part => part.Cast<double>())], null, 0, []);
        }

        double[,] all = new double[rows, classes.Length];
        int place = 0;
        foreach (double[,] part in parts)
        {
            Array.Copy(part, 0, all, place, part.Length);
            place += part.Length;
        }

        string[] labels = [.. Enumerable.Range(0, rows).Select(row => classes[Enumerable.Range(0, classes.Length).MaxBy(k => all[row, k])])];
        return new TablePrediction(target, classes, labels, all, []);
    }
}

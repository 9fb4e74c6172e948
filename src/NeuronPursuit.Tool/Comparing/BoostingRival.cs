using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace NeuronPursuit;

/// <summary>
/// Boosted trees by LightGBM. Settings are chosen as the networks choose theirs: by rows of the training that are held out, never by those that
/// judge.
/// </summary>
internal sealed class BoostingRival(int? threads) : IRival
{
    private const int Held = 5;

    // Threads wait for each other after every split: below so many rows that takes longer than it saves.
    private const int ManyRows = 20_000;

    private static readonly (int Trees, double Rate, int Leaves, int LeafRows)[] Settings =
    [
        (100, 0.1, 31, 20), (400, 0.05, 31, 20), (400, 0.05, 8, 10), (1000, 0.02, 8, 5),
    ];

    public string Name => "LightGBM";

    public double[,] Predict(RivalTask task, double[,] X)
    {
        (int Trees, double Rate, int Leaves, int LeafRows) best = Settings[0];
        int[] order = [.. Enumerable.Range(0, task.Rows)];
        new Random(unchecked((int)task.Seed)).Shuffle(order);
        int[] held = [.. order.Where((_, i) => i % Held == 0)];
        int[] kept = [.. order.Where((_, i) => i % Held != 0)];
        if (task.Rows >= 50)
        {
            RivalTask less = Rows(task, kept);
            RivalTask judge = Rows(task, held);
            best = Settings.MinBy(settings => Error(judge, Run(less, judge.X, settings)));
        }

        return Run(task, X, best);
    }

    private double[,] Run(RivalTask task, double[,] X, (int Trees, double Rate, int Leaves, int LeafRows) settings)
    {
        string? weight = task.Weights is null ? null : LearningRows.Weight;
        var rows = new LearningRows(new MLContext(unchecked((int)task.Seed)));
        return rows.Predict(task, X, context => task.Classes is null
            ? context.Regression.Trainers.LightGbm(Options(new LightGbmRegressionTrainer.Options(), task, settings, weight))
            : context.MulticlassClassification.Trainers.LightGbm(Options(new LightGbmMulticlassTrainer.Options { UseSoftmax = true }, task, settings, weight)));
    }

    private TOptions Options<TOptions>(TOptions options, RivalTask task, (int Trees, double Rate, int Leaves, int LeafRows) settings, string? weight)
        where TOptions : Microsoft.ML.Trainers.TrainerInputBaseWithGroupId
    {
        options.ExampleWeightColumnName = weight;
        switch (options)
        {
            case LightGbmRegressionTrainer.Options numbers:
                Set(numbers, task, settings);
                break;
            case LightGbmMulticlassTrainer.Options classes:
                Set(classes, task, settings);
                break;
        }

        return options;
    }

    private void Set(LightGbmRegressionTrainer.Options options, RivalTask task, (int Trees, double Rate, int Leaves, int LeafRows) settings) =>
        (options.NumberOfIterations, options.LearningRate, options.NumberOfLeaves, options.MinimumExampleCountPerLeaf, options.Seed, options.NumberOfThreads) =
            (settings.Trees, settings.Rate, settings.Leaves, settings.LeafRows, unchecked((int)task.Seed), threads ?? (task.Rows < ManyRows ? 1 : Environment.ProcessorCount));

    private void Set(LightGbmMulticlassTrainer.Options options, RivalTask task, (int Trees, double Rate, int Leaves, int LeafRows) settings) =>
        (options.NumberOfIterations, options.LearningRate, options.NumberOfLeaves, options.MinimumExampleCountPerLeaf, options.Seed, options.NumberOfThreads) =
            (settings.Trees, settings.Rate, settings.Leaves, settings.LeafRows, unchecked((int)task.Seed), threads ?? (task.Rows < ManyRows ? 1 : Environment.ProcessorCount));

    private static RivalTask Rows(RivalTask task, int[] rows)
    {
        double[,] X = new double[rows.Length, task.X.GetLength(1)];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < X.GetLength(1); j++)
            {
                X[i, j] = task.X[rows[i], j];
            }
        }

        return task with
        {
            X = X,
            Values = task.Values is { } values ? [.. rows.Select(row => values[row])] : null,
            Classes = task.Classes is { } classes ? [.. rows.Select(row => classes[row])] : null,
            Weights = task.Weights is { } weights ? [.. rows.Select(row => weights[row])] : null,
        };
    }

    private static double Error(RivalTask judge, double[,] predicted)
    {
        double sum = 0;
        for (int i = 0; i < judge.Rows; i++)
        {
            double own = judge.Classes is { } classes ? -Math.Log(Math.Max(1e-15, predicted[i, classes[i]])) : predicted[i, 0] - judge.Values![i];
            sum += (judge.Weights?[i] ?? 1) * (judge.Classes is null ? own * own : own);
        }

        return sum;
    }
}

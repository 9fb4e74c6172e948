namespace NeuronPursuit;

/// <summary>What a rival learns from: the same inputs as the networks.</summary>
/// <param name="X">Inputs, NaN where a cell is missing.</param>
/// <param name="Values">Targets that are numbers; null for classes.</param>
/// <param name="Classes">Places of classes; null for numbers.</param>
/// <param name="ClassCount">How many classes; 1 for numbers.</param>
/// <param name="Weights">One a row; null where rows count alike.</param>
/// <param name="Seed">Of what is drawn.</param>
internal sealed record RivalTask(double[,] X, double[]? Values, int[]? Classes, int ClassCount, double[]? Weights, ulong Seed)
{
    public int Rows => X.GetLength(0);

    public static RivalTask Of(TableTask task)
    {
        string[] names = task.Labels is null ? [] : [.. task.Labels.Distinct().Order(StringComparer.Ordinal)];
        int[]? classes = task.Labels?.Select(label => Array.BinarySearch(names, label, StringComparer.Ordinal)).ToArray();
        return new RivalTask(task.X, task.Values, classes, Math.Max(1, names.Length), task.Weights, task.Estimator.Seed);
    }
}

/// <summary>Something to compare with.</summary>
internal interface IRival
{
    string Name { get; }

    /// <summary>Learns, and predicts other rows.</summary>
    /// <returns>Rows x 1 for numbers, rows x classes of probabilities for classes.</returns>
    double[,] Predict(RivalTask task, double[,] X);
}

/// <summary>Always the mean, or always the shares of classes.</summary>
internal sealed class MeanRival : IRival
{
    public string Name => "mean";

    public double[,] Predict(RivalTask task, double[,] X)
    {
        double[] means = new double[task.ClassCount];
        double total = 0;
        for (int row = 0; row < task.Rows; row++)
        {
            double weight = task.Weights?[row] ?? 1;
            total += weight;
            means[task.Classes?[row] ?? 0] += weight * (task.Values?[row] ?? 1);
        }

        double[,] predicted = new double[X.GetLength(0), means.Length];
        for (int row = 0; row < predicted.GetLength(0); row++)
        {
            for (int k = 0; k < means.Length; k++)
            {
                predicted[row, k] = means[k] / total;
            }
        }

        return predicted;
    }
}

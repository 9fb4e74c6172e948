using Microsoft.ML;

namespace NeuronPursuit;

/// <summary>A linear model: least squares with a little weight decay, or logistic regression by ML.NET.</summary>
internal sealed class LinearRival : IRival
{
    // Relative to the number of rows: what keeps columns that say the same apart.
    private const double Decay = 1e-4;

    public string Name => "linear";

    public double[,] Predict(RivalTask task, double[,] X)
    {
        var inputs = new StandardInputs(task.X);
        RivalTask standard = task with { X = inputs.Of(task.X) };
        double[,] asked = inputs.Of(X);
        if (task.Classes is not null)
        {
            var rows = new LearningRows(new MLContext(unchecked((int)task.Seed)));
            string? weight = task.Weights is null ? null : LearningRows.Weight;
            return rows.Predict(standard, asked, context => context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(exampleWeightColumnName: weight));
        }

        double[] weights = LeastSquares(standard);
        double[,] predicted = new double[asked.GetLength(0), 1];
        for (int i = 0; i < predicted.GetLength(0); i++)
        {
            double sum = weights[^1];
            for (int j = 0; j < inputs.Count; j++)
            {
                sum += weights[j] * asked[i, j];
            }

            predicted[i, 0] = sum;
        }

        return predicted;
    }

    /// <summary>Normal equations by Cholesky; the last weight is the intercept, which does not decay.</summary>
    private static double[] LeastSquares(RivalTask task)
    {
        int size = task.X.GetLength(1) + 1;
        double[,] normal = new double[size, size];
        double[] right = new double[size];
        double[] row = new double[size];
        for (int i = 0; i < task.Rows; i++)
        {
            double weight = task.Weights?[i] ?? 1;
            for (int j = 0; j < size - 1; j++)
            {
                row[j] = task.X[i, j];
            }

            row[size - 1] = 1;
            for (int j = 0; j < size; j++)
            {
                right[j] += weight * row[j] * task.Values![i];
                for (int k = 0; k <= j; k++)
                {
                    normal[j, k] += weight * row[j] * row[k];
                }
            }
        }

        for (int j = 0; j < size - 1; j++)
        {
            normal[j, j] += Decay * task.Rows;
        }

        for (int j = 0; j < size; j++)
        {
            for (int k = 0; k <= j; k++)
            {
                double sum = normal[j, k];
                for (int m = 0; m < k; m++)
                {
                    sum -= normal[j, m] * normal[k, m];
                }

                normal[j, k] = j == k ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / normal[k, k];
            }

            for (int m = 0; m < j; m++)
            {
                right[j] -= normal[j, m] * right[m];
            }

            right[j] /= normal[j, j];
        }

        for (int j = size - 1; j >= 0; j--)
        {
            for (int m = j + 1; m < size; m++)
            {
                right[j] -= normal[m, j] * right[m];
            }

            right[j] /= normal[j, j];
        }

        return right;
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuronPursuit;

/// <summary>Arrays as ML.NET takes and gives them.</summary>
internal sealed class LearningRows(MLContext context)
{
    public const string Weight = "Weight";

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        public float Weight { get; set; }
    }

    private sealed class ClassRow
    {
        public float[] Features { get; set; } = [];

        public uint Label { get; set; }

        public float Weight { get; set; }
    }

    /// <summary>Trains, and predicts other rows: the score of numbers, the probabilities of classes.</summary>
    public double[,] Predict(RivalTask task, double[,] X, Func<MLContext, IEstimator<ITransformer>> trainer)
    {
        ITransformer trained = trainer(context).Fit(ViewOf(task));
        RivalTask asked = task with
        {
            X = X,
            Values = task.Values is null ? null : new double[X.GetLength(0)],
            Classes = task.Classes is null ? null : new int[X.GetLength(0)],
            Weights = null,
        };
        IDataView scored = trained.Transform(ViewOf(asked));
        double[,] predicted = new double[X.GetLength(0), task.ClassCount];
        int row = 0;
        if (task.Classes is null)
        {
            foreach (float score in scored.GetColumn<float>("Score"))
            {
                predicted[row++, 0] = score;
            }

            return predicted;
        }

        foreach (float[] scores in scored.GetColumn<float[]>("Score"))
        {
            for (int k = 0; k < task.ClassCount; k++)
            {
                predicted[row, k] = scores[k];
            }

            row++;
        }

        return predicted;
    }

    private IDataView ViewOf(RivalTask task)
    {
        int columns = task.X.GetLength(1);
        var schema = SchemaDefinition.Create(task.Classes is null ? typeof(Row) : typeof(ClassRow));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, columns);
        if (task.Classes is null)
        {
            return context.Data.LoadFromEnumerable(
                Enumerable.Range(0, task.Rows).Select(i =>
                    new Row { Features = FeaturesOf(task.X, i), Label = (float)task.Values![i], Weight = (float)(task.Weights?[i] ?? 1) }).ToArray(),
                schema);
        }

        schema["Label"].ColumnType = new KeyDataViewType(typeof(uint), task.ClassCount);
        return context.Data.LoadFromEnumerable(
            Enumerable.Range(0, task.Rows).Select(i =>
                new ClassRow { Features = FeaturesOf(task.X, i), Label = (uint)task.Classes[i] + 1, Weight = (float)(task.Weights?[i] ?? 1) }).ToArray(),
            schema);
    }

    private static float[] FeaturesOf(double[,] X, int row)
    {
        float[] features = new float[X.GetLength(1)];
        for (int j = 0; j < features.Length; j++)
        {
            features[j] = (float)X[row, j];
        }

        return features;
    }
}

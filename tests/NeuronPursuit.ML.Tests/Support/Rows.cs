using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuronPursuit.ML.Tests.Support;

/// <summary>A row of made-up data: four features, and labels of every kind that follow from them.</summary>
internal sealed class Row
{
    [VectorType(Rows.FeatureCount)]
    public float[] Features { get; set; } = [];

    /// <summary>max(0, x0 + x1) - x2 / 2.</summary>
    public float Label { get; set; }

    /// <summary>Whether the label is positive.</summary>
    public bool Positive { get; set; }

    /// <summary>low, middle or high, by the label.</summary>
    public string Class { get; set; } = "";

    /// <summary>The label, and x0 x1.</summary>
    [VectorType(2)]
    public float[] Labels { get; set; } = [];

    public float Weight { get; set; } = 1;
}

internal static class Rows
{
    public const int FeatureCount = 4;

    public static Row[] Create(int count = 120, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float[] x = [.. Enumerable.Range(0, FeatureCount).Select(_ => (float)((2 * random.NextDouble()) - 1))];
            float label = Math.Max(0, x[0] + x[1]) - (x[2] / 2);
            return new Row
            {
                Features = x,
                Label = label,
                Positive = label > 0.2f,
                Class = label < 0 ? "low" : label < 0.5f ? "middle" : "high",
                Labels = [label, x[0] * x[1]],
            };
        })];
    }

    public static IDataView View(MLContext mlContext, IEnumerable<Row> rows) => mlContext.Data.LoadFromEnumerable(rows);

    public static float[,] X(IReadOnlyList<Row> rows)
    {
        float[,] matrix = new float[rows.Count, FeatureCount];
        for (int row = 0; row < rows.Count; row++)
        {
            for (int column = 0; column < FeatureCount; column++)
            {
                matrix[row, column] = rows[row].Features[column];
            }
        }

        return matrix;
    }

    /// <summary>A small, quick pursuit.</summary>
    public static void Quick(NeuronPursuitBuilder builder) =>
        builder.WithRecipe(PursuitRecipe.Fast).WithDepth(2).WithMaxIterations(4).WithSeed(3);

    /// <summary>The same for the core.</summary>
    public static NeuronPursuitBuilder QuickBuilder()
    {
        var builder = new NeuronPursuitBuilder();
        Quick(builder);
        return builder;
    }
}

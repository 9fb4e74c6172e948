using System.IO.Hashing;

namespace NeuronPursuit.PortableBits;

/// <summary>What a fit decided and computed, as one number: not what depends on clocks.</summary>
internal static class Hash
{
    public static string Of(NeuronPursuitModel model, double[,] X, double[,]? more = null)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write((int)model.StopReason);
        foreach (PursuitIteration iteration in model.History)
        {
            writer.Write((int)iteration.Kind);
            writer.Write(iteration.Outcome is { } outcome ? (int)outcome : -1);
            writer.Write(iteration.Evaluations);
            writer.Write(iteration.TrainingError);
            foreach (int width in iteration.HiddenWidths)
            {
                writer.Write(width);
            }
        }

        foreach (PursuitNetwork network in model.Networks)
        {
            for (int layer = 0; layer < network.Depth; layer++)
            {
                Write(writer, network.GetWeights(layer));
            }
        }

        Write(writer, model.PredictAll(X));
        double[] row = new double[X.GetLength(1)];
        for (int i = 0; i < Math.Min(50, X.GetLength(0)); i++)
        {
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = X[i, j];
            }

            double[] one = new double[model.OutputCount];
            model.Predict(row, one);
            foreach (double value in one)
            {
                writer.Write(value);
            }
        }

        if (more is not null)
        {
            Write(writer, more);
        }

        return XxHash64.HashToUInt64(bytes.ToArray()).ToString("x16");
    }

    private static void Write(BinaryWriter writer, double[,] matrix)
    {
        foreach (double value in matrix)
        {
            // All numbers that are none count alike.
            writer.Write(double.IsNaN(value) ? double.NaN : value);
        }
    }
}

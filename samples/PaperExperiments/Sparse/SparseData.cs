using NeuronPursuit;

namespace PaperExperiments.Sparse;

/// <summary>Samples of Section 5.2.1.</summary>
public static class SparseData
{
    /// <summary>Draws samples.</summary>
    /// <param name="protocol">The inputs.</param>
    /// <param name="task">The target.</param>
    /// <param name="count">How many samples.</param>
    /// <param name="seed">The repetition.</param>
    /// <param name="part">0 for training, 1 for testing; each has draws of its own.</param>
    public static (double[,] X, double[] Y) Draw(SparseProtocol protocol, SparseTask task, int count, int seed, int part)
    {
        var random = new Random(7919 * (seed + 1) + part);
        double[,] inputs = new double[count, protocol.Inputs];
        double[] targets = new double[count];
        double[] x = new double[protocol.Inputs];
        for (int row = 0; row < count; row++)
        {
            Fill(random, protocol.Distribution, x);
            targets[row] = task.Function(x);
            Buffer.BlockCopy(x, 0, inputs, row * x.Length * sizeof(double), x.Length * sizeof(double));
        }

        return (inputs, targets);
    }

    /// <summary>The relative error of a model on fresh samples.</summary>
    public static double TestError(SparseProtocol protocol, SparseTask task, NeuronPursuitModel model, int count, int seed)
    {
        (double[,] X, double[] y) = Draw(protocol, task, count, seed, part: 1);
        return Reporting.Statistics.RelativeError(model.Predict(X), y);
    }

    private static void Fill(Random random, InputDistribution distribution, double[] x)
    {
        double squares = 0;
        for (int j = 0; j < x.Length; j++)
        {
            x[j] = distribution == InputDistribution.Hypercube ? 2 * random.Next(2) - 1 : Draws.Normal(random);
            squares += x[j] * x[j];
        }

        if (distribution == InputDistribution.Hypersphere)
        {
            double scale = Math.Sqrt(x.Length / squares);
            for (int j = 0; j < x.Length; j++)
            {
                x[j] *= scale;
            }
        }
    }
}

namespace NeuronPursuit.Benchmarks;

/// <summary>Standard normal numbers from a fixed seed.</summary>
internal static class SyntheticData
{
    private const int Seed = 1;

    /// <summary>Inputs, targets and weights of a network of a shape; weights have the size that keeps layers at one.</summary>
    public static EvaluationData Evaluation(EvaluationShape shape)
    {
        var random = new Random(Seed);
        double[,] inputs = Normals(random, shape.Samples, shape.Widths[0]);
        double[,] targets = Normals(random, shape.Samples, shape.Widths[^1]);
        var weights = new List<double>();
        for (int layer = 0; layer + 1 < shape.Widths.Length; layer++)
        {
            AddWeights(weights, random, shape.Widths[layer + 1], shape.Widths[layer]);
        }

        return new EvaluationData(shape, inputs, targets, [.. weights]);
    }

    /// <summary>Inputs, sensitivities and candidates, each candidate its incoming and then its outgoing weights.</summary>
    public static CorrelationData Correlation(CorrelationShape shape)
    {
        var random = new Random(Seed);
        double[,] inputs = Normals(random, shape.Samples, shape.Inputs);
        double[,] sensitivities = Normals(random, shape.Samples, shape.Outputs);
        var candidates = new List<double>();
        for (int restart = 0; restart < shape.Restarts; restart++)
        {
            AddWeights(candidates, random, 1, shape.Inputs);
            AddWeights(candidates, random, 1, shape.Outputs);
        }

        return new CorrelationData(shape, inputs, sensitivities, [.. candidates]);
    }

    public static double[,] Normals(Random random, int rows, int columns)
    {
        double[,] values = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                values[row, column] = Normal(random);
            }
        }

        return values;
    }

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static void AddWeights(List<double> weights, Random random, int rows, int columns)
    {
        for (int i = 0; i < rows * columns; i++)
        {
            weights.Add(Normal(random) / Math.Sqrt(columns));
        }
    }
}

/// <summary>What an evaluation needs, before any implementation lays it out its own way.</summary>
internal sealed record EvaluationData(EvaluationShape Shape, double[,] Inputs, double[,] Targets, double[] Weights);

/// <summary>What a correlation needs, before any implementation lays it out its own way.</summary>
internal sealed record CorrelationData(CorrelationShape Shape, double[,] Inputs, double[,] Sensitivities, double[] Candidates);

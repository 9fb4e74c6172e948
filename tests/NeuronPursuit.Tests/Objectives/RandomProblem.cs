namespace NeuronPursuit.Tests;

/// <summary>A random network of random shape with random data, always the same for the same arguments.</summary>
internal sealed record RandomProblem(
    int[] Widths, double Alpha, int Power, double[,] Inputs, double[,] Targets, double[] Weights)
{
    public static readonly double[] Alphas = [-0.5, 0, 0.1, 0.5, 1, 2];
    public static readonly int[] Powers = [1, 2, 3, 4];

    public int Samples => Inputs.GetLength(0);

    public int HiddenLayers => Widths.Length - 2;

    public HomogeneousActivation Activation => HomogeneousActivation.Create(Alpha, Power);

    public Network Network => TestObjects.Network(Widths, Activation, Weights);

    public ScalarReference Reference => new(Widths, Alpha, Power);

    public double[,] Residuals
    {
        get
        {
            double[,] residuals = Reference.Predict(Weights, Inputs);
            for (int i = 0; i < residuals.GetLength(0); i++)
            {
                for (int k = 0; k < residuals.GetLength(1); k++)
                {
                    residuals[i, k] = Targets[i, k] - residuals[i, k];
                }
            }

            return residuals;
        }
    }

    /// <param name="alpha">The negative slope.</param>
    /// <param name="power">The power.</param>
    /// <param name="outputs">Outputs of the network.</param>
    /// <param name="depth">Weight matrices.</param>
    /// <param name="samples">Rows of data.</param>
    /// <param name="awayFromKinks">
    /// Redraw until no pre-activation changes its sign at the points of a central difference.
    /// </param>
    /// <param name="chain">One neuron in each hidden layer.</param>
    /// <param name="seed">Different seeds give unrelated problems.</param>
    public static RandomProblem Create(
        double alpha, int power, int outputs, int depth, int samples, bool awayFromKinks = false, bool chain = false, int seed = 0)
    {
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            var random = new Random(HashCode(seed, attempt, (int)(alpha * 10), power, outputs, depth, samples));
            int[] widths = [random.Next(1, 6), .. Enumerable.Range(1, depth - 1).Select(_ => chain ? 1 : random.Next(1, 5)), outputs];
            double[,] inputs = NormalMatrix(random, samples, widths[0]);
            double[,] targets = NormalMatrix(random, samples, outputs);
            double[]? weights = ScaledWeights(random, widths, alpha, power, inputs);
            if (weights is not null
                && new RandomProblem(widths, alpha, power, inputs, targets, weights) is var problem
                && !(awayFromKinks && problem.HasKinkNearby()))
            {
                return problem;
            }
        }

        throw new InvalidOperationException("No draw in 1000 is alive and away from kinks; use fewer samples.");
    }

    public static double[,] NormalMatrix(Random random, int rows, int columns)
    {
        double[,] matrix = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                matrix[i, j] = Normal(random);
            }
        }

        return matrix;
    }

    public static double[] NormalVector(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Normal(random))];

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>
    /// Weights that give every layer pre-activations of root mean square 1: of degree 85, any other scale leaves
    /// nothing or nothing but rounding. Null when a layer is dead.
    /// </summary>
    private static double[]? ScaledWeights(Random random, int[] widths, double alpha, int power, double[,] inputs)
    {
        var reference = new ScalarReference(widths, alpha, power);
        double[] weights = NormalVector(random, Enumerable.Range(1, widths.Length - 1).Sum(layer => widths[layer] * widths[layer - 1]));
        int offset = 0;
        for (int layer = 0; layer < widths.Length - 1; layer++)
        {
            double sum = 0;
            for (int i = 0; i < inputs.GetLength(0); i++)
            {
                sum += reference.PreActivations(weights, ScalarReference.Row(inputs, i))[layer].Sum(z => z * z);
            }

            if (sum == 0)
            {
                return null;
            }

            int count = widths[layer] * widths[layer + 1];
            double scale = Math.Sqrt(inputs.GetLength(0) * widths[layer + 1] / sum);
            for (int k = offset; k < offset + count; k++)
            {
                weights[k] *= scale;
            }

            offset += count;
        }

        return weights;
    }

    private bool HasKinkNearby()
    {
        bool[] here = ActivationPattern(Weights);
        return CentralDifference.Points(Weights).Any(point => !ActivationPattern(point).SequenceEqual(here));
    }

    private bool[] ActivationPattern(double[] weights) =>
    [
        .. from i in Enumerable.Range(0, Samples)
           from z in Reference.PreActivations(weights, ScalarReference.Row(Inputs, i))[..^1].SelectMany(layer => layer)
           select z > 0,
    ];

    /// <summary>A mix of our own: System.HashCode differs from process to process.</summary>
    private static int HashCode(params int[] parts) => parts.Aggregate(17, (hash, part) => unchecked(hash * 486187739 + part));
}

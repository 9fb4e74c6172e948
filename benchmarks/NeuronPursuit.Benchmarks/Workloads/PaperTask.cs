namespace NeuronPursuit.Benchmarks;

/// <summary>A function of the paper's Section 5.2 with its inputs: 50 coordinates, of which few matter.</summary>
internal sealed record PaperTask(string Function, int Samples)
{
    private const int InputCount = 50;

    // The seed of the training data, and the first of those of the test data.
    private const int TrainingSeed = 1000;
    private const int TestSeed = 777;

    public static PaperTask[] All { get; } = [new("f1", 800), new("g1", 800), new("f2", 1600), new("h1", 800)];

    public static PaperTask Named(string name) => All.Single(task => task.ToString() == name);

    /// <summary>The network that the paper trains on the function, with the library's default recipe, seed 0.</summary>
    public NeuronPursuitBuilder Builder()
    {
        var builder = new NeuronPursuitBuilder().WithDepth(Function[0] == 'h' ? 4 : 3);
        return Function[0] == 'f' ? builder : builder.WithActivation(HomogeneousActivation.LeakyReLU(0.5));
    }

    public (double[,] X, double[] Y) TrainingData() => Draw(Samples, TrainingSeed);

    public (double[,] X, double[] Y) TestData(int samples) => Draw(samples, TestSeed);

    /// <inheritdoc/>
    public override string ToString() => $"{Function} {Samples}";

    public static double RelativeError(double[] predicted, double[] expected)
    {
        double residual = 0;
        double total = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            residual += (predicted[i] - expected[i]) * (predicted[i] - expected[i]);
            total += expected[i] * expected[i];
        }

        return Math.Sqrt(residual / total);
    }

    private (double[,] X, double[] Y) Draw(int samples, int seed)
    {
        var random = new Random(seed);
        double[,] inputs = new double[samples, InputCount];
        double[] targets = new double[samples];
        double[] x = new double[InputCount];
        for (int i = 0; i < samples; i++)
        {
            DrawInputs(random, x);
            Buffer.BlockCopy(x, 0, inputs, i * InputCount * sizeof(double), InputCount * sizeof(double));
            targets[i] = Evaluate(x);
        }

        return (inputs, targets);
    }

    /// <summary>f: uniform on the sphere of radius sqrt(d); g: corners of the hypercube; h: standard normal.</summary>
    private void DrawInputs(Random random, double[] x)
    {
        double squares = 0;
        for (int j = 0; j < x.Length; j++)
        {
            x[j] = Function[0] == 'g' ? random.Next(2) * 2 - 1 : SyntheticData.Normal(random);
            squares += x[j] * x[j];
        }

        for (int j = 0; Function[0] == 'f' && j < x.Length; j++)
        {
            x[j] *= Math.Sqrt(x.Length / squares);
        }
    }

    private double Evaluate(double[] x) => Function switch
    {
        "f1" => Bump(x, 0),
        "f2" => Bump(x, 0) + 5 * (Bump(x, 4) + 2 * Bump(x, 8)),
        "g1" => x[0] * x[1] - x[0] * x[1] * x[2] * x[3],
        "h1" => Math.Max(2 * x[0], x[1]),
        _ => throw new InvalidOperationException($"No function {Function}."),
    };

    private static double Bump(double[] x, int first) =>
        Ramp(Ramp(2 * x[first] + x[first + 1]) - Ramp(x[first + 2] - x[first + 3]));

    private static double Ramp(double z) => Math.Max(0, z);
}

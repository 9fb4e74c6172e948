namespace NeuronPursuit.SampleEfficiency;

/// <summary>
/// A function with its inputs: the paper's six (Section 5.2), and others that show where the method ends. Columns are
/// shuffled by the seed, so that no search gains from the order of the inputs.
/// </summary>
internal sealed class Target
{
    private readonly Func<double[], double> _evaluate;
    private readonly Inputs _inputs;
    private readonly double _slope;

    private Target(string name, int depth, double slope, Inputs inputs, Func<double[], double> evaluate, int power = 1)
    {
        (Name, Depth, _slope, _inputs, _evaluate, Power) = (name, depth, slope, inputs, evaluate, power);
    }

    private enum Inputs
    {
        Sphere,
        Corners,
        Gaussian,
    }

    public static IReadOnlyList<Target> All { get; } =
    [
        new("f1", 3, 0, Inputs.Sphere, x => Bump(x, 0)),
        new("f2", 3, 0, Inputs.Sphere, x => Bump(x, 0) + 5 * (Bump(x, 4) + 2 * Bump(x, 8))),
        new("g1", 3, 0.5, Inputs.Corners, x => x[0] * x[1] - x[0] * x[1] * x[2] * x[3]),
        new("g2", 3, 0.5, Inputs.Corners, x => x[0] * x[1] * x[2] * x[3]),
        new("h1", 4, 0.5, Inputs.Gaussian, x => Math.Max(2 * x[0], x[1])),
        new("h2", 4, 0.5, Inputs.Gaussian, x => Math.Max(x[0], 2 * x[1]) + Math.Max(x[2], 2 * x[3])
            - Math.Max(x[0] + x[2], Math.Max(-x[1], -x[3]))),
        new("dense", 2, 0, Inputs.Gaussian, Dense),
        new("product3", 3, 0.5, Inputs.Gaussian, x => x[0] * x[1] * x[2]),
        new("product3-power3", 2, 1, Inputs.Gaussian, x => x[0] * x[1] * x[2], power: 3),
        new("product2-square", 2, 1, Inputs.Gaussian, x => x[0] * x[1], power: 2),
        new("parity5", 3, 0.5, Inputs.Corners, x => x[0] * x[1] * x[2] * x[3] * x[4]),
        new("magnitudes", 3, 0.5, Inputs.Gaussian, x => Math.Abs(x[0]) * Math.Abs(x[1])),
        new("nothing", 3, 0, Inputs.Gaussian, _ => 0),
    ];

    public static Target Named(string name) => All.FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"'{name}' is no target; --help lists them.");

    public string Name { get; }

    public int Depth { get; }

    public int Power { get; }

    public NeuronPursuitBuilder Builder() =>
        new NeuronPursuitBuilder().WithDepth(Depth).WithActivation(HomogeneousActivation.Create(_slope, Power));

    /// <summary>Draws samples. The seed decides the shuffle, seed and part the samples.</summary>
    /// <param name="samples">How many.</param>
    /// <param name="columns">Inputs.</param>
    /// <param name="seed">The problem.</param>
    /// <param name="part">0 for training, 1 for testing.</param>
    /// <param name="noise">Standard deviation of the noise as a part of that of the target; of "nothing" 1.</param>
    public (double[,] X, double[] Y) Draw(int samples, int columns, int seed, int part, double noise)
    {
        int[] places = [.. Enumerable.Range(0, columns)];
        new Random(seed).Shuffle(places);
        var random = new Random(7919 * (seed + 1) + part);
        double[,] inputs = new double[samples, columns];
        double[] targets = new double[samples];
        double[] x = new double[columns];
        for (int i = 0; i < samples; i++)
        {
            Fill(random, x);
            targets[i] = _evaluate(x);
            for (int j = 0; j < columns; j++)
            {
                inputs[i, places[j]] = x[j];
            }
        }

        double mean = targets.Average();
        double deviation = Math.Sqrt(targets.Average(y => (y - mean) * (y - mean)));
        double scale = Name == "nothing" ? 1 : noise * deviation;
        for (int i = 0; i < samples && scale > 0; i++)
        {
            targets[i] += scale * Normal(random);
        }

        return (inputs, targets);
    }

    private static double Bump(double[] x, int first) =>
        Ramp(Ramp(2 * x[first] + x[first + 1]) - Ramp(x[first + 2] - x[first + 3]));

    private static double Ramp(double z) => Math.Max(0, z);

    /// <summary>Two neurons that see every input, with weights that never change.</summary>
    private static double Dense(double[] x)
    {
        double first = 0;
        double second = 0;
        for (int j = 0; j < x.Length; j++)
        {
            first += Math.Sin(1 + 2.3 * j) * x[j];
            second += Math.Cos(2 + 1.7 * j) * x[j];
        }

        return Ramp(first) - Ramp(second);
    }

    private void Fill(Random random, double[] x)
    {
        double squares = 0;
        for (int j = 0; j < x.Length; j++)
        {
            x[j] = _inputs == Inputs.Corners ? random.Next(2) * 2 - 1 : Normal(random);
            squares += x[j] * x[j];
        }

        for (int j = 0; _inputs == Inputs.Sphere && j < x.Length; j++)
        {
            x[j] *= Math.Sqrt(x.Length / squares);
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

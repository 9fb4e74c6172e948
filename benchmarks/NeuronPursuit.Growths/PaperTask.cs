namespace NeuronPursuit.Growths;

/// <summary>The paper's functions (Section 5.2) with shuffled columns, d = 50.</summary>
internal sealed record PaperTask(string Function, int Samples)
{
    private const int Inputs = 50;

    public static IReadOnlyList<PaperTask> All { get; } =
    [
        new("f1", 400), new("f1", 800), new("h1", 400), new("h1", 800), new("g1", 800), new("f2", 800), new("f2", 1600), new("h2", 800),
    ];

    public string Name => $"{Function}-{Samples}";

    public NeuronPursuitBuilder Builder()
    {
        (int depth, double slope) = Function switch
        {
            "f1" or "f2" => (3, 0.0),
            "g1" => (3, 0.5),
            _ => (4, 0.5),
        };
        return new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast)
            .WithDepth(depth).WithActivation(HomogeneousActivation.Create(slope, 1)).WithMaxDegreeOfParallelism(1);
    }

    public (double[,] X, double[] Y) Draw(int samples, int seed, int part)
    {
        int[] places = [.. Enumerable.Range(0, Inputs)];
        new Random(seed).Shuffle(places);
        var random = new Random(7919 * (seed + 1) + part);
        double[,] X = new double[samples, Inputs];
        double[] y = new double[samples];
        double[] x = new double[Inputs];
        for (int i = 0; i < samples; i++)
        {
            double squares = 0;
            for (int j = 0; j < Inputs; j++)
            {
                x[j] = Function[0] == 'g' ? random.Next(2) * 2 - 1 : Teacher.Normal(random);
                squares += x[j] * x[j];
            }

            double radius = Function[0] == 'f' ? Math.Sqrt(Inputs / squares) : 1;
            for (int j = 0; j < Inputs; j++)
            {
                x[j] *= radius;
                X[i, places[j]] = x[j];
            }

            y[i] = Evaluate(x);
        }

        return (X, y);
    }

    private double Evaluate(double[] x) => Function switch
    {
        "f1" => Bump(x, 0),
        "f2" => Bump(x, 0) + 5 * (Bump(x, 4) + 2 * Bump(x, 8)),
        "g1" => x[0] * x[1] - x[0] * x[1] * x[2] * x[3],
        "h1" => Math.Max(2 * x[0], x[1]),
        _ => Math.Max(x[0], 2 * x[1]) + Math.Max(x[2], 2 * x[3]) - Math.Max(x[0] + x[2], Math.Max(-x[1], -x[3])),
    };

    private static double Bump(double[] x, int first) =>
        Ramp(Ramp(2 * x[first] + x[first + 1]) - Ramp(x[first + 2] - x[first + 3]));

    private static double Ramp(double z) => Math.Max(0, z);
}

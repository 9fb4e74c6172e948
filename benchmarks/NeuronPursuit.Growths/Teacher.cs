namespace NeuronPursuit.Growths;

/// <summary>
/// A small network that a pursuit should find: <c>s(x1) - s(x2) + 0.5 x_d</c> on normal inputs, without noise, s being a
/// rectifier. Its growths often start where the training before them ended on a kink.
/// </summary>
internal sealed record Teacher(string Name, int Samples, int Inputs, int Depth)
{
    public HomogeneousActivation Activation { get; init; } = HomogeneousActivation.ReLU;

    public int Outputs { get; init; } = 1;

    public bool Intercept { get; init; }

    public Precision Precision { get; init; } = Precision.Double;

    public static IReadOnlyList<Teacher> All { get; } =
    [
        new("n20-d2", 20, 2, 2),
        new("n100-d5", 100, 5, 2),
        new("n400-d10", 400, 10, 2),
        new("n100-d5-depth3", 100, 5, 3),
        new("leaky", 100, 5, 2) { Activation = HomogeneousActivation.LeakyReLU(0.1) },
        new("alpha-0.5", 100, 5, 2) { Activation = HomogeneousActivation.Create(-0.5, 1) },
        new("two-outputs", 100, 5, 2) { Outputs = 2 },
        new("single", 100, 5, 2) { Precision = Precision.Single },
        new("intercept", 100, 5, 2) { Intercept = true },
    ];

    public NeuronPursuitBuilder Builder()
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder()
            .WithRecipe(PursuitRecipe.Fast).WithDepth(Depth).WithActivation(Activation).WithMaxIterations(20)
            .WithPrecision(Precision).WithMaxDegreeOfParallelism(1);
        return Intercept ? builder.WithIntercept() : builder;
    }

    public (double[,] X, double[,] Y) Draw(int seed)
    {
        var random = new Random(15485863 + 7919 * seed);
        double[,] X = new double[Samples, Inputs];
        double[,] Y = new double[Samples, Outputs];
        for (int i = 0; i < Samples; i++)
        {
            for (int j = 0; j < Inputs; j++)
            {
                X[i, j] = Normal(random);
            }

            double linear = 0.5 * X[i, Inputs - 1];
            double threshold = Intercept ? 0.3 : 0;
            Y[i, 0] = Sigma(X[i, 0] - threshold) - Sigma(X[i, 1]) + linear;
            if (Outputs == 2)
            {
                Y[i, 1] = Sigma(X[i, 0]) + Sigma(X[i, 2]) - linear;
            }
        }

        return (X, Y);
    }

    private double Sigma(double z) => Math.Max(z, Activation.NegativeSlope * z);

    internal static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

using System.Globalization;

namespace NeuronPursuit.Growths;

/// <summary>
/// Weight decay at depth 2 and power 1 is a convex problem in disguise: how far above a wide network's objective do pursuits with
/// default settings end? The wide network is trained by plain gradient descent from several starts.
/// </summary>
internal static class Decay
{
    private const int Samples = 60;
    private const int Inputs = 4;
    private const int Wide = 80;
    private const int Starts = 3;
    private const int Steps = 100_000;

    public static void Table(int first, int seeds, Func<NeuronPursuitBuilder, NeuronPursuitBuilder> raised)
    {
        Console.WriteLine("| decay | certified | within 1 % | mean excess | largest excess | evaluations a fit |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (double decay in (double[])[0.1, 0.05, 0.01])
        {
            var excesses = new List<double>();
            int certified = 0;
            double evaluations = 0;
            for (int seed = first; seed < first + seeds; seed++)
            {
                (double[,] X, double[] y) = Draw(seed);
                NeuronPursuitModel model = raised(new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2))
                    .WithIntercept(false).WithStandardization(false)
                    .WithWeightDecay(decay).WithSeed((ulong)seed).WithMaxDegreeOfParallelism(1).Fit(X, y);
                certified += model.StopReason == PursuitStopReason.NoDescentDirection ? 1 : 0;
                evaluations += model.History.Sum(iteration => iteration.Evaluations);
                double reached = Objective(model.GetWeights(0), model.GetWeights(1), X, y, decay);
                excesses.Add((reached / WideObjective(X, y, decay, seed)) - 1);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {decay} | {certified}/{seeds} | {excesses.Count(excess => excess < 0.01)}/{seeds} | {excesses.Average():p2} | {excesses.Max():p2} | {evaluations / seeds:f0} |"));
        }
    }

    // The targets stay below 1 in size, where powers of two leave them as they are and the decay means the same to both.
    private static (double[,] X, double[] Y) Draw(int seed)
    {
        var random = new Random(32452843 + 7919 * seed);
        double[,] X = new double[Samples, Inputs];
        double[] y = new double[Samples];
        for (int i = 0; i < Samples; i++)
        {
            for (int j = 0; j < Inputs; j++)
            {
                X[i, j] = Teacher.Normal(random);
            }

            y[i] = Math.Max(0, X[i, 0]) - Math.Max(0, X[i, 1]) + (0.5 * X[i, 2]) + (0.3 * Teacher.Normal(random));
        }

        return (X, y);
    }

    private static double Objective(double[,] first, double[,] second, double[,] X, double[] y, double decay)
    {
        double loss = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double residual = y[i];
            for (int k = 0; k < first.GetLength(0); k++)
            {
                double z = 0;
                for (int j = 0; j < first.GetLength(1); j++)
                {
                    z += first[k, j] * X[i, j];
                }

                residual -= second[0, k] * Math.Max(0, z);
            }

            loss += residual * residual;
        }

        double squares = 0;
        foreach (double weight in first)
        {
            squares += weight * weight;
        }

        foreach (double weight in second)
        {
            squares += weight * weight;
        }

        return (loss / y.Length) + (decay / 2 * squares);
    }

    private static double WideObjective(double[,] X, double[] y, double decay, int seed) => Enumerable.Range(0, Starts).Min(start =>
    {
        NeuronPursuitModel wide = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithFixedWidths([Wide], 5)
            .WithIntercept(false).WithStandardization(false).WithWeightDecay(decay).WithMaxIterations(1).WithTargetError(0)
            .WithOptimizer(new GradientDescent(0.02, Steps)).WithSeed((ulong)(1000 + (seed * Starts) + start)).Fit(X, y);
        return Objective(wide.GetWeights(0), wide.GetWeights(1), X, y, decay);
    });
}

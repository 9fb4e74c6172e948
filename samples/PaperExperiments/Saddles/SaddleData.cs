using NeuronPursuit;

namespace PaperExperiments.Saddles;

/// <summary>The saddles of the experiments, with one active neuron in each of two hidden layers of ten.</summary>
public static class SaddleData
{
    /// <summary>Samples of the saddles with square activation and ReLU; ours, as the paper does not say which data it uses.</summary>
    public const int Samples = 500;

    private const int Width = 10;

    // Figs. 1 and 2 have 20 inputs.
    private const int Inputs = 20;
    private const int MostDraws = 100_000;
    private const double Stationary = 1e-6;

    /// <summary>
    /// Targets of a small network with orthonormal first-layer weights over points of the sphere of radius sqrt(d), scaled to
    /// unit mean square; the active neurons are the library's first fit, trained until stationary. A ReLU may come to rest in a
    /// kink of the loss, where no gradient vanishes: then the next draw is taken.
    /// </summary>
    /// <param name="activation">Of both networks.</param>
    /// <param name="second">W_2 of the network that makes the targets.</param>
    /// <param name="third">Its W_3.</param>
    /// <param name="seed">The points and the first-layer weights.</param>
    public static SaddlePoint TeacherSaddle(HomogeneousActivation activation, double[,] second, double[,] third, int seed)
    {
        for (int draw = 0; draw < MostDraws; draw++)
        {
            SaddlePoint saddle = TeacherSaddle(activation, second, third, new Random(1000 * (seed + 1) + draw));
            if (saddle.RelativeGradient < Stationary)
            {
                return saddle;
            }
        }

        throw new InvalidOperationException($"None of {MostDraws} draws has a stationary network of one neuron a layer.");
    }

    /// <summary>
    /// A start near a saddle; of the largest correlation among a number of random directions if the protocol says so.
    /// </summary>
    public static double[] Start(SaddleProtocol protocol, SaddlePoint saddle, SaddleCorrelation correlation, double delta, int seed)
    {
        double[] gradient = new double[saddle.Weights.Length];
        return Enumerable.Range(0, protocol.Starts)
            .Select(draw => saddle.Nearby(delta, (ulong)(MostDraws * seed + draw)))
            .MaxBy(start => protocol.Starts == 1 ? 0 : correlation.Evaluate(start, gradient))!;
    }

    /// <summary>Fig. 13: the identity for inputs, standard normal targets, 10 x 10; the saddle of eq. 55.</summary>
    public static SaddlePoint LinearSaddle(int seed)
    {
        double[,] identity = new double[Width, Width];
        for (int i = 0; i < Width; i++)
        {
            identity[i, i] = 1;
        }

        return Saddle(identity, Normal(new Random(2000 + seed), Width, Width), HomogeneousActivation.Linear);
    }

    /// <summary>Fig. 14: eq. 56 with d = 10.</summary>
    public static SaddlePoint SquaredReluSaddle()
    {
        double[,] X = new double[2, Width];
        double[,] ones = new double[1, Width];
        for (int j = 0; j < Width; j++)
        {
            (X[0, j], X[1, j], ones[0, j]) = (1.0 / Width, -1.0 / Width, 1);
        }

        double[,] one = { { 1 } };
        var landscape = new TrainingLandscape(X, new double[,] { { 1 }, { 1 } }, [Width, Width], HomogeneousActivation.Create(0, 2));
        return new SaddlePoint(landscape, landscape.Flatten(ones, one, one), [1, 1]);
    }

    private static SaddlePoint TeacherSaddle(HomogeneousActivation activation, double[,] second, double[,] third, Random random)
    {
        double[,] X = Normal(random, Samples, Inputs);
        for (int row = 0; row < Samples; row++)
        {
            Rescale(X, row, Math.Sqrt(Inputs));
        }

        double[,] first = Normal(random, second.GetLength(1), Inputs);
        for (int row = 0; row < first.GetLength(0); row++)
        {
            for (int earlier = 0; earlier < row; earlier++)
            {
                double overlap = Enumerable.Range(0, Inputs).Sum(j => first[row, j] * first[earlier, j]);
                for (int j = 0; j < Inputs; j++)
                {
                    first[row, j] -= overlap * first[earlier, j];
                }
            }

            Rescale(first, row, 1);
        }

        var teacher = new TrainingLandscape(X, new double[Samples, 1], [second.GetLength(1), second.GetLength(0)], activation);
        double[,] y = teacher.Outputs(teacher.Flatten(first, second, third));
        double scale = Math.Sqrt(y.Cast<double>().Sum(value => value * value) / Samples);
        for (int row = 0; row < Samples; row++)
        {
            y[row, 0] /= scale;
        }

        return Saddle(X, y, activation);
    }

    /// <summary>The network of one neuron a layer (Alg. 1, lines 1-15), trained until stationary and balanced, among inactive neurons.</summary>
    private static SaddlePoint Saddle(double[,] X, double[,] Y, HomogeneousActivation activation)
    {
        NeuronPursuitModel fit = new NeuronPursuitBuilder().WithActivation(activation).WithDepth(3).WithMaxIterations(1)
            .WithTargetError(0).WithMaxDegreeOfParallelism(1).Fit(X, Y);
        double[][,] matrices = [.. Enumerable.Range(0, 3).Select(fit.GetWeights)];
        var small = new TrainingLandscape(X, Y, [1, 1], activation);
        double[] weights = small.Flatten(matrices);
        for (int round = 0; round < 20; round++)
        {
            new LimitedMemoryBfgs().Minimize(small, weights, new OptimizationLimits(1e-8 * small.LossAtOrigin), CancellationToken.None);
        }

        weights = small.Balance(weights);
        var landscape = new TrainingLandscape(X, Y, [Width, Width], activation);
        double[] all = landscape.Flatten([.. Enumerable.Range(0, 3).Select(layer => small.Matrix(weights, layer))]);
        return new SaddlePoint(landscape, all, [1, 1]);
    }

    private static void Rescale(double[,] matrix, int row, double norm)
    {
        double own = Math.Sqrt(Enumerable.Range(0, matrix.GetLength(1)).Sum(j => matrix[row, j] * matrix[row, j]));
        for (int j = 0; j < matrix.GetLength(1); j++)
        {
            matrix[row, j] *= norm / own;
        }
    }

    private static double[,] Normal(Random random, int rows, int columns) => Matrices.Map(rows, columns, (_, _) => Draws.Normal(random));
}

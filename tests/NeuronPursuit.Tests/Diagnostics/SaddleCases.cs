namespace NeuronPursuit.Tests;

/// <summary>Saddles of small networks: some neurons with random weights, the others with none.</summary>
internal static class SaddleCases
{
    /// <summary>Three inputs, hidden widths 4 and 3 of which 2 and 1 are active, two outputs; stationary only by chance.</summary>
    public static SaddlePoint Random(HomogeneousActivation activation, int seed, int samples = 37)
    {
        var random = new Random(seed);
        var landscape = new TrainingLandscape(
            RandomProblem.NormalMatrix(random, samples, 3), RandomProblem.NormalMatrix(random, samples, 2), [4, 3], activation);
        double[] weights = landscape.Flatten(
            RandomProblem.NormalMatrix(random, 2, 3), RandomProblem.NormalMatrix(random, 1, 2), RandomProblem.NormalMatrix(random, 2, 1));
        return new SaddlePoint(landscape, weights, [2, 1]);
    }

    /// <summary>D.3, eq. 56: two samples, of which the second silences the only active neurons of a squared ReLU.</summary>
    public static SaddlePoint SquaredRelu(int inputs, int width)
    {
        double[,] X = new double[2, inputs];
        double[,] ones = new double[1, inputs];
        for (int j = 0; j < inputs; j++)
        {
            (X[0, j], X[1, j], ones[0, j]) = (1.0 / inputs, -1.0 / inputs, 1);
        }

        var landscape = new TrainingLandscape(
            X, new double[,] { { 1 }, { 1 } }, [width, width], HomogeneousActivation.Create(0, 2));
        return new SaddlePoint(landscape, landscape.Flatten(ones, new double[,] { { 1 } }, new double[,] { { 1 } }), [1, 1]);
    }

    /// <summary>Two neurons of opposite outgoing weights: on every second sample they are equal, so that the next layer is at 0.</summary>
    public static (SaddlePoint Saddle, double[,] Targets) SilentPair(HomogeneousActivation activation, int seed, int samples = 37)
    {
        var random = new Random(seed);
        double[,] X = RandomProblem.NormalMatrix(random, samples, 2);
        double[,] Y = RandomProblem.NormalMatrix(random, samples, 1);
        for (int row = 0; row < samples; row += 2)
        {
            X[row, 1] = X[row, 0];
        }

        var landscape = new TrainingLandscape(X, Y, [4, 3], activation);
        double[] weights = landscape.Flatten(new double[,] { { 1, 0 }, { 0, 1 } }, new double[,] { { 1, -1 } }, new double[,] { { 1 } });
        return (new SaddlePoint(landscape, weights, [2, 1]), Y);
    }

    /// <summary>A point with random w_z and the saddle's w_n.</summary>
    public static double[] Displaced(SaddlePoint saddle, int seed, double scale = 1)
    {
        var random = new Random(seed);
        double[] noise = RandomProblem.NormalVector(random, saddle.Weights.Length);
        double[] point = saddle.Weights.ToArray();
        for (int i = 0; i < point.Length; i++)
        {
            point[i] += saddle.IsInactive(i) ? scale * noise[i] : 0;
        }

        return point;
    }

    /// <summary><c>(1/n) sum_i r_i . (H(x_i; w) - H(x_i; saddle))</c>, r the residual at the saddle.</summary>
    public static double FullCorrelation(SaddlePoint saddle, double[] weights, double[,] targets)
    {
        double[,] there = saddle.Landscape.Outputs(weights);
        double[,] here = saddle.Landscape.Outputs(saddle.Weights);
        double sum = 0;
        for (int i = 0; i < here.GetLength(0); i++)
        {
            for (int k = 0; k < here.GetLength(1); k++)
            {
                sum += (targets[i, k] - here[i, k]) * (there[i, k] - here[i, k]);
            }
        }

        return sum / here.GetLength(0);
    }

    /// <summary>The targets that <see cref="Random"/> draws.</summary>
    public static double[,] TargetsOf(int seed, int samples = 37)
    {
        var random = new Random(seed);
        RandomProblem.NormalMatrix(random, samples, 3);
        return RandomProblem.NormalMatrix(random, samples, 2);
    }
}

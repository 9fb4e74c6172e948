namespace NeuronPursuit.Tests;

/// <summary>The paper's data (Section 5.2) and small ones like them.</summary>
internal static class Problems
{
    public static double F1(double[] x) => Relu(Relu(2 * x[0] + x[1]) - Relu(x[2] - x[3]));

    public static double H1(double[] x) => Math.Max(2 * x[0], x[1]);

    public static double Fig5(double[] x) => Relu(Relu(2 * x[0] + x[2]) - Relu(x[2] - x[1]));

    public static (double[,] X, double[] y) Gaussian(int count, int inputs, int seed, Func<double[], double> function) =>
        Draw(count, inputs, seed, function, (random, x) => FillNormal(random, x));

    /// <summary>Uniform on the sphere of radius sqrt(inputs).</summary>
    public static (double[,] X, double[] y) Sphere(int count, int inputs, int seed, Func<double[], double> function) =>
        Draw(count, inputs, seed, function, (random, x) =>
        {
            FillNormal(random, x);
            double norm = Math.Sqrt(x.Sum(value => value * value));
            for (int i = 0; i < x.Length; i++)
            {
                x[i] *= Math.Sqrt(x.Length) / norm;
            }
        });

    /// <summary>Uniform on the vertices of {-1, 1}^inputs.</summary>
    public static (double[,] X, double[] y) Cube(int count, int inputs, int seed, Func<double[], double> function) =>
        Draw(count, inputs, seed, function, (random, x) =>
        {
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = random.Next(2) == 0 ? -1 : 1;
            }
        });

    public static double RelativeError(double[] predicted, double[] expected)
    {
        double squares = predicted.Zip(expected, (p, e) => (p - e) * (p - e)).Sum();
        return Math.Sqrt(squares / expected.Sum(value => value * value));
    }

    /// <summary>The error relative to the deviation from the mean, as histories of fits with an offset have it.</summary>
    public static double DeviationError(double[] predicted, double[] expected)
    {
        double mean = expected.Average();
        return RelativeError([.. predicted.Select(value => value - mean)], [.. expected.Select(value => value - mean)]);
    }

    private static (double[,] X, double[] y) Draw(
        int count, int inputs, int seed, Func<double[], double> function, Action<Random, double[]> fill)
    {
        var random = new Random(seed);
        double[,] X = new double[count, inputs];
        double[] y = new double[count];
        double[] x = new double[inputs];
        for (int row = 0; row < count; row++)
        {
            fill(random, x);
            for (int column = 0; column < inputs; column++)
            {
                X[row, column] = x[column];
            }

            y[row] = function(x);
        }

        return (X, y);
    }

    private static void FillNormal(Random random, double[] x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            x[i] = radius * Math.Cos(2 * Math.PI * random.NextDouble());
        }
    }

    private static double Relu(double z) => Math.Max(z, 0);
}

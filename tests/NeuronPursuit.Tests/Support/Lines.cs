namespace NeuronPursuit.Tests;

/// <summary>c + 3 x1 - 2 x2 over uniform inputs, and how well a model explains it on new rows.</summary>
internal static class Lines
{
    public static (double[,] X, double[] y) Line(int rows, int columns, int seed, double offset)
    {
        var random = new Random(seed);
        double[,] X = new double[rows, columns];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                X[row, column] = 2 * random.NextDouble() - 1;
            }

            y[row] = offset + 3 * X[row, 0] - 2 * X[row, 1];
        }

        return (X, y);
    }

    public static double RSquaredOf(NeuronPursuitModel model, double offset, int columns)
    {
        (double[,] X, double[] y) = Line(1000, columns, 99, offset);
        return RSquared(model.Predict(X), y);
    }

    public static double RSquared(double[] predicted, double[] expected)
    {
        double mean = expected.Average();
        return 1 - predicted.Zip(expected, (p, e) => (p - e) * (p - e)).Sum() / expected.Sum(e => (e - mean) * (e - mean));
    }
}

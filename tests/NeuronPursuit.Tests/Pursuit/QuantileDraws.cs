namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Noise whose quantiles are known: <c>y = 3 x1 - 2 x2 + (1 + x3 / 2 where it differs) e</c>, x uniform from -1 to 1.</summary>
/// <param name="Quantile">The quantile function of e.</param>
/// <param name="Differs">Whether the spread differs from row to row.</param>
internal sealed record QuantileNoise(Func<double, double> Quantile, bool Differs = false)
{
    public static Dictionary<string, QuantileNoise> All { get; } = new()
    {
        ["normal"] = new(Normal),
        ["exponential"] = new(share => -Math.Log(1 - share)),
        ["Cauchy"] = new(share => Math.Tan(Math.PI * (share - 0.5))),
        ["heteroscedastic"] = new(Normal, Differs: true),
    };

    public (double[,] X, double[] y) Draw(int rows, int seed)
    {
        var random = new Random(seed);
        double[,] X = new double[rows, 3];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                X[row, column] = 2 * random.NextDouble() - 1;
            }

            y[row] = At(X, row, Quantile(Math.Clamp(random.NextDouble(), 1e-12, 1 - 1e-12)));
        }

        return (X, y);
    }

    /// <summary>The quantiles of y given the rows.</summary>
    public double[] Truth(double[,] X, double share) => [.. Enumerable.Range(0, X.GetLength(0)).Select(row => At(X, row, Quantile(share)))];

    /// <summary>The share of targets below the predictions.</summary>
    public static double ShareBelow(double[] predicted, double[] y) => predicted.Zip(y, (f, target) => target < f ? 1.0 : 0).Average();

    public static double Pinball(double[] predicted, double[] y, double share) =>
        predicted.Zip(y, (f, target) => Math.Max(share * (target - f), (share - 1) * (target - f))).Average();

    private double At(double[,] X, int row, double noise) => 3 * X[row, 0] - 2 * X[row, 1] + (Differs ? 1 + X[row, 2] / 2 : 1) * noise;

    /// <summary>By bisection of the distribution function.</summary>
    private static double Normal(double share)
    {
        (double low, double high) = (-8.0, 8.0);
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = Distribution(middle) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>The distribution function of the normal law, by its series and its continued fraction.</summary>
    private static double Distribution(double z)
    {
        double size = Math.Abs(z);
        double density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        double beyond;
        if (size < 3)
        {
            double term = size;
            double sum = size;
            for (int n = 1; n < 60; n++)
            {
                term *= size * size / (2 * n + 1);
                sum += term;
            }

            beyond = 0.5 - density * sum;
        }
        else
        {
            double fraction = size;
            for (int n = 40; n > 0; n--)
            {
                fraction = size + n / fraction;
            }

            beyond = density / fraction;
        }

        return z > 0 ? 1 - beyond : beyond;
    }
}

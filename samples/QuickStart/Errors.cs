namespace QuickStart;

/// <summary>How far predictions are from what was measured.</summary>
public static class Errors
{
    /// <summary>|expected - predicted| / |expected|.</summary>
    public static double Relative(double[] predicted, double[] expected) =>
        Math.Sqrt(SquaredDistance(predicted, expected) / expected.Sum(value => value * value));

    /// <summary>The root of the mean squared error, in the units of the target.</summary>
    public static double RootMeanSquare(double[] predicted, double[] expected) =>
        Math.Sqrt(SquaredDistance(predicted, expected) / expected.Length);

    private static double SquaredDistance(double[] predicted, double[] expected) =>
        predicted.Zip(expected, (p, e) => (p - e) * (p - e)).Sum();
}

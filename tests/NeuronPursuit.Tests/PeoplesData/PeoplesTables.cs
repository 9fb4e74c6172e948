namespace NeuronPursuit.Tests.PeoplesData;

/// <summary>Tables as people bring them: a function of ordinary columns, and then what happens to tables.</summary>
internal static class PeoplesTables
{
    public static double[,] With(double[,] X, double value, params (int Row, int Column)[] cells)
    {
        double[,] changed = (double[,])X.Clone();
        foreach ((int row, int column) in cells)
        {
            changed[row, column] = value;
        }

        return changed;
    }

    /// <summary>Every so many-th cell of a column.</summary>
    public static (int Row, int Column)[] Every(int step, int rows, int column) =>
        [.. Enumerable.Range(0, rows).Where(row => row % step == step / 2).Select(row => (row, column))];

    public static double RSquared(double[] predicted, double[] expected)
    {
        double mean = expected.Average();
        return 1 - predicted.Zip(expected, (p, e) => (p - e) * (p - e)).Sum() / expected.Sum(value => (value - mean) * (value - mean));
    }

    public static double RootMeanSquare(IEnumerable<double> errors) => Math.Sqrt(errors.Average(error => error * error));

    public static double Accuracy(NeuronPursuitClassifier<bool> classifier, double[,] X, bool[] labels) =>
        classifier.Predict(X).Zip(labels).Average(pair => pair.First == pair.Second ? 1.0 : 0);

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

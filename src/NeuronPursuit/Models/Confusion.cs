namespace NeuronPursuit;

/// <summary>The weight of rows by the class that they have and the class that they are given, and what follows from it.</summary>
internal sealed class Confusion(int classes)
{
    private readonly double[,] _weights = new double[classes, classes];

    public void Add(int actual, int given, double weight) => _weights[actual, given] += weight;

    public double Accuracy => Classes.Sum(k => _weights[k, k]) / Classes.Sum(Actual);

    /// <summary>The mean recall of the classes that have rows.</summary>
    public double BalancedAccuracy => Classes.Where(k => Actual(k) > 0).Average(k => Recall(k)!.Value);

    private IEnumerable<int> Classes => Enumerable.Range(0, classes);

    public double Actual(int k) => Classes.Sum(given => _weights[k, given]);

    public double? Precision(int k) => Share(_weights[k, k], Given(k));

    public double? Recall(int k) => Share(_weights[k, k], Actual(k));

    public double? F1(int k) => Share(2 * _weights[k, k], Actual(k) + Given(k));

    /// <summary>The mean over all classes that a row has or is given; what is undefined for one of them counts as 0.</summary>
    public double Macro(Func<int, double?> metric) => Classes.Where(k => Actual(k) + Given(k) > 0).Average(k => metric(k) ?? 0);

    /// <summary>The first index is the class that rows have, the second the one that they are given.</summary>
    public ValueList<IReadOnlyList<double>> Matrix(double unit) =>
        new(Classes.Select(actual => new ValueList<double>(Classes.Select(given => _weights[actual, given] * unit))));

    private double Given(int k) => Classes.Sum(actual => _weights[actual, k]);

    private static double? Share(double part, double whole) => whole > 0 ? part / whole : null;
}

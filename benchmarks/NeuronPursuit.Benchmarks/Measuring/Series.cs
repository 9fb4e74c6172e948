namespace NeuronPursuit.Benchmarks;

/// <summary>The figures of the rounds of one measurement.</summary>
internal sealed class Series
{
    private readonly List<double> _values = [];

    public double Median
    {
        get
        {
            double[] sorted = [.. _values.Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    public double Least => _values.Min();

    public double Greatest => _values.Max();

    public void Add(double value) => _values.Add(value);
}

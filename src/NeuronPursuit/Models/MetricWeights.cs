namespace NeuronPursuit;

/// <summary>What rows count in a metric: their weights in units of the largest, or 1 where there are none.</summary>
internal sealed class MetricWeights
{
    private readonly double[]? _weights;

    private MetricWeights(double[]? weights, double unit) => (_weights, Unit) = (weights, unit);

    /// <summary>The unit in the caller's weights.</summary>
    public double Unit { get; }

    public double this[int row] => _weights is null ? 1 : _weights[row];

    /// <summary>Checks the weights and divides them by the largest, so that sums and products of them are numbers.</summary>
    /// <param name="sampleWeights">One per row, or null.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="data">What has these rows, by its name at the caller.</param>
    public static MetricWeights Of(double[]? sampleWeights, int rows, string data)
    {
        if (sampleWeights is null)
        {
            return new MetricWeights(null, 1);
        }

        SampleWeights.Check(sampleWeights, rows, data);
        double[] weights = SampleWeights.InUnitsOfLargest(sampleWeights)!;
        if (SampleWeights.Counting(sampleWeights) is { } counting)
        {
            // As in a fit: what rounding loses beside the largest is no row.
            double[] kept = new double[rows];
            Array.ForEach(counting, row => kept[row] = weights[row]);
            weights = kept;
        }

        return new MetricWeights(weights, sampleWeights.Max());
    }

    public double Total(int rows)
    {
        double total = 0;
        for (int row = 0; row < rows; row++)
        {
            total += this[row];
        }

        return total;
    }
}

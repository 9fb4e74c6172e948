namespace NeuronPursuit;

/// <summary>
/// The weights of positive and of other rows whose score is at least a threshold, for every threshold from the highest down.
/// Rows of one score pass it together, so that the order of rows does not matter.
/// </summary>
internal sealed class ThresholdSweep
{
    private readonly List<(double Positive, double Other)> _steps = [(0, 0)];

    public ThresholdSweep(double[] scores, Func<int, bool> isPositive, MetricWeights weights)
    {
        double[] keys = [.. scores];
        int[] order = [.. Enumerable.Range(0, scores.Length)];
        Array.Sort(keys, order);
        (double positive, double other) = (0, 0);
        for (int place = order.Length - 1; place >= 0;)
        {
            double threshold = keys[place];
            for (; place >= 0 && keys[place].Equals(threshold); place--)
            {
                double weight = weights[order[place]];
                positive += isPositive(order[place]) ? weight : 0;
                other += isPositive(order[place]) ? 0 : weight;
            }

            if ((positive, other) != _steps[^1])
            {
                _steps.Add((positive, other));
            }
        }
    }

    /// <summary>From (0, 0) to (<see cref="Positive"/>, <see cref="Other"/>).</summary>
    public IReadOnlyList<(double Positive, double Other)> Steps => _steps;

    /// <summary>The weight of all positive rows.</summary>
    public double Positive => _steps[^1].Positive;

    /// <summary>The weight of all others.</summary>
    public double Other => _steps[^1].Other;

    /// <summary>
    /// The share of pairs of a positive and another row that are in order, equal ones by half; null where there is no pair.
    /// Exact without weights, since the sums are whole numbers.
    /// </summary>
    public double? RocArea()
    {
        double twice = 0;
        for (int i = 1; i < _steps.Count; i++)
        {
            twice += (_steps[i].Other - _steps[i - 1].Other) * (_steps[i].Positive + _steps[i - 1].Positive);
        }

        return Positive > 0 && Other > 0 ? twice / (2 * Positive * Other) : null;
    }

    /// <summary>The sum over thresholds of what recall gains there, times precision there; null without a positive row.</summary>
    public double? AveragePrecision()
    {
        double sum = 0;
        for (int i = 1; i < _steps.Count; i++)
        {
            (double positive, double other) = _steps[i];
            sum += (positive - _steps[i - 1].Positive) * (positive / (positive + other));
        }

        return Positive > 0 ? sum / Positive : null;
    }
}

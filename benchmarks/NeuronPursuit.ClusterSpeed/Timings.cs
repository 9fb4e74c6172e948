using System.Diagnostics;

namespace NeuronPursuit.ClusterSpeed;

/// <summary>Times of one thing that was done again and again.</summary>
internal sealed class Timings
{
    private readonly List<double> _microseconds = [];

    public void Measure(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        _microseconds.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
    }

    public double Quantile(double share)
    {
        double[] sorted = [.. _microseconds.Order()];
        return sorted[(int)(share * (sorted.Length - 1))];
    }

    public double Median => Quantile(0.5);
}

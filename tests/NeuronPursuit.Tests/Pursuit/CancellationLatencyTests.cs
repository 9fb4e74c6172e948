using System.Diagnostics;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Alone, since other tests would delay the end.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(CancellationLatencyTests))]
[CollectionDefinition(nameof(CancellationLatencyTests), DisableParallelization = true)]
public class CancellationLatencyTests
{
    /// <summary>The median of several moments, because other work on the machine can delay any single one.</summary>
    [Fact]
    public void Fit_CanceledOnAHundredThousandSamples_EndsWithinATenthOfASecond()
    {
        (double[,] X, double[] y) = Problems.Gaussian(100_000, 50, 1, x => Math.Abs(x[0]) + x[1] * x[2]);
        NeuronPursuitEstimator estimator = new NeuronPursuitBuilder().WithTargetError(0).Build();
        double[] delays = [50, 120, 250, 400, 600, 900, 1300, 1800, 2500];

        double[] latencies = [.. delays.Select(delay => LatencyOf(estimator, X, y, TimeSpan.FromMilliseconds(delay)))];

        double median = latencies.Order().ElementAt(latencies.Length / 2);
        median.Should().BeLessThan(100, "the milliseconds are {0}", string.Join(", ", latencies));
    }

    private static double LatencyOf(NeuronPursuitEstimator estimator, double[,] X, double[] y, TimeSpan delay)
    {
        using var source = new CancellationTokenSource();
        long canceled = 0;
        var canceler = new Thread(() =>
        {
            Thread.Sleep(delay);
            canceled = Stopwatch.GetTimestamp();
            source.Cancel();
        });
        canceler.Start();
        Action fit = () => estimator.Fit(X, y, source.Token);

        fit.Should().Throw<PursuitCanceledException>("no fit of this size ends within {0}", delay);
        TimeSpan latency = Stopwatch.GetElapsedTime(canceled);
        canceler.Join();
        return latency.TotalMilliseconds;
    }
}

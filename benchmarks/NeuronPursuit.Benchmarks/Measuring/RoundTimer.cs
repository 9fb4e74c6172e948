using System.Diagnostics;

namespace NeuronPursuit.Benchmarks;

/// <summary>
/// Times an action in rounds that other measurements can alternate with. Rounds are short, so that on a shared machine
/// some of them pass undisturbed.
/// </summary>
internal sealed class RoundTimer
{
    private const double RoundSeconds = 0.005;
    private const double WarmUpSeconds = 0.25;

    // The tiered compiler waits 100 ms for new methods to stop coming before it optimises.
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(150);

    private readonly Action _action;
    private readonly int _repetitions;

    public RoundTimer(Action action)
    {
        _action = action;
        WarmUp();
        Thread.Sleep(CompilerPause);
        WarmUp();
        _repetitions = Math.Max(1, (int)(RoundSeconds / Enumerable.Range(0, 5).Min(_ => Time(1))));
    }

    /// <summary>Seconds of one call, the mean over a round.</summary>
    public double Round()
    {
        // The other side of an alternation has emptied the caches.
        _action();
        return Time(_repetitions);
    }

    /// <summary>Bytes that one call allocates.</summary>
    public double AllocatedBytes()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < _repetitions; i++)
        {
            _action();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)_repetitions;
    }

    private void WarmUp()
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < 100 && Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds; i++)
        {
            _action();
        }
    }

    private double Time(int repetitions)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repetitions; i++)
        {
            _action();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / repetitions;
    }
}

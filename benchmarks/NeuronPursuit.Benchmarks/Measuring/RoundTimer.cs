using System.Diagnostics;

namespace NeuronPursuit.Benchmarks;

/// <summary>
/// Times an action in rounds that other measurements can alternate with. Rounds are short, so that on a shared machine
/// some of them pass undisturbed.
/// </summary>
internal sealed class RoundTimer
{
    private const double RoundSeconds = 0.005;

    // Calls are counted only after the tiered compiler has seen no new methods for 100 ms; 30 of them bring instrumented
    // code, 30 more after its compilation the final one. On one core the compiler needs the pauses to run at all.
    private const int WarmUps = 3;
    private const int WarmUpCalls = 40;
    private const double LeastWarmUpSeconds = 0.05;
    private const double MostWarmUpSeconds = 0.5;
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(150);

    private readonly Action _action;
    private readonly int _repetitions;

    public RoundTimer(Action action)
    {
        _action = action;
        for (int i = 0; i < WarmUps; i++)
        {
            WarmUp();
            Thread.Sleep(CompilerPause);
        }

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
        double seconds = 0;
        for (int calls = 1; seconds < MostWarmUpSeconds && (calls <= WarmUpCalls || seconds < LeastWarmUpSeconds); calls++)
        {
            _action();
            seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
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

using System.Runtime.ExceptionServices;

namespace NeuronPursuit;

/// <summary>Long independent jobs (milliseconds and more), side by side. Short ones belong to <see cref="ChunkRunner"/>.</summary>
internal static class IndependentJobs
{
    /// <summary>Runs jobs 0 to <paramref name="count"/> - 1; an exception of one reaches the caller as it was thrown.</summary>
    public static void Run(int count, int threads, Action<int> job, CancellationToken cancellationToken)
    {
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
            Parallel.For(0, count, options, job);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}

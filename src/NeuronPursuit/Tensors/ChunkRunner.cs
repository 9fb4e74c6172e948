namespace NeuronPursuit;

/// <summary>Work that falls into numbered chunks which may run in any order, each on one of several workers.</summary>
internal interface IChunkJob
{
    /// <summary>Runs one chunk. No two calls with the same worker number, below the runner's thread count, overlap.</summary>
    void RunChunk(int chunk, int worker);
}

/// <summary>Runs the chunks of a job on the calling thread and, if they are free, on thread-pool threads.</summary>
/// <remarks>
/// Meant for jobs of some ten to some thousand microseconds, one after the other. Several threads may call
/// <see cref="Run"/> at once, each with a job of its own. Calls that do not overlap share one crew, so that nothing is
/// allocated after the first. The caller waits only for chunks that helpers have taken, never for a helper to come: on
/// busy cores it does the work itself.
/// </remarks>
internal sealed class ChunkRunner
{
    private readonly Stack<ChunkCrew> _idleCrews = new();
    private readonly Lock _lock = new();

    public ChunkRunner(int threadCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        ThreadCount = threadCount;
    }

    /// <summary>Threads that may work on one job, the caller included.</summary>
    public int ThreadCount { get; }

    /// <summary>Runs chunks 0 to <paramref name="chunkCount"/> - 1 and returns when all have ended.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for before the last chunk began.</exception>
    /// <remarks>After an exception no further chunk begins; the first exception reaches the caller.</remarks>
    public void Run(IChunkJob job, int chunkCount, CancellationToken cancellationToken = default)
    {
        if (ThreadCount == 1 || chunkCount == 1)
        {
            for (int chunk = 0; chunk < chunkCount; chunk++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                job.RunChunk(chunk, worker: 0);
            }

            return;
        }

        ChunkCrew crew = Rent();
        try
        {
            crew.Run(job, chunkCount, cancellationToken);
        }
        finally
        {
            Return(crew);
        }
    }

    private ChunkCrew Rent()
    {
        lock (_lock)
        {
            if (_idleCrews.TryPop(out ChunkCrew? crew))
            {
                return crew;
            }
        }

        return new ChunkCrew(ThreadCount - 1);
    }

    private void Return(ChunkCrew crew)
    {
        lock (_lock)
        {
            _idleCrews.Push(crew);
        }
    }
}

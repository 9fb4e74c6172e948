using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace NeuronPursuit;

/// <summary>One caller at a time and its helpers: the state of a <see cref="ChunkRunner"/> call, reused by later ones.</summary>
internal sealed class ChunkCrew
{
    // A helper that finds nothing to do stays this long, because an optimiser's next evaluation follows within
    // microseconds and waking a pool thread costs tens of them. Short enough to do no harm where cores are scarce.
    private static readonly long LingerTicks = Stopwatch.Frequency / 1_000_000 * 30;

    // How long the caller looks out for the last chunk before it lets the operating system wake it.
    private static readonly long WatchTicks = Stopwatch.Frequency / 1_000_000 * 20;

    private readonly Helper[] _helpers;
    private readonly object _gate = new();

    // Run number in the upper half, chunks not yet taken in the lower one. A chunk is taken by decrementing it, which
    // fails if the run has changed; so a helper that comes late can neither miss that nor touch the new run's fields early.
    private long _tickets;
    private int _unfinished;
    private int _chunkCount;
    private IChunkJob? _job;
    private CancellationToken _cancellationToken;
    private Exception? _exception;

    public ChunkCrew(int helperCount)
    {
        _helpers = new Helper[helperCount];
        for (int i = 0; i < helperCount; i++)
        {
            _helpers[i] = new Helper(this, worker: i + 1);
        }
    }

    private bool HasTickets => (int)Volatile.Read(ref _tickets) != 0;

    public void Run(IChunkJob job, int chunkCount, CancellationToken cancellationToken)
    {
        _job = job;
        _chunkCount = chunkCount;
        _cancellationToken = cancellationToken;
        _exception = null;
        _unfinished = chunkCount;
        long run = (_tickets >> 32) + 1;

        // A full fence: a helper that is about to leave must see the tickets, or Call must see that it is leaving.
        Interlocked.Exchange(ref _tickets, (run << 32) | (uint)chunkCount);

        // The caller takes a chunk itself, so one helper fewer than chunks is enough.
        for (int i = 0; i < _helpers.Length && i < chunkCount - 1; i++)
        {
            _helpers[i].Call();
        }

        while (TryRunChunk(worker: 0))
        {
        }

        WaitForTakenChunks();
        Exception? exception = _exception;
        _job = null;
        _exception = null;
        _cancellationToken = default;
        if (exception is not null)
        {
            ExceptionDispatchInfo.Throw(exception);
        }
    }

    private bool TryRunChunk(int worker)
    {
        long tickets = Volatile.Read(ref _tickets);
        while ((int)tickets != 0)
        {
            long seen = Interlocked.CompareExchange(ref _tickets, tickets - 1, tickets);
            if (seen == tickets)
            {
                RunTaken(_chunkCount - (int)tickets, worker);
                return true;
            }

            tickets = seen;
        }

        return false;
    }

    private void RunTaken(int chunk, int worker)
    {
        int finished = 1;
        try
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _job!.RunChunk(chunk, worker);
        }
#pragma warning disable CA1031 // The exception is rethrown where the job was started.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _exception, exception, null);
            finished += TakeAllTickets();
        }

        if (Interlocked.Add(ref _unfinished, -finished) == 0 && worker != 0)
        {
            lock (_gate)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    private int TakeAllTickets()
    {
        long tickets = Volatile.Read(ref _tickets);
        while (true)
        {
            long seen = Interlocked.CompareExchange(ref _tickets, tickets >> 32 << 32, tickets);
            if (seen == tickets)
            {
                return (int)tickets;
            }

            tickets = seen;
        }
    }

    private void WaitForTakenChunks()
    {
        long end = Stopwatch.GetTimestamp() + WatchTicks;
        while (Volatile.Read(ref _unfinished) != 0)
        {
            Thread.SpinWait(20);
            if (Stopwatch.GetTimestamp() > end)
            {
                lock (_gate)
                {
                    while (Volatile.Read(ref _unfinished) != 0)
                    {
                        Monitor.Wait(_gate);
                    }
                }
            }
        }
    }

    private sealed class Helper(ChunkCrew crew, int worker) : IThreadPoolWorkItem
    {
        private int _called;

        public void Call()
        {
            if (Volatile.Read(ref _called) == 0 && Interlocked.Exchange(ref _called, 1) == 0)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }

        public void Execute()
        {
            while (true)
            {
                long end = Stopwatch.GetTimestamp() + LingerTicks;
                while (Stopwatch.GetTimestamp() < end)
                {
                    if (crew.TryRunChunk(worker))
                    {
                        end = Stopwatch.GetTimestamp() + LingerTicks;
                    }
                    else
                    {
                        Thread.SpinWait(20);
                    }
                }

                // A call that came after the last look saw the mark still set, and would go unheard.
                Interlocked.Exchange(ref _called, 0);
                if (!crew.HasTickets || Interlocked.Exchange(ref _called, 1) != 0)
                {
                    return;
                }
            }
        }
    }
}

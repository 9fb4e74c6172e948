using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>
/// The step that a grain runs, by its number: whoever asks again for the same number waits for the same run, so a request
/// that was sent twice costs nothing. Used by one grain, on its own scheduler.
/// </summary>
/// <remarks>
/// Steps run on a thread of their own. On the pool, where a silo does all its work, a few shards would keep a small machine
/// from answering that it is alive. Only where the last step was shorter than a thread takes to wake does the next one run
/// where it was asked for.
/// </remarks>
internal sealed class StepRunner : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(0.3);

    private readonly Queue<(Func<CancellationToken, byte[]> Step, TaskCompletionSource<byte[]> Reply)> _steps = new();
    private readonly SemaphoreSlim _waiting = new(0);
    private readonly CancellationTokenSource _closing = new();
    private bool _disposed;

    // Of the last step; written by whoever ran it before its reply.
    private TimeSpan _duration = TimeSpan.MaxValue;

    public StepRunner(string name) => new Thread(Work) { IsBackground = true, Name = name }.Start();

    /// <summary>The number of the last step; -1 before the first.</summary>
    public long Sequence { get; private set; } = -1;

    /// <summary>The reply of the last step.</summary>
    public Task<byte[]> Last { get; private set; } = Task.FromResult<byte[]>([]);

    /// <summary>Begins a step once those before have ended.</summary>
    public void Begin(long sequence, Func<CancellationToken, byte[]> step)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var reply = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Last.IsCompleted && _duration < Short)
        {
            (Sequence, Last) = (sequence, reply.Task);
            Run(step, reply);
            return;
        }

        lock (_steps)
        {
            _steps.Enqueue((step, reply));
        }

        (Sequence, Last) = (sequence, reply.Task);
        _waiting.Release();
    }

    /// <summary>Cancels what is running and ends the thread.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _closing.Cancel();
            _waiting.Release();
        }
    }

    private void Work()
    {
        while (true)
        {
            _waiting.Wait();
            (Func<CancellationToken, byte[]> Step, TaskCompletionSource<byte[]> Reply) next;
            lock (_steps)
            {
                if (!_steps.TryDequeue(out next))
                {
                    break;
                }
            }

            Run(next.Step, next.Reply);
        }

        _closing.Dispose();
        _waiting.Dispose();
    }

    private void Run(Func<CancellationToken, byte[]> step, TaskCompletionSource<byte[]> reply)
    {
        try
        {
            long start = Stopwatch.GetTimestamp();
            byte[] done = step(_closing.Token);
            _duration = Stopwatch.GetElapsedTime(start);
            reply.SetResult(done);
        }
        catch (OperationCanceledException exception)
        {
            reply.SetCanceled(exception.CancellationToken);
        }
#pragma warning disable CA1031 // It reaches whoever asked for the step.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            reply.SetException(exception);
        }
    }
}

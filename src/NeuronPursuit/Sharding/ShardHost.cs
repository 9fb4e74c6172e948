namespace NeuronPursuit;

/// <summary>
/// One shard of the data in the memory of a process: loads and packs it, and runs the steps of a fit on it. Layer outputs,
/// sensitivities and residuals stay here; replies are sums.
/// </summary>
/// <remarks>
/// A host is as good as any other of the same shard: it may be dropped between two steps and made anew elsewhere. One step
/// at a time.
/// </remarks>
public sealed class ShardHost
{
    private readonly ShardMemory _memory;

    /// <summary>Makes a host; the shard is loaded by the first step.</summary>
    /// <param name="source">Where the rows come from.</param>
    /// <param name="shard">Which of its shards, from 0.</param>
    /// <param name="threads">Threads at most, at least 1; the result does not depend on it. Default 1, for several shards a process.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such shard, or no thread.</exception>
    public ShardHost(IShardSource source, int shard, int threads = 1)
        : this(source, shard, new ChunkRunner(Math.Min(AtLeastOne(threads), SamplePartition.MaxChunkCount)))
    {
    }

    internal ShardHost(IShardSource source, int shard, ChunkRunner runner)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, source.ShardCount);
        _memory = new ShardMemory(source, shard, runner);
    }

    /// <summary>Runs a step (<see cref="IShardExecutor.Execute"/>).</summary>
    /// <param name="step">The bytes that the fit gave to the engine.</param>
    /// <param name="cancellationToken">
    /// Ends the step. Pass the same token with every step of a fit: what a host keeps is made anew when it changes.
    /// </param>
    /// <returns>The reply for the fit. That the rows are missing or not usable is a reply too.</returns>
    /// <exception cref="InvalidDataException">These bytes are no step of this version of the library.</exception>
    /// <exception cref="OperationCanceledException">The step was cancelled.</exception>
    public byte[] Execute(ReadOnlySpan<byte> step, CancellationToken cancellationToken = default)
    {
        var reader = new ShardReader(step);
        var reply = new ShardWriter();
        reply.Write(ShardReplyKind.Done);
        try
        {
            _memory.Begin(cancellationToken);
            ShardStep.Run(_memory, ref reader, reply);
        }
        catch (ShardLackingException)
        {
            return [(byte)ShardReplyKind.Lacking];
        }
        catch (ShardDataException exception)
        {
            return new ShardWriter().Write(ShardReplyKind.BadData).WriteText(exception.Message).ToArray();
        }

        return reply.ToArray();
    }

    private static int AtLeastOne(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return threads;
    }
}

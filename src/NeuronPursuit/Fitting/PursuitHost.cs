namespace NeuronPursuit;

/// <summary>
/// The data of a fit in the memory of a process, and whatever parts of the fit an <see cref="IPursuitExecutor"/> runs there.
/// </summary>
public sealed class PursuitHost
{
    private readonly HostedFits _data;

    /// <summary>Reads the data; the bytes are not needed any more afterwards.</summary>
    /// <param name="data">What <see cref="IPursuitExecutor.Execute"/> got.</param>
    /// <exception cref="InvalidDataException">These bytes are no data of this version of the library.</exception>
    public PursuitHost(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _data = HostedFits.Read(data);
    }

    /// <summary>Runs a part. Several threads may run parts at once.</summary>
    /// <param name="part">One of the parts that <see cref="IPursuitExecutor.Execute"/> got.</param>
    /// <param name="threads">Threads at most, at least 1; the result does not depend on it. Default 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The reply for the fit.</returns>
    /// <exception cref="InvalidDataException">These bytes are no part of this version of the library.</exception>
    /// <exception cref="OperationCanceledException">The part was cancelled.</exception>
    public byte[] Execute(ReadOnlySpan<byte> part, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var read = PursuitPart.Read(part);
        using var reply = new MemoryStream();
        if (read.Member is { } member)
        {
            MemberFile.Write(reply, _data.RunMember(read, member, threads, cancellationToken));
        }
        else
        {
            _data.Fit(read, threads, cancellationToken).Save(reply);
        }

        return reply.ToArray();
    }
}

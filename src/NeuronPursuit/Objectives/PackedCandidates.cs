namespace NeuronPursuit;

/// <summary>
/// R candidate neurons, incoming vectors A (R x kin) and outgoing vectors B (R x kout), packed and shared by all workers.
/// </summary>
internal sealed unsafe class PackedCandidates<T>
    where T : unmanaged
{
    private readonly AlignedBuffer<T> _incoming;
    private readonly AlignedBuffer<T> _outgoing;

    public PackedCandidates(int count, int incomingCount, int outgoingCount)
    {
        Count = count;
        IncomingCount = incomingCount;
        OutgoingCount = outgoingCount;
        _incoming = new AlignedBuffer<T>((long)count * incomingCount);
        _outgoing = new AlignedBuffer<T>((long)count * outgoingCount);
    }

    public int Count { get; }

    public int IncomingCount { get; }

    public int OutgoingCount { get; }

    public T* Incoming => _incoming.Pointer;

    public T* Outgoing => _outgoing.Pointer;

    /// <summary>Replaces the incoming vectors, one per row.</summary>
    public void SetIncoming(ReadOnlySpan<double> incoming) => Set(incoming, IncomingCount, _incoming);

    /// <summary>Replaces the outgoing vectors, one per row.</summary>
    public void SetOutgoing(ReadOnlySpan<double> outgoing) => Set(outgoing, OutgoingCount, _outgoing);

    private void Set(ReadOnlySpan<double> rows, int width, AlignedBuffer<T> panels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, Count * width, nameof(rows));
        fixed (double* source = rows)
        {
            WeightPanels.Pack(source, Count, width, 1, panels.Pointer);
        }

        GC.KeepAlive(panels);
    }
}

namespace NeuronPursuit;

/// <summary>R candidate neurons, incoming vectors A (R x kin) and outgoing vectors B (R x kout), packed and shared by all workers.</summary>
internal sealed unsafe class PackedCandidates<T>
    where T : unmanaged
{
    private readonly AlignedBuffer<T> _incoming;
    private readonly AlignedBuffer<T> _outgoing;

    public PackedCandidates(int count, int inputCount, int outputCount)
    {
        Count = count;
        InputCount = inputCount;
        OutputCount = outputCount;
        _incoming = new AlignedBuffer<T>((long)count * inputCount);
        _outgoing = new AlignedBuffer<T>((long)count * outputCount);
    }

    public int Count { get; }

    public int InputCount { get; }

    public int OutputCount { get; }

    public T* Incoming => _incoming.Pointer;

    public T* Outgoing => _outgoing.Pointer;

    /// <summary>Replaces the incoming vectors, one a row.</summary>
    public void SetIncoming(ReadOnlySpan<double> incoming) => Set(incoming, InputCount, _incoming);

    /// <summary>Replaces the outgoing vectors, one a row.</summary>
    public void SetOutgoing(ReadOnlySpan<double> outgoing) => Set(outgoing, OutputCount, _outgoing);

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

namespace NeuronPursuit;

/// <summary>Zeroed memory for <typeparamref name="T"/> that never moves and starts on a cache line.</summary>
/// <remarks>
/// It is an array on the pinned heap, so the collector frees it like any other object and no finalizer is needed.
/// Whoever works through <see cref="Pointer"/> must keep the buffer reachable meanwhile.
/// </remarks>
internal sealed unsafe class AlignedBuffer<T>
    where T : unmanaged
{
    private readonly T[] _storage;

    public AlignedBuffer(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _storage = GC.AllocateArray<T>(checked((int)(length + (CacheLine.Bytes / sizeof(T)))), pinned: true);
        fixed (T* start = _storage)
        {
            Pointer = (T*)(((nuint)start + CacheLine.Bytes - 1) & ~(nuint)(CacheLine.Bytes - 1));
        }
    }

    public long Length { get; }

    public T* Pointer { get; }

    public Span<T> Span => new(Pointer, (int)Length);
}

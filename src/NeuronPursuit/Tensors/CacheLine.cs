namespace NeuronPursuit;

/// <summary>The cache line the layouts are built for, and the rule that keeps their rows apart in the cache.</summary>
internal static class CacheLine
{
    public const int Bytes = 64;

    /// <summary>The smallest row stride of at least <paramref name="length"/> elements that is an odd number of cache lines.</summary>
    /// <remarks>
    /// Rows a power of two apart fall into the same few sets of the first-level cache and evict each other;
    /// an odd number of lines spreads them over all sets.
    /// </remarks>
    public static int OddStride(int length, int elementSize)
    {
        int lines = ((length * elementSize) + Bytes - 1) / Bytes;
        return (lines | 1) * Bytes / elementSize;
    }
}

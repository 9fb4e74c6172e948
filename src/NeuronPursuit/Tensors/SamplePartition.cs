using System.Numerics;

namespace NeuronPursuit;

/// <summary>How N samples are cut into blocks: a function of the shape and the element type alone.</summary>
/// <remarks>
/// Blocks consist of whole units of two lines, so that the register tiles, two vectors wide at least, need no remainder.
/// Sizes differ by at most one unit, so that no short last block unbalances the chunks.
/// Only the last unit is padded, with zeros: without bias terms zero samples leave every sum unchanged.
/// </remarks>
internal sealed class SamplePartition
{
    private const int LinesPerUnit = 2;

    // Of one feature. The rows of a gradient tile, eight at most, then share the first-level cache, while loading and
    // storing the tile's sums once a block is a small part of the work.
    private const int BlockBytes = 3072;

    // A chunk costs a pass over its gradient, about as much as twenty samples, and a hand-over of some microseconds.
    private const int SamplesPerChunk = 384;
    private const double OperationsPerChunk = 2e6;
    public const int MaxChunkCount = 64;

    private readonly int _unit;
    private readonly int _unitCount;

    private SamplePartition(int sampleCount, int unit, int elementSize)
    {
        SampleCount = sampleCount;
        _unit = unit;
        _unitCount = (int)(((long)sampleCount + unit - 1) / unit);
        int unitsPerBlock = Math.Max(1, BlockBytes / elementSize / unit);
        int blockCount = (_unitCount + unitsPerBlock - 1) / unitsPerBlock;
        if (blockCount <= MaxChunkCount)
        {
            // Chunk counts are powers of two; few blocks share evenly between them only if their number is one too.
            blockCount = (int)BitOperations.RoundUpToPowerOf2((uint)blockCount);
        }

        BlockCount = Math.Min(blockCount, _unitCount);
        Stride = CacheLine.OddStride((_unitCount + BlockCount - 1) / BlockCount * unit, elementSize);
    }

    public int SampleCount { get; }

    public int BlockCount { get; }

    /// <summary>Elements between a feature's row and the next one's, the same in all blocks.</summary>
    public int Stride { get; }

    /// <summary>The smallest run of samples that kernels take.</summary>
    public static int Unit<T>()
        where T : unmanaged
        => LinesPerUnit * Line.Length<T>();

    public static unsafe SamplePartition Create<T>(int sampleCount)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleCount, 1);
        return new SamplePartition(sampleCount, Unit<T>(), sizeof(T));
    }

    /// <summary>Whether the samples are too few to be shared between threads, whatever the work for each.</summary>
    public bool FitsOneChunk => ChunkCount(double.PositiveInfinity) == 1;

    /// <summary>Index of the first sample of a block.</summary>
    public int Start(int block) => FirstUnit(block) * _unit;

    /// <summary>Samples of a block without padding.</summary>
    public int Count(int block) => Math.Min(PaddedLength(block), SampleCount - Start(block));

    /// <summary>Samples of a block with padding: a positive multiple of a unit.</summary>
    public int PaddedLength(int block) => (FirstUnit(block + 1) - FirstUnit(block)) * _unit;

    /// <summary>Chunks for work of so many floating-point operations a sample: never a function of the thread count.</summary>
    public int ChunkCount(double operationsPerSample)
    {
        double bySamples = SampleCount / (double)SamplesPerChunk;
        double byWork = SampleCount * operationsPerSample / OperationsPerChunk;
        double limit = Math.Min(Math.Min(bySamples, byWork), Math.Min(BlockCount, MaxChunkCount));

        // A power of two shares evenly between the usual numbers of cores.
        return 1 << BitOperations.Log2(Math.Max(1, (uint)limit));
    }

    /// <summary>First block of a chunk; the chunk ends where the next one starts.</summary>
    public int FirstBlock(int chunk, int chunkCount) => (int)((long)chunk * BlockCount / chunkCount);

    private int FirstUnit(int block) => (int)((long)block * _unitCount / BlockCount);
}

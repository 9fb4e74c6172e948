using System.Numerics;

namespace NeuronPursuit;

/// <summary>
/// Samples packed once into blocks laid out <c>[block][feature][sample]</c>, so that SIMD runs over samples and a
/// block stays in cache through a forward and a backward pass.
/// </summary>
/// <remarks>
/// The last block is padded with zeros. A network without bias terms maps zeros to zeros, so padding adds exactly
/// nothing to a loss, a correlation or a gradient and no kernel needs a mask.
/// </remarks>
internal sealed class PackedSamples<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MaxBlockLength = 256;
    private readonly T[] _values;

    public PackedSamples(int sampleCount, int featureCount)
        : this(sampleCount, featureCount, ChooseBlockLength(sampleCount))
    {
    }

    /// <summary>Samples cut into blocks of the same length as others they are read together with.</summary>
    public PackedSamples(int sampleCount, int featureCount, int blockLength)
    {
        SampleCount = sampleCount;
        FeatureCount = featureCount;
        BlockLength = blockLength;
        BlockCount = (sampleCount + blockLength - 1) / blockLength;
        _values = new T[(long)BlockCount * blockLength * featureCount];
    }

    public int SampleCount { get; }

    public int FeatureCount { get; }

    /// <summary>Samples per block, padding included; the same for every block.</summary>
    public int BlockLength { get; }

    public int BlockCount { get; }

    /// <summary>One block, <c>FeatureCount x BlockLength</c>, feature-major.</summary>
    public Span<T> Block(int block) =>
        _values.AsSpan(block * BlockLength * FeatureCount, BlockLength * FeatureCount);

    /// <summary>How many samples of a block are real; the rest is padding.</summary>
    public int SamplesIn(int block) => Math.Min(BlockLength, SampleCount - block * BlockLength);

    private static int ChooseBlockLength(int sampleCount)
    {
        int width = Math.Max(Vector<T>.Count, 8);
        int blocks = (sampleCount + MaxBlockLength - 1) / MaxBlockLength;
        int perBlock = (sampleCount + blocks - 1) / blocks;
        return (perBlock + width - 1) / width * width;
    }
}

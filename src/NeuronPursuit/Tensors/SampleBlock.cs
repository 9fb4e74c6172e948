namespace NeuronPursuit;

/// <summary>A view of one block: feature f of its sample i is at <c>Data[f * Stride + i]</c>.</summary>
/// <remarks>Owns nothing; the buffer behind it must stay reachable while the view is in use.</remarks>
internal readonly unsafe struct SampleBlock<T>(T* data, int featureCount, int stride, int length, int sampleCount)
    where T : unmanaged
{
    public T* Data { get; } = data;

    public int FeatureCount { get; } = featureCount;

    public int Stride { get; } = stride;

    /// <summary>Samples with padding, a multiple of four vectors.</summary>
    public int Length { get; } = length;

    /// <summary>Samples without padding.</summary>
    public int SampleCount { get; } = sampleCount;

    public Span<T> Feature(int feature) => new(Data + ((nint)feature * Stride), Length);

    /// <summary>Consecutive features as a block of their own.</summary>
    public SampleBlock<T> Rows(int first, int count) => new(Data + ((nint)first * Stride), count, Stride, Length, SampleCount);

    /// <summary>Copies all features, padding included, into a block of the same shape.</summary>
    public void CopyTo(SampleBlock<T> destination)
    {
        for (int feature = 0; feature < FeatureCount; feature++)
        {
            Feature(feature).CopyTo(destination.Feature(feature));
        }
    }
}

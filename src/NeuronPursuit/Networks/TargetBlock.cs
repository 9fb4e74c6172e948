namespace NeuronPursuit;

/// <summary>What the outputs of a block of samples are compared with.</summary>
/// <remarks>Owns nothing; the buffers behind it must stay reachable while the view is in use.</remarks>
internal readonly unsafe struct TargetBlock<T>(SampleBlock<T> values, T* weights, T* offsets)
    where T : unmanaged
{
    public SampleBlock<T> Values { get; } = values;

    /// <summary>The weight of every sample, 0 on padding; null where all weigh the same.</summary>
    public T* Weights { get; } = weights;

    /// <summary>What is added to the outputs before they are compared, laid out like the values; null for nothing.</summary>
    public T* Offsets { get; } = offsets;
}

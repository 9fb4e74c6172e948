namespace NeuronPursuit;

/// <summary>
/// A loss as a network pass needs it: turns the outputs of a slice of samples into what is sent backwards,
/// <c>-w dloss/doutput</c>, and sums <c>w loss</c>. Has scratch of its own: one worker at a time.
/// </summary>
internal abstract unsafe class LossKernel<T>
    where T : unmanaged
{
    private readonly AlignedBuffer<T> _losses;

    protected LossKernel(int outputCount, int stride)
    {
        OutputCount = outputCount;
        Stride = stride;
        _losses = new AlignedBuffer<T>(stride);
    }

    protected int OutputCount { get; }

    /// <summary>Elements between the row of one output and the next one's.</summary>
    protected int Stride { get; }

    /// <summary>Replaces outputs by sensitivities and returns the sum of losses; padding counts nothing.</summary>
    /// <param name="outputs">The outputs of the slice, row by row; receives the sensitivities.</param>
    /// <param name="targets">The targets of the whole block.</param>
    /// <param name="start">Where in the block the slice begins.</param>
    /// <param name="length">Its samples with padding, a multiple of four vectors.</param>
    public double Seed(T* outputs, in TargetBlock<T> targets, int start, int length)
    {
        int count = Math.Clamp(targets.Values.SampleCount - start, 0, length);
        Span<T> losses = new(_losses.Pointer, length);
        if (targets.Offsets is not null)
        {
            for (int k = 0; k < OutputCount; k++)
            {
                Simd.Add(Row(outputs, k, length), new ReadOnlySpan<T>(targets.Offsets + ((nint)k * Stride) + start, length));
            }
        }

        Evaluate(outputs, targets.Values.Data + start, losses, count);
        losses[count..].Clear();
        for (int k = 0; k < OutputCount; k++)
        {
            Row(outputs, k, length)[count..].Clear();
        }

        if (targets.Weights is not null)
        {
            Weigh(outputs, targets.Weights + start, losses, length);
        }

        double loss = BlockSums.Sum(_losses.Pointer, length);
        GC.KeepAlive(this);
        return loss;
    }

    /// <summary>Replaces outputs by <c>-dloss/doutput</c> and writes the losses; what it writes beyond the count is cleared.</summary>
    /// <param name="outputs">One row of samples per output.</param>
    /// <param name="targets">Laid out like the outputs.</param>
    /// <param name="losses">Receives one number per sample; as long as the slice with padding.</param>
    /// <param name="count">The samples that are no padding.</param>
    protected abstract void Evaluate(T* outputs, T* targets, Span<T> losses, int count);

    protected Span<T> Row(T* rows, int output, int length) => new(rows + ((nint)output * Stride), length);

    private void Weigh(T* outputs, T* weights, Span<T> losses, int length)
    {
        var own = new ReadOnlySpan<T>(weights, length);
        Simd.Multiply(losses, own, losses);
        for (int k = 0; k < OutputCount; k++)
        {
            Span<T> row = Row(outputs, k, length);
            Simd.Multiply(row, own, row);
        }
    }
}

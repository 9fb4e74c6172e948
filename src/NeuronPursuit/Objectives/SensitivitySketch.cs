namespace NeuronPursuit;

/// <summary>
/// Many outputs as a few mixtures of them with random signs. The value of a neuron whose outgoing weights are the best ones
/// is the norm of a vector of as many numbers as there are outputs, and such a projection keeps norms up to
/// <c>sqrt(1 / (2 Size))</c>, about 9 % (Johnson and Lindenstrauss): enough to find where a search should end, at a cost that
/// does not grow with the outputs.
/// </summary>
internal static unsafe class SensitivitySketch
{
    /// <summary>Up to so many outputs nothing is mixed.</summary>
    public const int LargestExact = 128;

    /// <summary>Mixtures.</summary>
    public const int Size = 64;

    // Any will do; the same for all fits, so that a search depends on its data and its own seed alone.
    private const ulong Seed = 51;

    /// <summary>The mixtures of some sensitivities, sample by sample.</summary>
    public static PackedSamples<T> Of<T>(PackedSamples<T> sensitivities)
        where T : unmanaged
    {
        int outputs = sensitivities.FeatureCount;
        double[] signs = new double[Size * outputs];
        var random = new RandomStream(Seed);
        for (int place = 0; place < signs.Length; place++)
        {
            signs[place] = (random.NextUInt64() >> 63 == 0 ? 1 : -1) / Math.Sqrt(Size);
        }

        var panels = new AlignedBuffer<T>(signs.Length);
        fixed (double* source = signs)
        {
            WeightPanels.Pack(source, Size, outputs, 1, panels.Pointer);
        }

        var mixtures = new PackedSamples<T>(sensitivities.Partition, Size);
        for (int index = 0; index < sensitivities.BlockCount; index++)
        {
            SampleBlock<T> from = sensitivities.Block(index);
            ForwardTiles.Run(panels.Pointer, Size, outputs, from.Data, from.Stride, from.Length, new StoreEpilogue<T>(mixtures.Block(index).Data));
        }

        GC.KeepAlive(panels);
        GC.KeepAlive(sensitivities);
        GC.KeepAlive(mixtures);
        return mixtures;
    }
}

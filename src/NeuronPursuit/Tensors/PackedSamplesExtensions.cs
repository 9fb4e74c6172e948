namespace NeuronPursuit;

/// <summary>Selects parts of packed samples and copies their values column by column.</summary>
internal static class PackedSamplesExtensions
{
    /// <summary>The same samples with some of the features only.</summary>
    public static PackedSamples<T> SelectFeatures<T>(this PackedSamples<T> source, ReadOnlySpan<int> features)
        where T : unmanaged
    {
        var selected = new PackedSamples<T>(source.Partition, features.Length);
        for (int block = 0; block < source.BlockCount; block++)
        {
            for (int f = 0; f < features.Length; f++)
            {
                source.Block(block).Feature(features[f]).CopyTo(selected.Block(block).Feature(f));
            }
        }

        GC.KeepAlive(source);
        GC.KeepAlive(selected);
        return selected;
    }

    /// <summary>Some of the samples, in the order given, in the blocks of a partition of their number.</summary>
    public static PackedSamples<T> SelectSamples<T>(
        this PackedSamples<T> source, ReadOnlySpan<int> samples, SamplePartition partition)
        where T : unmanaged
    {
        var selected = new PackedSamples<T>(partition, source.FeatureCount);
        int[] blockOf = new int[source.SampleCount];
        for (int block = 0; block < source.BlockCount; block++)
        {
            blockOf.AsSpan(source.Partition.Start(block), source.Partition.Count(block)).Fill(block);
        }

        for (int block = 0; block < selected.BlockCount; block++)
        {
            int start = partition.Start(block);
            for (int i = 0; i < partition.Count(block); i++)
            {
                int sample = samples[start + i];
                SampleBlock<T> from = source.Block(blockOf[sample]);
                int place = sample - source.Partition.Start(blockOf[sample]);
                for (int f = 0; f < source.FeatureCount; f++)
                {
                    selected.Block(block).Feature(f)[i] = from.Feature(f)[place];
                }
            }
        }

        GC.KeepAlive(source);
        GC.KeepAlive(selected);
        return selected;
    }

    /// <summary>One array of all samples per feature.</summary>
    public static double[][] ToColumns<T>(this PackedSamples<T> source)
        where T : unmanaged
    {
        double[][] columns = new double[source.FeatureCount][];
        for (int f = 0; f < columns.Length; f++)
        {
            double[] column = columns[f] = new double[source.SampleCount];
            for (int block = 0; block < source.BlockCount; block++)
            {
                Span<T> values = source.Block(block).Feature(f);
                int start = source.Partition.Start(block);
                for (int i = 0; i < source.Partition.Count(block); i++)
                {
                    column[start + i] = Simd.ToDouble(values[i]);
                }
            }
        }

        GC.KeepAlive(source);
        return columns;
    }

    /// <summary>Fills all features from one array of all samples each.</summary>
    public static void SetColumns<T>(this PackedSamples<T> target, double[][] columns)
        where T : unmanaged
    {
        for (int block = 0; block < target.BlockCount; block++)
        {
            int start = target.Partition.Start(block);
            for (int f = 0; f < columns.Length; f++)
            {
                Span<T> values = target.Block(block).Feature(f);
                for (int i = 0; i < target.Partition.Count(block); i++)
                {
                    values[i] = Simd.FromDouble<T>(columns[f][start + i]);
                }
            }
        }

        GC.KeepAlive(target);
    }
}

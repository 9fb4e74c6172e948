namespace NeuronPursuit.ClusterSpeed;

/// <summary>Data in shards on some engine, packed and ready to be summed over.</summary>
internal static class ShardedSession
{
    public static ShardedPursuitData Open(IShardExecutor executor)
    {
        PursuitOptions options = new NeuronPursuitBuilder().Build().Options;
        ShardedFit shards = ShardedFit.Inspect(executor, options, hash: false, CancellationToken.None);
        var packing = new ShardPacking(
            options.Precision, false, options.Loss, InputMap.Identity(shards.InputCount), ColumnScaling.Uniform(shards.OutputCount, 1));
        return ShardedPursuitData.Pack(shards.Steps, shards.Rows, packing);
    }

    /// <summary>Weights of a network of given widths, small and all different.</summary>
    public static double[] Weights(NetworkShape shape, int seed)
    {
        var random = new Random(seed);
        double[] weights = new double[shape.ParameterCount];
        foreach (ref double weight in weights.AsSpan())
        {
            weight = random.NextDouble() - 0.5;
        }

        return weights;
    }
}

using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>Training data in the memory of this process, packed once, computed with in the precision of T.</summary>
internal sealed class LocalPursuitData<T>(PackedSamples<T> inputs, PackedSamples<T> targets, ChunkRunner runner) : ILocalPursuitData
    where T : unmanaged
{
    public int SampleCount => inputs.SampleCount;

    public int InputCount => inputs.FeatureCount;

    public int OutputCount => targets.FeatureCount;

    public int ParallelSearches => inputs.Partition.FitsOneChunk ? runner.ThreadCount : 1;

    /// <summary>Packs a caller's matrices, scaled, with a constant 1 as the last input if asked for.</summary>
    public static LocalPursuitData<T> Pack<TSource>(
        ReadOnlySpan2D<TSource> X,
        ReadOnlySpan2D<TSource> Y,
        ColumnScaling inputScaling,
        ColumnScaling targetScaling,
        bool intercept,
        ChunkRunner runner,
        CancellationToken cancellationToken = default)
        where TSource : unmanaged
    {
        if ((long)X.Height * (X.Width + 1) > Array.MaxLength / 2 || (long)Y.Height * Y.Width > Array.MaxLength / 2)
        {
            throw new ArgumentException(
                $"X is {X.Height} x {X.Width} and y has {Y.Width} columns; up to {Array.MaxLength / 2} numbers each fit into one process. Use fewer rows.");
        }

        SamplePartition partition = SamplePartition.Create<T>(X.Height);
        var inputs = new PackedSamples<T>(partition, X.Width, intercept);
        var targets = new PackedSamples<T>(partition, Y.Width);
        inputs.Pack(X, inputScaling.Offsets, inputScaling.Factors, cancellationToken);
        targets.Pack(Y, targetScaling.Offsets, targetScaling.Factors, cancellationToken);
        return new LocalPursuitData<T>(inputs, targets, runner);
    }

    public double SquaredTargets()
    {
        double sum = 0;
        for (int block = 0; block < targets.BlockCount; block++)
        {
            sum += BlockSums.SumOfSquares(targets.Block(block));
        }

        return sum;
    }

    public ISumObjective TrainingObjective(NetworkShape shape, CancellationToken cancellationToken) =>
        new TrainingObjective<T>(shape, inputs, targets, runner, cancellationToken);

    public INcfObjective NetworkCorrelation(
        int depth, HomogeneousActivation activation, CancellationToken cancellationToken) =>
        new NetworkCorrelation(
            inputs.FeatureCount,
            targets.FeatureCount,
            depth,
            activation,
            chain => new NeuronCorrelation<T>(inputs, targets, chain, runner, cancellationToken));

    public IPursuitData ResidualOf(Network network, CancellationToken cancellationToken) =>
        new LocalPursuitData<T>(inputs, Residuals(network, cancellationToken), runner);

    public INcfObjective NeuronCorrelation(
        Network network, int hiddenLayer, HomogeneousActivation activation, CancellationToken cancellationToken)
    {
        (PackedSamples<T> below, PackedSamples<T> above) = AroundLayer(network, hiddenLayer, cancellationToken);
        return new NeuronCorrelation<T>(below, above, activation, runner, cancellationToken);
    }

    public double[] SquaredResiduals(Network network, CancellationToken cancellationToken)
    {
        int last = network.Shape.Depth - 1;
        double[] sums = new double[OutputCount];
        NetworkPass<T> pass = PassFor(network);
        for (int block = 0; block < inputs.BlockCount; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SampleBlock<T> x = inputs.Block(block);
            pass.ForwardBackward(x, targets.Block(block), last);
            SampleBlock<T> residual = pass.Sensitivities(last, x);
            for (int output = 0; output < sums.Length; output++)
            {
                sums[output] += BlockSums.SumOfSquares(residual.Row(output));
            }
        }

        return sums;
    }

    public ILocalPursuitData SelectInputs(ReadOnlySpan<int> columns) =>
        new LocalPursuitData<T>(inputs.SelectFeatures(columns), targets, runner);

    public ILocalPursuitData SelectSamples(ReadOnlySpan<int> samples)
    {
        SamplePartition partition = SamplePartition.Create<T>(samples.Length);
        return new LocalPursuitData<T>(
            inputs.SelectSamples(samples, partition), targets.SelectSamples(samples, partition), runner);
    }

    public double[][] CopyInputs() => inputs.ToColumns();

    public double[][] CopyResiduals(Network? network, CancellationToken cancellationToken) =>
        (network is null ? targets : Residuals(network, cancellationToken)).ToColumns();

    public (double[][] Below, double[][] Above) CopyAroundLayer(
        Network network, int hiddenLayer, CancellationToken cancellationToken)
    {
        (PackedSamples<T> below, PackedSamples<T> above) = AroundLayer(network, hiddenLayer, cancellationToken);
        return (below.ToColumns(), above.ToColumns());
    }

    public INcfObjective Correlation(
        double[][] values, HomogeneousActivation activation, CancellationToken cancellationToken)
    {
        var packed = new PackedSamples<T>(inputs.Partition, values.Length);
        packed.SetColumns(values);
        return new NeuronCorrelation<T>(inputs, packed, activation, runner, cancellationToken);
    }

    /// <summary>What a hidden layer reads, and the sensitivities of the layer above it.</summary>
    private (PackedSamples<T> Below, PackedSamples<T> Above) AroundLayer(
        Network network, int hiddenLayer, CancellationToken cancellationToken)
    {
        NetworkShape shape = network.Shape;
        PackedSamples<T> below = hiddenLayer == 0 ? inputs : new PackedSamples<T>(inputs.Partition, shape.Widths[hiddenLayer]);
        var above = new PackedSamples<T>(inputs.Partition, shape.Widths[hiddenLayer + 2]);
        NetworkPass<T> pass = PassFor(network);
        for (int block = 0; block < inputs.BlockCount; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SampleBlock<T> x = inputs.Block(block);
            pass.ForwardBackward(x, targets.Block(block), hiddenLayer + 1);
            pass.Sensitivities(hiddenLayer + 1, x).CopyTo(above.Block(block));
            if (hiddenLayer > 0)
            {
                pass.Outputs(hiddenLayer - 1, x).CopyTo(below.Block(block));
            }
        }

        GC.KeepAlive(below);
        GC.KeepAlive(above);
        return (below, above);
    }

    private PackedSamples<T> Residuals(Network network, CancellationToken cancellationToken)
    {
        var residual = new PackedSamples<T>(inputs.Partition, targets.FeatureCount);
        int last = network.Shape.Depth - 1;
        NetworkPass<T> pass = PassFor(network);
        for (int block = 0; block < inputs.BlockCount; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SampleBlock<T> x = inputs.Block(block);
            pass.ForwardBackward(x, targets.Block(block), last);
            pass.Sensitivities(last, x).CopyTo(residual.Block(block));
        }

        GC.KeepAlive(residual);
        return residual;
    }

    private NetworkPass<T> PassFor(Network network)
    {
        var weights = new PackedWeights<T>(network.Shape);
        weights.Set(network.Parameters);
        return new NetworkPass<T>(network.Shape, weights, inputs.Partition);
    }
}

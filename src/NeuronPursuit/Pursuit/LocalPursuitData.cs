using System.Numerics.Tensors;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>Training data in the memory of this process, packed once, computed with in the precision of T.</summary>
internal sealed partial class LocalPursuitData<T>(PackedSamples<T> inputs, PackedTargets<T> targets, ChunkRunner runner) : ILocalPursuitData
    where T : unmanaged
{
    private PackedSamples<T>? _origin;

    public int SampleCount => inputs.SampleCount;

    public int InputCount => inputs.FeatureCount;

    public int OutputCount => targets.OutputCount;

    public ILoss Loss => targets.Loss;

    public double CorrelationDivisor => targets.CorrelationDivisor;

    public int ParallelSearches => inputs.Partition.FitsOneChunk ? runner.ThreadCount : 1;

    /// <summary>Packs a caller's matrices, mapped, with a constant 1 as the last input if asked for, or room for one.</summary>
    public static LocalPursuitData<T> Pack<TSource>(
        ReadOnlySpan2D<TSource> X,
        ReadOnlySpan2D<TSource> Y,
        IColumnMap inputMap,
        IColumnMap targetMap,
        bool intercept,
        ChunkRunner runner,
        ILoss? loss = null,
        double[]? weights = null,
        double[]? outputOffsets = null,
        bool mayHaveConstant = false,
        CancellationToken cancellationToken = default)
        where TSource : unmanaged
    {
        PackedSize.Require(X.Height, X.Width, inputMap.Count, Y.Width, "Use fewer rows.");
        SamplePartition partition = SamplePartition.Create<T>(X.Height);
        var inputs = new PackedSamples<T>(partition, inputMap.Count, intercept, hidesIntercept: mayHaveConstant);
        var targets = new PackedSamples<T>(partition, Y.Width);
        inputs.Pack(X, inputMap, cancellationToken);
        targets.Pack(Y, targetMap, cancellationToken);
        return new LocalPursuitData<T>(
            inputs,
            new PackedTargets<T>(
                targets, loss, PackedTargets<T>.PackWeights(weights, partition), PackedTargets<T>.PackOffsets(outputOffsets, partition)),
            runner);
    }

    /// <summary>
    /// The same samples, packed with room for it, with a constant 1 as a further input, and targets mapped in another way, which may ask
    /// for the loss in other units. Both share the memory of the inputs.
    /// </summary>
    public ILocalPursuitData WithConstant<TSource>(
        ReadOnlySpan2D<TSource> Y, IColumnMap targetMap, ILoss loss, double[]? outputOffsets, CancellationToken cancellationToken)
        where TSource : unmanaged
    {
        var values = new PackedSamples<T>(inputs.Partition, Y.Width);
        values.Pack(Y, targetMap, cancellationToken);
        var own = new PackedTargets<T>(
            values, loss, targets.Weights, PackedTargets<T>.PackOffsets(outputOffsets, inputs.Partition));
        return new LocalPursuitData<T>(inputs.WithConstant(), own, runner);
    }

    public double LossAtOrigin(CancellationToken cancellationToken) => targets.LossAtOrigin();

    public double LossSumAtOrigin() => targets.LossSumAtOrigin();

    public double ConstantLoss(ReadOnlySpan<double> constants, Span<double> slopes, CancellationToken cancellationToken)
    {
        double sum = ConstantLossSum(constants, slopes, cancellationToken);
        TensorPrimitives.Multiply(slopes, targets.Normalizer, slopes);
        return sum * targets.Normalizer;
    }

    public double ConstantLossSum(ReadOnlySpan<double> constants, Span<double> slopes, CancellationToken cancellationToken) =>
        targets.ConstantLossSum(constants, slopes, cancellationToken);

    public ISumObjective TrainingObjective(NetworkShape shape, CancellationToken cancellationToken) =>
        new TrainingObjective<T>(shape, inputs, targets, runner, cancellationToken);

    public INcfObjective NetworkCorrelation(
        int depth, HomogeneousActivation activation, CancellationToken cancellationToken) =>
        new NetworkCorrelation(
            inputs.FeatureCount,
            targets.OutputCount,
            depth,
            activation,
            chain => OriginCorrelation(chain, cancellationToken));

    public NeuronCorrelation OriginCorrelation(HomogeneousActivation activation, CancellationToken cancellationToken) =>
        new LocalNeuronCorrelation<T>(inputs, SensitivitiesAtOrigin(), activation, runner, cancellationToken);

    public IPursuitData ResidualOf(Network network, CancellationToken cancellationToken)
    {
        if (targets.HasPlainResiduals)
        {
            return new LocalPursuitData<T>(inputs, new PackedTargets<T>(Sensitivities(network, cancellationToken)), runner);
        }

        // Another loss depends on where the outputs stand and not on differences alone, so they are kept beside the targets.
        PackedSamples<T> outputs = Outputs(network, cancellationToken);
        return new LocalPursuitData<T>(
            inputs, new PackedTargets<T>(targets.Values, targets.Loss, targets.Weights, outputs), runner);
    }

    public double LossOf(Network network, CancellationToken cancellationToken) =>
        LossSumOf(network, cancellationToken) * targets.Normalizer;

    public double LossSumOf(Network network, CancellationToken cancellationToken) =>
        ForEachBlock(network, network.Shape.Depth - 1, (_, _) => { }, cancellationToken);

    public INcfObjective NeuronCorrelation(
        Network network, int hiddenLayer, HomogeneousActivation activation, CancellationToken cancellationToken)
    {
        (PackedSamples<T> below, PackedSamples<T> above) = AroundLayer(network, hiddenLayer, cancellationToken);
        return new LocalNeuronCorrelation<T>(below, above, activation, runner, cancellationToken);
    }

    public IReadOnlyList<Func<HomogeneousActivation, INcfObjective>?> SilentNeuronCorrelations(
        Network network, CancellationToken cancellationToken)
    {
        (PackedSamples<T> below, PackedSamples<T> above) = AroundLayer(network, 1, cancellationToken);
        (double[][] read, double[][] sensitivities) = (below.ToColumns(), above.ToColumns());
        var correlations = new Func<HomogeneousActivation, INcfObjective>?[network.Shape.Widths[2]];
        for (int neuron = 0; neuron < correlations.Length; neuron++)
        {
            double[] target = SilentNeurons.TargetOf(network, neuron, read, sensitivities);
            correlations[neuron] = SilentNeurons.Any(target)
                ? activation => Correlation([target], activation, cancellationToken)
                : null;
        }

        return correlations;
    }

    public IPursuitData WithLoss(ILoss loss) => new LocalPursuitData<T>(
        inputs, new PackedTargets<T>(targets.Values, loss, targets.Weights, targets.Offsets), runner);

    public ILocalPursuitData On(ChunkRunner threads) => new LocalPursuitData<T>(inputs, targets, threads);

    public ILocalPursuitData SelectInputs(ReadOnlySpan<int> columns) =>
        new LocalPursuitData<T>(inputs.SelectFeatures(columns), targets, runner);

    public ILocalPursuitData SelectSamples(ReadOnlySpan<int> samples)
    {
        SamplePartition partition = SamplePartition.Create<T>(samples.Length);
        return new LocalPursuitData<T>(
            inputs.SelectSamples(samples, partition), targets.Select(samples, partition), runner);
    }

    public double[][] CopyInputs() => inputs.ToColumns();

    public double[][] CopyTargets() => targets.Values.ToColumns();

    public double[]? CopyWeights() => targets.Weights?.ToColumns()[0];

    public double[][] CopySensitivities(Network? network, CancellationToken cancellationToken) =>
        (network is null ? SensitivitiesAtOrigin() : Sensitivities(network, cancellationToken)).ToColumns();

    public INcfObjective Correlation(
        double[][] values, HomogeneousActivation activation, CancellationToken cancellationToken)
    {
        var packed = new PackedSamples<T>(inputs.Partition, values.Length);
        packed.SetColumns(values);
        return new LocalNeuronCorrelation<T>(inputs, packed, activation, runner, cancellationToken);
    }

    /// <summary>What a hidden layer reads, and the sensitivities of the layer above it.</summary>
    private (PackedSamples<T> Below, PackedSamples<T> Above) AroundLayer(
        Network network, int hiddenLayer, CancellationToken cancellationToken)
    {
        NetworkShape shape = network.Shape;
        PackedSamples<T> below = hiddenLayer == 0 ? inputs : new PackedSamples<T>(inputs.Partition, shape.Widths[hiddenLayer]);
        var above = new PackedSamples<T>(inputs.Partition, shape.Widths[hiddenLayer + 2]);
        ForEachBlock(
            network,
            hiddenLayer + 1,
            (pass, block) =>
            {
                SampleBlock<T> x = inputs.Block(block);
                pass.Sensitivities(hiddenLayer + 1, x).CopyTo(above.Block(block));
                if (hiddenLayer > 0)
                {
                    pass.Outputs(hiddenLayer - 1, x).CopyTo(below.Block(block));
                }
            },
            cancellationToken);
        return (below, above);
    }

    private PackedSamples<T> SensitivitiesAtOrigin() => _origin ??= targets.SensitivitiesAtOrigin();

    private PackedSamples<T> Sensitivities(Network network, CancellationToken cancellationToken)
    {
        var residual = new PackedSamples<T>(inputs.Partition, targets.OutputCount);
        int last = network.Shape.Depth - 1;
        ForEachBlock(
            network,
            last,
            (pass, block) => pass.Sensitivities(last, inputs.Block(block)).CopyTo(residual.Block(block)),
            cancellationToken);
        return residual;
    }

    /// <summary>Takes something from every block after the pass forward and, down to a layer, backward; returns the sum of the losses.</summary>
    private double ForEachBlock(
        Network network, int layer, Action<NetworkPass<T>, int> take, CancellationToken cancellationToken)
    {
        double loss = 0;
        NetworkPass<T> pass = PassFor(network);
        for (int block = 0; block < inputs.BlockCount; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            loss += pass.ForwardBackward(inputs.Block(block), targets.Block(block), layer);
            take(pass, block);
        }

        return loss;
    }

    private NetworkPass<T> PassFor(Network network)
    {
        var weights = new PackedWeights<T>(network.Shape);
        weights.Set(network.Parameters);
        return new NetworkPass<T>(network.Shape, weights, inputs.Partition, targets.CreateKernel());
    }
}

using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests;

/// <summary>
/// Makes the library's internal objects from plain arrays (one row per sample), so that a changed constructor is one
/// edit here and no test depends on how samples are packed.
/// </summary>
internal static class TestObjects
{
    public static PackedSamples<T> Pack<T>(double[,] rows, bool hasIntercept = false)
        where T : unmanaged =>
        Fill(new PackedSamples<T>(rows.GetLength(0), rows.GetLength(1), hasIntercept), rows);

    public static double[,] Unpack<T>(PackedSamples<T> packed)
        where T : unmanaged
    {
        double[,] rows = new double[packed.SampleCount, packed.FeatureCount];
        for (int block = 0; block < packed.BlockCount; block++)
        {
            for (int i = 0; i < packed.Partition.Count(block); i++)
            {
                for (int j = 0; j < packed.FeatureCount; j++)
                {
                    rows[packed.Partition.Start(block) + i, j] = Simd.ToDouble(packed.Block(block).Feature(j)[i]);
                }
            }
        }

        GC.KeepAlive(packed);
        return rows;
    }

    /// <param name="widths">Inputs, hidden widths, outputs.</param>
    /// <param name="activation">The activation of every hidden layer.</param>
    /// <param name="weights">W_1 first, each matrix row after row; zeros if left out.</param>
    public static Network Network(int[] widths, HomogeneousActivation activation, double[]? weights = null)
    {
        var shape = new NetworkShape(widths, activation);
        return new Network(shape, weights is null ? new double[shape.ParameterCount] : [.. weights]);
    }

    /// <summary>Of the weights into a neuron and out of it.</summary>
    public static (double Incoming, double Outgoing) SquaredNorms(Network network, int hiddenLayer, int neuron)
    {
        GrowableLayer own = network.Shape.Layer(hiddenLayer);
        GrowableLayer next = network.Shape.Layer(hiddenLayer + 1);
        double incoming = Enumerable.Range(0, own.InputWidth).Sum(input => Squared(own.IndexOf(neuron, input)));
        double outgoing = Enumerable.Range(0, next.Width).Sum(row => Squared(next.IndexOf(row, neuron)));
        return (incoming, outgoing);

        double Squared(int index) => network.Parameters[index] * network.Parameters[index];
    }

    /// <summary>Training data in double precision, computed with on one thread unless told otherwise.</summary>
    public static IPursuitData Data(double[,] inputs, double[,] targets, int threads = 1) =>
        Data<double>(inputs, targets, threads);

    public static IPursuitData Data<T>(double[,] inputs, double[,] targets, int threads = 1)
        where T : unmanaged => Data<T>(inputs, targets, SquaredLoss.Instance, null, threads);

    /// <summary>Training data with a loss and, normalised here, weights of samples.</summary>
    public static LocalPursuitData<T> Data<T>(
        double[,] inputs, double[,] targets, ILoss loss, double[]? weights = null, int threads = 1)
        where T : unmanaged
    {
        SamplePartition partition = SamplePartition.Create<T>(inputs.GetLength(0));
        return new LocalPursuitData<T>(
            Fill(new PackedSamples<T>(partition, inputs.GetLength(1)), inputs),
            new PackedTargets<T>(
                Fill(new PackedSamples<T>(partition, targets.GetLength(1)), targets),
                loss,
                weights is null ? null : PackedTargets<T>.PackWeights(SampleWeights.Normalize(weights), partition)),
            new ChunkRunner(threads));
    }

    public static ISumObjective TrainingObjective(
        NetworkShape shape, double[,] inputs, double[,] targets, bool cancelled = false) =>
        Data(inputs, targets).TrainingObjective(shape, new CancellationToken(cancelled));

    /// <summary>The correlation of a new neuron of a hidden layer with the residual of a network.</summary>
    public static INcfObjective NeuronCorrelation(
        Network network, int hiddenLayer, double[,] inputs, double[,] targets, bool cancelled = false) =>
        Data(inputs, targets).NeuronCorrelation(network, hiddenLayer, new CancellationToken(cancelled));

    /// <summary>The correlation of a neuron with given layer inputs and sensitivities.</summary>
    public static INcfObjective NeuronCorrelation(
        double[,] inputs, double[,] sensitivities, HomogeneousActivation activation, bool cancelled = false) =>
        new LocalNeuronCorrelation<double>(
            Pack<double>(inputs), Pack<double>(sensitivities), activation, new ChunkRunner(1), new CancellationToken(cancelled));

    /// <summary>The correlation of a whole network of one neuron per layer with the targets.</summary>
    public static INcfObjective NetworkCorrelation(
        double[,] inputs, double[,] targets, int depth, HomogeneousActivation activation, bool cancelled = false) =>
        Data(inputs, targets).NetworkCorrelation(depth, activation, new CancellationToken(cancelled));

    /// <summary>The outputs of a network by the block kernels.</summary>
    public static double[,] Predict(Network network, double[,] inputs)
    {
        PackedSamples<double> packed = Pack<double>(inputs);
        var outputs = new PackedSamples<double>(packed.Partition, network.Shape.OutputCount);
        NetworkPass<double> pass = Pass(network, packed.Partition);
        for (int block = 0; block < packed.BlockCount; block++)
        {
            pass.Forward(packed.Block(block), outputs.Block(block));
        }

        GC.KeepAlive(packed);
        return Unpack(outputs);
    }

    /// <summary>sigma(z) and sigma'(z) of every entry by the block kernels: outputs of and signals in a chain of ones.</summary>
    public static unsafe (double[] Values, double[] Derivatives) Activate(HomogeneousActivation activation, double[] z)
    {
        Network chain = Network([1, 1, 1], activation, [1, 1]);
        double[,] inputs = Matrices.Column(z);
        PackedSamples<double> packed = Pack<double>(inputs);
        var derivatives = new PackedSamples<double>(packed.Partition, 1);
        NetworkPass<double> pass = Pass(chain, packed.Partition);
        for (int block = 0; block < packed.BlockCount; block++)
        {
            pass.ForwardBackwardOutput(packed.Block(block), output: 0, weights: null);
            pass.Sensitivities(0, packed.Block(block)).CopyTo(derivatives.Block(block));
        }

        GC.KeepAlive(packed);
        return ([.. Predict(chain, inputs).Cast<double>()], [.. Unpack(derivatives).Cast<double>()]);
    }

    private static NetworkPass<double> Pass(Network network, SamplePartition partition)
    {
        var weights = new PackedWeights<double>(network.Shape);
        weights.Set(network.Parameters);
        return new NetworkPass<double>(network.Shape, weights, partition);
    }

    private static PackedSamples<T> Fill<T>(PackedSamples<T> packed, double[,] rows)
        where T : unmanaged
    {
        packed.Pack<double>(rows.AsSpan2D(), ColumnScaling.Uniform(rows.GetLength(1), 1));
        return packed;
    }
}

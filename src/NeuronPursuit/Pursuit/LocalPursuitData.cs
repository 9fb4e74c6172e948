namespace NeuronPursuit;

/// <summary>Training data in the memory of this process.</summary>
internal sealed class LocalPursuitData(PackedSamples<double> inputs, PackedSamples<double> targets) : IPursuitData
{
    public int SampleCount => inputs.SampleCount;

    public int InputCount => inputs.FeatureCount;

    public int OutputCount => targets.FeatureCount;

    public ISumObjective TrainingObjective(NetworkShape shape, CancellationToken cancellationToken) =>
        new TrainingObjective(shape, inputs, targets, cancellationToken);

    public INcfObjective NetworkCorrelation(
        int depth, HomogeneousActivation activation, CancellationToken cancellationToken) =>
        new NetworkCorrelation(inputs, targets, depth, activation, cancellationToken);

    public INcfObjective NeuronCorrelation(Network network, int hiddenLayer, CancellationToken cancellationToken)
    {
        NetworkShape shape = network.Shape;
        var below = new PackedSamples<double>(SampleCount, shape.Widths[hiddenLayer], inputs.BlockLength);
        var above = new PackedSamples<double>(SampleCount, shape.Widths[hiddenLayer + 2], inputs.BlockLength);
        var pass = new NetworkPass<double>(shape, inputs.BlockLength);
        pass.SetWeights(network.Parameters);
        for (int block = 0; block < inputs.BlockCount; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pass.Signals(inputs.Block(block), targets.Block(block), hiddenLayer, below.Block(block), above.Block(block));
        }

        return new NeuronCorrelation(below, above, shape.Activation, cancellationToken);
    }

    public double[] SquaredResiduals(Network network, CancellationToken cancellationToken)
    {
        int length = inputs.BlockLength;
        double[] sums = new double[OutputCount];
        double[] outputs = new double[OutputCount * length];
        var pass = new NetworkPass<double>(network.Shape, length);
        pass.SetWeights(network.Parameters);
        for (int block = 0; block < inputs.BlockCount; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pass.Forward(inputs.Block(block), outputs);
            ReadOnlySpan<double> expected = targets.Block(block);
            for (int k = 0; k < outputs.Length; k++)
            {
                double residual = outputs[k] - expected[k];
                sums[k / length] += residual * residual;
            }
        }

        return sums;
    }
}

namespace NeuronPursuit;

/// <summary>
/// Training data that can be cut: parts of the samples, some of the inputs, other targets. Pursuits that hold out data
/// or choose inputs need it; it presupposes data that fit into the memory of one process.
/// </summary>
internal interface ILocalPursuitData : IPursuitData
{
    /// <summary>The same samples with some of the inputs only, packed anew: what trains on it cannot touch the others.</summary>
    /// <param name="inputs">Which inputs, ascending.</param>
    ILocalPursuitData SelectInputs(ReadOnlySpan<int> inputs);

    /// <summary>Some of the samples, with all inputs.</summary>
    ILocalPursuitData SelectSamples(ReadOnlySpan<int> samples);

    /// <summary>The same data, summed by other threads.</summary>
    ILocalPursuitData On(ChunkRunner threads);

    /// <summary>One array of all samples per input.</summary>
    double[][] CopyInputs();

    /// <summary>One array of all samples per output.</summary>
    double[][] CopyTargets();

    /// <summary>The weights of the samples, of mean 1; null where all weigh the same.</summary>
    double[]? CopyWeights();

    /// <summary>
    /// One array of all samples per output: minus the slope of the loss at the outputs of a network, times the weight of the
    /// sample; for the square the residual. Null is the zero network.
    /// </summary>
    double[][] CopySensitivities(Network? network, CancellationToken cancellationToken);

    /// <summary>One array of all samples per output: what a network puts out, offsets included.</summary>
    double[][] CopyOutputs(Network network, CancellationToken cancellationToken);

    /// <summary>One array of all samples per output: the magnitudes of the residuals of a network.</summary>
    double[][] AbsoluteResiduals(Network network, CancellationToken cancellationToken);

    /// <summary>The sum over samples behind <see cref="IPursuitData.LossAtOrigin"/>.</summary>
    double LossSumAtOrigin();

    /// <summary>The sums over samples behind <see cref="IPursuitData.ConstantLoss"/>.</summary>
    double ConstantLossSum(ReadOnlySpan<double> constants, Span<double> slopes, CancellationToken cancellationToken);

    /// <summary>The sum over samples behind <see cref="IPursuitData.LossOf"/>.</summary>
    double LossSumOf(Network network, CancellationToken cancellationToken);

    /// <summary>The correlation of one neuron of any activation with the sensitivities of the zero network.</summary>
    NeuronCorrelation OriginCorrelation(HomogeneousActivation activation, CancellationToken cancellationToken);

    /// <summary>The correlation of one neuron at the origin with given sensitivities (one array per output), the weights of samples included.</summary>
    INcfObjective Correlation(double[][] targets, HomogeneousActivation activation, CancellationToken cancellationToken);
}

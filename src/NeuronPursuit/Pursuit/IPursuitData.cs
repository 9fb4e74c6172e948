namespace NeuronPursuit;

/// <summary>
/// The training data as Algorithm 1 sees them: counts, and the objectives that sum over them. The serial and the
/// distributed engine are two implementations of it.
/// </summary>
internal interface IPursuitData
{
    int SampleCount { get; }

    /// <summary>Inputs of the network, the constant 1 of an intercept included.</summary>
    int InputCount { get; }

    int OutputCount { get; }

    /// <summary>
    /// How many layers' searches may run at once: more than one only where one search alone has too little work to
    /// share among threads. The results do not depend on it.
    /// </summary>
    int ParallelSearches { get; }

    /// <summary>What outputs are compared with targets by.</summary>
    ILoss Loss { get; }

    /// <summary>The mean loss of the zero network.</summary>
    double LossAtOrigin(CancellationToken cancellationToken);

    /// <summary>The mean loss of outputs that are the same for all samples, and its slopes; for losses other than the square.</summary>
    /// <param name="constants">The outputs, in internal units.</param>
    /// <param name="slopes">Receives the derivatives by each.</param>
    /// <param name="cancellationToken">Cancels.</param>
    double ConstantLoss(ReadOnlySpan<double> constants, Span<double> slopes, CancellationToken cancellationToken);

    /// <summary>The mean loss of a network.</summary>
    double LossOf(Network network, CancellationToken cancellationToken);

    /// <summary>
    /// What turns a correlation N into a slope: along <c>delta^d</c> times a network or neuron of that degree d the loss
    /// begins to fall at the rate <c>2 N / CorrelationDivisor</c>. The number of outputs for the mean of squares, else 2.
    /// </summary>
    double CorrelationDivisor { get; }

    ISumObjective TrainingObjective(NetworkShape shape, CancellationToken cancellationToken);

    /// <summary>Alg. 1, line 4.</summary>
    INcfObjective NetworkCorrelation(int depth, HomogeneousActivation activation, CancellationToken cancellationToken);

    /// <summary>Alg. 1, lines 17 and 21: the correlation of a new neuron with the residual of a network.</summary>
    /// <param name="network">The network that the neuron would join.</param>
    /// <param name="hiddenLayer">Its hidden layer, from 0.</param>
    /// <param name="activation">Its activation: the network's own, or that of an antipodal pair.</param>
    /// <param name="cancellationToken">Cancels the evaluations.</param>
    INcfObjective NeuronCorrelation(
        Network network, int hiddenLayer, HomogeneousActivation activation, CancellationToken cancellationToken);

    /// <summary>
    /// The correlation of a new first-layer neuron into each neuron of the second layer that is silent on some samples
    /// (<see cref="SilentNeurons"/>), given its activation; null for a neuron that no such correlation moves.
    /// </summary>
    /// <param name="network">The network that the neuron would join, with at least two hidden layers.</param>
    /// <param name="cancellationToken">Cancels the evaluations.</param>
    IReadOnlyList<Func<HomogeneousActivation, INcfObjective>?> SilentNeuronCorrelations(
        Network network, CancellationToken cancellationToken);

    /// <summary>The same data seen from a network: what a chain beside it is trained on. For the square, the residual as the target.</summary>
    IPursuitData ResidualOf(Network network, CancellationToken cancellationToken);

    /// <summary>The (weighted) sum of squared residuals of each output.</summary>
    double[] SquaredResiduals(Network network, CancellationToken cancellationToken);

    /// <summary>
    /// How near a sample is to a kink of a neuron (<see cref="NeuronPursuit.KinkDistance"/>); null where the activation has none.
    /// </summary>
    double? KinkDistance(Network network, CancellationToken cancellationToken);

    /// <summary>The robust scale of the residuals of each output: 1.4826 times their (weighted) median magnitude.</summary>
    double[] ResidualScales(Network network, CancellationToken cancellationToken);

    /// <summary>The same data and another loss.</summary>
    IPursuitData WithLoss(ILoss loss);
}

/// <summary>Shorter ways to ask for the same.</summary>
internal static class PursuitDataExtensions
{
    /// <summary>What a pursuit minimises: the loss with weight decay.</summary>
    public static ISumObjective TrainingObjective(
        this IPursuitData data, NetworkShape shape, double weightDecay, CancellationToken cancellationToken)
    {
        ISumObjective loss = data.TrainingObjective(shape, cancellationToken);
        return weightDecay == 0 ? loss : new WeightDecayObjective(loss, weightDecay);
    }

    /// <summary>Alg. 1, lines 17 and 21: the correlation of a new neuron of the network's own activation.</summary>
    public static INcfObjective NeuronCorrelation(
        this IPursuitData data, Network network, int hiddenLayer, CancellationToken cancellationToken) =>
        data.NeuronCorrelation(network, hiddenLayer, network.Shape.Activation, cancellationToken);
}

using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// A chain beside a network: one neuron in every hidden layer, joined only to each other. Its term of Lemma 8's expansion is
/// the network's correlation of line 4 with the residual in place of the target.
/// </summary>
/// <param name="data">The samples.</param>
/// <param name="network">What the chain would join.</param>
/// <param name="options">Depth, activation, weight decay and the scales of a first fit.</param>
/// <param name="cancellationToken">Cancels.</param>
internal sealed class ParallelChain(IPursuitData data, Network network, PursuitOptions options, CancellationToken cancellationToken)
{
    private readonly IPursuitData _residual = data.ResidualOf(network, cancellationToken);

    /// <summary>Along whose points a chain lowers the loss.</summary>
    public INcfObjective Correlation() => _residual.NetworkCorrelation(options.Depth, options.Activation, cancellationToken);

    /// <summary>
    /// Joins a chain along a point to the network. It is trained alone first: its output falls with a high power of delta, and a
    /// start too near the saddle passes for a minimum.
    /// </summary>
    /// <param name="point">A point of <see cref="Correlation"/>.</param>
    /// <param name="loss">The objective of the network, with weight decay.</param>
    /// <param name="train">Trains the chain in place, given its objective and the loss before it.</param>
    public (Network Network, long Evaluations) Join(
        KktPoint point, double loss, Func<ISumObjective, Network, double, OptimizationResult> train)
    {
        Network chain = Network.SingleChain(data.InputCount, data.OutputCount, options.Depth, options.Activation);
        ISumObjective objective = _residual.TrainingObjective(chain.Shape, options.WeightDecay, cancellationToken);
        double before = loss - WeightDecayObjective.Penalty(options.WeightDecay, network.Parameters);
        double[] gradient = new double[objective.ParameterCount];
        GrowthScale scales = options.EffectiveGrowthScale;
        ScaleChoice choice = scales.Choose(
            scales.First, scales.FirstReductions, before, scale =>
            {
                TensorPrimitives.Multiply(point.Weights, scale, chain.Parameters);
                return objective.Evaluate(chain.Parameters, gradient);
            });
        TensorPrimitives.Multiply(point.Weights, choice.Delta, chain.Parameters);
        OptimizationResult result = train(objective, chain, before);
        return (NetworkEdits.Join(network, chain), choice.Evaluations + result.Evaluations);
    }
}

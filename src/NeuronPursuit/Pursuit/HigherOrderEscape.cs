using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// Where to grow when the neuron's correlation function is zero or misleading (D.3, where the paper's results are
/// "not applicable"): along the terms of Lemma 8's expansion that come next.
/// </summary>
/// <remarks>
/// <para>A parallel chain, one neuron in every hidden layer joined only to each other: its term is the network's
/// correlation of line 4 with the residual in place of the target. In deep linear networks it is all that remains.</para>
/// <para>A new first-layer neuron into a second-layer neuron that is silent on some samples
/// (<see cref="SilentNeuronEscape"/>).</para>
/// </remarks>
internal sealed class HigherOrderEscape(IPursuitData data, PursuitOptions options, PursuitWork work, CancellationToken cancellationToken)
{
    /// <summary>The growths that exist, untrained, those with the fewest weights first.</summary>
    public IEnumerable<UntrainedGrowth> Candidates(PursuitState state, int iteration)
    {
        if (new SilentNeuronEscape(data, options, cancellationToken).Candidate(state, iteration) is { } neuron)
        {
            yield return neuron;
        }

        // With one hidden layer a chain is a neuron, and line 21 has said all there is.
        if (state.Network.Shape.HiddenLayerCount > 1 && Chain(state, iteration) is { } chain)
        {
            yield return chain;
        }
    }

    /// <summary>
    /// Lines 1-15 with the residual for a target, joined to the network. The chain is trained alone first: its output
    /// falls with a high power of delta, and a start too near the saddle passes for a minimum.
    /// </summary>
    private UntrainedGrowth? Chain(PursuitState state, int iteration)
    {
        Network network = state.Network;
        IPursuitData residual = data.ResidualOf(network, cancellationToken);
        INcfObjective correlation = residual.NetworkCorrelation(options.Depth, options.Activation, cancellationToken);
        ulong seed = RandomStream.Derive(RandomStream.Derive(options.Seed, (ulong)iteration), SeedCoordinates.Chain);
        IReadOnlyList<KktPoint> points = SketchedSearch.Run(
            options.OriginMaximizer, correlation, new NcfSearch(work.Starts(options.Restarts, correlation), seed), cancellationToken);
        if (points is not [{ Value: > 0 } best, ..])
        {
            return null;
        }

        Network chain = Network.SingleChain(data.InputCount, data.OutputCount, options.Depth, options.Activation);
        ISumObjective objective = residual.TrainingObjective(chain.Shape, options.WeightDecay, cancellationToken);
        double lossBefore = state.Loss - WeightDecayObjective.Penalty(options.WeightDecay, network.Parameters);
        double[] gradient = new double[objective.ParameterCount];
        GrowthScale scales = options.EffectiveGrowthScale;
        ScaleChoice choice = scales.Choose(
            scales.First, scales.FirstReductions, lossBefore, scale =>
            {
                TensorPrimitives.Multiply(best.Weights, scale, chain.Parameters);
                return objective.Evaluate(chain.Parameters, gradient);
            });
        TensorPrimitives.Multiply(best.Weights, choice.Delta, chain.Parameters);
        OptimizationLimits limits = work.Limits(lossBefore, chain.Shape);
        OptimizationResult result = NetworkTraining.Minimize(
            options, options.FirstOptimizer, objective, chain, limits, cancellationToken);
        return new UntrainedGrowth(
            NetworkEdits.Join(network, chain),
            PursuitIterationKind.Chain,
            best.Value,
            [LayerCorrelations.Of(null, points)],
            choice.Evaluations + result.Evaluations);
    }
}

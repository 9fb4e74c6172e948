namespace NeuronPursuit;

/// <summary>
/// Where to grow when the neuron's correlation function is zero or misleading (D.3, where the paper's results are
/// "not applicable"): along the terms of Lemma 8's expansion that come next.
/// </summary>
/// <remarks>
/// <para>A parallel chain (<see cref="ParallelChain"/>): in deep linear networks it is all that remains.</para>
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

    /// <summary>Lines 1-15 with the residual for a target, joined to the network (<see cref="ParallelChain"/>).</summary>
    private UntrainedGrowth? Chain(PursuitState state, int iteration)
    {
        var chain = new ParallelChain(data, state.Network, options, cancellationToken);
        INcfObjective correlation = chain.Correlation();
        ulong seed = RandomStream.Derive(RandomStream.Derive(options.Seed, (ulong)iteration), SeedCoordinates.Chain);
        IReadOnlyList<KktPoint> points = SketchedSearch.Run(
            options.OriginMaximizer, correlation, new NcfSearch(work.Starts(options.Restarts, correlation), seed), cancellationToken);
        if (points is not [{ Value: > 0 } best, ..])
        {
            return null;
        }

        (Network joined, long evaluations) = chain.Join(best, state.Loss, Train);
        return new UntrainedGrowth(joined, PursuitIterationKind.Chain, best.Value, [LayerCorrelations.Of(null, points)], evaluations);

        OptimizationResult Train(ISumObjective objective, Network alone, double lossBefore) => NetworkTraining.Minimize(
            options, options.FirstOptimizer, objective, alone, work.Limits(lossBefore, alone.Shape), cancellationToken);
    }
}

namespace NeuronPursuit;

/// <summary>The last step of a fit that held samples out: the chosen network is trained on all of them.</summary>
internal static class FinalRefit
{
    private const int Iterations = 1000;

    /// <summary>Trains on all samples, appends the iteration, and puts the network back on all inputs.</summary>
    public static PursuitState Run(
        ILocalPursuitData all, SparseState state, PursuitOptions options, PursuitMetrics metrics, CancellationToken cancellationToken)
    {
        PursuitState refitted = Run(all.SelectInputs(state.Inputs), state.Network, state.History, options, metrics, cancellationToken);
        return refitted with { Network = OnAllInputs(refitted.Network, state.Inputs, all) };
    }

    /// <summary>Trains a copy of a network on data of its own inputs and appends the iteration.</summary>
    public static PursuitState Run(
        IPursuitData data,
        Network start,
        IReadOnlyList<PursuitIteration> history,
        PursuitOptions options,
        PursuitMetrics metrics,
        CancellationToken cancellationToken)
    {
        Network network = start.Clone();
        OptimizationResult result = options.LaterOptimizer.Minimize(
            data.TrainingObjective(network.Shape, options.WeightDecay, cancellationToken),
            network.Parameters,
            new OptimizationLimits(metrics.LossAtOrigin, Iterations),
            cancellationToken);
        PursuitIteration last = history[^1];
        PursuitIteration iteration = last with
        {
            Number = last.Number + 1,
            Kind = PursuitIterationKind.Refit,
            AddedNeurons = new int[network.Shape.HiddenLayerCount],
            HiddenWidths = network.Shape.HiddenWidths,
            CorrelationValue = 0,
            Correlations = [],
            TrainingError = metrics.ErrorOf(data, network, cancellationToken),
            Loss = metrics.ReportedLoss(result.Value),
            Evaluations = result.Evaluations,
        };
        return new PursuitState(network, result.Value, 0, [.. history, iteration]);
    }

    /// <summary>The network with zero weights on the inputs that it does not use.</summary>
    public static Network OnAllInputs(Network network, int[] inputs, IPursuitData all) =>
        NetworkEdits.MoveInputs(network, inputs, [.. Enumerable.Range(0, all.InputCount)]);
}

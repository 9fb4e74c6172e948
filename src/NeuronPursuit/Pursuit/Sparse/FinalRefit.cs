namespace NeuronPursuit;

/// <summary>The last step of a fit that held samples out: the chosen network is trained on all of them.</summary>
internal static class FinalRefit
{
    private const int Iterations = 1000;

    /// <summary>Trains on all samples, appends the iteration, and puts the network back on all inputs.</summary>
    public static PursuitState Run(
        ILocalPursuitData all, SparseState state, PursuitOptions options, PursuitMetrics metrics, CancellationToken cancellationToken)
    {
        ILocalPursuitData data = all.SelectInputs(state.Inputs);
        Network network = state.Network.Clone();
        OptimizationResult result = options.LaterOptimizer.Minimize(
            data.TrainingObjective(network.Shape, options.WeightDecay, cancellationToken),
            network.Parameters,
            new OptimizationLimits(metrics.LossAtOrigin, Iterations),
            cancellationToken);
        PursuitIteration last = state.History[^1];
        PursuitIteration iteration = last with
        {
            Number = last.Number + 1,
            Kind = PursuitIterationKind.Refit,
            AddedNeurons = new int[last.HiddenWidths.Count],
            CorrelationValue = 0,
            Correlations = [],
            TrainingError = metrics.ErrorOf(data, network, cancellationToken),
            Loss = metrics.ReportedLoss(result.Value),
            Evaluations = result.Evaluations,
        };
        return new PursuitState(OnAllInputs(network, state.Inputs, all), result.Value, 0, [.. state.History, iteration]);
    }

    /// <summary>The network with zero weights on the inputs that it does not use.</summary>
    public static Network OnAllInputs(Network network, int[] inputs, IPursuitData all) =>
        NetworkEdits.MoveInputs(network, inputs, [.. Enumerable.Range(0, all.InputCount)]);
}

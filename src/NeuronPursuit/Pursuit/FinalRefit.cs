using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>
/// A finished network is trained further: the last step of a fit that held samples out, and the first one of a model that is
/// continued.
/// </summary>
internal static class FinalRefit
{
    private const int Iterations = 1000;

    /// <summary>Trains a sparse network on all samples, appends the iteration, and puts the network back on all inputs.</summary>
    public static PursuitState Run(
        ILocalPursuitData all, SparseState state, PursuitOptions options, PursuitMetrics metrics, CancellationToken cancellationToken)
    {
        // A sparse fit chooses inputs itself and does not balance.
        PursuitOptions own = options with { InputsPerNeuron = null, WeightBalancing = false };
        PursuitState refitted = Run(all.SelectInputs(state.Inputs), state.Network, state.History, own, metrics, cancellationToken);

        // The held-out error that the choice was made by stays in sight; the refitted network has seen those samples.
        PursuitIteration iteration = refitted.History[^1] with { ValidationError = state.ValidationError };
        return refitted with
        {
            Network = OnAllInputs(refitted.Network, state.Inputs, all),
            History = [.. state.History, iteration],
        };
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
        long begin = Stopwatch.GetTimestamp();
        Network network = start.Clone();
        ISumObjective objective = data.TrainingObjective(network.Shape, options.WeightDecay, cancellationToken);
        int affordable = PursuitWork.Iterations(options.MaxOperations, network.Shape, data);
        var limits = new OptimizationLimits(metrics.LossAtOrigin, Math.Min(Iterations, affordable));
        OptimizationResult result = NetworkTraining.Minimize(
            options, options.LaterOptimizer, objective, network, limits, cancellationToken);
        if (result.Outcome == OptimizationOutcome.Diverged)
        {
            network = start.Clone();
            result = result with { Value = objective.Evaluate(network.Parameters, new double[objective.ParameterCount]) };
        }

        result = NetworkTraining.Balance(options, network, result);
        PursuitIteration last = history[^1];
        PursuitIteration iteration = last with
        {
            Number = last.Number + 1,
            Kind = PursuitIterationKind.Refit,
            AddedNeurons = new int[network.Shape.HiddenLayerCount],
            HiddenWidths = network.Shape.HiddenWidths,
            ValidationError = null,
            CorrelationValue = 0,
            Correlations = [],
            TrainingError = metrics.ErrorOf(data, network, cancellationToken),
            Loss = metrics.ReportedLoss(result.Value),
            Evaluations = result.Evaluations,
            Elapsed = last.Elapsed + Stopwatch.GetElapsedTime(begin),
        };
        iteration = iteration.Trained(result, metrics.LossAtOrigin) with { KinkDistance = data.KinkDistance(network, cancellationToken) };
        return new PursuitState(network, result.Value, 0, [.. history, iteration]);
    }

    /// <summary>The network with zero weights on the inputs that it does not use.</summary>
    public static Network OnAllInputs(Network network, int[] inputs, IPursuitData all) =>
        NetworkEdits.MoveInputs(network, inputs, [.. Enumerable.Range(0, all.InputCount)]);
}

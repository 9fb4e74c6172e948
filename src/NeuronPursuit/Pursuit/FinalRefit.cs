using System.Diagnostics;

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
        var limits = new OptimizationLimits(metrics.LossAtOrigin, Iterations);
        OptimizationResult result = options.InputsPerNeuron is null
            ? options.LaterOptimizer.Minimize(objective, network.Parameters, limits, cancellationToken)
            : SupportMask.Minimize(options.LaterOptimizer, objective, network, limits, cancellationToken);
        if (result.Outcome == OptimizationOutcome.Diverged)
        {
            network = start.Clone();
            result = result with { Value = objective.Evaluate(network.Parameters, new double[objective.ParameterCount]) };
        }

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
        return new PursuitState(network, result.Value, 0, [.. history, iteration]);
    }

    /// <summary>The network with zero weights on the inputs that it does not use.</summary>
    public static Network OnAllInputs(Network network, int[] inputs, IPursuitData all) =>
        NetworkEdits.MoveInputs(network, inputs, [.. Enumerable.Range(0, all.InputCount)]);
}

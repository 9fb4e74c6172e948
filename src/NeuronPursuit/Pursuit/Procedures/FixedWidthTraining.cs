using System.Diagnostics;
using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// Plain training, the baseline of the paper's Section 5.2: a network of fixed widths from a small initialisation,
/// trained end to end. It sees the same data, optimisers and observers as <see cref="NeuronPursuitAlgorithm"/>; an
/// iteration is one run of the optimiser, which goes on where the last one ended.
/// </summary>
internal sealed class FixedWidthTraining(
    FixedWidthProcedure procedure, IPursuitData data, PursuitOptions options, PursuitMetrics metrics, CancellationToken cancellationToken)
{
    private const double StallTolerance = 1e-3;

    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Runs until a stop reason holds; <paramref name="onIteration"/> sees every finished run of the optimiser.</summary>
    /// <param name="resumed">The state to go on from, or null to begin.</param>
    /// <param name="onIteration">Called after every iteration; returns true to stop (the caller's own condition).</param>
    public (PursuitState State, PursuitStopReason Reason) Run(PursuitState? resumed, Func<PursuitState, bool> onIteration)
    {
        TimeSpan before = resumed is { History: [.., var last] } ? last.Elapsed : TimeSpan.Zero;
        PursuitState state = resumed ?? Initial();
        ISumObjective objective = data.TrainingObjective(state.Network.Shape, options.WeightDecay, cancellationToken);
        bool conditionMet = resumed is not null && onIteration(state);
        while (true)
        {
            if (conditionMet)
            {
                return (state, PursuitStopReason.ConditionMet);
            }

            if (state.History.Count > 0 && StopReasonOf(state) is { } reason)
            {
                return (state, reason);
            }

            Network network = state.Network.Clone();
            IWeightOptimizer optimizer = state.History.Count == 0 ? options.FirstOptimizer : options.LaterOptimizer;
            OptimizationResult result = NetworkTraining.Run(
                options, optimizer, objective, network, new OptimizationLimits(metrics.LossAtOrigin), cancellationToken);
            if (result.Outcome == OptimizationOutcome.Diverged)
            {
                return (state, PursuitStopReason.Diverged);
            }

            bool gained = state.History.Count == 0 || state.Loss - result.Value > StallTolerance * state.Loss;
            bool exhausted = !gained && result.Outcome is (OptimizationOutcome.Converged or OptimizationOutcome.Stagnated);
            state = Finish(state, network, result, exhausted, before);
            conditionMet = onIteration(state);
        }
    }

    /// <summary>A uniform draw from the hypersphere of the given radius, over all weights together.</summary>
    private PursuitState Initial()
    {
        int[] widths = [data.InputCount, .. procedure.Widths, data.OutputCount];
        long count = 0;
        for (int layer = 1; layer < widths.Length; layer++)
        {
            count += (long)widths[layer - 1] * widths[layer];
        }

        if (count > Array.MaxLength)
        {
            throw new ArgumentException(
                $"hiddenWidths {string.Join('/', procedure.Widths)} with {data.InputCount} inputs give {count} weights; use smaller widths.");
        }

        var network = new Network(new NetworkShape(widths, options.Activation), new double[count]);
        new RandomStream(RandomStream.Derive(options.Seed, SeedCoordinates.FixedWidths)).FillUnitSphere(network.Parameters);
        TensorPrimitives.Multiply(network.Parameters, procedure.Radius, network.Parameters);
        return new PursuitState(network, metrics.LossAtOrigin, 0, []);
    }

    // A plateau is no reason to stop as long as the optimiser itself would go on: near saddles it is the rule.
    private PursuitStopReason? StopReasonOf(PursuitState state) => state.History[^1] switch
    {
        { TrainingError: var error } when error <= options.TargetError => PursuitStopReason.TargetReached,
        { Number: var number } when number >= options.MaxIterations => PursuitStopReason.MaxIterations,
        _ when state.StalledGrowths > 0 => PursuitStopReason.Stalled,
        _ => null,
    };

    private PursuitState Finish(PursuitState previous, Network network, OptimizationResult result, bool exhausted, TimeSpan before)
    {
        int[] widths = network.Shape.HiddenWidths;
        var iteration = new PursuitIteration
        {
            Number = previous.History.Count + 1,
            Kind = PursuitIterationKind.FixedWidth,
            AddedNeurons = previous.History.Count == 0 ? widths : new int[widths.Length],
            CorrelationValue = 0,
            TrainingError = metrics.ErrorOf(data, network, cancellationToken),
            Loss = metrics.ReportedLoss(result.Value),
            HiddenWidths = widths,
            Evaluations = result.Evaluations,
            Elapsed = before + Stopwatch.GetElapsedTime(_start),
        }.Trained(result, metrics.LossAtOrigin) with
        {
            KinkDistance = data.KinkDistance(network, cancellationToken),
        };
        return new PursuitState(network, result.Value, exhausted ? 1 : 0, [.. previous.History, iteration]);
    }
}

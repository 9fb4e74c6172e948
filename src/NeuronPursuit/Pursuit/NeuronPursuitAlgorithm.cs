using System.Diagnostics;
using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// Algorithm 1 of "Learning Neural Networks by Neuron Pursuit" (Kumar and Haupt), for any depth of at least 2 and any
/// number of outputs (Remark 3). Comments give the paper's line numbers.
/// </summary>
internal sealed class NeuronPursuitAlgorithm(
    IPursuitData data, PursuitOptions options, PursuitMetrics metrics, CancellationToken cancellationToken)
{
    private const double StallTolerance = 1e-3;

    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Runs until a stop reason holds; <paramref name="onIteration"/> sees every finished iteration.</summary>
    /// <param name="resumed">The state to go on from, or null to begin.</param>
    /// <param name="onIteration">Called after every iteration; returns true to stop (the caller's own condition).</param>
    public (PursuitState State, PursuitStopReason Reason) Run(PursuitState? resumed, Func<PursuitState, bool> onIteration)
    {
        TimeSpan before = resumed is { History: [.., var last] } ? last.Elapsed : TimeSpan.Zero;
        PursuitState state;
        if (resumed is null)
        {
            (state, PursuitStopReason? failure) = FirstFit();
            if (failure is { } reason)
            {
                return (state, reason);
            }
        }
        else
        {
            state = resumed;
        }

        bool conditionMet = onIteration(state);
        while (true)
        {
            PursuitStopReason? reason = conditionMet ? PursuitStopReason.ConditionMet : StopReasonOf(state);
            if (reason is not null)
            {
                return (state, reason.Value);
            }

            (PursuitState grown, PursuitStopReason? failure) = Grow(state, before);
            if (failure is not null)
            {
                return (grown, failure.Value);
            }

            state = grown;
            conditionMet = onIteration(state);
        }
    }

    private PursuitStopReason? StopReasonOf(PursuitState state) => state.History[^1] switch
    {
        { TrainingError: var error } when error <= options.TargetError => PursuitStopReason.TargetReached,
        { Number: var number } when number >= options.MaxIterations => PursuitStopReason.MaxIterations,
        _ when state.StalledGrowths >= options.MaxStalledGrowths => PursuitStopReason.Stalled,
        _ => null,
    };

    /// <summary>Lines 1-15: one neuron per layer along the dominant KKT point of the network's correlation.</summary>
    private (PursuitState State, PursuitStopReason? Failure) FirstFit()
    {
        Network origin = Network.SingleChain(data.InputCount, data.OutputCount, options.Depth, options.Activation); // line 1
        var untrained = new PursuitState(origin, metrics.LossAtOrigin, 0, []);
        KktPoint? point = Dominant( // lines 2-10
            data.NetworkCorrelation(options.Depth, options.Activation, cancellationToken), options.FirstMaximizer, 1, 0);
        if (point is not { Value: > 0 })
        {
            return (untrained, PursuitStopReason.NoPositiveCorrelation);
        }

        ISumObjective objective = data.TrainingObjective(origin.Shape, cancellationToken);
        double delta = options.GrowthScale.Choose( // line 11, C.1.1
            options.GrowthScale.First,
            options.GrowthScale.FirstReductions,
            metrics.LossAtOrigin,
            scale => LossOf(objective, Scaled(origin.Shape, point, scale)));
        Network network = Scaled(origin.Shape, point, delta);
        OptimizationResult result = Train(objective, network, options.FirstOptimizer); // lines 12-15
        var state = Finish(untrained, network, result, PursuitIterationKind.FirstFit, point.Value, TimeSpan.Zero);
        return (state, result.Outcome == OptimizationOutcome.Diverged ? PursuitStopReason.Diverged : null);
    }

    /// <summary>Lines 17-36: one neuron along the dominant KKT point over the hidden layers, then training.</summary>
    private (PursuitState State, PursuitStopReason? Failure) Grow(PursuitState state, TimeSpan before)
    {
        int number = state.History[^1].Number + 1;
        (KktPoint? point, int hiddenLayer) = DominantNeuron(state.Network, number); // lines 17-28
        if (point is not { Value: > 0 })
        {
            return (state, PursuitStopReason.NoPositiveCorrelation);
        }

        ISumObjective objective = data.TrainingObjective(state.Network.Shape.WithNeurons(hiddenLayer), cancellationToken);
        double delta = options.GrowthScale.Choose( // C.1.1
            options.GrowthScale.Relative * state.Network.Norm,
            options.GrowthScale.Reductions,
            state.Loss,
            scale => LossOf(objective, WithNeuron(state.Network, hiddenLayer, point, scale)));
        Network network = WithNeuron(state.Network, hiddenLayer, point, delta); // lines 29-32
        OptimizationResult result = Train(objective, network, options.LaterOptimizer); // lines 33-36
        if (result.Outcome == OptimizationOutcome.Diverged && !(result.Value <= state.Loss))
        {
            return (state, PursuitStopReason.Diverged);
        }

        PursuitState grown = Finish(state, network, result, PursuitIterationKind.Neuron, point.Value, before);
        return (grown, result.Outcome == OptimizationOutcome.Diverged ? PursuitStopReason.Diverged : null);
    }

    private (KktPoint? Point, int HiddenLayer) DominantNeuron(Network network, int iteration)
    {
        KktPoint? best = null;
        int bestLayer = -1;
        for (int hiddenLayer = 0; hiddenLayer < network.Shape.HiddenLayerCount; hiddenLayer++)
        {
            INcfObjective correlation = data.NeuronCorrelation(network, hiddenLayer, options.Activation, cancellationToken);
            KktPoint? point = Dominant(correlation, options.LaterMaximizer, iteration, hiddenLayer + 1);
            if (point is not null && (best is null || point.Value > best.Value)) // lines 23-26
            {
                (best, bestLayer) = (point, hiddenLayer);
            }
        }

        return (best, bestLayer);
    }

    /// <summary>The best of H starts; the stream depends on seed, iteration and layer and on nothing else.</summary>
    private KktPoint? Dominant(INcfObjective correlation, INcfMaximizer maximizer, int iteration, int layer)
    {
        ulong seed = RandomStream.Derive(RandomStream.Derive(options.Seed, (ulong)iteration), (ulong)layer);
        return maximizer.Maximize(correlation, new NcfSearch(options.Restarts, seed), cancellationToken) is [var best, ..] ? best : null;
    }

    private OptimizationResult Train(ISumObjective objective, Network network, IWeightOptimizer optimizer)
    {
        OptimizationResult result = optimizer.Minimize(
            objective, network.Parameters, new OptimizationLimits(metrics.LossAtOrigin), cancellationToken);
        if (options.WeightBalancing)
        {
            WeightBalancer.Balance(network); // C.2.2
        }

        return result;
    }

    private PursuitState Finish(
        PursuitState previous,
        Network network,
        OptimizationResult result,
        PursuitIterationKind kind,
        double correlation,
        TimeSpan before)
    {
        int[] widths = network.Shape.HiddenWidths;
        int[] earlier = kind == PursuitIterationKind.FirstFit ? new int[widths.Length] : previous.Network.Shape.HiddenWidths;
        var iteration = new PursuitIteration
        {
            Number = previous.History.Count == 0 ? 1 : previous.History[^1].Number + 1,
            Kind = kind,
            AddedNeurons = [.. widths.Zip(earlier, (now, then) => now - then)],
            CorrelationValue = correlation,
            TrainingError = metrics.RelativeError(data.SquaredResiduals(network, cancellationToken)),
            Loss = metrics.ReportedLoss(result.Value),
            HiddenWidths = widths,
            Evaluations = result.Evaluations,
            Elapsed = before + Stopwatch.GetElapsedTime(_start),
        };
        bool stalled = previous.Loss - result.Value <= StallTolerance * previous.Loss;
        return new PursuitState(network, result.Value, stalled ? previous.StalledGrowths + 1 : 0, [.. previous.History, iteration]);
    }

    private static double LossOf(ISumObjective objective, Network network) =>
        objective.Evaluate(network.Parameters, new double[network.Parameters.Length]);

    private static Network Scaled(NetworkShape shape, KktPoint point, double delta)
    {
        double[] parameters = new double[shape.ParameterCount];
        TensorPrimitives.Multiply(point.Weights, delta, parameters);
        return new Network(shape, parameters);
    }

    private static Network WithNeuron(Network network, int hiddenLayer, KktPoint point, double delta)
    {
        double[] weights = new double[point.Weights.Length];
        TensorPrimitives.Multiply(point.Weights, delta, weights);
        return network.AddNeuron(hiddenLayer, weights.AsSpan(0, point.IncomingCount), weights.AsSpan(point.IncomingCount));
    }
}

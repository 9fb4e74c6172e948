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
    private readonly HigherOrderEscape _escape = new(data, options, cancellationToken);
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
        IReadOnlyList<KktPoint> points = Search( // lines 2-10
            data.NetworkCorrelation(options.Depth, options.Activation, cancellationToken), options.OriginMaximizer, 1, 0);
        if (points is not [{ Value: > 0 }, ..])
        {
            return (untrained, PursuitStopReason.NoPositiveCorrelation);
        }

        if (DescentCertificate.Holds(options, data, points[0].Value))
        {
            return (untrained, PursuitStopReason.NoDescentDirection);
        }

        ISumObjective objective = Objective(origin.Shape);
        KktPoint point = points[0];
        Network network = Start(objective, origin.Shape, point);
        if (options.FirstCandidates > 1)
        {
            (network, point) = DistinctPoints.Take(points, options.FirstCandidates)
                .Select(candidate => (Start(objective, origin.Shape, candidate), candidate))
                .MinBy(candidate => LossOf(objective, candidate.Item1));
        }

        OptimizationResult result = Train(objective, network, options.FirstOptimizer); // lines 12-15
        var growth = new UntrainedGrowth(network, PursuitIterationKind.FirstFit, point.Value, [LayerCorrelations.Of(null, points)]);
        return result.Outcome == OptimizationOutcome.Diverged
            ? (untrained with { Network = network }, PursuitStopReason.Diverged)
            : (Finish(untrained, new TrainedGrowth(growth, result, 0), growth.Searched, TimeSpan.Zero), null);
    }

    /// <summary>Line 11 (C.1.1): the chain along a KKT point, at the scale that the rules of the first fit give.</summary>
    private Network Start(ISumObjective objective, NetworkShape shape, KktPoint point)
    {
        double correlation = point.Value / data.CorrelationDivisor;
        double lossAtPoint = LossOf(objective, Scaled(shape, point, 1)) - WeightDecayObjective.Penalty(options.WeightDecay, point.Weights);
        double squaredOutput = lossAtPoint - metrics.LossAtOrigin + 2 * correlation;
        double delta = options.GrowthScale.Choose(
            options.GrowthScale.FirstStart(correlation, squaredOutput, shape.Degree),
            options.GrowthScale.FirstReductions,
            metrics.LossAtOrigin,
            scale => LossOf(objective, Scaled(shape, point, scale)));
        return Scaled(shape, point, delta);
    }

    /// <summary>Lines 17-36, and what comes where the paper stops (<see cref="HigherOrderEscape"/>).</summary>
    private (PursuitState State, PursuitStopReason? Failure) Grow(PursuitState state, TimeSpan before)
    {
        int number = state.History[^1].Number + 1;
        (IReadOnlyList<KktPoint> points, int hiddenLayer, LayerCorrelations[] layers) = DominantNeurons(state.Network, number); // lines 17-28
        List<LayerCorrelations> searched = [.. layers];
        if (points is [{ Value: var largest }, ..] && DescentCertificate.Holds(options, data, largest))
        {
            return (state, PursuitStopReason.NoDescentDirection);
        }

        TrainedGrowth? best = AddNeurons(state, points, hiddenLayer, layers) is { } growth ? Train(growth) : null;
        if (options.Escape && (best is null || IsStalled(state, best)))
        {
            foreach (UntrainedGrowth escape in _escape.Candidates(state, number))
            {
                // The candidates begin with the smallest, and below the target a larger one has nothing to add.
                if (best is not null && ReachesTarget(best))
                {
                    break;
                }

                searched.AddRange(escape.Searched);
                TrainedGrowth trained = Train(escape) with { EarlierEvaluations = best?.Evaluations ?? 0 };
                best = best is null || trained.Result.Value < best.Result.Value
                    ? trained
                    : best with { EarlierEvaluations = trained.Evaluations - best.Result.Evaluations };
            }
        }

        if (best is null)
        {
            return (state, PursuitStopReason.NoPositiveCorrelation);
        }

        return best.Result.Outcome == OptimizationOutcome.Diverged
            ? (state, PursuitStopReason.Diverged)
            : (Finish(state, best, searched, before), null);
    }

    /// <summary>
    /// Lines 29-32: one neuron, or several distinct ones, along the dominant KKT points of the layer that has the
    /// most dominant one; null when no correlation is positive.
    /// </summary>
    private UntrainedGrowth? AddNeurons(
        PursuitState state, IReadOnlyList<KktPoint> points, int hiddenLayer, LayerCorrelations[] searched)
    {
        if (points.Count == 0)
        {
            return null;
        }

        NetworkShape shape = state.Network.Shape.WithNeurons(hiddenLayer, points.Count);
        ISumObjective objective = Objective(shape);
        double delta = options.GrowthScale.Choose( // C.1.1
            options.GrowthScale.Relative * state.Network.Norm,
            options.GrowthScale.Reductions,
            state.Loss,
            scale => LossOf(objective, WithNeurons(state.Network, hiddenLayer, points, scale)));
        PursuitIterationKind kind = points.Count == 1 ? PursuitIterationKind.Neuron : PursuitIterationKind.SeveralNeurons;
        return new UntrainedGrowth(
            WithNeurons(state.Network, hiddenLayer, points, delta), kind, points[0].Value, searched); // lines 29-32
    }

    private (IReadOnlyList<KktPoint> Points, int HiddenLayer, LayerCorrelations[] Searched) DominantNeurons(Network network, int iteration)
    {
        var points = new IReadOnlyList<KktPoint>[network.Shape.HiddenLayerCount];
        IndependentJobs.Run(points.Length, data.ParallelSearches, SearchLayer, cancellationToken); // lines 19-22
        int best = -1;
        for (int hiddenLayer = 0; hiddenLayer < points.Length; hiddenLayer++)
        {
            if (points[hiddenLayer] is [{ Value: > 0 } point, ..] && (best < 0 || point.Value > points[best][0].Value)) // lines 23-26
            {
                best = hiddenLayer;
            }
        }

        return (
            best < 0 ? [] : DistinctPoints.Take(points[best], options.NeuronsPerGrowth),
            best,
            [.. points.Select((found, layer) => LayerCorrelations.Of(layer, found))]);

        void SearchLayer(int hiddenLayer)
        {
            INcfObjective correlation = data.NeuronCorrelation(network, hiddenLayer, cancellationToken);
            points[hiddenLayer] = Search(correlation, options.MaximizerOf(hiddenLayer), iteration, hiddenLayer + 1);
        }
    }

    /// <summary>H starts, best first; the stream depends on seed, iteration and layer and on nothing else.</summary>
    private IReadOnlyList<KktPoint> Search(INcfObjective correlation, INcfMaximizer maximizer, int iteration, int layer)
    {
        ulong seed = RandomStream.Derive(RandomStream.Derive(options.Seed, (ulong)iteration), (ulong)layer);
        return maximizer.Maximize(correlation, new NcfSearch(options.Restarts, seed), cancellationToken);
    }

    private TrainedGrowth Train(UntrainedGrowth growth) => new( // lines 33-36
        growth,
        Train(Objective(growth.Network.Shape), growth.Network, options.LaterOptimizer),
        0);

    private OptimizationResult Train(ISumObjective objective, Network network, IWeightOptimizer optimizer)
    {
        var limits = new OptimizationLimits(metrics.LossAtOrigin);
        OptimizationResult result = options.InputsPerNeuron is null
            ? optimizer.Minimize(objective, network.Parameters, limits, cancellationToken)
            : SupportMask.Minimize(optimizer, objective, network, limits, cancellationToken);
        return TrainedBalance.Apply(network, result, options); // C.2.2
    }

    private ISumObjective Objective(NetworkShape shape) => data.TrainingObjective(shape, options.WeightDecay, cancellationToken);

    private PursuitState Finish(
        PursuitState previous, TrainedGrowth trained, IReadOnlyList<LayerCorrelations> searched, TimeSpan before)
    {
        Network network = trained.Growth.Network;
        int[] widths = network.Shape.HiddenWidths;
        bool first = trained.Growth.Kind == PursuitIterationKind.FirstFit;
        int[] earlier = first ? new int[widths.Length] : previous.Network.Shape.HiddenWidths;
        var iteration = new PursuitIteration
        {
            Number = previous.History.Count == 0 ? 1 : previous.History[^1].Number + 1,
            Kind = trained.Growth.Kind,
            AddedNeurons = [.. widths.Zip(earlier, (now, then) => now - then)],
            CorrelationValue = trained.Growth.CorrelationValue,
            Correlations = searched,
            TrainingError = metrics.ErrorOf(data, network, cancellationToken),
            Loss = metrics.ReportedLoss(trained.Result.Value),
            HiddenWidths = widths,
            Evaluations = trained.Evaluations,
            Elapsed = before + Stopwatch.GetElapsedTime(_start),
        };
        int stalled = trained.Growth.Kind != PursuitIterationKind.FirstFit && IsStalled(previous, trained) ? previous.StalledGrowths + 1 : 0;
        return new PursuitState(network, trained.Result.Value, stalled, [.. previous.History, iteration]);
    }

    private bool ReachesTarget(TrainedGrowth trained) =>
        metrics.ErrorOf(data, trained.Growth.Network, cancellationToken) <= options.TargetError;

    private bool IsStalled(PursuitState previous, TrainedGrowth trained) =>
        previous.Loss - trained.Result.Value <= options.StallTolerance * previous.Loss;

    private static double LossOf(ISumObjective objective, Network network) =>
        objective.Evaluate(network.Parameters, new double[network.Parameters.Length]);

    private static Network Scaled(NetworkShape shape, KktPoint point, double delta)
    {
        double[] parameters = new double[shape.ParameterCount];
        TensorPrimitives.Multiply(point.Weights, delta, parameters);
        return new Network(shape, parameters);
    }

    private static Network WithNeurons(Network network, int hiddenLayer, IReadOnlyList<KktPoint> points, double delta)
    {
        foreach (KktPoint point in points)
        {
            double[] weights = new double[point.Weights.Length];
            TensorPrimitives.Multiply(point.Weights, delta, weights);
            network = network.AddNeuron(
                hiddenLayer, weights.AsSpan(0, point.IncomingCount), weights.AsSpan(point.IncomingCount));
        }

        return network;
    }

    private sealed record TrainedGrowth(UntrainedGrowth Growth, OptimizationResult Result, long EarlierEvaluations)
    {
        public long Evaluations => Growth.Evaluations + Result.Evaluations + EarlierEvaluations;
    }
}

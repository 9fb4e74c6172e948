using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// Algorithm 1 of "Learning Neural Networks by Neuron Pursuit" (Kumar and Haupt), for any depth of at least 2 and any
/// number of outputs (Remark 3). Comments give the paper's line numbers.
/// </summary>
internal sealed class NeuronPursuitAlgorithm(
    IPursuitData data, PursuitOptions options, PursuitMetrics metrics, CancellationToken cancellationToken)
{
    // A growth that gains less than this part of the loss is tried from a larger beginning too.
    private const double LostGain = 1e-2;

    private readonly PursuitWork _work = new(options, data);
    private readonly GrowthRecord _record = new(data, options, metrics, cancellationToken);

    /// <summary>Runs until a stop reason holds; <paramref name="onIteration"/> sees every finished iteration.</summary>
    /// <param name="resumed">The state to go on from, or null to begin.</param>
    /// <param name="onIteration">Called after every iteration; returns true to stop (the caller's own condition).</param>
    public (PursuitState State, PursuitStopReason Reason) Run(PursuitState? resumed, Func<PursuitState, bool> onIteration)
    {
        _record.Before = resumed is { History: [.., var last] } ? last.Elapsed : TimeSpan.Zero;
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

            (PursuitState grown, PursuitStopReason? failure) = Grow(state);
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
        _ when IsOutOfWork(state) => PursuitStopReason.WorkLimit,
        _ when state.StalledGrowths >= options.MaxStalledGrowths => PursuitStopReason.Stalled,
        _ => null,
    };

    /// <summary>Lines 1-15: one neuron per layer along the dominant KKT point of the network's correlation.</summary>
    private (PursuitState State, PursuitStopReason? Failure) FirstFit()
    {
        Network origin = Network.SingleChain(data.InputCount, data.OutputCount, options.Depth, options.Activation); // line 1
        var untrained = new PursuitState(origin, metrics.LossAtOrigin, 0, []);
        _work.Begin([]);
        IReadOnlyList<KktPoint> points = Search( // lines 2-10
            data.NetworkCorrelation(options.Depth, options.Activation, cancellationToken), options.OriginMaximizer, 1, 0, searches: 2);
        if (points is not [{ Value: > 0 }, ..])
        {
            return (untrained, PursuitStopReason.NoPositiveCorrelation);
        }

        if (DescentCertificate.Holds(options, data, points[0].Value))
        {
            return (untrained, PursuitStopReason.NoDescentDirection);
        }

        LayerCorrelations searched = LayerCorrelations.Of(null, points);
        _work.Spend([searched], origin);
        ISumObjective objective = Objective(origin.Shape);
        (Network network, _, KktPoint point) = DistinctPoints.Take(points, options.FirstCandidates) // the paper's is one, points[0]
            .Select(candidate => Start(objective, origin.Shape, candidate))
            .MinBy(candidate => candidate.Loss);
        TrainedGrowth first = Train( // lines 12-15
            new UntrainedGrowth(network, PursuitIterationKind.FirstFit, point.Value, [searched]),
            options.FirstOptimizer);
        return first.HasDiverged
            ? (untrained with { Network = network }, PursuitStopReason.Diverged)
            : (_record.After(untrained, first, first.Growth.Searched, first.Evaluations), null);
    }

    /// <summary>Line 11 (C.1.1): the chain along a KKT point, at the scale that the rules of the first fit give.</summary>
    private (Network Network, double Loss, KktPoint Point) Start(ISumObjective objective, NetworkShape shape, KktPoint point)
    {
        double correlation = point.Value / data.CorrelationDivisor;
        double lossAtPoint = LossOf(objective, Scaled(shape, point, 1)) - WeightDecayObjective.Penalty(options.WeightDecay, point.Weights);
        double squaredOutput = lossAtPoint - metrics.LossAtOrigin + 2 * correlation;
        GrowthScale scales = options.EffectiveGrowthScale;
        (double delta, double loss, _) = scales.Choose(
            scales.FirstStart(correlation, squaredOutput, shape.Degree),
            scales.FirstReductions,
            metrics.LossAtOrigin,
            scale => LossOf(objective, Scaled(shape, point, scale)));
        return (Scaled(shape, point, delta), loss, point);
    }

    /// <summary>Lines 17-36, and what comes where the paper stops (<see cref="HigherOrderEscape"/>).</summary>
    private (PursuitState State, PursuitStopReason? Failure) Grow(PursuitState state)
    {
        int number = state.History[^1].Number + 1;
        (IReadOnlyList<KktPoint> points, int hiddenLayer, LayerCorrelations[] layers) = DominantNeurons(state.Network, number); // lines 17-28
        List<LayerCorrelations> searched = [.. layers];
        if (points is [{ Value: var largest }, ..] && DescentCertificate.Holds(options, data, largest))
        {
            return (state, PursuitStopReason.NoDescentDirection);
        }

        TrainedGrowth? best = null;
        long evaluations = 0;
        foreach (GrowthScale scales in Beginnings())
        {
            if (points.Count == 0 || (best is not null && (_work.IsExhausted || !best.HasStalled(state, LostGain))))
            {
                break;
            }

            (UntrainedGrowth growth, ScaleChoice choice) = AddNeurons(state, points, hiddenLayer, layers, scales);
            if (best is not null)
            {
                // What the first choice evaluates is in the allowance of the work (PursuitWork); this is one more.
                growth = growth with { Evaluations = choice.Evaluations };
                if (!(choice.Loss < best.Result.Value))
                {
                    // What training made of the small one is better than the larger one is: no neuron was lost.
                    _work.Spend(growth.Evaluations, growth.Network.Shape);
                    evaluations += growth.Evaluations;
                    break;
                }
            }

            TrainedGrowth trained = Train(growth, options.LaterOptimizer); // lines 33-36
            evaluations += trained.Evaluations;
            best = trained.IsBetterThan(best) ? trained : best;
        }

        if (options.Escape && !_work.IsExhausted && (best is null || (best.HasStalled(state, options.StallTolerance) && !ReachesTarget(best))))
        {
            foreach (UntrainedGrowth escape in new HigherOrderEscape(data, options, _work, cancellationToken).Candidates(state, number))
            {
                searched.AddRange(escape.Searched);
                _work.Spend(escape.Searched, state.Network);
                TrainedGrowth trained = Train(escape, options.LaterOptimizer);
                evaluations += trained.Evaluations;
                best = best is null || trained.IsBetterThan(best) ? trained : best;
                if (ReachesTarget(best))
                {
                    // The smallest comes first; a larger one, which is searched and trained when it is asked for, has nothing to add.
                    break;
                }
            }
        }

        if (best is null)
        {
            return (state, PursuitStopReason.NoPositiveCorrelation);
        }

        if (best.HasDiverged)
        {
            return (state, PursuitStopReason.Diverged);
        }

        if (options.GuardsGrowths && best.IsInVain(state))
        {
            return (_record.Refusing(state, best, searched, evaluations), null);
        }

        bool mayGainMore = points is [{ Value: var value }, ..] && DescentCertificate.LeavesGap(options, data, value);
        return (_record.After(state, best, searched, evaluations, mayGainMore), null);
    }

    /// <summary>
    /// The small beginning, and with one hidden layer, where no chain can help out, a larger one for growths that gain
    /// next to nothing.
    /// </summary>
    private IEnumerable<GrowthScale> Beginnings()
    {
        GrowthScale scales = options.EffectiveGrowthScale;
        yield return scales;
        if (options.GuardsGrowths && options.Depth == 2 && scales.Raise == 1)
        {
            yield return scales with { Raise = GrowthScale.LargerRaise };
        }
    }

    /// <summary>
    /// Lines 29-32: one neuron, or several distinct ones, along the dominant KKT points of the layer that has the
    /// most dominant one.
    /// </summary>
    private (UntrainedGrowth Growth, ScaleChoice Choice) AddNeurons(
        PursuitState state, IReadOnlyList<KktPoint> points, int hiddenLayer, LayerCorrelations[] searched, GrowthScale scales)
    {
        NetworkShape shape = state.Network.Shape.WithNeurons(hiddenLayer, points.Count);
        ISumObjective objective = Objective(shape);
        ScaleChoice choice = scales.Choose( // C.1.1
            scales.Relative * state.Network.Norm,
            scales.Reductions,
            state.Loss,
            scale => LossOf(objective, WithNeurons(state.Network, hiddenLayer, points, scale)));
        PursuitIterationKind kind = points.Count == 1 ? PursuitIterationKind.Neuron : PursuitIterationKind.SeveralNeurons;
        var growth = new UntrainedGrowth(
            WithNeurons(state.Network, hiddenLayer, points, choice.Delta), kind, points[0].Value, searched); // lines 29-32
        return (growth, choice);
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

        LayerCorrelations[] searched = [.. points.Select((found, layer) => LayerCorrelations.Of(layer, found))];
        _work.Spend(searched, network);
        return (best < 0 ? [] : DistinctPoints.Take(points[best], DescentCertificate.NeuronsPerGrowth(options)), best, searched);

        void SearchLayer(int hiddenLayer)
        {
            INcfObjective correlation = data.NeuronCorrelation(network, hiddenLayer, cancellationToken);
            points[hiddenLayer] = Search(correlation, options.MaximizerOf(hiddenLayer), iteration, hiddenLayer + 1, points.Length);
        }
    }

    /// <summary>H starts, best first; the stream depends on seed, iteration and layer and on nothing else.</summary>
    private IReadOnlyList<KktPoint> Search(INcfObjective correlation, INcfMaximizer maximizer, int iteration, int layer, int searches = 1)
    {
        ulong seed = RandomStream.Derive(RandomStream.Derive(options.Seed, (ulong)iteration), (ulong)layer);
        return SketchedSearch.Run(maximizer, correlation, new NcfSearch(_work.Starts(options.Restarts, correlation, searches), seed), cancellationToken);
    }

    private TrainedGrowth Train(UntrainedGrowth growth, IWeightOptimizer optimizer)
    {
        NetworkShape shape = growth.Network.Shape;
        OptimizationLimits limits = _work.Limits(metrics.LossAtOrigin, shape, growth.Kind == PursuitIterationKind.FirstFit);
        OptimizationResult result = NetworkTraining.Run(
            options, optimizer, Objective(shape), growth.Network, limits, cancellationToken);
        _work.Spend(growth.Evaluations + result.Evaluations, shape);
        return new TrainedGrowth(growth, result);
    }

    private bool IsOutOfWork(PursuitState state)
    {
        _work.Begin(state.History);
        return _work.IsExhausted;
    }

    private ISumObjective Objective(NetworkShape shape) => data.TrainingObjective(shape, options.WeightDecay, cancellationToken);

    private bool ReachesTarget(TrainedGrowth trained) =>
        metrics.ErrorOf(data, trained.Network, cancellationToken) <= options.TargetError;

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
}

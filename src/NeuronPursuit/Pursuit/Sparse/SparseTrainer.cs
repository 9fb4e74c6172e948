using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>Grows networks by proposals, trains them on one part of the data and judges them by the other.</summary>
internal sealed class SparseTrainer(
    HoldOut data, PursuitOptions options, WorkBudget budget, CancellationToken cancellationToken)
{
    public HoldOut Data => data;

    public WorkBudget Budget => budget;

    /// <summary>Inserts a proposal with small weights and trains it for a limited number of iterations.</summary>
    /// <param name="state">What grows; null for a first fit.</param>
    /// <param name="proposal">How it grows.</param>
    /// <param name="iterations">Iterations of the optimiser.</param>
    public SparseState Try(SparseState? state, Proposal proposal, int iterations) =>
        proposal.Kind == PursuitIterationKind.Chain ? TryChain(state!, proposal, iterations) : TryNeurons(state, proposal, iterations);

    /// <summary>Trains a network further; the last iteration of the history tells the outcome.</summary>
    public SparseState Train(SparseState state, int iterations)
    {
        Network network = state.Network.Clone();
        ISumObjective objective = data.TrainingOn(state.Inputs).TrainingObjective(network.Shape, options.WeightDecay, cancellationToken);
        OptimizationResult result = Minimize(objective, network, iterations);
        PursuitIteration last = state.History[^1];
        PursuitIteration updated = Describe(network, state.Inputs, result, last) with
        {
            Evaluations = last.Evaluations + result.Evaluations,
        };
        return new SparseState(
            network, state.Inputs, result.Value, updated.ValidationError!.Value, state.SampleCount, [.. state.History.SkipLast(1), updated]);
    }

    /// <summary>Trains what a pruning has left and appends the iteration.</summary>
    public SparseState Retrain(SparseState previous, Network changed, int[] inputs, int iterations)
    {
        ISumObjective objective = data.TrainingOn(inputs).TrainingObjective(changed.Shape, options.WeightDecay, cancellationToken);
        OptimizationResult result = Minimize(objective, changed, iterations);
        return Finish(previous.History, previous.Network, changed, inputs, result, PursuitIterationKind.Pruning, 0);
    }

    /// <summary>A finished network as a state, with nothing trained.</summary>
    public SparseState StateOf(Network network, int[] inputs, IReadOnlyList<PursuitIteration> history)
    {
        ISumObjective objective = data.TrainingOn(inputs).TrainingObjective(network.Shape, options.WeightDecay, cancellationToken);
        double loss = objective.Evaluate(network.Parameters, new double[objective.ParameterCount]);
        double error = data.ErrorOf(network, inputs, cancellationToken);
        return new SparseState(network, inputs, loss, error, data.Training.SampleCount, history);
    }

    private SparseState TryNeurons(SparseState? state, Proposal proposal, int iterations)
    {
        Network? before = state is null ? null : NetworkEdits.MoveInputs(state.Network, state.Inputs, proposal.Inputs);
        Network grown = Grown(before, proposal, 0);
        ISumObjective objective = data.TrainingOn(proposal.Inputs).TrainingObjective(grown.Shape, options.WeightDecay, cancellationToken);
        double[] gradient = new double[objective.ParameterCount];
        GrowthScale scales = options.EffectiveGrowthScale;
        double delta = (before is null
            ? scales.Choose(scales.First, scales.FirstReductions, data.TrainingMetrics.LossAtOrigin, LossAt)
            : scales.Choose(scales.Relative * before.Norm, scales.Reductions, state!.Loss, LossAt)).Delta;
        Network network = Grown(before, proposal, delta);
        OptimizationResult result = Minimize(objective, network, iterations);
        return Finish(state?.History ?? [], state?.Network, network, proposal.Inputs, result, proposal.Kind, proposal.Value);

        double LossAt(double scale) => objective.Evaluate(Grown(before, proposal, scale).Parameters, gradient);
    }

    private SparseState TryChain(SparseState state, Proposal proposal, int iterations)
    {
        ILocalPursuitData own = data.TrainingOn(proposal.Inputs);
        Network before = NetworkEdits.MoveInputs(state.Network, state.Inputs, proposal.Inputs);
        (Network network, long evaluations) = new ParallelChain(own, before, options, cancellationToken)
            .Join(proposal.Points[0], state.Loss, (objective, chain, _) => Minimize(objective, chain, iterations));
        OptimizationResult result = Minimize(own.TrainingObjective(network.Shape, options.WeightDecay, cancellationToken), network, iterations);
        result = result with { Evaluations = result.Evaluations + evaluations };
        return Finish(state.History, state.Network, network, proposal.Inputs, result, proposal.Kind, proposal.Value);
    }

    private OptimizationResult Minimize(ISumObjective objective, Network network, int iterations)
    {
        // A thousand stands for what an evaluation costs besides its sums.
        double evaluation = 1000 + PursuitWork.OfEvaluation(network.Shape, data.Training) / 2;
        int affordable = (int)Math.Clamp(budget.Left / evaluation, 1, iterations);
        OptimizationResult result = options.LaterOptimizer.Minimize(
            objective, network.Parameters, new OptimizationLimits(data.TrainingMetrics.LossAtOrigin, affordable), cancellationToken);
        budget.Spend(result.Evaluations * evaluation);
        return result;
    }

    private SparseState Finish(
        IReadOnlyList<PursuitIteration> history,
        Network? before,
        Network network,
        int[] inputs,
        OptimizationResult result,
        PursuitIterationKind kind,
        double correlation)
    {
        int[] widths = network.Shape.HiddenWidths;
        int[] earlier = before?.Shape.HiddenWidths ?? new int[widths.Length];
        PursuitIteration iteration = Describe(network, inputs, result, new PursuitIteration
        {
            Number = history.Count == 0 ? 1 : history[^1].Number + 1,
            Kind = kind,
            AddedNeurons = [.. widths.Zip(earlier, (now, then) => now - then)],
            CorrelationValue = correlation,
            TrainingError = 0,
            Loss = 0,
            HiddenWidths = widths,
            Evaluations = result.Evaluations,
            Elapsed = TimeSpan.Zero,
        });
        return new SparseState(network, inputs, result.Value, iteration.ValidationError!.Value, data.Training.SampleCount, [.. history, iteration]);
    }

    private PursuitIteration Describe(Network network, int[] inputs, OptimizationResult result, PursuitIteration iteration) => iteration.Trained(result, data.TrainingMetrics.LossAtOrigin) with
    {
        TrainingError = data.TrainingErrorOf(network, inputs, cancellationToken),
        Loss = data.TrainingMetrics.ReportedLoss(result.Value),
        ValidationError = data.ErrorOf(network, inputs, cancellationToken),
        Elapsed = budget.Elapsed,
    };

    private Network Grown(Network? before, Proposal proposal, double delta)
    {
        if (before is null)
        {
            Network chain = Network.SingleChain(proposal.Inputs.Length, data.Training.OutputCount, options.Depth, options.Activation);
            TensorPrimitives.Multiply(proposal.Points[0].Weights, delta, chain.Parameters);
            return chain;
        }

        Network network = before;
        for (int k = 0; k < proposal.Points.Count; k++)
        {
            KktPoint point = proposal.Points[k];
            double[] weights = new double[point.Weights.Length];
            TensorPrimitives.Multiply(point.Weights, delta, weights);
            Span<double> incoming = weights.AsSpan(0, point.IncomingCount);
            Span<double> outgoing = weights.AsSpan(point.IncomingCount);
            network = network.AddNeuron(proposal.HiddenLayer, incoming, outgoing);
            if (proposal.Paired[k])
            {
                TensorPrimitives.Negate(incoming, incoming);
                network = network.AddNeuron(proposal.HiddenLayer, incoming, outgoing);
            }
        }

        return network;
    }
}

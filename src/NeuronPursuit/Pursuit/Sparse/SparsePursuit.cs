namespace NeuronPursuit;

/// <summary>
/// The sparse fit: an open pursuit that chooses its inputs, pruning, and rounds of pursuits on the inputs found,
/// until the held-out part is met or nothing improves; then the chosen network is trained on all samples.
/// </summary>
internal sealed class SparsePursuit(
    ILocalPursuitData all, PursuitOptions options, PursuitMetrics metrics, CancellationToken cancellationToken)
{
    private readonly SparseSettings _settings = new();

    /// <summary>Runs the fit.</summary>
    /// <param name="onIteration">Sees the best network after every stage; returns true to stop there.</param>
    public (PursuitState State, PursuitStopReason Reason) Run(Func<PursuitState, bool> onIteration)
    {
        var data = new HoldOut(all, _settings.HoldOutFraction, metrics, RandomStream.Derive(options.Seed, 0));
        var trainer = new SparseTrainer(data, options, cancellationToken);
        var proposals = new SparseProposals(trainer, options, cancellationToken);
        var pursuit = new SupportPursuit(trainer, proposals, _settings, cancellationToken);
        var pruner = new NetworkPruner(trainer, _settings, options.Intercept, cancellationToken);

        SparseState? best = pursuit.Run(null, null, _settings.OpenIterations, Seed(0, 0));
        if (best is null)
        {
            Network zero = Network.SingleChain(all.InputCount, all.OutputCount, options.Depth, options.Activation);
            return (new PursuitState(zero, metrics.LossAtOrigin, 0, []), PursuitStopReason.NoPositiveCorrelation);
        }

        best = pruner.Prune(best);
        PursuitStopReason reason = PursuitStopReason.ValidationStopped;
        bool stop = onIteration(ToState(best));
        for (int round = 1; round <= _settings.Rounds && !stop && best.ValidationError > _settings.TargetError; round++)
        {
            SparseState before = best;
            for (int k = 0; k < _settings.FixedPursuits && best.ValidationError > _settings.TargetError; k++)
            {
                if (pursuit.Run(null, before.Inputs, _settings.FixedIterations, Seed(round, k + 1)) is { } candidate)
                {
                    best = Better(best, pruner.Prune(candidate));
                }
            }

            if (best.ValidationError > _settings.TargetError
                && pursuit.Run(best, null, _settings.OpenIterations, Seed(round, 0)) is { } reopened)
            {
                best = Better(best, pruner.Prune(reopened));
            }

            stop = onIteration(ToState(best));
            bool sameInputs = best.Inputs.AsSpan().SequenceEqual(before.Inputs);
            if (sameInputs && best.ValidationError > 0.98 * before.ValidationError)
            {
                break;
            }
        }

        if (best.ValidationError <= _settings.TargetError)
        {
            reason = PursuitStopReason.TargetReached;
        }
        else if (stop)
        {
            reason = PursuitStopReason.ConditionMet;
        }

        return (Refit(best), reason);
    }

    /// <summary>The lowest held-out error; among those that meet the target the fewest parameters.</summary>
    private SparseState Better(SparseState one, SparseState other)
    {
        bool oneMeets = one.ValidationError <= _settings.TargetError;
        bool otherMeets = other.ValidationError <= _settings.TargetError;
        if (oneMeets && otherMeets && one.ParameterCount != other.ParameterCount)
        {
            return one.ParameterCount < other.ParameterCount ? one : other;
        }

        return other.ValidationError < one.ValidationError ? other : one;
    }

    private ulong Seed(int round, int pursuit) =>
        RandomStream.Derive(RandomStream.Derive(RandomStream.Derive(options.Seed, 1), (ulong)round), (ulong)pursuit);

    /// <summary>Trains on all samples, the held-out ones included: nothing is left to choose.</summary>
    private PursuitState Refit(SparseState state)
    {
        ILocalPursuitData data = all.SelectInputs(state.Inputs);
        Network network = state.Network.Clone();
        OptimizationResult result = options.LaterOptimizer.Minimize(
            data.TrainingObjective(network.Shape, cancellationToken),
            network.Parameters,
            new OptimizationLimits(metrics.LossAtOrigin, _settings.TrainingIterations),
            cancellationToken);
        PursuitIteration last = state.History[^1];
        var iteration = last with
        {
            Number = last.Number + 1,
            Kind = PursuitIterationKind.Refit,
            AddedNeurons = new int[last.HiddenWidths.Count],
            CorrelationValue = 0,
            TrainingError = metrics.RelativeError(data.SquaredResiduals(network, cancellationToken)),
            Loss = metrics.ReportedLoss(result.Value),
            Evaluations = result.Evaluations,
        };
        return new PursuitState(OnAllInputs(network, state.Inputs), result.Value, 0, [.. state.History, iteration]);
    }

    private PursuitState ToState(SparseState state) =>
        new(OnAllInputs(state.Network, state.Inputs), state.Loss, 0, state.History);

    private Network OnAllInputs(Network network, int[] inputs) =>
        NetworkEdits.MoveInputs(network, inputs, [.. Enumerable.Range(0, all.InputCount)]);
}

namespace NeuronPursuit;

/// <summary>
/// The sparse fit: an open pursuit that chooses its inputs, pruning, and rounds of pursuits on the inputs found,
/// until the held-out part is met or nothing improves; then the chosen network is trained on all samples
/// (docs/adr/0011).
/// </summary>
/// <param name="all">The data.</param>
/// <param name="options">The options.</param>
/// <param name="metrics">Errors and losses in the caller's units.</param>
/// <param name="cancellationToken">Cancels.</param>
/// <param name="budget">The bound on the work; null for the one of <see cref="SparseSettings"/>.</param>
internal sealed class SparsePursuit(
    ILocalPursuitData all,
    PursuitOptions options,
    PursuitMetrics metrics,
    CancellationToken cancellationToken,
    WorkBudget? budget = null)
{
    private readonly SparseSettings _settings = new()
    {
        HoldOutFraction = options.ValidationFraction,
        Patience = options.ValidationPatience,
        TargetError = 2 * options.TargetError,
    };

    private readonly WorkBudget _budget = budget ?? new(SparseSettings.MaxOperations);
    private bool _hasNoSignal;

    /// <summary>Runs the fit.</summary>
    /// <param name="onIteration">Sees the best network after every stage; returns true to stop there.</param>
    public (PursuitState State, PursuitStopReason Reason) Run(Func<PursuitState, bool> onIteration)
    {
        SparseState? best = null;
        bool stop = false;
        for (int split = 0; split < _settings.Splits && !stop && !_budget.IsExhausted && !_hasNoSignal && !IsSolved(best); split++)
        {
            SparseState? candidate = RunOn(split, state => stop = onIteration(ToState(state)));
            best = best is null || (candidate is not null && IsBetter(candidate, best)) ? candidate : best;
        }

        if (best is null || _hasNoSignal)
        {
            Network zero = Network.SingleChain(all.InputCount, all.OutputCount, options.Depth, options.Activation);
            return (
                new PursuitState(zero, metrics.LossAtOrigin, 0, []),
                _hasNoSignal ? PursuitStopReason.NoSignal : PursuitStopReason.NoPositiveCorrelation);
        }

        PursuitStopReason reason = IsSolved(best) ? PursuitStopReason.TargetReached
            : stop ? PursuitStopReason.ConditionMet
            : _budget.IsExhausted ? PursuitStopReason.WorkLimit
            : PursuitStopReason.ValidationStopped;
        return (FinalRefit.Run(all, best, options with { InputsPerNeuron = null }, metrics, cancellationToken), reason);
    }

    /// <summary>One split of the samples: an open pursuit, then rounds on the inputs that it found.</summary>
    private SparseState? RunOn(int split, Func<SparseState, bool> onStage)
    {
        ulong seed = RandomStream.Derive(options.Seed, (ulong)split);
        var data = new HoldOut(all, _settings.HoldOutFraction, metrics, RandomStream.Derive(seed, 0));
        var trainer = new SparseTrainer(data, options, _budget, cancellationToken);
        var proposals = new SparseProposals(trainer, options, cancellationToken);
        var pursuit = new SupportPursuit(trainer, proposals, _settings, cancellationToken);
        var pruner = new NetworkPruner(trainer, _settings, options.Intercept, cancellationToken);

        SparseState? best = pursuit.Run(null, null, _settings.OpenIterations, Seed(0, 0));
        if (best is null)
        {
            return null;
        }

        // A held-out error this low is beyond chance, however many trials it was chosen from.
        if (split == 0 && options.SignalGate && best.ValidationError > _settings.GateAbove * data.ErrorOfMean)
        {
            _hasNoSignal = !new SignalGate(all, options, cancellationToken).HasSignal();
            if (_hasNoSignal)
            {
                return null;
            }
        }

        best = pruner.Prune(best);
        bool stop = onStage(best);
        for (int round = 1; round <= _settings.Rounds && !stop && !_budget.IsExhausted && !IsSolved(best); round++)
        {
            SparseState before = best;
            for (int k = 0; k < _settings.FixedPursuits && !IsSolved(best); k++)
            {
                if (pursuit.Run(null, before.Inputs, _settings.FixedIterations, Seed(round, k + 1)) is { } candidate)
                {
                    candidate = pruner.Prune(candidate);
                    best = IsBetter(candidate, best) ? candidate : best;
                }
            }

            if (!IsSolved(best) && pursuit.Run(best, null, _settings.OpenIterations, Seed(round, 0)) is { } reopened)
            {
                reopened = pruner.Prune(reopened);
                best = IsBetter(reopened, best) ? reopened : best;
            }

            stop = onStage(best);
            bool sameInputs = best.Inputs.AsSpan().SequenceEqual(before.Inputs);
            if (sameInputs && best.ValidationError > _settings.RoundGain * before.ValidationError)
            {
                break;
            }
        }

        return best;

        ulong Seed(int round, int pursuitNumber) =>
            RandomStream.Derive(RandomStream.Derive(RandomStream.Derive(seed, 1), (ulong)round), (ulong)pursuitNumber);
    }

    private bool IsSolved(SparseState? state) => state is not null && state.Meets(_settings.TargetError);

    /// <summary>The lowest score; among those that meet the target the fewest parameters.</summary>
    private bool IsBetter(SparseState candidate, SparseState best) =>
        IsSolved(candidate) && IsSolved(best) && candidate.ParameterCount != best.ParameterCount
            ? candidate.ParameterCount < best.ParameterCount
            : candidate.Score(_settings.WeightPenalty) < best.Score(_settings.WeightPenalty);

    private PursuitState ToState(SparseState state) =>
        new(FinalRefit.OnAllInputs(state.Network, state.Inputs, all), state.Loss, 0, state.History);
}

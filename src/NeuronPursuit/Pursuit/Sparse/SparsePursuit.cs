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
/// <param name="budget">The bound on the work; null for <see cref="SparseSettings.MaxOperations"/>.</param>
/// <param name="stages">Keeps finished stages and gives those of an earlier run; null for none.</param>
internal sealed class SparsePursuit(
    ILocalPursuitData all,
    PursuitOptions options,
    PursuitMetrics metrics,
    CancellationToken cancellationToken,
    WorkBudget? budget = null,
    KeptInStore? stages = null)
{
    private readonly SparseSettings _settings = SparseSettings.Of(options);
    private readonly WorkBudget _budget = budget ?? new(SparseSettings.MaxOperations);
    private SparseStages? _stages;
    private bool _hasNoSignal;

    private SparseStages Stages => _stages ??= new SparseStages(stages, _budget);

    /// <summary>Runs the fit.</summary>
    /// <param name="onIteration">
    /// Sees the network of every stage that has found another one, and that of the last training; returns true to stop.
    /// </param>
    public (PursuitState State, PursuitStopReason Reason) Run(Func<PursuitState, bool> onIteration)
    {
        SparseState? best = null;
        bool stop = false;
        for (int split = 0; split < SparseSettings.Splits && !stop && !_budget.IsExhausted && !_hasNoSignal && !IsSolved(best); split++)
        {
            SparseState? candidate = RunOn(split, state => stop = Show(state, onIteration));
            best = best is null || (candidate is not null && IsBetter(candidate, best)) ? candidate : best;
        }

        if (best is null)
        {
            Network zero = Network.SingleChain(all.InputCount, all.OutputCount, options.Depth, options.Activation);
            return (
                new PursuitState(zero, metrics.LossAtOrigin, 0, []),
                _hasNoSignal ? PursuitStopReason.NoSignal : PursuitStopReason.NoPositiveCorrelation);
        }

        // At most as long as all that came before.
        PursuitOptions bounded = options with { MaxOperations = 2 * SparseSettings.MaxOperations };
        PursuitState refitted = FinalRefit.Run(all, best, bounded, metrics, cancellationToken) with { Place = PlaceOf(PursuitPhase.LastTraining) };
        onIteration(refitted);
        PursuitStopReason reason =
            IsSolved(best) && refitted.History[^1].TrainingError <= options.TargetError ? PursuitStopReason.TargetReached
            : IsSolved(best) ? PursuitStopReason.ValidationStopped
            : stop ? PursuitStopReason.ConditionMet
            : _budget.IsExhausted ? PursuitStopReason.WorkLimit
            : PursuitStopReason.ValidationStopped;
        return (refitted, reason);
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

        SparseState? best = Stages.Run(() => pursuit.Run(null, null, SparseSettings.OpenIterations, Seed(0, 0)));
        if (best is null)
        {
            return null;
        }

        if (split == 0 && options.SignalGate && !IsBeyondChance(best, data))
        {
            best = Stages.Run(() => new SignalGate(all, options, cancellationToken).HasSignal() ? best : null);
            if (best is null)
            {
                _hasNoSignal = true;
                return null;
            }
        }

        best = Stages.Run(() => pruner.Prune(best))!;
        bool stop = onStage(best);
        for (int round = 1; round <= SparseSettings.Rounds && !stop && !_budget.IsExhausted && !IsSolved(best); round++)
        {
            SparseState before = best;
            for (int k = 0; k < SparseSettings.FixedPursuits && !IsSolved(best); k++)
            {
                ulong own = Seed(round, k + 1);
                if (Stages.Run(() => Pruned(pursuit.Run(null, before.Inputs, SparseSettings.FixedIterations, own))) is { } candidate)
                {
                    best = IsBetter(candidate, best) ? candidate : best;
                }
            }

            SparseState start = best;
            ulong open = Seed(round, 0);
            if (!IsSolved(best) && Stages.Run(() => Pruned(pursuit.Run(start, null, SparseSettings.OpenIterations, open))) is { } reopened)
            {
                best = IsBetter(reopened, best) ? reopened : best;
            }

            stop = onStage(best);
            bool sameInputs = best.Inputs.AsSpan().SequenceEqual(before.Inputs);
            if (sameInputs && best.ValidationError > SparseSettings.RoundGain * before.ValidationError)
            {
                break;
            }
        }

        return best;

        SparseState? Pruned(SparseState? state) => state is null ? null : pruner.Prune(state);

        ulong Seed(int round, int pursuitNumber) =>
            RandomStream.Derive(RandomStream.Derive(RandomStream.Derive(seed, 1), (ulong)round), (ulong)pursuitNumber);
    }

    /// <summary>
    /// Whether the held-out part shows a signal by itself: less than half of it is left unexplained, and not because one large
    /// value, or one of the few that are not zero, was met by one of the many trials.
    /// </summary>
    private bool IsBeyondChance(SparseState state, HoldOut data) =>
        state.ValidationError <= SparseSettings.GateAbove * data.ErrorOfMean
        && HeldOutEvidence.LogPValue(data.PredictionsOf(state.Network, state.Inputs), data.Validation.CopyTargets()) + Math.Log(SparseSettings.MostTrials)
            <= Math.Log(SparseSettings.ShareOfLevel * options.SignalLevel);

    private bool IsSolved(SparseState? state) => state is not null && state.Meets(_settings.TargetError);

    /// <summary>The lowest score; among those that meet the target the fewest parameters.</summary>
    private bool IsBetter(SparseState candidate, SparseState best) =>
        IsSolved(candidate) && IsSolved(best) && candidate.ParameterCount != best.ParameterCount
            ? candidate.ParameterCount < best.ParameterCount
            : candidate.Score < best.Score;

    /// <summary>Shows a network and the iterations that led to it, unless all of them were shown before.</summary>
    private bool Show(SparseState state, Func<PursuitState, bool> onIteration) => Stages.Show(state) is { } finished && onIteration(
        new PursuitState(FinalRefit.OnAllInputs(state.Network, state.Inputs, all), state.Loss, 0, state.History)
        {
            Finished = finished,
            Place = PlaceOf(PursuitPhase.Pursuit),
        });

    /// <summary>How much of the work that a fit may take is done.</summary>
    private PursuitPlace PlaceOf(PursuitPhase phase) => new(phase, 1, 1, Math.Clamp(_budget.Share, 0, 1));
}

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
internal sealed class SparsePursuit(
    ILocalPursuitData all,
    PursuitOptions options,
    PursuitMetrics metrics,
    CancellationToken cancellationToken,
    WorkBudget? budget = null)
{
    private readonly SparseSettings _settings = SparseSettings.Of(options);
    private readonly HashSet<PursuitIteration> _shown = new(ReferenceEqualityComparer.Instance);
    private readonly WorkBudget _budget = budget ?? new(SparseSettings.MaxOperations);
    private bool _hasNoSignal;
    private (SparseSplit Split, SparseState? State)? _opened;

    /// <summary>Whether a state meets a target error on both parts, given in units of the error that the settings know.</summary>
    public bool Solves(SparseState? state, double unit = 1) => state is not null && state.Meets(_settings.TargetError * unit);

    /// <summary>Whether what a run ended with does.</summary>
    public bool IsSolvedBy(PursuitState state, double unit) => state.History is [.., { ValidationError: { } held, TrainingError: var error }]
        && held <= _settings.TargetError * unit
        && error <= _settings.TargetError * unit;

    /// <summary>
    /// The first pursuit of the first split, which a run begins with, and what its held-out error is multiplied by to compare
    /// fits of different references.
    /// </summary>
    public (SparseState? State, double HeldOutUnit) Open()
    {
        (SparseSplit split, SparseState? state) = Opened();
        return (state, split.Data.HeldOutUnit);
    }

    /// <summary>Runs the fit.</summary>
    /// <param name="onIteration">
    /// Sees the network of every stage that has found another one, and that of the last training; returns true to stop.
    /// </param>
    public (PursuitState State, PursuitStopReason Reason) Run(Func<PursuitState, bool> onIteration)
    {
        SparseState? best = null;
        double heldOutUnit = 0;
        bool stop = false;
        for (int split = 0; split < SparseSettings.Splits && !stop && !_budget.IsExhausted && !_hasNoSignal && !IsSolved(best); split++)
        {
            (SparseState? candidate, double unit) = RunOn(split, state => stop = Show(state, onIteration));
            if (best is null || (candidate is not null && IsBetter(candidate, best)))
            {
                (best, heldOutUnit) = (candidate, unit);
            }
        }

        if (best is null)
        {
            Network zero = Network.SingleChain(all.InputCount, all.OutputCount, options.Depth, options.Activation);
            return (
                new PursuitState(zero, metrics.LossAtOrigin, 0, []),
                _hasNoSignal ? PursuitStopReason.NoSignal : PursuitStopReason.NoPositiveCorrelation);
        }

        PursuitState refitted = FinalRefit.Run(all, best, options, metrics, cancellationToken) with { HeldOutUnit = heldOutUnit };
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
    private (SparseState? State, double HeldOutUnit) RunOn(int split, Func<SparseState, bool> onStage)
    {
        (SparseSplit own, SparseState? best) = split == 0 ? Opened() : Opened(split);
        (HoldOut data, SupportPursuit pursuit, NetworkPruner pruner) = (own.Data, own.Pursuit, own.Pruner);
        double unit = data.HeldOutUnit;
        if (best is null)
        {
            return (null, unit);
        }

        // A held-out error this low is beyond chance, however many trials it was chosen from.
        if (split == 0 && options.SignalGate && best.ValidationError > SparseSettings.GateAbove * data.ErrorOfMean)
        {
            _hasNoSignal = !new SignalGate(all, options, cancellationToken).HasSignal();
            if (_hasNoSignal)
            {
                return (null, unit);
            }
        }

        best = pruner.Prune(best);
        bool stop = onStage(best);
        for (int round = 1; round <= SparseSettings.Rounds && !stop && !_budget.IsExhausted && !IsSolved(best); round++)
        {
            SparseState before = best;
            for (int k = 0; k < SparseSettings.FixedPursuits && !IsSolved(best); k++)
            {
                if (pursuit.Run(null, before.Inputs, SparseSettings.FixedIterations, Seed(round, k + 1)) is { } candidate)
                {
                    candidate = pruner.Prune(candidate);
                    best = IsBetter(candidate, best) ? candidate : best;
                }
            }

            if (!IsSolved(best) && pursuit.Run(best, null, SparseSettings.OpenIterations, Seed(round, 0)) is { } reopened)
            {
                reopened = pruner.Prune(reopened);
                best = IsBetter(reopened, best) ? reopened : best;
            }

            stop = onStage(best);
            bool sameInputs = best.Inputs.AsSpan().SequenceEqual(before.Inputs);
            if (sameInputs && best.ValidationError > SparseSettings.RoundGain * before.ValidationError)
            {
                break;
            }
        }

        return (best, unit);

        ulong Seed(int round, int pursuitNumber) => own.Seed(round, pursuitNumber);
    }

    private (SparseSplit Split, SparseState? State) Opened() => _opened ??= Opened(0);

    /// <summary>Parts the samples, and runs the first pursuit on them.</summary>
    private (SparseSplit Split, SparseState? State) Opened(int split)
    {
        ulong seed = RandomStream.Derive(options.Seed, (ulong)split);
        var data = new HoldOut(all, _settings.HoldOutFraction, metrics, RandomStream.Derive(seed, 0));
        var trainer = new SparseTrainer(data, options, _budget, cancellationToken);
        var proposals = new SparseProposals(trainer, options, cancellationToken);
        var own = new SparseSplit(
            seed,
            data,
            new SupportPursuit(trainer, proposals, _settings, cancellationToken),
            new NetworkPruner(trainer, _settings, options.Intercept, cancellationToken));
        return (own, own.Pursuit.Run(null, null, SparseSettings.OpenIterations, own.Seed(0, 0)));
    }

    private bool IsSolved(SparseState? state) => state is not null && state.Meets(_settings.TargetError);

    /// <summary>The lowest score; among those that meet the target the fewest parameters.</summary>
    private bool IsBetter(SparseState candidate, SparseState best) =>
        IsSolved(candidate) && IsSolved(best) && candidate.ParameterCount != best.ParameterCount
            ? candidate.ParameterCount < best.ParameterCount
            : candidate.Score < best.Score;

    /// <summary>Shows a network and the iterations that led to it, unless all of them were shown before.</summary>
    private bool Show(SparseState state, Func<PursuitState, bool> onIteration)
    {
        int finished = state.History.Count(iteration => !_shown.Contains(iteration));
        _shown.UnionWith(state.History);
        return finished > 0 && onIteration(
            new PursuitState(FinalRefit.OnAllInputs(state.Network, state.Inputs, all), state.Loss, 0, state.History) { Finished = finished });
    }
}

/// <summary>One split of the samples with what works on it.</summary>
/// <param name="Base">The stream of the split.</param>
/// <param name="Data">Both parts.</param>
/// <param name="Pursuit">Grows networks.</param>
/// <param name="Pruner">Makes them smaller.</param>
internal sealed record SparseSplit(ulong Base, HoldOut Data, SupportPursuit Pursuit, NetworkPruner Pruner)
{
    public ulong Seed(int round, int pursuitNumber) =>
        RandomStream.Derive(RandomStream.Derive(RandomStream.Derive(Base, 1), (ulong)round), (ulong)pursuitNumber);
}

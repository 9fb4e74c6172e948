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
    private IEnumerator<SparseState?>? _course;
    private bool _hasNoSignal;
    private bool _wasStopped;
    private SparseState? _best;
    private HoldOut? _judges;
    private readonly List<(SparseState Best, HoldOut Judges)> _shown = [];
    private (HoldOut Data, SparseTrainer Trainer, NetworkPruner Pruner)? _split;

    /// <summary>The best network of the split in progress; null before there is one.</summary>
    public SparseState? Current { get; private set; }

    /// <summary>What held-out errors of <see cref="Current"/> are multiplied by to compare fits of different references.</summary>
    public double CurrentUnit => _split?.Data.HeldOutUnit ?? 0;

    /// <summary>The same for training errors.</summary>
    public double CurrentTrainingUnit => _split?.Data.TrainingUnit ?? 0;

    /// <summary>Whether whoever observes keeps to itself what it is shown, until <see cref="Tell"/>.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>How many iterations of those it was told of later, in this run or an earlier one.</summary>
    public int Told => Stages.Told;

    /// <summary>Keeps that an observer is told of so many iterations.</summary>
    public void Tell(int iterations) => Stages.Tell(iterations);

    private SparseStages Stages => _stages ??= new SparseStages(stages, _budget);

    /// <summary>Whether a network meets the target error on both parts; a unit turns it into another reference of errors.</summary>
    public bool Solves(SparseState? state, double unit = 1) => state is not null && state.Meets(_settings.TargetError * unit);

    /// <summary>Whether what a run ended with does.</summary>
    public bool IsSolvedBy(PursuitState state, double unit) => state.History is [.., { ValidationError: { } held, TrainingError: var error }]
        && held <= _settings.TargetError * unit
        && error <= _settings.TargetError * unit;

    /// <summary>Runs the fit, or what is left of it.</summary>
    /// <param name="onIteration">
    /// Sees the network of every stage that has found another one, and that of the last training; returns true to stop.
    /// </param>
    public (PursuitState State, PursuitStopReason Reason) Run(Func<PursuitState, bool> onIteration)
    {
        while (Advance(onIteration))
        {
        }

        if (_best is null)
        {
            Network zero = Network.SingleChain(all.InputCount, all.OutputCount, options.Depth, options.Activation);
            return (
                new PursuitState(zero, metrics.LossAtOrigin, 0, []),
                _hasNoSignal ? PursuitStopReason.NoSignal : PursuitStopReason.NoPositiveCorrelation);
        }

        // At most as long as all that came before.
        PursuitOptions bounded = options with { MaxOperations = 2 * SparseSettings.MaxOperations };
        SparseState best = _best;

        // What the caller's condition has stopped may go on with another stage.
        SparseState refit = _wasStopped ? Refitted(best, bounded) : Stages.Run(() => Refitted(best, bounded))!;
        var refitted = new PursuitState(FinalRefit.OnAllInputs(refit.Network, refit.Inputs, all), refit.Loss, 0, refit.History)
        {
            Finished = _wasStopped ? 1 : Stages.Show(refit, IsQuiet) is { } finished ? Math.Min(finished, 1) : 0,
            Place = PlaceOf(PursuitPhase.LastTraining),
            HeldOutUnit = _judges!.HeldOutUnit,
            HeldOut = HeldOutResiduals.Of(_judges, best),
        };
        onIteration(refitted);
        PursuitStopReason reason =
            IsSolved(_best) && refitted.History[^1].TrainingError <= options.TargetError ? PursuitStopReason.TargetReached
            : IsSolved(_best) ? PursuitStopReason.ValidationStopped
            : _wasStopped ? PursuitStopReason.ConditionMet
            : _budget.IsExhausted ? PursuitStopReason.WorkLimit
            : PursuitStopReason.ValidationStopped;
        return (refitted, reason);
    }

    /// <summary>
    /// Takes over what the same fit with an offset has found in the split in progress, without the constant: where that meets the
    /// target as well, nothing is left to search.
    /// </summary>
    /// <param name="other">The fit with an offset.</param>
    /// <param name="unit">What turns the target error into that of the fit with an offset.</param>
    /// <param name="onIteration">Sees the network that is taken over; returns true to stop.</param>
    public bool Adopts(SparsePursuit other, double unit, Func<PursuitState, bool> onIteration)
    {
        if (_split is not { } split || other.Current is not { Inputs.Length: > 1 } found)
        {
            return false;
        }

        if (Stages.Run(Adopted) is not { } adopted)
        {
            return false;
        }

        (_best, _judges) = (adopted, split.Data);
        _course = Enumerable.Empty<SparseState?>().GetEnumerator();
        _wasStopped = Show(_best, onIteration);
        return true;

        SparseState? Adopted()
        {
            int[] inputs = found.Inputs[..^1];
            SparseState inOwnUnits = found with
            {
                History = [.. found.History.Select(iteration => iteration with
                {
                    TrainingError = iteration.TrainingError * other.CurrentTrainingUnit / CurrentTrainingUnit,
                    ValidationError = iteration.ValidationError * other.CurrentUnit / CurrentUnit,
                })],
            };
            Network network = NetworkEdits.MoveInputs(found.Network, found.Inputs, inputs);
            SparseState trained = split.Trainer.Retrain(inOwnUnits, network, inputs, SparseSettings.TrainingIterations);
            return Solves(trained, unit) ? split.Pruner.Prune(trained) : null;
        }
    }

    /// <summary>Ends the search where it was at a network that was shown: the caller's condition holds for one that it was told of later.</summary>
    /// <param name="shown">Which of those that were shown, from 0.</param>
    public void EndAt(int shown)
    {
        (_best, _judges) = _shown[shown];
        _course = Enumerable.Empty<SparseState?>().GetEnumerator();
        _wasStopped = true;
    }

    /// <summary>Runs a part of it: the open pursuit of a split, or a round on the inputs that it found.</summary>
    /// <returns>Whether there was one left.</returns>
    public bool Advance(Func<PursuitState, bool> onIteration)
    {
        _course ??= Course();
        if (!_course.MoveNext())
        {
            return false;
        }

        Current = _course.Current;
        _wasStopped = Current is not null && Show(Current, onIteration);
        return true;
    }

    /// <summary>All parts; what they find is <see cref="_best"/> when a split ends.</summary>
    private IEnumerator<SparseState?> Course()
    {
        for (int split = 0; split < options.SparseSplits && !_wasStopped && !_budget.IsExhausted && !_hasNoSignal && !IsSolved(_best); split++)
        {
            SparseState? candidate = null;
            foreach (SparseState? found in CourseOf(split))
            {
                candidate = found;
                yield return found;
            }

            if (candidate is not null)
            {
                (_best, _judges) = BestWith(candidate);
            }
        }
    }

    /// <summary>What is kept if the split in progress ends with a network.</summary>
    private (SparseState Best, HoldOut Judges) BestWith(SparseState candidate) =>
        _best is null || IsBetter(candidate, _best) ? (candidate, _split!.Value.Data) : (_best, _judges!);

    /// <summary>One split of the samples: an open pursuit, then rounds on the inputs that it found.</summary>
    private IEnumerable<SparseState?> CourseOf(int split)
    {
        ulong seed = RandomStream.Derive(options.Seed, (ulong)split);
        var data = new HoldOut(all, _settings.HoldOutFraction, metrics, RandomStream.Derive(seed, 0));
        var trainer = new SparseTrainer(data, options, _budget, cancellationToken);
        var proposals = new SparseProposals(trainer, options, cancellationToken);
        var pursuit = new SupportPursuit(trainer, proposals, _settings, cancellationToken);
        var pruner = new NetworkPruner(trainer, _settings, options.Intercept, cancellationToken);
        _split = (data, trainer, pruner);

        SparseState? best = Stages.Run(() => pursuit.Run(null, null, SparseSettings.OpenIterations, Seed(0, 0)));
        if (best is null)
        {
            yield break;
        }

        if (split == 0 && options.SignalGate && !IsBeyondChance(best, data))
        {
            SparseState judged = best;
            best = Stages.Run(() => new SignalGate(all, options, cancellationToken).HasSignal() ? judged : null);
            if (best is null)
            {
                _hasNoSignal = true;
                yield break;
            }
        }

        SparseState whole = best;
        best = Stages.Run(() => pruner.Prune(whole))!;
        yield return best;
        for (int round = 1; round <= SparseSettings.Rounds && !_wasStopped && !_budget.IsExhausted && !IsSolved(best); round++)
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

            yield return best;
            bool sameInputs = best.Inputs.AsSpan().SequenceEqual(before.Inputs);
            if (sameInputs && best.ValidationError > SparseSettings.RoundGain * before.ValidationError)
            {
                break;
            }
        }

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
        && HeldOutEvidence.LogPValue(data.PredictionsOf(state.Network, state.Inputs), data.Validation.CopyTargets()) + PortableMath.Log(SparseSettings.MostTrials)
            <= PortableMath.Log(SparseSettings.ShareOfLevel * options.SignalLevel);

    private bool IsSolved(SparseState? state) => state is not null && state.Meets(_settings.TargetError);

    /// <summary>The lowest score; among those that meet the target the fewest parameters.</summary>
    private bool IsBetter(SparseState candidate, SparseState best) =>
        IsSolved(candidate) && IsSolved(best) && candidate.ParameterCount != best.ParameterCount
            ? candidate.ParameterCount < best.ParameterCount
            : candidate.Score < best.Score;

    /// <summary>The chosen network, trained on all samples.</summary>
    private SparseState Refitted(SparseState chosen, PursuitOptions bounded)
    {
        PursuitState refitted = FinalRefit.Run(all, chosen, bounded, metrics, cancellationToken);
        Network network = NetworkEdits.MoveInputs(refitted.Network, [.. Enumerable.Range(0, all.InputCount)], chosen.Inputs);
        return chosen with { Network = network, Loss = refitted.Loss, SampleCount = all.SampleCount, History = refitted.History };
    }

    /// <summary>Shows a network and the iterations that led to it, unless all of them were shown before.</summary>
    private bool Show(SparseState state, Func<PursuitState, bool> onIteration)
    {
        if (Stages.Show(state, IsQuiet) is not { } finished)
        {
            return false;
        }

        _shown.Add(BestWith(state));
        return onIteration(new PursuitState(FinalRefit.OnAllInputs(state.Network, state.Inputs, all), state.Loss, 0, state.History)
        {
            Finished = finished,
            Place = PlaceOf(PursuitPhase.Pursuit),
        });
    }

    /// <summary>How much of the work that a fit may take is done.</summary>
    private PursuitPlace PlaceOf(PursuitPhase phase) => new(phase, 1, 1, Math.Clamp(_budget.Share, 0, 1));
}

namespace NeuronPursuit;

/// <summary>
/// Several pursuits, each with another cyclic window of the samples held out, whose networks are averaged. On the first
/// windows kinds of networks and strengths of weight decay compete by their mean held-out loss; the better half goes on
/// from window to window (docs/adr/0024).
/// </summary>
internal sealed class PursuitBag
{
    private readonly BagData _data;
    private readonly BagSettings _settings;
    private readonly PursuitOptions[] _candidates;
    private readonly int _members;
    private readonly BagProgress _progress;
    private readonly BagRuns _runs;
    private readonly CancellationToken _cancellationToken;
    private BagMember[] _trials = [];

    /// <param name="all">All samples.</param>
    /// <param name="validation">Samples of the caller's that judge in the place of windows, or null.</param>
    /// <param name="options">What a member runs, and among what it chooses.</param>
    /// <param name="metrics">The units of the targets.</param>
    /// <param name="parallelMembers">How many run at once; the result does not depend on it.</param>
    /// <param name="store">Keeps finished members and gives those of an earlier run; null for none.</param>
    /// <param name="cancellationToken">Cancels; what has finished is kept.</param>
    /// <param name="settings">The numbers of the bag.</param>
    /// <param name="engine">Runs the members; null for this process.</param>
    public PursuitBag(
        ILocalPursuitData all,
        ILocalPursuitData? validation,
        PursuitOptions options,
        PursuitMetrics metrics,
        int parallelMembers,
        IMemberStore? store,
        CancellationToken cancellationToken,
        BagSettings? settings = null,
        IBagEngine? engine = null)
    {
        _cancellationToken = cancellationToken;
        _settings = (settings ?? new BagSettings()).For(all.OutputCount);
        _members = options.Members ?? 1;
        _candidates = BagCandidates.Of(options, all.OutputCount);
        int[] order = HoldOut.Shuffled(all.SampleCount, RandomStream.Derive(options.Seed, SeedCoordinates.HoldOut));
        ILocalPursuitData competed = _candidates.Length == 1 || all.SampleCount <= _settings.SelectionSamples
            ? all
            : all.SelectSamples(order.AsSpan(0, _settings.SelectionSamples));
        _data = new BagData(all, competed, order, validation, metrics);
        int kinds = _candidates.Select(candidate => (candidate.Depth, candidate.Activation)).Distinct().Count();
        _progress = new BagProgress(
            _candidates.Length, kinds, _members, options.MaxIterations, _settings, competed.SampleCount, all.SampleCount);
        _runs = new BagRuns(
            _data, _candidates, _members, options.Seed, _settings, _progress, parallelMembers, store, engine, cancellationToken);
    }

    /// <summary>Runs one member by itself.</summary>
    public ValidatedResult RunMember(BagJob job, Func<PursuitState, bool> onIteration) => _runs.RunMember(job, onIteration);

    /// <summary>Runs everything, or what comes before the caller's condition or cancellation.</summary>
    /// <exception cref="OperationCanceledException">The bag was cancelled before its first member had finished.</exception>
    public PursuitOutcome Run(Func<PursuitState, bool> onIteration)
    {
        BagMember[] kept;
        PursuitStopReason? interrupted = null;
        try
        {
            kept = RunMembers(onIteration);
            interrupted = _runs.WasStopped ? PursuitStopReason.ConditionMet : null;
        }
        catch (OperationCanceledException) when (_runs.Finished().Length + _trials.Length > 0)
        {
            (kept, interrupted) = (BestSoFar(), PursuitStopReason.Canceled);
        }

        HeldOutResiduals heldOut = ResidualsOf(kept);
        PursuitState first = kept[0].Result.State with { HeldOut = heldOut };
        bool isZero = first.History.Count == 0 || first.Kept == 0;
        if (_members == 1 && _data.Validation is null && interrupted is null && !isZero)
        {
            int before = first.History.Count;
            try
            {
                PursuitOptions own = _candidates[kept[0].Settings] with { MaxOperations = _settings.ShareOfRefit * _settings.MemberOperations };
                first = FinalRefit.Run(_data.All, first.Network, first.History, own, _data.Metrics, _cancellationToken);
                first = RobustRefit.Run(_data.All, first, own, _data.Metrics, _cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return Outcome(kept, [first.Network], first, PursuitStopReason.Canceled);
            }

            first = first with { HeldOut = heldOut };
            onIteration(first with { Place = _progress.LastTraining(), Finished = first.History.Count - before });
            return Outcome(kept, [first.Network], first, kept[0].Result.Reason);
        }

        return Outcome(kept, [.. kept.Select(member => member.Result.State.Network)], first, interrupted ?? kept[0].Result.Reason);
    }

    /// <summary>For a single network, which is trained again on all samples, those of its kind on all windows that were tried.</summary>
    private HeldOutResiduals ResidualsOf(BagMember[] kept)
    {
        BagMember[] members = _members > 1 || _data.Validation is not null
            ? kept
            : [.. _runs.Finished().Where(member => (member.Settings, member.IsTrial) == (kept[0].Settings, kept[0].IsTrial))];
        HeldOutResiduals residuals = BagResiduals.Of(members is [] ? kept : members, _runs, _data.Validation is not null, _candidates[0].Link);
        return _members > 1 ? residuals : residuals with { Spreads = null };
    }

    /// <summary>What has finished; the time is for the fit to say.</summary>
    private PursuitOutcome Outcome(BagMember[] kept, Network[] networks, PursuitState first, PursuitStopReason reason) =>
        new(networks, first, reason)
        {
            Ensemble = new PursuitEnsemble
            {
                Members = _progress.Members,
                FinishedMembers = _progress.FinishedMembers,
                Trials = _progress.Trials,
                FinishedTrials = _progress.FinishedTrials,
                StopReasons = [.. kept.Select(member => member.Result.Reason)],
                Depths = [.. networks.Select(network => network.Shape.Depth)],
                Elapsed = TimeSpan.Zero,
            },
        };

    private BagMember[] RunMembers(Func<PursuitState, bool> onIteration)
    {
        int[] survivors = [.. Enumerable.Range(0, _candidates.Length)];
        int window = 0;
        for (; window < _settings.SelectionWindows && survivors.Length > 1; window++)
        {
            int before = _progress.FinishedTrials;
            _runs.RunAll(survivors, [window], _settings.SelectionOperations, onIteration, isTrial: true, (place, _) => before + place + 1);
            if (_runs.WasStopped)
            {
                return BestSoFar();
            }

            Dictionary<int, double> losses = MeanLosses();
            survivors = [.. survivors.OrderBy(index => losses[index]).ThenBy(index => index).Take(_settings.SurvivorsOf(survivors.Length))];
        }

        int[] chosen = survivors.Length == 1 ? survivors : Choose(survivors);
        if (!ReferenceEquals(_data.Competed, _data.All))
        {
            window = 0;
            WeakenDecay(chosen);
        }

        if (window == 0 || _runs.Finished().Any(member => chosen.Contains(member.Settings) && member.Result.Reason == PursuitStopReason.WorkLimit))
        {
            // A member has more work than a trial: those that ran out of it, or saw a part of the samples, start anew.
            window = 0;
            _trials = _runs.Finished();
            _runs.Clear();
        }

        int remaining = Math.Max(0, _members - window);
        _progress.Choose(
            _members == 1 ? 1 : chosen.Length * _members,
            Math.Min(_members, window) * chosen.Length,
            chosen.Length * remaining);
        double operations = _settings.MemberOperations * Math.Min(_settings.LargestShare, 1.0 / Math.Max(1, chosen.Length * remaining));
        _runs.RunAll(
            chosen,
            [.. Enumerable.Range(window, remaining)],
            operations,
            onIteration,
            isTrial: false,
            (_, job) => Array.IndexOf(chosen, job.Settings) * _members + job.Window + 1); // as in the model
        if (_runs.WasStopped)
        {
            return BestSoFar();
        }

        // A single network comes from the window on which it did best; a bag has one from every window.
        return _members == 1
            ? [_runs.Finished().Where(member => member.Settings == chosen[0]).MinBy(member => member.HeldOutLoss)!]
            : [.. _runs.Finished().Where(member => chosen.Contains(member.Settings) && member.Window < _members)
                .OrderBy(member => Array.IndexOf(chosen, member.Settings)).ThenBy(member => member.Window)];
    }

    /// <summary>
    /// After a part of the samples has chosen: the same penalty of a weight stands beside the sum of more losses, so that
    /// its strength beside their mean is smaller.
    /// </summary>
    private void WeakenDecay(int[] chosen)
    {
        foreach (int index in chosen)
        {
            PursuitOptions candidate = _candidates[index];
            _candidates[index] = candidate with { WeightDecay = candidate.WeightDecay * _data.Competed.SampleCount / _data.All.SampleCount };
        }
    }

    /// <summary>The members of the settings that have come furthest, of these the ones with the lowest loss.</summary>
    private BagMember[] BestSoFar() => [.. (_runs.Finished() is { Length: > 0 } members ? members : _trials)
        .GroupBy(member => member.Settings)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Average(member => member.HeldOutLoss))
        .First()];

    private Dictionary<int, double> MeanLosses() => _runs.Finished()
        .GroupBy(member => member.Settings)
        .ToDictionary(group => group.Key, group => group.Average(member => member.HeldOutLoss));

    /// <summary>The best strength of decay of each kind of network that is nearly as good as the best, best first.</summary>
    private int[] Choose(int[] survivors)
    {
        Dictionary<int, double> losses = MeanLosses();
        int[] best = [.. survivors
            .GroupBy(index => (_candidates[index].Depth, _candidates[index].Activation))
            .Select(group => group.MinBy(index => losses[index]))
            .OrderBy(index => losses[index]).ThenBy(index => index)];
        return _members == 1
            ? [best[0]]
            : [.. best.Where(index => losses[index] <= _settings.VariantTolerance * losses[best[0]])];
    }
}

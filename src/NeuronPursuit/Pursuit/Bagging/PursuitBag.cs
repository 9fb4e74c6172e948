namespace NeuronPursuit;

/// <summary>
/// Several pursuits, each with another cyclic window of the samples held out, whose networks are averaged. On the first
/// windows kinds of networks and strengths of weight decay compete by their mean held-out loss; the better half goes on
/// from window to window (docs/adr/0024).
/// </summary>
internal sealed partial class PursuitBag
{
    private readonly ILocalPursuitData _all;
    private readonly ILocalPursuitData? _validation;
    private readonly PursuitMetrics _metrics;
    private readonly IMemberStore? _store;
    private readonly IBagEngine? _engine;
    private readonly BagSettings _settings;
    private readonly int _parallelMembers;
    private readonly CancellationToken _cancellationToken;
    private readonly int _members;
    private readonly ulong _seed;
    private readonly PursuitOptions[] _candidates;
    private readonly int[] _order;
    private readonly ILocalPursuitData _competed;
    private readonly List<BagMember> _finished = [];
    private readonly BagProgress _progress;
    private BagMember[] _trials = [];
    private readonly Lock _lock = new();
    private bool _stopped;

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
        (_all, _validation, _metrics, _parallelMembers, _cancellationToken) = (all, validation, metrics, parallelMembers, cancellationToken);
        (_store, _engine) = (store, engine);
        _settings = (settings ?? new BagSettings()).For(all.OutputCount);
        _members = options.Members ?? 1;
        _seed = options.Seed;
        _order = HoldOut.Shuffled(all.SampleCount, RandomStream.Derive(options.Seed, SeedCoordinates.HoldOut));
        _candidates = BagCandidates.Of(options, all.OutputCount);
        _competed = _candidates.Length == 1 || all.SampleCount <= _settings.SelectionSamples
            ? all
            : all.SelectSamples(_order.AsSpan(0, _settings.SelectionSamples));
        int kinds = _candidates.Select(candidate => (candidate.Depth, candidate.Activation)).Distinct().Count();
        _progress = new BagProgress(
            _candidates.Length, kinds, _members, options.MaxIterations, _settings, _competed.SampleCount, all.SampleCount);
    }

    /// <summary>Runs everything, or what comes before the caller's condition or cancellation.</summary>
    /// <exception cref="OperationCanceledException">The bag was cancelled before its first member had finished.</exception>
    public PursuitOutcome Run(Func<PursuitState, bool> onIteration)
    {
        BagMember[] kept;
        PursuitStopReason? interrupted = null;
        try
        {
            kept = RunMembers(onIteration);
            interrupted = _stopped ? PursuitStopReason.ConditionMet : null;
        }
        catch (OperationCanceledException) when (_finished.Count + _trials.Length > 0)
        {
            (kept, interrupted) = (BestSoFar(), PursuitStopReason.Canceled);
        }

        PursuitState first = kept[0].Result.State;
        bool isZero = first.History.Count == 0 || first.Kept == 0;
        if (_members == 1 && _validation is null && interrupted is null && !isZero)
        {
            try
            {
                PursuitOptions own = _candidates[kept[0].Settings] with { MaxOperations = _settings.ShareOfRefit * _settings.MemberOperations };
                first = FinalRefit.Run(_all, first.Network, first.History, own, _metrics, _cancellationToken);
                first = RobustRefit.Run(_all, first, own, _metrics, _cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return Outcome(kept, [first.Network], first, PursuitStopReason.Canceled);
            }

            onIteration(first with { Place = _progress.LastTraining() });
            return Outcome(kept, [first.Network], first, kept[0].Result.Reason);
        }

        return Outcome(kept, [.. kept.Select(member => member.Result.State.Network)], first, interrupted ?? kept[0].Result.Reason);
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
            RunAll(survivors, [window], _settings.SelectionOperations, onIteration, isTrial: true, (place, _) => before + place + 1);
            if (_stopped)
            {
                return BestSoFar();
            }

            Dictionary<int, double> losses = MeanLosses();
            survivors = [.. survivors.OrderBy(index => losses[index]).ThenBy(index => index).Take(_settings.SurvivorsOf(survivors.Length))];
        }

        int[] chosen = survivors.Length == 1 ? survivors : Choose(survivors);
        if (!ReferenceEquals(_competed, _all))
        {
            window = 0;
            WeakenDecay(chosen);
        }

        if (window == 0 || Finished().Any(member => chosen.Contains(member.Settings) && member.Result.Reason == PursuitStopReason.WorkLimit))
        {
            // A member has more work than a trial: those that ran out of it, or saw a part of the samples, start anew.
            window = 0;
            _trials = Finished();
            _finished.Clear();
        }

        int remaining = Math.Max(0, _members - window);
        _progress.Choose(
            _members == 1 ? 1 : chosen.Length * _members,
            Math.Min(_members, window) * chosen.Length,
            chosen.Length * remaining);
        double operations = _settings.MemberOperations * Math.Min(_settings.LargestShare, 1.0 / Math.Max(1, chosen.Length * remaining));
        RunAll(
            chosen,
            [.. Enumerable.Range(window, remaining)],
            operations,
            onIteration,
            isTrial: false,
            (_, job) => Array.IndexOf(chosen, job.Settings) * _members + job.Window + 1); // as in the model
        if (_stopped)
        {
            return BestSoFar();
        }

        // A single network comes from the window on which it did best; a bag has one from every window.
        return _members == 1
            ? [Finished().Where(member => member.Settings == chosen[0]).MinBy(member => member.HeldOutLoss)!]
            : [.. Finished().Where(member => chosen.Contains(member.Settings) && member.Window < _members)
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
            _candidates[index] = candidate with { WeightDecay = candidate.WeightDecay * _competed.SampleCount / _all.SampleCount };
        }
    }

    /// <summary>The members in an order that does not depend on which thread was faster.</summary>
    private BagMember[] Finished()
    {
        lock (_lock)
        {
            return [.. _finished.OrderBy(member => member.Settings).ThenBy(member => member.Window)];
        }
    }

    /// <summary>The members of the settings that have come furthest, of these the ones with the lowest loss.</summary>
    private BagMember[] BestSoFar() => [.. (Finished() is { Length: > 0 } members ? members : _trials)
        .GroupBy(member => member.Settings)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Average(member => member.HeldOutLoss))
        .First()];

    private Dictionary<int, double> MeanLosses() => Finished()
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

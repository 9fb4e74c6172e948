namespace NeuronPursuit;

/// <summary>
/// Several pursuits, each with another cyclic window of the samples held out, whose networks are averaged. On the first
/// windows kinds of networks and strengths of weight decay compete by their mean held-out loss; the better half goes on
/// from window to window (docs/adr/0024).
/// </summary>
internal sealed class PursuitBag
{
    // Far from the coordinates of iterations, splits and pursuits; networks of fixed widths, which share it, derive from
    // what a member derives here.
    private const ulong SeedCoordinate = 4_000_000;

    private readonly ILocalPursuitData _all;
    private readonly ILocalPursuitData? _validation;
    private readonly PursuitMetrics _metrics;
    private readonly IMemberStore? _store;
    private readonly BagSettings _settings;
    private readonly int _parallelMembers;
    private readonly CancellationToken _cancellationToken;
    private readonly int _members;
    private readonly ulong _seed;
    private readonly PursuitOptions[] _candidates;
    private readonly int[] _order;
    private readonly ILocalPursuitData _competed;
    private readonly List<BagMember> _finished = [];
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
    public PursuitBag(
        ILocalPursuitData all,
        ILocalPursuitData? validation,
        PursuitOptions options,
        PursuitMetrics metrics,
        int parallelMembers,
        IMemberStore? store,
        CancellationToken cancellationToken,
        BagSettings? settings = null)
    {
        (_all, _validation, _metrics, _parallelMembers, _cancellationToken) = (all, validation, metrics, parallelMembers, cancellationToken);
        _store = store;
        _settings = settings ?? new BagSettings();
        _members = options.Members ?? 1;
        _seed = options.Seed;
        _order = HoldOut.Shuffled(all.SampleCount, RandomStream.Derive(options.Seed, HoldOut.SeedCoordinate));
        _candidates = CandidatesOf(options, all.OutputCount);
        _competed = _candidates.Length == 1 || all.SampleCount <= _settings.SelectionSamples
            ? all
            : all.SelectSamples(_order.AsSpan(0, _settings.SelectionSamples));
    }

    /// <summary>How many members are worth running at once on so many threads.</summary>
    public static int ParallelMembers(PursuitOptions options, int threads) =>
        options.Members is { } members ? Math.Clamp(threads, 1, Math.Max(members, CandidatesOf(options, 1).Length)) : 1;

    /// <summary>All combinations of kinds of networks and strengths of weight decay.</summary>
    /// <param name="options">What the options name stays where they leave no choice.</param>
    /// <param name="outputs">Outputs of the network.</param>
    public static PursuitOptions[] CandidatesOf(PursuitOptions options, int outputs)
    {
        // The strengths stand beside half of the squared residual of one output; these losses are means over outputs.
        double unit = options.Loss is SquaredLoss or HuberLoss ? 2.0 / outputs : 1;
        int neurons = Math.Max(options.NeuronsPerGrowth, (int)(options.NeuronsPerOutput * outputs));
        IReadOnlyList<NetworkVariant> variants = options.Variants is [] ? [new(options.Depth, options.Activation)] : options.Variants;
        IReadOnlyList<double> decays = options.WeightDecays is []
            ? [options.WeightDecay]
            : [.. options.WeightDecays.Select(decay => decay * unit)];
        return [.. variants.SelectMany(variant => decays.Select(decay => options with
        {
            Depth = variant.Depth,
            Activation = variant.Activation,
            WeightDecay = decay,

            // Several neurons for several classes: one of them cannot tell more than a few apart.
            NeuronsPerGrowth = neurons,
            Restarts = neurons > options.NeuronsPerGrowth ? Math.Max(options.Restarts, 2 * neurons) : options.Restarts,
        }))];
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
        if (_members == 1 && _validation is null && interrupted is null && first.History.Count > 0)
        {
            first = FinalRefit.Run(_all, first.Network, first.History, _candidates[kept[0].Settings], _metrics, _cancellationToken);
            return new PursuitOutcome([first.Network], first, kept[0].Result.Reason);
        }

        return new PursuitOutcome(
            [.. kept.Select(member => member.Result.State.Network)], first, interrupted ?? kept[0].Result.Reason);
    }

    private BagMember[] RunMembers(Func<PursuitState, bool> onIteration)
    {
        int[] survivors = [.. Enumerable.Range(0, _candidates.Length)];
        int window = 0;
        for (; window < _settings.SelectionWindows && survivors.Length > 1; window++)
        {
            RunAll(_competed, survivors, [window], _settings.SelectionOperations, onIteration, "trial");
            if (_stopped)
            {
                return BestSoFar();
            }

            Dictionary<int, double> losses = MeanLosses();
            int count = Math.Max(_settings.FewestSurvivors, (survivors.Length + 1) / 2);
            survivors = [.. survivors.OrderBy(index => losses[index]).ThenBy(index => index).Take(count)];
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
        double operations = _settings.MemberOperations / Math.Max(1, chosen.Length * remaining);
        RunAll(_all, chosen, [.. Enumerable.Range(window, remaining)], operations, onIteration, "member");
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

    private void RunAll(
        ILocalPursuitData data, int[] candidates, int[] windows, double operations, Func<PursuitState, bool> onIteration, string phase)
    {
        (int Settings, int Window)[] jobs = [.. windows.SelectMany(window => candidates.Select(index => (index, window)))];
        IndependentJobs.Run(jobs.Length, _parallelMembers, job =>
        {
            if (_stopped)
            {
                return;
            }

            BagMember member = FindOrRun(data, jobs[job].Settings, jobs[job].Window, operations, onIteration, phase);
            lock (_lock)
            {
                _finished.Add(member);
            }
        }, _cancellationToken);
    }

    private BagMember FindOrRun(
        ILocalPursuitData data, int index, int window, double operations, Func<PursuitState, bool> onIteration, string phase)
    {
        // The same settings on the same window may run twice, to choose among them and as a member.
        string name = FormattableString.Invariant($"{phase}-{index + 1}-{window + 1}");
        if (_store?.Load(name) is { } kept)
        {
            return new BagMember(index, window, kept);
        }

        BagMember member = RunMember(data, index, window, operations, onIteration);
        if (!_stopped)
        {
            _store?.Save(name, member.Result);
        }

        return member;
    }

    private BagMember RunMember(
        ILocalPursuitData data, int index, int window, double operations, Func<PursuitState, bool> onIteration)
    {
        HoldOut parts = _validation is null ? Window(data, window) : new HoldOut(data, _validation, _metrics);
        PursuitOptions own = _candidates[index] with { Seed = RandomStream.Derive(_seed, SeedCoordinate + (ulong)window) };
        double spent = 0;
        ValidatedResult result = new ValidatedPursuit(parts, own, _cancellationToken).Run(state =>
        {
            spent += state.History[^1].Evaluations * state.Network.Shape.GradientOperations * parts.Training.SampleCount;
            lock (_lock)
            {
                // Once the caller's condition holds no member may ask it again.
                _stopped = _stopped || onIteration(state);
                return _stopped || spent >= operations;
            }
        });
        if (spent >= operations && result.Reason == PursuitStopReason.ConditionMet)
        {
            result = result with { Reason = PursuitStopReason.WorkLimit };
        }

        // Where no iteration beats the zero network, which predicts the mean of a standardised target, that one it is.
        Network origin = Network.SingleChain(data.InputCount, data.OutputCount, own.Depth, own.Activation);
        double lossAtOrigin = parts.LossOf(origin, _cancellationToken);
        return new BagMember(index, window, result.HeldOutLoss < lossAtOrigin
            ? result
            : result with { State = result.State with { Network = origin }, HeldOutLoss = lossAtOrigin });
    }

    private HoldOut Window(ILocalPursuitData data, int window)
    {
        int windows = Math.Max(_members, _settings.SelectionWindows);
        int start = (int)((long)window * data.SampleCount / windows);
        int[] order = ReferenceEquals(data, _all) ? _order : [.. Enumerable.Range(0, data.SampleCount)];
        return HoldOut.Window(data, order, start, _settings.WindowFraction(_members), _metrics);
    }
}

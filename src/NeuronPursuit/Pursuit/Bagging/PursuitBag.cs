namespace NeuronPursuit;

/// <summary>
/// Several pursuits, each with another cyclic window of the samples held out, whose networks are averaged. On the first
/// windows kinds of networks and strengths of weight decay compete by their mean held-out loss; the better half goes on
/// from window to window.
/// </summary>
internal sealed class PursuitBag(
    ILocalPursuitData all,
    PursuitOptions options,
    PursuitMetrics metrics,
    BagSettings settings,
    int threads,
    CancellationToken cancellationToken)
{
    // Far from the coordinates of iterations, splits and pursuits.
    private const ulong SeedCoordinate = 4_000_000;

    private readonly int _members = options.Members ?? 1;
    private readonly PursuitOptions[] _candidates = CandidatesOf(options, all);
    private readonly int[] _order = HoldOut.Shuffled(all.SampleCount, RandomStream.Derive(options.Seed, HoldOut.SeedCoordinate));
    private readonly List<BagMember> _finished = [];
    private readonly Lock _lock = new();

    /// <summary>All combinations of kinds of networks and strengths of weight decay.</summary>
    public static PursuitOptions[] CandidatesOf(PursuitOptions options, IPursuitData data)
    {
        IReadOnlyList<NetworkVariant> variants = options.Variants is [] ? [new(options.Depth, options.Activation)] : options.Variants;

        // A strength stands beside half of the squared residual of one output; the loss of the data may be another multiple.
        double unit = 2 / data.CorrelationDivisor;
        IReadOnlyList<double> decays = options.WeightDecays is []
            ? [options.WeightDecay]
            : [.. options.WeightDecays.Select(decay => decay * unit)];
        return [.. variants.SelectMany(variant => decays.Select(decay => options with
        {
            Depth = variant.Depth,
            Activation = variant.Activation,
            WeightDecay = decay,
        }))];
    }

    /// <summary>Runs everything; the members that are to be averaged.</summary>
    public IReadOnlyList<BagMember> Run(Func<PursuitState, bool> onIteration)
    {
        int[] survivors = [.. Enumerable.Range(0, _candidates.Length)];
        int window = 0;
        for (; window < settings.SelectionWindows && survivors.Length > 1; window++)
        {
            RunAll(survivors, [window], onIteration);
            Dictionary<int, double> losses = MeanLosses(survivors);
            int count = Math.Max(settings.FewestSurvivors, (survivors.Length + 1) / 2);
            survivors = [.. survivors.OrderBy(index => losses[index]).ThenBy(index => index).Take(count)];
        }

        int[] chosen = Choose(survivors);
        RunAll(chosen, [.. Enumerable.Range(window, Math.Max(0, _members - window))], onIteration);
        return _members == 1
            ? [Finished.Where(member => member.Settings == chosen[0]).MinBy(member => member.HeldOutLoss)!]
            : [.. Finished.Where(member => chosen.Contains(member.Settings) && member.Window < _members)];
    }

    /// <summary>What a cancelled bag has: the members of the settings that stand best so far.</summary>
    public IReadOnlyList<BagMember> Finished
    {
        get
        {
            lock (_lock)
            {
                // In an order that does not depend on which thread was faster.
                return [.. _finished.OrderBy(member => member.Settings).ThenBy(member => member.Window)];
            }
        }
    }

    private Dictionary<int, double> MeanLosses(int[] candidates) => Finished
        .Where(member => candidates.Contains(member.Settings))
        .GroupBy(member => member.Settings)
        .ToDictionary(group => group.Key, group => group.Average(member => member.HeldOutLoss));

    /// <summary>The best strength of decay of each variant that is nearly as good as the best.</summary>
    private int[] Choose(int[] survivors)
    {
        if (survivors.Length == 1)
        {
            return survivors;
        }

        Dictionary<int, double> losses = MeanLosses(survivors);
        int[] best = [.. survivors
            .GroupBy(index => (_candidates[index].Depth, _candidates[index].Activation))
            .Select(group => group.MinBy(index => losses[index]))
            .OrderBy(index => losses[index])];
        return _members == 1
            ? [best[0]]
            : [.. best.Where(index => losses[index] <= settings.VariantTolerance * losses[best[0]])];
    }

    private void RunAll(int[] candidates, int[] windows, Func<PursuitState, bool> onIteration)
    {
        (int Settings, int Window)[] jobs = [.. windows.SelectMany(window => candidates.Select(index => (index, window)))];
        IndependentJobs.Run(jobs.Length, threads, job =>
        {
            BagMember member = RunMember(jobs[job].Settings, jobs[job].Window, onIteration);
            lock (_lock)
            {
                _finished.Add(member);
            }
        }, cancellationToken);
    }

    private BagMember RunMember(int index, int window, Func<PursuitState, bool> onIteration)
    {
        int windows = Math.Max(_members, settings.SelectionWindows);
        int start = (int)((long)window * all.SampleCount / windows);
        HoldOut data = HoldOut.Window(all, _order, start, settings.WindowFraction(_members), metrics);
        PursuitOptions own = _candidates[index] with { Seed = RandomStream.Derive(options.Seed, SeedCoordinate + (ulong)window) };
        ValidatedResult result = new ValidatedPursuit(data, own, cancellationToken).Run(state =>
        {
            lock (_lock)
            {
                return onIteration(state);
            }
        });

        // Where no iteration beats the zero network, which predicts the mean of a standardised target, that one it is.
        Network origin = Network.SingleChain(all.InputCount, all.OutputCount, own.Depth, own.Activation);
        double lossAtOrigin = data.LossOf(origin, cancellationToken);
        return new BagMember(index, window, result.HeldOutLoss < lossAtOrigin
            ? result
            : result with { State = result.State with { Network = origin }, HeldOutLoss = lossAtOrigin });
    }
}

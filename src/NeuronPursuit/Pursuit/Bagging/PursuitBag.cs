namespace NeuronPursuit;

/// <summary>
/// Several pursuits, each with another cyclic window of the samples held out, whose networks are averaged. On the first
/// windows variants of the network and strengths of weight decay compete by their mean held-out loss.
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

    /// <summary>The members that have finished so far, in an order that does not depend on threads.</summary>
    public IReadOnlyList<BagMember> Finished
    {
        get
        {
            lock (_lock)
            {
                return [.. _finished.OrderBy(member => member.Settings).ThenBy(member => member.Window)];
            }
        }
    }

    /// <summary>All combinations of variants and strengths of weight decay, variants outermost.</summary>
    public static PursuitOptions[] CandidatesOf(PursuitOptions options, IPursuitData data)
    {
        IReadOnlyList<NetworkVariant> variants = options.Variants is [] ? [new(options.Depth, options.Activation)] : options.Variants;
        IReadOnlyList<double> decays = options.WeightDecays is [] ? [options.WeightDecay] : options.WeightDecays;
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
        int windows = Math.Min(settings.SelectionWindows, Math.Max(_members, settings.SelectionWindows));
        RunAll([.. Enumerable.Range(0, windows).SelectMany(window => Enumerable.Range(0, _candidates.Length).Select(index => (index, window)))], onIteration);
        int[] chosen = Choose(Finished);
        RunAll([.. chosen.SelectMany(index => Enumerable.Range(windows, Math.Max(0, _members - windows)).Select(window => (index, window)))], onIteration);
        return [.. Finished.Where(member => chosen.Contains(member.Settings) && member.Window < _members)];
    }

    /// <summary>The best strength of decay of each variant that is nearly as good as the best.</summary>
    private int[] Choose(IReadOnlyList<BagMember> members)
    {
        double[] losses = [.. members.GroupBy(member => member.Settings).OrderBy(group => group.Key).Select(group => group.Average(member => member.HeldOutLoss))];
        int[] best = [.. Enumerable.Range(0, losses.Length)
            .GroupBy(index => (_candidates[index].Depth, _candidates[index].Activation))
            .Select(group => group.MinBy(index => losses[index]))];
        double least = best.Min(index => losses[index]);
        return _members == 1
            ? [best.MinBy(index => losses[index])]
            : [.. best.Where(index => losses[index] <= settings.VariantTolerance * least)];
    }

    private void RunAll((int Settings, int Window)[] jobs, Func<PursuitState, bool> onIteration)
    {
        IndependentJobs.Run(jobs.Length, threads, index =>
        {
            BagMember member = RunMember(jobs[index].Settings, jobs[index].Window, onIteration);
            lock (_lock)
            {
                _finished.Add(member);
            }
        }, cancellationToken);
    }

    private BagMember RunMember(int index, int window, Func<PursuitState, bool> onIteration)
    {
        int start = (int)((long)window * all.SampleCount / Math.Max(_members, settings.SelectionWindows));
        HoldOut data = HoldOut.Window(all, _order, start, settings.WindowFraction, metrics);
        PursuitOptions own = _candidates[index] with { Seed = RandomStream.Derive(options.Seed, SeedCoordinate + (ulong)window) };
        return new BagMember(index, window, new ValidatedPursuit(data, own, cancellationToken).Run(state =>
        {
            lock (_lock)
            {
                return onIteration(state);
            }
        }));
    }
}

namespace NeuronPursuit;

/// <summary>The first pursuit of a fit that chooses between an offset and none (docs/adr/0047).</summary>
/// <param name="plain">The data without an offset.</param>
/// <param name="offset">The data with one.</param>
/// <param name="observer">Told of the iterations of what is kept.</param>
/// <param name="shares">Says how much is done.</param>
/// <param name="clock">The time since the fit began.</param>
/// <param name="cancellationToken">Cancels.</param>
internal sealed class OffsetTrial(
    FitWay plain, OffsetWay offset, FitObserver observer, PursuitShares shares, Func<TimeSpan> clock, CancellationToken cancellationToken)
{
    /// <summary>With fewer, the held-out samples of a sparse fit may be met by luck.</summary>
    private const int EnoughToLook = 200;

    private FitWay? _with;

    /// <summary>The first pursuit with an offset or without, whichever is better.</summary>
    public (FitWay Way, PursuitOutcome Outcome) Choose()
    {
        if (offset.IsFar && With.IsMetByZero)
        {
            var constant = new OffsetChoice(true, OffsetReason.FarFromZero, null, null);
            return (With with { Choice = constant }, With.Zero());
        }

        (bool hasOffset, PursuitOutcome outcome, OffsetChoice choice) = plain.Options.Procedure is SparseProcedure ? ChooseSparsely(With) : Race();
        return ((hasOffset ? With : plain) with { Choice = choice }, outcome);
    }

    /// <summary>The way with an offset, which is made when it is first asked for.</summary>
    private FitWay With => _with ??= offset.Make();

    private (bool HasOffset, PursuitOutcome Outcome, OffsetChoice Choice) Race()
    {
        // Both fits are in one checkpoint, but for one far from zero, which is a single one.
        bool isFar = offset.IsFar;
        TimeSpan before = TimeSpan.Zero;
        RaceEntry without = Entry(isFar ? plain with { Store = null } : plain, host: null, isQuiet: false);
        var race = new OffsetRace(
            without, () => Entry(With, isFar ? null : without, isQuiet: !isFar), offset.Reference, isFar, Numbers);
        (RaceEntry kept, OffsetChoice choice) = race.Run();
        return (kept.Options.OutputOffset, kept.Outcome!, choice);

        RaceEntry Entry(FitWay way, RaceEntry? host, bool isQuiet)
        {
            var entry = new RaceEntry(way, host, Placed(way), isQuiet, () => before + clock(), cancellationToken);
            before = entry.State is { History: [.., var done] } && done.Elapsed > before ? done.Elapsed : before;
            return entry;
        }
    }

    private (bool HasOffset, PursuitOutcome Outcome, OffsetChoice Choice) ChooseSparsely(FitWay with)
    {
        bool isFar = offset.IsFar;
        var ended = new KeptInStore(plain.Store, 0);
        var stages = new KeptInStore(isFar ? null : plain.Store, 0);
        var offsetStages = new KeptInStore(with.Store, 0);
        if (ended.Load() is { Reason: { } reason, Choice: { } made, State: var state })
        {
            offsetStages.RemoveStages();
            return (made.IsFitted, PursuitOutcome.Of(PursuitPlan.Finished(state, reason, Placed(made.IsFitted ? with : plain))), made);
        }

        var budget = new WorkBudget(SparseSettings.MaxOperations);
        double ratio = plain.Metrics.Absolute(1, plain.Options.Loss) / offset.Reference;
        (bool hasOffset, PursuitOutcome outcome, OffsetChoice choice) = new SparseOffsetRace(
            Pursuit(plain, plain.Options, new WorkBudget(SparseSettings.MaxOperations), stages),
            asks => Pursuit(with, with.Options with { SignalGate = asks && with.Options.SignalGate }, budget, offsetStages),
            ratio,
            Numbers >= EnoughToLook && Math.Log(ratio) * 2 * Numbers > Math.Log(Numbers) * with.Data.OutputCount,
            isFar,
            Placed(plain),
            Placed(with),
            cancellationToken).Run();

        // The stages of both are needed until the choice is made.
        ended.Finish((outcome.State, outcome.Reason), choice);
        if (outcome.Reason != PursuitStopReason.ConditionMet)
        {
            offsetStages.RemoveStages();
        }

        return (hasOffset, outcome, choice);

        SparsePursuit Pursuit(FitWay way, PursuitOptions options, WorkBudget own, KeptInStore kept) =>
            new((ILocalPursuitData)way.Data, PursuitPlan.OptionsOf(options, 0), way.Metrics, cancellationToken, own, kept);
    }

    /// <summary>What the target says: samples, times outputs where these are numbers.</summary>
    private long Numbers => (long)plain.Data.SampleCount * (plain.Options.Link == OutputLink.Softmax ? 1 : plain.Data.OutputCount);

    /// <summary>The observer of a way whose states nobody else has given a place in the whole of the fit.</summary>
    private Func<PursuitState, bool> Placed(FitWay way)
    {
        Func<PursuitState, bool> observe = observer.Of(way);
        return state => observe(state with { Place = shares.PlaceOf(state) });
    }
}

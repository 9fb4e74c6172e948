using System.Diagnostics;

namespace NeuronPursuit;

// The first pursuit of a fit that chooses between an offset and none.
internal sealed partial class FitSession
{
    /// <summary>With fewer, the held-out samples of a sparse fit may be met by luck.</summary>
    private const int EnoughToLook = 200;

    /// <summary>The first pursuit with an offset or without, whichever is better.</summary>
    private (FitWay Way, PursuitOutcome Outcome) Choose(CancellationToken cancellationToken)
    {
        FitWay? with = null;
        FitWay With() => with ??= _offset!.Make();
        if (_offset!.IsFar && With().IsMetByZero)
        {
            var constant = new OffsetChoice(true, OffsetReason.FarFromZero, null, null);
            return (With() with { Choice = constant }, With().Zero());
        }

        (bool hasOffset, PursuitOutcome outcome, OffsetChoice choice) = _plain.Options.Sparse
            ? ChooseSparsely(With(), cancellationToken)
            : Race(With, cancellationToken);
        return ((hasOffset ? With() : _plain) with { Choice = choice }, outcome);
    }

    private (bool HasOffset, PursuitOutcome Outcome, OffsetChoice Choice) Race(Func<FitWay> with, CancellationToken cancellationToken)
    {
        // Both fits are in one checkpoint, but for one far from zero, which is a single one.
        bool isFar = _offset!.IsFar;
        TimeSpan before = TimeSpan.Zero;
        RaceEntry plain = Entry(isFar ? _plain with { Store = null } : _plain, host: null, isQuiet: false);
        var race = new OffsetRace(
            plain, () => Entry(with(), isFar ? null : plain, isQuiet: !isFar), _offset.Reference, isFar, Numbers);
        (RaceEntry kept, OffsetChoice choice) = race.Run();
        return (kept.Options.OutputOffset, kept.Outcome!, choice);

        RaceEntry Entry(FitWay way, RaceEntry? host, bool isQuiet)
        {
            var entry = new RaceEntry(way, host, Placed(way), isQuiet, () => before + Stopwatch.GetElapsedTime(_start), cancellationToken);
            before = entry.State is { History: [.., var done] } && done.Elapsed > before ? done.Elapsed : before;
            return entry;
        }
    }

    private (bool HasOffset, PursuitOutcome Outcome, OffsetChoice Choice) ChooseSparsely(FitWay with, CancellationToken cancellationToken)
    {
        bool isFar = _offset!.IsFar;
        var ended = new KeptInStore(_plain.Store, 0);
        var stages = new KeptInStore(isFar ? null : _plain.Store, 0);
        var offsetStages = new KeptInStore(with.Store, 0);
        if (ended.Load() is { Reason: { } reason, Choice: { } made, State: var state })
        {
            offsetStages.RemoveStages();
            return (made.IsFitted, PursuitOutcome.Of(PursuitPlan.Finished(state, reason, Placed(made.IsFitted ? with : _plain))), made);
        }

        var budget = new WorkBudget(SparseSettings.MaxOperations);
        double ratio = _plain.Metrics.Absolute(1, _plain.Options.Loss) / _offset.Reference;
        (bool hasOffset, PursuitOutcome outcome, OffsetChoice choice) = new SparseOffsetRace(
            Pursuit(_plain, _plain.Options, new WorkBudget(SparseSettings.MaxOperations), stages),
            asks => Pursuit(with, with.Options with { SignalGate = asks && with.Options.SignalGate }, budget, offsetStages),
            ratio,
            Numbers >= EnoughToLook && Math.Log(ratio) * 2 * Numbers > Math.Log(Numbers) * with.Data.OutputCount,
            isFar,
            Placed(_plain),
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
    private long Numbers => (long)_plain.Data.SampleCount * (_plain.Options.Link == OutputLink.Softmax ? 1 : _plain.Data.OutputCount);

    /// <summary>The observer of a way whose states nobody else has given a place in the whole of the fit.</summary>
    private Func<PursuitState, bool> Placed(FitWay way)
    {
        Func<PursuitState, bool> observe = Observer(way);
        return state => observe(state with { Place = _shares.PlaceOf(state) });
    }
}

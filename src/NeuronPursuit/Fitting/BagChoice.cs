namespace NeuronPursuit;

/// <summary>
/// The choice of a bag between an offset and none: one pursuit that holds samples out chooses for all members. It is a part of the
/// fit that is kept and told of as others are, but the caller's condition, which is about members, is not asked.
/// </summary>
/// <param name="fit">The bag.</param>
/// <param name="observer">Told of its iterations.</param>
/// <param name="clock">The time since the fit began.</param>
internal sealed class BagChoice(PreparedFit fit, FitObserver observer, Func<TimeSpan> clock)
{
    // As much as a member.
    private readonly double _share = 1.0 / (1 + (fit.Plain.Options.Members ?? 0));
    private double _done;
    private double _before;
    private bool _isNew;

    /// <summary>The way that all members take.</summary>
    public FitWay Choose(CancellationToken cancellationToken)
    {
        FitWay? with = null;
        OffsetWay offset = fit.Offset! with { Make = () => Single(with = fit.Offset!.Make()) };
        FitWay chosen = new OffsetTrial(Single(fit.Plain), offset, way => state => Tell(way, state), asksOfNetworks: false, clock, cancellationToken).Choose().Way;
        return (chosen.Choice!.IsFitted ? with! : fit.Plain) with { Choice = chosen.Choice };
    }

    /// <summary>Where an iteration of a member stands in the whole, which the choice is a part of.</summary>
    public PursuitPlace After(PursuitPlace place) => place with
    {
        Share = _share + ((1 - _share) * place.Share),
        Before = (_isNew ? _before : _share) + ((1 - _share) * place.Before),
    };

    /// <summary>One pursuit in the place of the bag, on all threads.</summary>
    private FitWay Single(FitWay way) => way with
    {
        Data = ((ILocalPursuitData)way.Data).On(new ChunkRunner(Math.Min(fit.Run.Threads, SamplePartition.MaxChunkCount))),
        Options = way.Options with
        {
            Members = null,
            Variants = [],
            WeightDecays = [],
            Pursuits = 1,
            ValidationFraction = way.Validation is null ? new BagSettings().LargestWindow : 0,
        },
    };

    private bool Tell(FitWay way, PursuitState state)
    {
        double share = _share * Math.Min(1, (double)state.History[^1].Number / fit.Plain.Options.MaxIterations);
        _done = Math.Max(_done, share);
        (_before, _isNew) = state.Finished == 0 ? (_done, _isNew) : (_before, true);
        FitWay ofBag = way with { Options = way.Options with { Members = fit.Plain.Options.Members } };
        observer.Tell(ofBag, state with { Place = new PursuitPlace(PursuitPhase.Trial, 1, 1, _done, _before) });
        return false;
    }
}

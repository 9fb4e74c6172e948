namespace NeuronPursuit;

/// <summary>The first pursuit of a fit that chooses between an offset and none (docs/adr/0047, 0057).</summary>
/// <param name="plain">The data without an offset.</param>
/// <param name="offset">The data with one.</param>
/// <param name="observeOf">Who hears of the iterations of a way.</param>
/// <param name="asksOfNetworks">Whether the caller has a condition that sees every network.</param>
/// <param name="clock">The time since the fit began.</param>
/// <param name="cancellationToken">Cancels.</param>
internal sealed class OffsetTrial(
    FitWay plain,
    OffsetWay offset,
    Func<FitWay, Func<PursuitState, bool>> observeOf,
    bool asksOfNetworks,
    Func<TimeSpan> clock,
    CancellationToken cancellationToken)
{
    private FitWay? _with;

    /// <summary>The first pursuit with an offset or without, whichever is better.</summary>
    public (FitWay Way, PursuitOutcome Outcome) Choose()
    {
        if (offset.IsFar && With.IsMetByZero)
        {
            var constant = new OffsetChoice(true, OffsetReason.FarFromZero, null, null);
            return (With with { Choice = constant }, With.Zero());
        }

        OffsetResult result = plain.Options.Procedure.Choose(new OffsetJob(
            SideOf(plain), () => SideOf(With), offset.Reference, offset.IsFar, Numbers, clock, cancellationToken));
        return ((result.HasOffset ? With : plain) with { Choice = result.Choice }, result.Outcome);
    }

    /// <summary>The way with an offset, which is made when it is first asked for.</summary>
    private FitWay With => _with ??= offset.Make();

    private OffsetSide SideOf(FitWay way) => new(
        way.Options, way.Data, way.Validation, way.Metrics, way.Store, observeOf(way), asksOfNetworks);

    /// <summary>What the target says: samples, times outputs where these are numbers.</summary>
    private double Numbers => offset.EffectiveCount * (plain.Options.Link == OutputLink.Softmax ? 1 : plain.Data.OutputCount);
}

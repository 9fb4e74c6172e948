namespace NeuronPursuit;

/// <summary>A choice between an offset and none that a <see cref="PursuitProcedure"/> has to make.</summary>
/// <param name="Plain">The fit without an offset.</param>
/// <param name="MakeOffset">Makes the one with an offset.</param>
/// <param name="Reference">The error of the best constant in the units of <see cref="PursuitMetrics.Absolute"/>.</param>
/// <param name="IsFar">Whether targets are too far from zero for the fit without an offset.</param>
/// <param name="Numbers">What the target says: samples (<see cref="TargetMoments.EffectiveCount"/>), times outputs where these are numbers.</param>
/// <param name="Clock">The time since the fit began.</param>
/// <param name="CancellationToken">Cancels.</param>
internal sealed record OffsetJob(
    OffsetSide Plain,
    Func<OffsetSide> MakeOffset,
    double Reference,
    bool IsFar,
    double Numbers,
    Func<TimeSpan> Clock,
    CancellationToken CancellationToken);

/// <summary>One of the two fits: the data as it has them, where it is kept, and who hears of it.</summary>
/// <param name="Options">What it runs.</param>
/// <param name="Data">Its samples.</param>
/// <param name="Validation">Samples of the caller's that only judge; null for none.</param>
/// <param name="Metrics">Errors and losses.</param>
/// <param name="Store">Where its states are kept; null for nowhere.</param>
/// <param name="Observe">Told of every iteration; returns true where the caller's condition holds.</param>
/// <param name="AsksOfNetworks">Whether there is such a condition, which has to see every network.</param>
internal sealed record OffsetSide(
    PursuitOptions Options,
    IPursuitData Data,
    ILocalPursuitData? Validation,
    PursuitMetrics Metrics,
    IFitStore? Store,
    Func<PursuitState, bool> Observe,
    bool AsksOfNetworks);

/// <summary>What became of it.</summary>
/// <param name="HasOffset">Whether the fit with an offset is kept.</param>
/// <param name="Outcome">What the one that is kept ended with.</param>
/// <param name="Choice">Why it is.</param>
internal sealed record OffsetResult(bool HasOffset, PursuitOutcome Outcome, OffsetChoice Choice);

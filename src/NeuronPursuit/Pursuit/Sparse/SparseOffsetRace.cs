namespace NeuronPursuit;

/// <summary>
/// Decides whether a sparse fit has an offset, as <see cref="OffsetRace"/> does for other fits: held-out samples tell.
/// </summary>
/// <param name="plain">The fit without an offset.</param>
/// <param name="makeOffset">Makes the one with an offset.</param>
/// <param name="ratio">The reference of errors without an offset over that with one.</param>
/// <param name="isFar">Whether targets are too far from zero for the fit without an offset.</param>
/// <param name="observePlain">Told of the stages of the one; returns true where the caller's condition holds.</param>
/// <param name="observeOffset">Told of those of the other.</param>
internal sealed class SparseOffsetRace(
    SparsePursuit plain,
    Func<SparsePursuit> makeOffset,
    double ratio,
    bool isFar,
    Func<PursuitState, bool> observePlain,
    Func<PursuitState, bool> observeOffset)
{
    /// <summary>The part of the held-out error of the first pursuit below which the other fit's settles the matter.</summary>
    private const double Decisive = 0.5;

    /// <summary>Runs what has to be run.</summary>
    /// <returns>Whether the offset is kept, the outcome, and why.</returns>
    public (bool HasOffset, PursuitOutcome Outcome, OffsetChoice Choice) Run()
    {
        SparsePursuit offset = makeOffset();
        if (isFar)
        {
            return WithOffset(offset, null, OffsetReason.FarFromZero);
        }

        (SparseState? first, double unit) = plain.Open();
        if (plain.Solves(first, 1 / ratio))
        {
            return Without(PursuitOutcome.Of(plain.Run(observePlain)), OffsetReason.NotNeeded, null);
        }

        // One pursuit of each on the same samples, before the many that a fit without an offset may take to give up.
        (SparseState? other, double otherUnit) = offset.Open();
        double ahead = Error(other, otherUnit);
        if (offset.Solves(other) || ahead <= Decisive * Error(first, unit))
        {
            return WithOffset(offset, Error(first, unit) / otherUnit, OffsetReason.LowersError);
        }

        PursuitOutcome result = PursuitOutcome.Of(plain.Run(observePlain));
        double error = Error(result.State);
        if (result.Reason is PursuitStopReason.ConditionMet or PursuitStopReason.NoSignal)
        {
            return Without(result, result.Reason == PursuitStopReason.NoSignal ? OffsetReason.NoGain : OffsetReason.Stopped, ahead / otherUnit);
        }

        if (plain.IsSolvedBy(result.State, 1 / ratio))
        {
            return Without(result, OffsetReason.NotNeeded, ahead / otherUnit);
        }

        if (!(ahead < error))
        {
            return Without(result, OffsetReason.NoGain, ahead / otherUnit);
        }

        PursuitOutcome second = PursuitOutcome.Of(offset.Run(observeOffset));
        return second.Reason == PursuitStopReason.ConditionMet || Error(second.State) < error
            ? (true, second, new OffsetChoice(true, OffsetReason.LowersError, error / otherUnit, Error(second.State) / otherUnit))
            : Without(result, OffsetReason.NoGain, Error(second.State) / otherUnit);

        (bool HasOffset, PursuitOutcome Outcome, OffsetChoice Choice) Without(PursuitOutcome outcome, OffsetReason reason, double? with) =>
            (false, outcome, new OffsetChoice(false, reason, HeldOut(outcome.State) * ratio, with));
    }

    private (bool HasOffset, PursuitOutcome Outcome, OffsetChoice Choice) WithOffset(SparsePursuit offset, double? without, OffsetReason reason)
    {
        PursuitOutcome outcome = PursuitOutcome.Of(offset.Run(observeOffset));
        return (true, outcome, new OffsetChoice(true, reason, without, HeldOut(outcome.State)));
    }

    private static double Error(SparseState? state, double unit) => state is null ? double.PositiveInfinity : state.ValidationError * unit;

    private static double Error(PursuitState state) => HeldOut(state) * state.HeldOutUnit ?? double.PositiveInfinity;

    private static double? HeldOut(PursuitState state) => state.History is [.., var last] ? last.ValidationError : null;
}

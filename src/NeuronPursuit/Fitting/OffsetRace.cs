namespace NeuronPursuit;

/// <summary>
/// Decides whether a fit has an offset: the network of the paper, which has none, against one with a constant input and the
/// best constant at its outputs (docs/adr/0047).
/// </summary>
/// <remarks>
/// <para>The one without runs first, as it would alone. Where it reaches the target error with weights that are few beside
/// the samples it is kept, and the other one never runs. Where it does not, the other one runs for as long as it is ahead.</para>
/// <para>Nothing is held out for the decision, so it must not reward the fit that has merely more weights: errors are compared
/// by n log(error^2) + weights log n (the Bayesian information criterion), at the best iteration among those whose weights
/// are few beside the samples. Where samples are held out anyway they decide.</para>
/// </remarks>
/// <param name="plain">The fit without an offset.</param>
/// <param name="makeOffset">Makes the one with an offset.</param>
/// <param name="reference">The error of the best constant in the units of <see cref="PursuitMetrics.Absolute"/>.</param>
/// <param name="isFar">Whether targets are too far from zero for the fit without an offset.</param>
/// <param name="numbers">What the target says: samples, times outputs where these are numbers.</param>
internal sealed class OffsetRace(
    RaceEntry plain, Func<RaceEntry> makeOffset, double reference, bool isFar, long numbers)
{
    /// <summary>The share of weights to numbers of the target up to which reaching the target error is no accident.</summary>
    private const double FewWeights = 0.5;

    /// <summary>The iteration after which the other fit is looked at if this one is no better than a constant, and in any case.</summary>
    private const int FirstLook = 4;

    private const int SecondLook = 8;

    /// <summary>The iterations that a look takes.</summary>
    private const int Steps = 5;

    /// <summary>The iterations after which it must be ahead once the one without has ended.</summary>
    private const int LastSteps = 8;

    /// <summary>The part of the error below which a look decides.</summary>
    private const double Decisive = 0.5;

    /// <summary>The error that counts as exact whatever lower target there is: the library's optimisers end below it by default.</summary>
    private const double Exact = 1e-5;

    private RaceEntry? _offset;

    /// <summary>Runs what has to be run.</summary>
    /// <returns>The entry that is kept, with its outcome, and why.</returns>
    public (RaceEntry Kept, OffsetChoice Choice) Run()
    {
        if (isFar)
        {
            return Finish(Offset, OffsetReason.FarFromZero);
        }

        bool decided = false;
        plain.Run(state => decided = Look(state));
        if (decided)
        {
            return Finish(Offset, OffsetReason.LowersError);
        }

        if (plain.WasStopped || ReachesWithFewWeights(plain))
        {
            return Kept(plain, plain.WasStopped ? OffsetReason.Stopped : OffsetReason.NotNeeded);
        }

        if (Offset.Outcome is null)
        {
            // It goes on for as long as it is ahead at the same iteration.
            Offset.Run(state => state.History.Count >= LastSteps && !IsAhead(state.History[^1].Number));
        }

        return Offset.Outcome is not null && IsAhead(int.MaxValue)
            ? Finish(Offset, OffsetReason.LowersError)
            : Kept(plain, OffsetReason.NoGain);
    }

    private RaceEntry Offset => _offset ??= makeOffset();

    /// <summary>A short run of the fit with an offset, where the one without is slow: whether it settles the matter.</summary>
    private bool Look(PursuitState state)
    {
        int number = state.History[^1].Number;
        double error = plain.Marks().Last().Error;
        bool isDue = number == SecondLook || (number == FirstLook && error >= reference);
        if (!isDue || state.HeldOutUnit is not null || ReachesWithFewWeights(plain))
        {
            return false;
        }

        if (Offset.Outcome is null && (Offset.State is null || Offset.State.History.Count < Steps))
        {
            Offset.Run(other => other.History.Count >= Steps);
        }

        return IsDecisive(number, Steps);
    }

    /// <summary>Whether the fit with an offset reached the target, or half the error with no more weights.</summary>
    /// <param name="number">The iterations of the one without that count.</param>
    /// <param name="steps">Those of the one with an offset: no more than the look took, so that a resumed fit decides alike.</param>
    private bool IsDecisive(int number, int steps)
    {
        RaceMark without = plain.Marks().Last(mark => mark.Number <= number);
        return Offset.Marks().Any(mark => mark.Number > 0 && mark.Number <= steps
            && (ReachesWithFewWeights(mark, Offset)
                || (mark.Parameters <= without.Parameters && mark.Error <= Decisive * without.Error)));
    }

    /// <summary>Whether the fit with an offset is the better one by iterations up to a number.</summary>
    private bool IsAhead(int number)
    {
        bool heldOut = plain.State?.HeldOutUnit is not null || Offset.State?.HeldOutUnit is not null;
        if (heldOut)
        {
            return Lowest(Offset, number) < Lowest(plain, number);
        }

        if (ReachesWithFewWeights(Offset))
        {
            return true;
        }

        // A fit that was not let go on has not shown what it can do.
        if (plain.State is { History.Count: < FirstLook } && plain.Marks().Last().Error < reference
            && plain.Outcome?.Reason == PursuitStopReason.MaxIterations)
        {
            return IsDecisive(number, number);
        }

        // From few samples both may meet the target by weights that are not few beside them: the smaller network then.
        if (!IsLikelihood(plain) && Reaches(plain) && Reaches(Offset))
        {
            return Offset.Marks().Last().Parameters < plain.Marks().Last().Parameters;
        }

        // Where the target was met by as many weights as there are samples that may be chance, or an exact network from few of
        // them: only what was far ahead while weights were few is better.
        return Reaches(plain) && !IsLikelihood(plain)
            ? Lowest(Offset, number, FewWeights) < Decisive * Lowest(plain, number, FewWeights)
            : Score(Offset, number) < Score(plain, number);
    }

    /// <summary>Whether it reached the target error, or what counts as exact where the target is lower.</summary>
    private bool Reaches(RaceEntry entry) =>
        entry.State is { History: [.., var last] } && IsMet(entry.Metrics.Absolute(last.TrainingError, entry.Options.Loss), entry);

    private bool IsMet(double error, RaceEntry entry) => error <= Math.Max(entry.Options.TargetError, Exact) * reference;

    private bool ReachesWithFewWeights(RaceEntry entry) => Reaches(entry) && AreFew(entry.Marks().Last(), entry);

    private bool ReachesWithFewWeights(RaceMark mark, RaceEntry entry) => IsMet(mark.Error, entry) && AreFew(mark, entry);

    /// <summary>Labels say less than numbers: there the weights must not cost more than the labels are worth.</summary>
    private bool AreFew(RaceMark mark, RaceEntry entry) =>
        mark.Parameters <= FewWeights * numbers
        && (!IsLikelihood(entry) || Score(mark, entry) < Score(entry.Marks().First(), entry));

    private static bool IsLikelihood(RaceEntry entry) => entry.Options.Loss is CrossEntropyLoss or LogisticLoss;

    /// <summary>The lowest error of a network; infinite where there is none.</summary>
    private double Lowest(RaceEntry entry, int number, double share = double.PositiveInfinity) => entry.Marks()
        .Where(mark => mark.Number > 0 && mark.Number <= number && mark.Parameters <= share * numbers)
        .Select(mark => mark.Error)
        .DefaultIfEmpty(double.PositiveInfinity)
        .Min();

    private double Score(RaceEntry entry, int number) => entry.Marks()
        .Where(mark => mark.Number <= number && (mark.Number == 0 || mark.Parameters <= FewWeights * numbers))
        .Min(mark => Score(mark, entry));

    /// <summary>Minus twice the logarithm of the likelihood, up to a constant, and what the weights cost.</summary>
    private double Score(RaceMark mark, RaceEntry entry)
    {
        double squared = mark.Error * mark.Error;
        double misfit = IsLikelihood(entry) ? 2 * numbers * squared : numbers * Math.Log(Math.Max(squared, double.Epsilon));
        return misfit + mark.Parameters * Math.Log(numbers);
    }

    /// <summary>Runs an entry to its end.</summary>
    private (RaceEntry Kept, OffsetChoice Choice) Finish(RaceEntry entry, OffsetReason reason)
    {
        entry.Announce();
        if (entry is { Outcome: null })
        {
            entry.Run(_ => false);
        }

        return Kept(entry, reason);
    }

    private (RaceEntry Kept, OffsetChoice Choice) Kept(RaceEntry entry, OffsetReason reason) =>
        (entry, new OffsetChoice(entry.Options.Intercept, reason, ErrorOf(plain), ErrorOf(_offset)));

    private double? ErrorOf(RaceEntry? entry) => entry?.State is { History: [.., var last] }
        ? entry.Metrics.Absolute(last.TrainingError, entry.Options.Loss) / reference
        : null;
}

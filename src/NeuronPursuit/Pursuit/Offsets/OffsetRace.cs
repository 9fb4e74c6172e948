namespace NeuronPursuit;

/// <summary>
/// Decides whether a fit has an offset: the network of the paper, which has none, against one with a constant input and the
/// best constant at its outputs (docs/adr/0047).
/// </summary>
/// <remarks>
/// <para>The one without runs first, as it would alone. Where it reaches the target error with weights that are few beside
/// the samples it is kept, and the other one never runs. Where it does not, the other one has as many iterations.</para>
/// <para>Nothing is held out for the decision, so it must not reward the fit that has merely more weights: errors are compared
/// by n log(error^2) + weights log n (the Bayesian information criterion), at the best iteration among those whose weights
/// are few beside the samples. Where samples are held out anyway they decide.</para>
/// </remarks>
/// <param name="job">The two fits.</param>
internal sealed class OffsetRace(OffsetJob job)
{
    /// <summary>The share of weights to numbers of the target up to which reaching the target error is no accident.</summary>
    private const double FewWeights = 0.5;

    /// <summary>The iteration after which the other fit is looked at if this one is no better than a constant, and in any case.</summary>
    private const int FirstLook = 4;

    private const int SecondLook = 8;

    /// <summary>The iterations that a look takes.</summary>
    private const int Steps = 5;

    /// <summary>The iterations after which it must be ahead at least, once the one without has ended.</summary>
    private const int LastSteps = 8;

    /// <summary>The part of the error below which a look decides.</summary>
    private const double Decisive = 0.5;

    /// <summary>The error that counts as exact whatever lower target there is: the library's optimisers end below it by default.</summary>
    private const double Exact = 1e-5;

    private RaceEntry? _plain;
    private RaceEntry? _offset;
    private TimeSpan _before;

    /// <summary>Runs what has to be run.</summary>
    public OffsetResult Run()
    {
        if (job.IsFar)
        {
            return Finish(Offset, OffsetReason.FarFromZero);
        }

        bool decided = false;
        Plain.Run(state => decided = Look(state));
        if (decided)
        {
            return Finish(Offset, OffsetReason.LowersError);
        }

        if (Plain.WasStopped || ReachesWithFewWeights(Plain))
        {
            return Kept(Plain, Plain.WasStopped ? OffsetReason.Stopped : OffsetReason.NotNeeded);
        }

        if (Offset.Outcome is null)
        {
            // What it is worth is only seen once both have grown: it has the iterations of the other one, unless that one has reached
            // the target, and goes on for as long as it is ahead. Held-out samples end it themselves.
            int grown = Reaches(Plain) ? 0 : Plain.State?.History.Count ?? 0;
            int patience = HoldsOut ? int.MaxValue : Math.Max(LastSteps, grown);
            Offset.Run(state => state.History.Count >= patience && !IsAhead(state.History[^1].Number));
        }

        return Offset.Outcome is not null && IsAhead(int.MaxValue)
            ? Finish(Offset, OffsetReason.LowersError)
            : Kept(Plain, OffsetReason.NoGain);
    }

    private RaceEntry Plain => _plain ??= Entry(job.Plain, host: null, isQuiet: false);

    /// <summary>Both fits are in one checkpoint, but for one far from zero, which is a single one.</summary>
    private RaceEntry Offset => _offset ??= Entry(job.MakeOffset(), job.IsFar ? null : Plain, isQuiet: !job.IsFar);

    private RaceEntry Entry(OffsetSide side, RaceEntry? host, bool isQuiet)
    {
        var entry = new RaceEntry(side, host, isQuiet, () => _before + job.Clock(), job.CancellationToken);
        _before = entry.State is { History: [.., var done] } && done.Elapsed > _before ? done.Elapsed : _before;
        return entry;
    }

    /// <summary>A short run of the fit with an offset, where the one without is slow: whether it settles the matter.</summary>
    private bool Look(PursuitState state)
    {
        int number = state.History[^1].Number;
        double error = Plain.Marks().Last().Error;
        bool isDue = number == SecondLook || (number == FirstLook && error >= job.Reference);
        if (!isDue || state.HeldOutUnit is not null || ReachesWithFewWeights(Plain))
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
        RaceMark without = Plain.Marks().Last(mark => mark.Number <= number);
        return Offset.Marks().Any(mark => mark.Number > 0 && mark.Number <= steps
            && (ReachesWithFewWeights(mark, Offset)
                || (mark.Parameters <= without.Parameters && mark.Error <= Decisive * without.Error)));
    }

    private bool HoldsOut => Plain.State?.HeldOutUnit is not null || _offset?.State?.HeldOutUnit is not null;

    /// <summary>Whether the fit with an offset is the better one by iterations up to a number.</summary>
    private bool IsAhead(int number)
    {
        if (HoldsOut)
        {
            return Lowest(Offset, number) < Lowest(Plain, number);
        }

        if (ReachesWithFewWeights(Offset))
        {
            return true;
        }

        // A fit that was not let go on has not shown what it can do.
        if (Plain.State is { History.Count: < FirstLook } && Plain.Marks().Last().Error < job.Reference
            && Plain.Outcome?.Reason == PursuitStopReason.MaxIterations)
        {
            return IsDecisive(number, number);
        }

        // From few samples both may meet the target by weights that are not few beside them: the smaller network then.
        if (!IsLikelihood(Plain) && Reaches(Plain) && Reaches(Offset))
        {
            return Offset.Marks().Last().Parameters < Plain.Marks().Last().Parameters;
        }

        // Where the target was met by as many weights as there are samples that may be chance, or an exact network from few of
        // them: only what was far ahead while weights were few is better.
        return Reaches(Plain) && !IsLikelihood(Plain)
            ? Lowest(Offset, number, FewWeights) < Decisive * Lowest(Plain, number, FewWeights)
            : Score(Offset, number) < Score(Plain, number);
    }

    /// <summary>Whether it reached the target error, or what counts as exact where the target is lower.</summary>
    private bool Reaches(RaceEntry entry) =>
        entry.State is { History: [.., var last] } && IsMet(entry.Metrics.Absolute(last.TrainingError, entry.Options.Loss), entry);

    private bool IsMet(double error, RaceEntry entry) => error <= Math.Max(entry.Options.TargetError, Exact) * job.Reference;

    private bool ReachesWithFewWeights(RaceEntry entry) => Reaches(entry) && AreFew(entry.Marks().Last(), entry);

    private bool ReachesWithFewWeights(RaceMark mark, RaceEntry entry) => IsMet(mark.Error, entry) && AreFew(mark, entry);

    /// <summary>Labels say less than numbers: there the weights must not cost more than the labels are worth.</summary>
    private bool AreFew(RaceMark mark, RaceEntry entry) =>
        mark.Parameters <= FewWeights * job.Numbers
        && (!IsLikelihood(entry) || Score(mark, entry) < Score(entry.Marks().First(), entry));

    private static bool IsLikelihood(RaceEntry entry) => entry.Options.Loss is CrossEntropyLoss or LogisticLoss;

    /// <summary>The lowest error of a network; infinite where there is none.</summary>
    private double Lowest(RaceEntry entry, int number, double share = double.PositiveInfinity) => entry.Marks()
        .Where(mark => mark.Number > 0 && mark.Number <= number && mark.Parameters <= share * job.Numbers)
        .Select(mark => mark.Error)
        .DefaultIfEmpty(double.PositiveInfinity)
        .Min();

    private double Score(RaceEntry entry, int number) => entry.Marks()
        .Where(mark => mark.Number <= number && (mark.Number == 0 || mark.Parameters <= FewWeights * job.Numbers))
        .Min(mark => Score(mark, entry));

    /// <summary>Minus twice the logarithm of the likelihood, up to a constant, and what the weights cost.</summary>
    private double Score(RaceMark mark, RaceEntry entry)
    {
        double squared = mark.Error * mark.Error;
        double misfit = IsLikelihood(entry) ? 2 * job.Numbers * squared : job.Numbers * PortableMath.Log(Math.Max(squared, double.Epsilon));
        return misfit + mark.Parameters * PortableMath.Log(job.Numbers);
    }

    /// <summary>Runs an entry to its end.</summary>
    private OffsetResult Finish(RaceEntry entry, OffsetReason reason)
    {
        entry.Announce();
        if (entry is { Outcome: null })
        {
            entry.Run(_ => false);
        }

        return Kept(entry, reason);
    }

    private OffsetResult Kept(RaceEntry entry, OffsetReason reason) =>
        new(
            ReferenceEquals(entry, _offset),
            entry.Outcome!,
            new OffsetChoice(ReferenceEquals(entry, _offset), reason, ErrorOf(_plain), ErrorOf(_offset)));

    private double? ErrorOf(RaceEntry? entry) => entry?.State is { History: [.., var last] }
        ? entry.Metrics.Absolute(last.TrainingError, entry.Options.Loss) / job.Reference
        : null;
}

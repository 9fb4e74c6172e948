namespace NeuronPursuit;

/// <summary>How the fit of an ensemble (<see cref="NeuronPursuitBuilder.WithEnsemble"/>) went, as a whole.</summary>
public sealed record PursuitEnsemble
{
    /// <summary>
    /// The networks that the ensemble is made of when it is finished: one a held-out window for every kind of network that was good.
    /// </summary>
    public required int Members { get; init; }

    /// <summary>How many of them had finished: all, unless the fit was stopped or cancelled.</summary>
    public required int FinishedMembers { get; init; }

    /// <summary>The pursuits by which settings were to be chosen; 0 where there was no choice.</summary>
    public required int Trials { get; init; }

    /// <summary>How many of them had finished.</summary>
    public required int FinishedTrials { get; init; }

    /// <summary>Why the pursuit of each network of the model ended, in the order of <see cref="NeuronPursuitModel.Networks"/>.</summary>
    public required IReadOnlyList<PursuitStopReason> StopReasons { get; init; }

    /// <summary>The depth of each network of the model, in the same order.</summary>
    public required IReadOnlyList<int> Depths { get; init; }

    /// <summary>The time of the whole fit, that of runs before a resume included. The only member a repetition changes.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>
    /// One sentence, such as <c>8 of 8 members finished; depth 2 (5), 3 (3); ended by ValidationStopped (6), Stalled (2).</c>
    /// </summary>
    /// <returns>English text without times, so that the same fit gives the same text.</returns>
    public string Describe()
    {
        string finished = FinishedMembers == 0 && Trials > 0
            ? FormattableString.Invariant($"{FinishedTrials} of {Trials} trials and none of {Members} members finished")
            : FormattableString.Invariant($"{FinishedMembers} of {Members} {(Members == 1 ? "member" : "members")} finished");
        return $"{finished}; depth {Counted(Depths.Order())}; ended by {Counted(StopReasons)}.";
    }

    /// <inheritdoc cref="Describe"/>
    public override string ToString() => Describe();

    /// <summary>Every value once, with how often it is there where that is not plain.</summary>
    private static string Counted<T>(IEnumerable<T> values)
    {
        (T Value, int Count)[] groups = [.. values.GroupBy(value => value).Select(group => (group.Key, group.Count()))];
        return groups is [var only]
            ? FormattableString.Invariant($"{only.Value}")
            : string.Join(", ", groups.OrderByDescending(group => group.Value is int ? 0 : group.Count)
                .Select(group => FormattableString.Invariant($"{group.Value} ({group.Count})")));
    }
}

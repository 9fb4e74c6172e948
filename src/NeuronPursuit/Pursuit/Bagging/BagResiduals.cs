namespace NeuronPursuit;

/// <summary>What a bag leaves of samples that a part of its networks has not seen: every window by the members that held it out.</summary>
internal static class BagResiduals
{
    /// <summary>The residuals of all windows; where the caller's own samples judge, of these by all members.</summary>
    /// <param name="members">The networks of the model, or those that held out samples for it.</param>
    /// <param name="runs">Knows the windows.</param>
    /// <param name="hasOwnSamples">Whether samples of the caller's judge in the place of windows.</param>
    /// <param name="link">What outputs mean.</param>
    public static HeldOutResiduals Of(BagMember[] members, BagRuns runs, bool hasOwnSamples, OutputLink link)
    {
        var parts = new List<HeldOutResiduals>();
        foreach (IGrouping<(int Window, bool IsTrial), BagMember> window in members
            .GroupBy(member => hasOwnSamples ? (0, false) : (member.Window, member.IsTrial))
            .OrderBy(group => group.Key))
        {
            // Nothing is left to cancel: all members have finished.
            HoldOut samples = runs.PartsOf(window.Key.Window, window.Key.IsTrial);
            HeldOutResiduals part = HeldOutResiduals.Of(
                samples.Validation,
                [.. window.Select(NetworkOf)],
                [.. members.Except(window).Select(NetworkOf)],
                link,
                CancellationToken.None);
            part = part with { Samples = hasOwnSamples ? null : runs.SamplesOf(samples, window.Key.IsTrial) };
            parts.Add(samples.HeldOutWeight is { } weight ? part.OfWeight(weight) : part);
        }

        return HeldOutResiduals.Concat(parts);
    }

    private static Network NetworkOf(BagMember member) => member.Result.State.Network;
}

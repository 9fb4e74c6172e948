namespace NeuronPursuit;

/// <summary>Runs members of a bag elsewhere.</summary>
internal interface IBagEngine
{
    /// <summary>Runs members, and returns when all have finished.</summary>
    /// <param name="jobs">Which.</param>
    /// <param name="finished">Called with the place of a job and its result; by one thread at a time.</param>
    /// <param name="cancellationToken">Ends the running ones.</param>
    void Run(IReadOnlyList<BagJob> jobs, Action<int, ValidatedResult> finished, CancellationToken cancellationToken);
}

/// <summary>All that a member of a bag is told beside what the bag knows.</summary>
/// <param name="Settings">The index of its settings among those that compete.</param>
/// <param name="Window">The window that it holds out.</param>
/// <param name="IsTrial">Whether it sees only the samples among which settings compete.</param>
/// <param name="WeightDecay">The strength of decay, which may have changed since the trials.</param>
/// <param name="Operations">Floating-point operations that it may spend on training.</param>
internal sealed record BagJob(int Settings, int Window, bool IsTrial, double WeightDecay, double Operations)
{
    /// <summary>Unique in the bag: the same settings on the same window may run twice, to choose among them and as a member.</summary>
    public string Name => FormattableString.Invariant($"{(IsTrial ? "trial" : "member")}-{Settings + 1}-{Window + 1}");
}

namespace NeuronPursuit;

/// <summary>
/// All that a pursuit carries from one iteration to the next, and therefore all that a checkpoint holds. Random
/// streams need no state: they derive from the seed and the iteration.
/// </summary>
/// <param name="Network">The trained network.</param>
/// <param name="Loss">Its training objective, in the units it is trained in.</param>
/// <param name="StalledGrowths">Growths in a row that gained next to nothing.</param>
/// <param name="History">One entry per finished iteration.</param>
/// <param name="Kept">The number of the iteration that left this network; 0 for none of them, null for the last one.</param>
internal sealed record PursuitState(
    Network Network, double Loss, int StalledGrowths, IReadOnlyList<PursuitIteration> History, int? Kept = null)
{
    /// <summary>
    /// How many entries at the end of the history an observer has not seen: one after an iteration, any number after a stage of
    /// a sparse fit, none of a state that comes from a checkpoint.
    /// </summary>
    public int Finished { get; init; } = 1;

    /// <summary>Where in the whole of the fit it stands, as an observer is told; null where nobody has said so.</summary>
    public PursuitPlace? Place { get; init; }

    /// <summary>What held-out errors are multiplied by to compare fits of different references; null where nothing is held out.</summary>
    public double? HeldOutUnit { get; init; }

    /// <summary>What the pursuit leaves of samples that it held out, once it has ended; null where none were.</summary>
    public HeldOutResiduals? HeldOut { get; init; }

    /// <summary>The number of the iteration that left this network; 0 for none of them, null where there was none.</summary>
    public int? KeptNumber => Kept ?? (History.Count > 0 ? History[^1].Number : null);
}

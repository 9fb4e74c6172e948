namespace NeuronPursuit;

/// <summary>
/// Where the random streams of a fit derive from its seed, so that no two share one. Iterations and the splits of
/// <see cref="SparsePursuit"/> count from 0 and 1; everything else lies far behind them.
/// </summary>
internal static class SeedCoordinates
{
    /// <summary>The permutations of <see cref="SignalGate"/>.</summary>
    public const ulong Gate = 1_000_000;

    /// <summary>Which samples are held out, and the order of the windows of a bag.</summary>
    public const ulong HoldOut = 2_000_000;

    /// <summary>The second of several pursuits and those after it.</summary>
    public const ulong Pursuits = 3_000_000;

    /// <summary>The windows of a bag: all that its members draw derives from what they derive here.</summary>
    public const ulong Windows = 4_000_000;

    /// <summary>The first weights of a network of fixed widths; the number of <see cref="Windows"/>, which a member's seed has left behind.</summary>
    public const ulong FixedWidths = 4_000_000;

    /// <summary>Which row is in which fold of a cross-validation.</summary>
    public const ulong Folds = 6_000_000;

    /// <summary>Within an iteration, whose layers count from 1: the search of a parallel chain.</summary>
    public const ulong Chain = 1000;

    /// <summary>Within an iteration: the first search into silent neurons; two for each.</summary>
    public const ulong SilentNeurons = 2000;
}

namespace NeuronPursuit;

/// <summary>The numbers of a bag of pursuits (docs/adr/0024 and 0025 say where they come from).</summary>
internal sealed record BagSettings
{
    /// <summary>The largest part of the samples in a held-out window; a bag of m members holds out 1 / m where that is less.</summary>
    public double LargestWindow { get; init; } = 0.2;

    /// <summary>The windows on which settings compete, one after the other.</summary>
    public int SelectionWindows { get; init; } = 3;

    /// <summary>After each of those windows the better half goes on, but no fewer than this.</summary>
    public int FewestSurvivors { get; init; } = 4;

    /// <summary>How many of so many settings go on after a window.</summary>
    public int SurvivorsOf(int count) => Math.Min(count, Math.Max(FewestSurvivors, (count + 1) / 2));

    /// <summary>A kind of network is averaged with the best one when its held-out loss is at most this times the best.</summary>
    public double VariantTolerance { get; init; } = 1.1;

    /// <summary>The samples among which settings compete, at most; beyond, a part of them stands for all.</summary>
    public int SelectionSamples { get; init; } = 5000;

    /// <summary>
    /// Floating-point operations that one competing pursuit may spend on searches and training. Some seconds of one core; tables of a
    /// thousand samples stay far below.
    /// </summary>
    public double SelectionOperations { get; init; } = 1.5e10;

    /// <summary>Floating-point operations of all members together.</summary>
    public double MemberOperations { get; init; } = 1e12;

    /// <summary>The largest part of them that a single member may have: one network is no better for taking minutes.</summary>
    public double LargestShare { get; init; } = 0.25;

    /// <summary>The part of them for the last training of a single network on all samples.</summary>
    public double ShareOfRefit { get; init; } = 0.125;

    /// <summary>
    /// About the same work for trials of many classes: fewer and longer ones, since a network that has just begun says little
    /// about the kind that ends best.
    /// </summary>
    public BagSettings For(int outputs) => outputs <= SensitivitySketch.LargestExact ? this : this with
    {
        SelectionWindows = 1,
        SelectionOperations = 2 * SelectionOperations,
    };

    /// <summary>The held-out part for a bag of so many members.</summary>
    public double WindowFraction(int members) => Math.Min(LargestWindow, 1.0 / members);
}

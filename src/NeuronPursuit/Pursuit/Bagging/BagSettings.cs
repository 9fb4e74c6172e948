namespace NeuronPursuit;

/// <summary>The numbers of a bag of pursuits (docs/adr/0024 says where they come from).</summary>
internal sealed record BagSettings
{
    /// <summary>The largest part of the samples in a held-out window; a bag of m members holds out 1 / m where that is less.</summary>
    public double LargestWindow { get; init; } = 0.2;

    /// <summary>The windows on which settings compete, one after the other.</summary>
    public int SelectionWindows { get; init; } = 3;

    /// <summary>After each of those windows the better half goes on, but no fewer than this.</summary>
    public int FewestSurvivors { get; init; } = 4;

    /// <summary>A variant is averaged with the best one when its held-out loss is at most this times the best.</summary>
    public double VariantTolerance { get; init; } = 1.1;

    /// <summary>The held-out part for a bag of so many members.</summary>
    public double WindowFraction(int members) => Math.Min(LargestWindow, 1.0 / members);
}

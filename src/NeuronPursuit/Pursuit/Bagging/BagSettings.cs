namespace NeuronPursuit;

/// <summary>The numbers of a bag of pursuits; the names say what they are, docs/adr/0024 where they come from.</summary>
internal sealed record BagSettings
{
    /// <summary>The part of the samples in a held-out window.</summary>
    public double WindowFraction { get; init; } = 0.2;

    /// <summary>The windows on which all settings compete.</summary>
    public int SelectionWindows { get; init; } = 2;

    /// <summary>A variant is averaged with the best one when its held-out loss is at most this times the best.</summary>
    public double VariantTolerance { get; init; } = 1.1;
}

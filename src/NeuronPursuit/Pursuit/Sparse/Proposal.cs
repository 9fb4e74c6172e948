namespace NeuronPursuit;

/// <summary>A way to grow, to be tried against others.</summary>
/// <param name="Inputs">The inputs that are in use afterwards, ascending.</param>
/// <param name="Kind">What is added.</param>
/// <param name="Points">The new neurons or the chain; their incoming weights are over <paramref name="Inputs"/> or a hidden layer.</param>
/// <param name="HiddenLayer">The layer that grows; -1 for a chain. Not read where there are no points.</param>
/// <param name="Paired">Whether each point stands for an antipodal pair.</param>
/// <param name="Value">The correlation of the best point.</param>
internal sealed record Proposal(
    int[] Inputs, PursuitIterationKind Kind, IReadOnlyList<KktPoint> Points, int HiddenLayer, IReadOnlyList<bool> Paired, double Value);

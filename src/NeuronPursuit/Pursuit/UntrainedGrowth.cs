namespace NeuronPursuit;

/// <summary>A network that has grown but is not trained yet.</summary>
/// <param name="Network">The network with small new weights.</param>
/// <param name="Kind">What was added.</param>
/// <param name="CorrelationValue">The correlation along which it grew.</param>
/// <param name="Searched">The searches that led to it.</param>
/// <param name="Evaluations">Evaluations of loss and gradient spent so far.</param>
internal sealed record UntrainedGrowth(
    Network Network,
    PursuitIterationKind Kind,
    double CorrelationValue,
    IReadOnlyList<LayerCorrelations> Searched,
    long Evaluations = 0);

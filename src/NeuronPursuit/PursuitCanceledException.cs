namespace NeuronPursuit;

/// <summary>A fit was cancelled; nothing finished is lost.</summary>
/// <param name="model">The model of the last finished iteration (of a bag: of its finished members), or null when there is none.</param>
/// <param name="cancellationToken">The token that was cancelled.</param>
public sealed class PursuitCanceledException(NeuronPursuitModel? model, CancellationToken cancellationToken)
    : OperationCanceledException(
        model is null
            ? "The fit was cancelled before its first iteration had finished."
            : model.KeptIteration is { } kept
                ? $"The fit was cancelled. Model holds the network of iteration {kept.Number}."
                : "The fit was cancelled. Model holds the zero network, which nothing had beaten on held-out samples.",
        cancellationToken)
{
    /// <summary>The model of the last finished iteration, or null when none had finished.</summary>
    public NeuronPursuitModel? Model { get; } = model;
}

namespace NeuronPursuit;

/// <summary>A fit was cancelled; nothing finished is lost.</summary>
/// <param name="model">The model of the last finished iteration, or null when none had finished.</param>
/// <param name="cancellationToken">The token that was cancelled.</param>
public sealed class PursuitCanceledException(NeuronPursuitModel? model, CancellationToken cancellationToken)
    : OperationCanceledException(
        model is null
            ? "The fit was cancelled before its first iteration had finished."
            : $"The fit was cancelled. Model holds the network of iteration {model.History[^1].Number}.",
        cancellationToken)
{
    /// <summary>The model of the last finished iteration, or null when none had finished.</summary>
    public NeuronPursuitModel? Model { get; } = model;
}

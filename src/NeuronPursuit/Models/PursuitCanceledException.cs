namespace NeuronPursuit;

/// <summary>A fit was cancelled; nothing finished is lost.</summary>
/// <param name="model">The model of the last finished iteration (of a bag: of its finished members), or null when there is none.</param>
/// <param name="cancellationToken">The token that was cancelled.</param>
public sealed class PursuitCanceledException(NeuronPursuitModel? model, CancellationToken cancellationToken)
    : OperationCanceledException(TextOf(model), cancellationToken)
{
    /// <summary>The model of the last finished iteration, or null when none had finished.</summary>
    public NeuronPursuitModel? Model { get; } = model;

    private static string TextOf(NeuronPursuitModel? model) => model switch
    {
        null => "The fit was cancelled before its first iteration had finished.",
        { Ensemble: { } ensemble } => TextOf(model, ensemble),
        { KeptIteration: { } kept } => $"The fit was cancelled. Model holds the network of iteration {kept.Number}.",
        _ => "The fit was cancelled. Model holds the zero network, which nothing had beaten on held-out samples.",
    };

    private static string TextOf(NeuronPursuitModel model, PursuitEnsemble ensemble)
    {
        string members = FormattableString.Invariant($"{ensemble.FinishedMembers} of {ensemble.Members} {(ensemble.Members == 1 ? "member" : "members")}");
        string finished =
            ensemble.FinishedMembers > 0 ? members
            : ensemble.FinishedTrials > 0 ? FormattableString.Invariant($"{members} and {ensemble.FinishedTrials} of {ensemble.Trials} trials")
            : "none of its pursuits";
        string what =
            model.Networks.Count > 1 ? FormattableString.Invariant($"averages {model.Networks.Count} networks of depth {string.Join(" and ", ensemble.Depths.Distinct().Order())}")
            : model.KeptIteration is null ? "holds the zero network, which nothing had beaten on held-out samples"
            : ensemble.FinishedMembers + ensemble.FinishedTrials == 0 ? FormattableString.Invariant($"holds a network of depth {model.Depth} that was still growing")
            : FormattableString.Invariant($"holds one network of depth {model.Depth}");
        return FormattableString.Invariant(
            $"The ensemble was cancelled after {ensemble.Elapsed.TotalSeconds:0.0} s with {finished} finished. Model {what}.");
    }
}

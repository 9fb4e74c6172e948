using System.Globalization;

namespace NeuronPursuit;

/// <summary>Why a fit by <see cref="PursuitRecipe.Auto"/> ended with the recipe that it did.</summary>
public enum RecipeReason
{
    /// <summary>
    /// A network meets the targets: one by Fast with weights that are few beside the samples, or one by Sparse that meets samples that it had not seen.
    /// </summary>
    Exact,

    /// <summary>Of the recipes that were tried it has the lowest error on samples that its networks had not seen.</summary>
    LowestError,

    /// <summary>No recipe predicts samples that it had not seen better than their mean does by chance; the model is that mean.</summary>
    NoSignal,

    /// <summary>The settings are those of a single pursuit (<see cref="RecipeChoice.Settings"/>), so that nothing competes.</summary>
    Settings,

    /// <summary>Several networks were asked for (<see cref="NeuronPursuitBuilder.WithEnsemble"/>).</summary>
    Ensemble,

    /// <summary>There are too few samples to hold any out.</summary>
    FewSamples,

    /// <summary>Classes are told apart by the bag, or not at all.</summary>
    Classes,

    /// <summary>The loss is no square, for which only the bag is tried after the small network; nothing was compared.</summary>
    OtherLoss,

    /// <summary>The model was grown further, or its samples are in shards, where nothing competes.</summary>
    OnePursuit,
}

/// <summary>What a fit by <see cref="PursuitRecipe.Auto"/> has chosen, and why.</summary>
/// <param name="Recipe">The name of the recipe: Fast, Sparse or Tabular; Mean for a model that predicts the best constant.</param>
/// <param name="Reason">Why.</param>
public sealed record RecipeChoice(string Recipe, RecipeReason Reason)
{
    internal const string Mean = "Mean";

    /// <summary>The settings that leave a single pursuit, by the names of their methods; empty where there are none.</summary>
    public IReadOnlyList<string> Settings { get; init => field = new ValueList<string>(value); } = new ValueList<string>([]);

    /// <summary>
    /// The error of <see cref="PursuitRecipe.Sparse"/> on samples that it held out, relative to that of their mean; null where it was not tried.
    /// </summary>
    public double? SparseError { get; init; }

    /// <summary>
    /// The error of <see cref="PursuitRecipe.Tabular"/> on the same samples, or on all where there are no others, each predicted by networks that had
    /// not seen it; relative to that of their mean, for classes <c>sqrt(loss / loss of the shares)</c>. Null where it was not tried.
    /// </summary>
    public double? TabularError { get; init; }

    /// <summary>Whether the fit was cancelled before it had compared all that it would have.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>One line, such as <c>Tabular: the lowest error on samples that were held out (Tabular 0.312, Sparse 0.401)</c>.</summary>
    /// <returns>Text in the invariant culture.</returns>
    public string Describe()
    {
        string errors = string.Join(", ", Errors());
        string why = Reason switch
        {
            RecipeReason.Exact => "its network meets the targets",
            RecipeReason.LowestError => "the lowest error on samples that were held out",
            RecipeReason.NoSignal => "nothing predicts held-out samples better than their mean",
            RecipeReason.Settings => $"the settings of a single pursuit, {string.Join(", ", Settings)}",
            RecipeReason.Ensemble => "several networks were asked for",
            RecipeReason.FewSamples => "too few samples to hold any out",
            RecipeReason.Classes => "classes",
            RecipeReason.OtherLoss => "the loss is no square",
            _ => "one pursuit, as for all samples in shards and for models that grow further",
        };
        return $"{Recipe}: {why}{(errors == "" ? "" : $" ({errors})")}{(IsUnfinished ? "; cancelled before all were compared" : "")}";
    }

    private IEnumerable<string> Errors()
    {
        if (TabularError is { } tabular)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Tabular {tabular:g3}");
        }

        if (SparseError is { } sparse)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Sparse {sparse:g3}");
        }
    }
}

namespace NeuronPursuit;

/// <summary>A fit by <see cref="PursuitRecipe.Auto"/> in which nothing competes.</summary>
/// <param name="Options">What runs.</param>
/// <param name="Choice">Why.</param>
internal sealed record LoneRecipe(PursuitOptions Options, RecipeChoice Choice)
{
    /// <summary>What runs alone; null where something competes.</summary>
    /// <param name="auto">What could compete.</param>
    /// <param name="options">The small network's.</param>
    /// <param name="samples">Rows of the fit.</param>
    public static LoneRecipe? Of(AutoOptions auto, PursuitOptions options, int samples)
    {
        PursuitOptions fast = options with { Auto = null };
        return auto.Tabular is null ? new(fast, new RecipeChoice(PursuitRecipe.Fast.Name, RecipeReason.Settings) { Settings = auto.Settings })
            : auto.AsksForBag ? new(AutoOptions.Settled(auto.Tabular, options), new RecipeChoice(PursuitRecipe.Tabular.Name, RecipeReason.Ensemble))
            : samples < AutoSettings.FewestSamples ? new(fast, new RecipeChoice(PursuitRecipe.Fast.Name, RecipeReason.FewSamples))
            : null;
    }
}

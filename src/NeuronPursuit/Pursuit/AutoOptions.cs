namespace NeuronPursuit;

/// <summary>What competes with one small network in a fit by <see cref="PursuitRecipe.Auto"/>.</summary>
/// <param name="Sparse">The search for few inputs; null where a setting leaves it out.</param>
/// <param name="Tabular">The bag; null where settings are those of a single pursuit, and nothing competes.</param>
/// <param name="Settings">The names of these settings, such as <c>WithOptimizer</c>.</param>
/// <param name="AsksForBag">Whether the caller wants several networks.</param>
internal sealed record AutoOptions(PursuitOptions? Sparse, PursuitOptions? Tabular, IReadOnlyList<string> Settings, bool AsksForBag)
{
    /// <summary>The options of a small network with what competes with it.</summary>
    /// <param name="options">The small network's.</param>
    /// <param name="changed">What the caller makes of the defaults of a recipe.</param>
    /// <param name="ofOnePursuit">Settings of the caller's that are about one pursuit.</param>
    public static PursuitOptions Competing(PursuitOptions options, Func<PursuitOptions, PursuitOptions> changed, IReadOnlyList<string> ofOnePursuit)
    {
        if (ofOnePursuit.Count > 0)
        {
            return options with { Auto = new AutoOptions(null, null, [.. ofOnePursuit], AsksForBag: false) };
        }

        // What a missing value means is for the caller to say, whichever recipe is chosen.
        PursuitOptions tabular = changed(PursuitRecipe.Tabular.Defaults with { MissingValues = options.MissingValues });
        PursuitOptions sparse = changed(PursuitRecipe.Sparse.Defaults) with { Members = null };
        return options with
        {
            Members = null,
            Auto = new AutoOptions(sparse.Procedure.Errors(sparse, false).Any() ? null : sparse, tabular, [], options.Members > 1),
        };
    }

    /// <summary>The options of a competitor, with what a fit settles after they were built: the loss of classes, the seed of a fold.</summary>
    public static PursuitOptions Settled(PursuitOptions competitor, PursuitOptions options) =>
        competitor with { Loss = options.Loss, Link = options.Link, ClassWeights = options.ClassWeights, Seed = options.Seed };
}

namespace NeuronPursuit;

/// <summary>What a fit is asked for.</summary>
internal sealed record FitSettings
{
    public required string Target { get; init; }

    /// <summary>Whether a target of numbers means classes.</summary>
    public bool Classes { get; init; }

    public TableFitOptions Options { get; init; } = new();

    public string Recipe { get; init; } = "auto";

    public ulong? Seed { get; init; }

    public int? Threads { get; init; }

    /// <summary>A folder for checkpoints; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The share of rows to judge by that are not learned from; null for none.</summary>
    public double? HoldOut { get; init; }

    /// <summary>The names of recipes.</summary>
    public static IReadOnlyList<string> Recipes { get; } = ["auto", "tabular", "sparse", "fast", "paper"];

    public NeuronPursuitBuilder ToBuilder(IProgress<PursuitProgress>? progress)
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithRecipe(Recipe.ToLowerInvariant() switch
        {
            "auto" => PursuitRecipe.Auto,
            "tabular" => PursuitRecipe.Tabular,
            "sparse" => PursuitRecipe.Sparse,
            "fast" => PursuitRecipe.Fast,
            "paper" => PursuitRecipe.Paper,
            _ => throw new UserErrorException($"--recipe is '{Recipe}'. Use one of {string.Join(", ", Recipes)}."),
        });
        builder = Seed is { } seed ? builder.WithSeed(seed) : builder;
        builder = Threads is { } threads ? builder.WithMaxDegreeOfParallelism(threads) : builder;
        builder = Checkpoint is { } folder ? builder.WithCheckpoints(folder) : builder;
        return progress is null ? builder : builder.WithProgress(progress);
    }

    /// <summary>The table with its target as it is asked for.</summary>
    /// <exception cref="UserErrorException">There is no such column; the message has the nearest name and all others.</exception>
    public Table Shape(Table table)
    {
        RequireColumn(table, "--target", Target);
        RequireColumn(table, "--group", Options.Group);
        RequireColumn(table, "--time", Options.Time);
        RequireColumn(table, "--weights", Options.Weight);
        return Classes ? table.AsCategory(Target) : table;
    }

    private static void RequireColumn(Table table, string option, string? name)
    {
        if (name is not null && !table.Has(name))
        {
            throw new UserErrorException($"{option} is '{name}', and there is no such column. {NearNames.Advice(name, table.Names)}");
        }
    }
}

using System.Globalization;
using System.Numerics;

namespace NeuronPursuit.RealData;

/// <summary>What to measure, from <c>--name value</c> pairs.</summary>
internal sealed record Options(
    string Folder, IReadOnlyList<string>? Tables, PursuitRecipe Recipe, int? Members, IReadOnlyList<string>? Folds, ulong Seed, int? Threads, string? Output)
{
    public const string Usage =
        """
        Runs one recipe over every CSV file of a folder, fold by fold, and writes a Markdown table. The last two columns of
        a file are named target and fold; text columns become one column per value, empty fields are missing values, and a
        text target means classification.

          --data     FOLDER             default: the folder data of the repository
          --tables   concrete,penguins  only these files
          --recipe   tabular            or auto, fast, sparse, paper
          --members  8                  networks of a bag; 1 for a single one (default: what the recipe says)
          --folds    0,3                only these folds
          --seed     0
          --threads  2                  default: all processors
          --output   FILE               append the table to a file as well
        """;

    public static Options Parse(string[] arguments)
    {
        var given = new Dictionary<string, string>();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string name = arguments[i].TrimStart('-');
            if (name is not ("data" or "tables" or "recipe" or "members" or "folds" or "seed" or "threads" or "output") || i + 1 == arguments.Length)
            {
                throw new ArgumentException($"'{arguments[i]}' is no option with a value; --help lists them.");
            }

            given[name] = arguments[i + 1];
        }

        return new Options(
            given.GetValueOrDefault("data", "data"),
            given.GetValueOrDefault("tables")?.Split(','),
            RecipeOf(given.GetValueOrDefault("recipe", "tabular")),
            Number<int>("members"),
            given.GetValueOrDefault("folds")?.Split(','),
            Number<ulong>("seed") ?? 0,
            Number<int>("threads"),
            given.GetValueOrDefault("output"));

        T? Number<T>(string name)
            where T : struct, IBinaryInteger<T>
        {
            return !given.TryGetValue(name, out string? text) ? null
                : T.TryParse(text, CultureInfo.InvariantCulture, out T number) ? number
                : throw new ArgumentException($"--{name} is '{text}', which is no whole number in its range.");
        }
    }

    public NeuronPursuitBuilder Builder()
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithRecipe(Recipe).WithSeed(Seed);
        builder = Members is { } members ? builder.WithEnsemble(members) : builder;
        return Threads is { } threads ? builder.WithMaxDegreeOfParallelism(threads) : builder;
    }

    private static PursuitRecipe RecipeOf(string name) => name switch
    {
        "tabular" => PursuitRecipe.Tabular,
        "auto" => PursuitRecipe.Auto,
        "fast" => PursuitRecipe.Fast,
        "sparse" => PursuitRecipe.Sparse,
        "paper" => PursuitRecipe.Paper,
        _ => throw new ArgumentException($"'{name}' is no recipe; tabular, auto, fast, sparse and paper are."),
    };
}

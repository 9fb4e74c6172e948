using System.Globalization;

namespace NeuronPursuit.SampleEfficiency;

/// <summary>
/// What to do: a command, or none, and then <c>--name value</c> pairs; lists are separated by commas. Sections null for all.
/// </summary>
internal sealed record Options(
    string Command,
    IReadOnlyList<string> Targets,
    IReadOnlyList<int> Samples,
    IReadOnlyList<int> Inputs,
    IReadOnlyList<double> Noise,
    IReadOnlyList<string> Recipes,
    int Seeds,
    int FirstSeed,
    string? Output,
    IReadOnlyList<Section>? Sections,
    double Minutes)
{
    // The document promises that no seed of its tables was used in development.
    private const int DocumentSeed = 20000;
    private const int DevelopmentSeed = 5000;

    public const string Usage =
        """
        Measures from how many samples a recipe learns. Without a command it writes a Markdown table, one line per setting:

          --targets  f1,f2,g1,g2,h1,h2,dense,product3,product3-power3,product2-square,parity5,magnitudes,nothing
          --samples  100,200,400        training samples
          --inputs   50                 columns, shuffled by the seed
          --noise    0                  standard deviation over that of the target
          --recipes  sparse,fast        or auto, paper (minutes a fit)
          --seeds    20                 problems a line
          --first    5000               the first seed; those of development begin here
          --output   FILE               append the table to a file as well

        report                          measures the tables of docs/sample-efficiency.md and writes them into it
          --sections six,noise          some of them; all without it
          --first    20000              the first seed; from this one on none was used in development
          --minutes  5                  stops after so long; the next call goes on
        insert                          writes the tables of an earlier report, and that of the peers, into the document
          --first    20000              their first seed
        export                          writes train.csv and test.csv (target, inputs) of every problem, for benchmarks/peers
          --output   FOLDER             with --targets, --samples, --inputs, --noise and --seeds as above
          --first    20000              the first seed
        """;

    /// <summary>Every combination of the lists.</summary>
    public IEnumerable<Setting> Settings() =>
        from target in Targets
        from inputs in Inputs
        from noise in Noise
        from samples in Samples
        from recipe in Recipes
        select new Setting(target, inputs, noise, samples, recipe, Seeds);

    /// <summary>Reads a command line.</summary>
    /// <exception cref="ArgumentException">It has what the command does not take; the message names it.</exception>
    public static Options Parse(string[] arguments)
    {
        string command = arguments is [var word, ..] && !word.StartsWith("--", StringComparison.Ordinal) ? word : "";
        string[] known = command switch
        {
            "" => ["targets", "samples", "inputs", "noise", "recipes", "seeds", "first", "output"],
            "report" => ["sections", "first", "minutes"],
            "insert" => ["first"],
            "export" => ["targets", "samples", "inputs", "noise", "seeds", "first", "output"],
            _ => throw new ArgumentException($"'{command}' is no command; --help lists them."),
        };
        var given = new Dictionary<string, string>();
        for (int i = command.Length > 0 ? 1 : 0; i < arguments.Length; i += 2)
        {
            string name = arguments[i].StartsWith("--", StringComparison.Ordinal) ? arguments[i][2..] : "";
            if (!known.Contains(name) || i + 1 == arguments.Length)
            {
                throw new ArgumentException($"'{arguments[i]}' is no option with a value here; --help lists them.");
            }

            given[name] = arguments[i + 1];
        }

        return new Options(
            command,
            List("targets", text => text) ?? ["f1", "f2", "g1", "g2", "h1", "h2"],
            List("samples", Whole) ?? [100, 200, 400],
            List("inputs", Whole) ?? [50],
            List("noise", Real) ?? [0],
            List("recipes", text => text) ?? ["sparse"],
            Whole(given.GetValueOrDefault("seeds", "20")),
            given.TryGetValue("first", out string? first) ? Whole(first) : command.Length > 0 ? DocumentSeed : DevelopmentSeed,
            given.GetValueOrDefault("output"),
            List("sections", Section.Named),
            given.TryGetValue("minutes", out string? minutes) ? Real(minutes) : double.PositiveInfinity);

        IReadOnlyList<T>? List<T>(string name, Func<string, T> parse) =>
            given.TryGetValue(name, out string? text) ? [.. text.Split(',').Select(parse)] : null;

        static int Whole(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new ArgumentException($"'{text}' is no whole number.");

        static double Real(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new ArgumentException($"'{text}' is no number.");
    }
}

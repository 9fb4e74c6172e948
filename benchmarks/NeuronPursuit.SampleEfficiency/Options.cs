using System.Globalization;

namespace NeuronPursuit.SampleEfficiency;

/// <summary>What to measure, from <c>--name value</c> pairs; lists are separated by commas.</summary>
internal sealed record Options(
    IReadOnlyList<string> Targets,
    IReadOnlyList<int> Samples,
    IReadOnlyList<int> Inputs,
    IReadOnlyList<double> Noise,
    IReadOnlyList<string> Recipes,
    int Seeds,
    int FirstSeed,
    string? Output,
    IReadOnlyList<string> Sections,
    double Minutes)
{
    public const string Usage =
        """
        Measures from how many samples a recipe learns. Without a command it writes a Markdown table, one line per setting:

          --targets  f1,f2,g1,g2,h1,h2,dense,product3,product3-power3,product2-square,parity5,magnitudes,nothing
          --samples  100,200,400        training samples
          --inputs   50                 columns, shuffled by the seed
          --noise    0                  standard deviation over that of the target
          --recipes  sparse,fast        or paper (minutes a fit)
          --seeds    20                 problems a line
          --first    5000               the first seed
          --output   FILE               append the table to a file as well

        report                          measures the tables of docs/sample-efficiency.md and writes them into it
          --sections six,noise          some of them; all without it
          --first    20000              the first seed
          --minutes  5                  stops after so long; the next call goes on
        export                          writes train.csv and test.csv (target, inputs) of every problem, for benchmarks/peers
          --output   FOLDER             with --targets, --samples, --inputs, --noise, --seeds and --first as above
        """;

    /// <summary>Every combination of the lists.</summary>
    public IEnumerable<Setting> Settings() =>
        from target in Targets
        from inputs in Inputs
        from noise in Noise
        from samples in Samples
        from recipe in Recipes
        select new Setting(target, inputs, noise, samples, recipe, Seeds);

    public static Options Parse(string[] arguments)
    {
        var given = new Dictionary<string, string>();
        for (int i = 0; i + 1 < arguments.Length; i += 2)
        {
            given[arguments[i].TrimStart('-')] = arguments[i + 1];
        }

        return new Options(
            List("targets", "f1,f2,g1,g2,h1,h2", text => text),
            List("samples", "100,200,400", Whole),
            List("inputs", "50", Whole),
            List("noise", "0", text => double.Parse(text, CultureInfo.InvariantCulture)),
            List("recipes", "sparse", text => text),
            Whole(given.GetValueOrDefault("seeds", "20")),
            Whole(given.GetValueOrDefault("first", "5000")),
            given.GetValueOrDefault("output"),
            List("sections", "", text => text),
            double.Parse(given.GetValueOrDefault("minutes", "1000000"), CultureInfo.InvariantCulture));

        IReadOnlyList<T> List<T>(string name, string fallback, Func<string, T> parse) =>
            [.. given.GetValueOrDefault(name, fallback).Split(',').Select(parse)];

        static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}

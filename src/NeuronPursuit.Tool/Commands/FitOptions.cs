using System.CommandLine;

namespace NeuronPursuit;

/// <summary>Options of what is learned and how, for fit and compare.</summary>
internal sealed class FitOptions
{
    private readonly Option<string?> _target = new("--target", "-t") { Description = "The column to predict: numbers are predicted as numbers, text as classes.", HelpName = "NAME" };
    private readonly Option<bool> _classes = new("--classes") { Description = "The numbers of the target are classes, such as 0 and 1." };
    private readonly Option<string?> _group = new("--group") { Description = "A column that says which rows belong together.", HelpName = "NAME" };
    private readonly Option<string?> _time = new("--time") { Description = "A column of dates or numbers: rows are judged by earlier ones.", HelpName = "NAME" };
    private readonly Option<string?> _weights = new("--weights") { Description = "A column that says how much a row counts.", HelpName = "NAME" };
    private readonly Option<string> _recipe = new("--recipe") { Description = $"How it is learned: {string.Join(", ", FitSettings.Recipes)}.", HelpName = "NAME", DefaultValueFactory = _ => "auto" };
    private readonly Option<ulong?> _seed = new("--seed") { Description = "The same seed, table and options give the same model.", HelpName = "NUMBER" };
    private readonly Option<int?> _threads = new("--threads") { Description = "Threads at most; all processors where it is not said.", HelpName = "NUMBER" };

    public void AddTo(Command command)
    {
        _recipe.CompletionSources.Add(_ => FitSettings.Recipes.Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        foreach (Option option in new Option[] { _target, _classes, _group, _time, _weights, _recipe, _seed, _threads })
        {
            command.Add(option);
        }
    }

    public FitSettings Of(ParseResult result, Table table)
    {
        string target = Inputs.Require(
            result.GetValue(_target), "--target",
            $"say which column to predict. The columns are {string.Join(", ", table.Names.Select(name => name.Contains(' ', StringComparison.Ordinal) ? $"\"{name}\"" : name))}.");
        int? threads = result.GetValue(_threads);
        return threads is < 1
            ? throw new UserErrorException($"--threads is {threads}. Use at least 1.")
            : new FitSettings
            {
                Target = target,
                Classes = result.GetValue(_classes),
                Options = new TableFitOptions { Group = result.GetValue(_group), Time = result.GetValue(_time), Weight = result.GetValue(_weights) },
                Recipe = result.GetValue(_recipe) ?? "auto",
                Seed = result.GetValue(_seed),
                Threads = threads,
            };
    }
}

using System.CommandLine;
using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>Learns a column of a table and writes the model.</summary>
internal static class FitCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> file = Inputs.Table();
        var options = new FitOptions();
        Option<string?> path = Inputs.Out("The model to write.");
        var holdOut = new Option<double?>("--holdout") { Description = "The share of rows to hold out and to judge by, such as 0.2. By time the latest, by group whole ones.", HelpName = "SHARE" };
        var checkpoint = new Option<string?>("--checkpoint") { Description = "A folder for checkpoints; the same command goes on from there.", HelpName = "FOLDER" };
        Option<bool> json = Inputs.Json();
        var table = new TableOptions();
        var command = new ToolCommand(
            "fit", "Learn a column of a table from the others, and write the model.",
            "neuron-pursuit fit flats.csv --target price --out price.json",
            "neuron-pursuit fit flats.csv --target price --out price.json --holdout 0.2 --without id",
            "neuron-pursuit fit sales.csv --target sold --out sold.json --time day --separator semicolon --decimals comma")
        {
            file, path, holdOut, checkpoint, json,
        };
        options.AddTo(command);
        table.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            TableInput input = table.Of(result);
            Table read = input.Read(result.GetRequiredValue(file));
            FitSettings settings = options.Of(result, read) with { HoldOut = result.GetValue(holdOut), Checkpoint = result.GetValue(checkpoint) };
            string model = Inputs.Require(result.GetValue(path), "--out", "say which file the model is written to, such as --out model.json.");
            ModelFile.RequireWritable(model);
            return await RunAsync(console, read, settings, model, result.GetValue(json), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(ToolConsole console, Table table, FitSettings settings, string path, bool json, CancellationToken cancellationToken)
    {
        TextWriter notes = json ? console.Error : console.Out;
        Table shaped = settings.Shape(table);
        if (!json)
        {
            notes.WriteLine($"{table.RowCount} rows, {table.Names.Count} columns");
            foreach (string note in table.Notes.Concat(shaped.Inspect(settings.Target, settings.Options).Select(finding => CommandWords.Of(finding.Message))))
            {
                notes.WriteLine($"note: {note}");
            }
        }

        long start = Stopwatch.GetTimestamp();
        FitRun run = await ProgressLine.RunAsync(console, progress => FitRun.Of(table, settings, progress, cancellationToken)).ConfigureAwait(false);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        if (run.Model is not { } model)
        {
            console.Error.WriteLine("Cancelled before there was a model; nothing is written.");
            return ExitCodes.Cancelled;
        }

        model.Save(path);
        TableEvaluation? evaluation = run.Test is { } test ? model.Evaluate(test, settings.Options.Weight) : null;
        if (json)
        {
            console.WriteJson(new
            {
                model = Path.GetFullPath(path),
                cancelled = run.IsCancelled,
                seconds = Math.Round(elapsed.TotalSeconds, 3),
                card = ModelCard.Of(model),
                holdOut = evaluation is null ? null : Results.Of(evaluation, model.Classes),
            });
        }
        else
        {
            Describe(console, run, model, evaluation, elapsed, path);
        }

        return run.IsCancelled ? ExitCodes.Cancelled : ExitCodes.Success;
    }

    private static void Describe(ToolConsole console, FitRun run, TableModel model, TableEvaluation? evaluation, TimeSpan elapsed, string path)
    {
        if (run.IsCancelled)
        {
            console.Out.WriteLine($"{run.Said} It is the best so far, and kept.");
        }

        console.Out.WriteLine(model.ToString());
        console.Out.WriteLine($"fitted in {Texts.Time(elapsed)}; {(model.Model.RecipeChoice is { } choice ? choice.Describe() : $"recipe {model.Schema.Recipe}")}");
        if (evaluation is not null)
        {
            console.Out.WriteLine($"held out: {evaluation}");
        }

        console.Out.WriteLine($"written to {path}{(evaluation is null ? "; --holdout 0.2 or the command compare tell how good it is" : "")}");
    }
}

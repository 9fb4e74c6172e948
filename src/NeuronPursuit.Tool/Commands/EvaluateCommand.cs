using System.CommandLine;

namespace NeuronPursuit;

/// <summary>Judges a model by rows whose target is known.</summary>
internal static class EvaluateCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> model = Inputs.Model();
        Argument<string> file = Inputs.Table();
        var weights = new Option<string?>("--weights") { Description = "A column that says how much a row counts.", HelpName = "NAME" };
        Option<bool> json = Inputs.Json();
        var table = new TableOptions();
        var command = new ToolCommand(
            "evaluate", "Judge a model by rows that it was not trained on and whose target is known.",
            "neuron-pursuit evaluate price.json sold-since.csv",
            "neuron-pursuit evaluate price.json sold-since.csv --json")
        {
            model, file, weights, json,
        };
        table.AddTo(command);
        command.SetAction(result =>
        {
            TableModel loaded = ModelFile.Load(result.GetRequiredValue(model));
            Table read = Shape(loaded, table.Of(result).Read(result.GetRequiredValue(file)));
            TableEvaluation evaluation = loaded.Evaluate(read, result.GetValue(weights));
            if (result.GetValue(json))
            {
                console.WriteJson(Results.Of(evaluation, loaded.Classes));
                return ExitCodes.Success;
            }

            console.Out.WriteLine(evaluation);
            if (evaluation.Classification is { } errors)
            {
                console.Out.Write(Results.Confusion(errors, loaded.Classes));
            }

            if (evaluation.FlaggedRowCount > 0)
            {
                console.Out.WriteLine($"{evaluation.FlaggedRowCount} rows have cells that are like none in training");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>Numbers that were classes in training are classes here.</summary>
    public static Table Shape(TableModel model, Table table)
    {
        string target = model.Schema.Target.Name;
        if (!table.Has(target))
        {
            throw new UserErrorException($"The table has no column '{target}', which is the target of the model. {NearNames.Advice(target, table.Names)}");
        }

        return model.IsClassifier && table.KindOf(target) == ColumnKind.Number ? table.AsCategory(target) : table;
    }
}

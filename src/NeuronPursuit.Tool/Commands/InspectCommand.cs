using System.CommandLine;
using System.Globalization;

namespace NeuronPursuit;

/// <summary>What a model is and what it was trained on.</summary>
internal static class InspectCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> model = Inputs.Model();
        Option<bool> json = Inputs.Json();
        var formula = new Option<bool>("--formula") { Description = "Also the formula of the network; of several the first one's." };
        var command = new ToolCommand(
            "inspect", "Show the card of a model: its target, columns, network, and what was odd about the table.",
            "neuron-pursuit inspect price.json",
            "neuron-pursuit inspect price.json --formula")
        {
            model, formula, json,
        };
        command.SetAction(result =>
        {
            TableModel loaded = ModelFile.Load(result.GetRequiredValue(model));
            if (result.GetValue(json))
            {
                console.WriteJson(ModelCard.Of(loaded));
                return ExitCodes.Success;
            }

            Describe(console.Out, loaded);
            if (result.GetValue(formula))
            {
                console.Out.WriteLine();
                console.Out.WriteLine(loaded.ToFormula());
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static void Describe(TextWriter output, TableModel model)
    {
        output.WriteLine(model.ToString());
        output.WriteLine($"networks: {model.Model.Networks.Count}, hidden widths of the first {string.Join('/', model.Model.HiddenWidths)}, {model.Model.ParameterCount} parameters");
        TableSchema schema = model.Schema;
        string trained = schema.TrainedOn is { } date ? string.Create(CultureInfo.InvariantCulture, $", trained on {date:yyyy-MM-dd}") : "";
        output.WriteLine($"recipe {schema.Recipe}, seed {schema.Seed}, version {schema.LibraryVersion}{trained}");
        string certainty = model.IsClassifier ? "probabilities" : ModelCard.HasIntervals(model) ? "with intervals" : "without intervals";
        output.WriteLine($"table {schema.Fingerprint[..Math.Min(16, schema.Fingerprint.Length)]}..., {schema.RowCount} rows; {certainty}");
        if (model.Model.RecipeChoice is { } choice)
        {
            output.WriteLine(choice.Describe());
        }

        output.WriteLine(model.Model.StopReason.Describe());
        output.WriteLine("\ncolumns:");
        output.Write(Texts.Columns([["name", "kind", "role", "range or categories", "missing"], .. model.Schema.Columns.Select(RowOf)]));
        foreach (TableFinding finding in model.Findings)
        {
            output.WriteLine($"note: {CommandWords.Of(finding.Message)}");
        }
    }

    private static string[] RowOf(ColumnSchema column)
    {
        string range = column.Categories.Count > 0
            ? $"{string.Join(", ", column.Categories.Take(3))}{(column.Categories.Count > 3 ? $" and {column.Categories.Count - 3} more" : "")}"
            : column.Minimum is { } least && column.Maximum is { } greatest ? $"{Alignment.Format(column.Kind, least)} to {Alignment.Format(column.Kind, greatest)}" : "";
        return [column.Name, column.Kind.ToString(), column.Role.ToString(), range, column.MissingShare.ToString("p1", CultureInfo.InvariantCulture)];
    }
}

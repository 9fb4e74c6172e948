using System.CommandLine;

namespace NeuronPursuit;

/// <summary>A page that shows a model and how good it is.</summary>
internal static class ReportCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> model = Inputs.Model();
        var file = new Argument<string?>("FILE") { Description = "A table to judge by, best of rows that were not trained on. Without it the report shows the model alone.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> path = Inputs.Out("The page to write, one file of HTML.");
        Option<bool> json = Inputs.Json();
        var table = new TableOptions();
        var command = new ToolCommand(
            "report", "Write a page that shows the network, the errors, what columns do, and how good it is.",
            "neuron-pursuit report price.json sold-since.csv --out price.html")
        {
            model, file, path, json,
        };
        table.AddTo(command);
        command.SetAction(result =>
        {
            TableModel loaded = ModelFile.Load(result.GetRequiredValue(model));
            string output = Inputs.Require(result.GetValue(path), "--out", "say which page to write, such as --out report.html.");
            ModelFile.RequireWritable(output);
            Table? read = result.GetValue(file) is { } name ? EvaluateCommand.Shape(loaded, table.Of(result).Read(name)) : null;
            using (var bytes = new MemoryStream())
            {
                ModelReport.Save(loaded, read, Path.GetFileNameWithoutExtension(result.GetRequiredValue(model)), bytes);
                File.WriteAllBytes(output, bytes.ToArray());
            }

            if (result.GetValue(json))
            {
                console.WriteJson(new { output = Path.GetFullPath(output), rows = read?.RowCount });
            }
            else
            {
                console.Out.WriteLine($"written to {output}");
            }

            return ExitCodes.Success;
        });
        return command;
    }
}

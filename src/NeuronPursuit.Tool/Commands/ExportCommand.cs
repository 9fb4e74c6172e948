using System.CommandLine;

namespace NeuronPursuit;

/// <summary>A model as code, formulas or ONNX.</summary>
internal static class ExportCommand
{
    private static readonly Dictionary<string, (CodeTarget? Target, string Ending)> Targets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["csharp"] = (CodeTarget.CSharp, ".cs"),
        ["c"] = (CodeTarget.C, ".c"),
        ["python"] = (CodeTarget.Python, ".py"),
        ["javascript"] = (CodeTarget.JavaScript, ".mjs"),
        ["postgresql"] = (CodeTarget.PostgreSql, ".sql"),
        ["sqlite"] = (CodeTarget.Sqlite, ".sql"),
        ["duckdb"] = (CodeTarget.DuckDb, ".sql"),
        ["mariadb"] = (CodeTarget.MariaDb, ".sql"),
        ["spreadsheet"] = (CodeTarget.Spreadsheet, ".txt"),
        ["onnx"] = (null, ".onnx"),
    };

    /// <summary>What --as may be.</summary>
    public static IReadOnlyCollection<string> Names => Targets.Keys;

    public static Command Create(ToolConsole console)
    {
        Argument<string> model = Inputs.Model();
        var target = new Option<string?>("--as") { Description = $"What it becomes: {string.Join(", ", Names)}.", HelpName = "TARGET" };
        target.CompletionSources.Add(_ => Names.Select(one => new System.CommandLine.Completions.CompletionItem(one)));
        Option<string?> path = Inputs.Out("The file to write. Code is printed where it is not said.");
        var name = new Option<string>("--name") { Description = "What the function is called.", HelpName = "NAME", DefaultValueFactory = _ => "predict" };
        var table = new Option<string>("--table") { Description = "The table that SQL selects from.", HelpName = "NAME", DefaultValueFactory = _ => "data" };
        Option<bool> json = Inputs.Json();
        var command = new ToolCommand(
            "export", "Write a model as source code, SQL, formulas of a spreadsheet, or ONNX.",
            "neuron-pursuit export price.json --as python --out price.py",
            "neuron-pursuit export price.json --as postgresql --table flats",
            "neuron-pursuit export price.json --as spreadsheet --out price.xlsx",
            "neuron-pursuit export price.json --as onnx --out price.onnx")
        {
            model, target, path, name, table, json,
        };
        command.SetAction(result =>
        {
            TableModel loaded = ModelFile.Load(result.GetRequiredValue(model));
            string asked = Inputs.Require(result.GetValue(target), "--as", $"say what it becomes: {string.Join(", ", Names)}.");
            (CodeTarget? Target, string Ending) found = TargetOf(asked);
            string? output = result.GetValue(path);
            if (output is not null)
            {
                ModelFile.RequireWritable(output);
            }

            Write(console, loaded, found.Target, output, new CodeOptions { Name = result.GetValue(name)!, Table = result.GetValue(table)! }, found.Ending);
            if (result.GetValue(json) && output is not null)
            {
                console.WriteJson(new { output = Path.GetFullPath(output), target = asked.ToLowerInvariant(), columns = loaded.Schema.Inputs.Select(column => column.Name) });
            }
            else if (output is not null)
            {
                console.Out.WriteLine($"written to {output}");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>What a name of <see cref="Names"/> means; no code is ONNX.</summary>
    public static (CodeTarget? Target, string Ending) TargetOf(string name)
    {
        if (Targets.TryGetValue(name, out (CodeTarget? Target, string Ending) found))
        {
            return found;
        }

        string near = NearNames.Nearest(name, Names) is { } one ? $"Is '{one}' meant? " : "";
        throw new UserErrorException($"--as is '{name}'. {near}It may be {string.Join(", ", Names)}.");
    }

    private static void Write(ToolConsole console, TableModel model, CodeTarget? target, string? output, CodeOptions options, string ending)
    {
        if (target is null)
        {
            string path = Inputs.Require(output, "--out", $"ONNX is no text; say which file to write, such as --out model{ending}.");
            using var bytes = new MemoryStream();
            model.SaveAsOnnx(bytes);
            File.WriteAllBytes(path, bytes.ToArray());
            return;
        }

        if (target == CodeTarget.Spreadsheet && output is not null && Path.GetExtension(output).Equals(".xlsx", StringComparison.OrdinalIgnoreCase))
        {
            using var workbook = new MemoryStream();
            ModelWorkbook.WriteAsync(model, workbook).GetAwaiter().GetResult();
            File.WriteAllBytes(output, workbook.ToArray());
            return;
        }

        string code = model.ToCode(target.Value, options);
        if (output is null)
        {
            console.Out.Write(code);
        }
        else
        {
            File.WriteAllText(output, code);
        }
    }
}

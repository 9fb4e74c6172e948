using System.CommandLine;
using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>Predicts the rows of a file and writes them with what was predicted, part by part.</summary>
internal static class PredictCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> model = Inputs.Model();
        Argument<string> file = Inputs.Table();
        Option<string?> path = Inputs.Out("The table to write: CSV, or Parquet by its ending .parquet.");
        var coverage = new Option<double?>("--coverage") { Description = "The share of new targets that intervals hold, such as 0.8; 0 for no intervals. Default 0.9.", HelpName = "SHARE" };
        Option<bool> json = Inputs.Json();
        var table = new TableOptions();
        var command = new ToolCommand(
            "predict", "Predict every row of a table, however many, and write them with columns behind them.",
            "neuron-pursuit predict price.json new-flats.csv --out predicted.csv",
            "neuron-pursuit predict price.json new-flats.parquet --out predicted.parquet --coverage 0.8")
        {
            model, file, path, coverage, json,
        };
        table.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            TableModel loaded = ModelFile.Load(result.GetRequiredValue(model));
            string output = Inputs.Require(result.GetValue(path), "--out", "say which file to write, such as --out predicted.csv.");
            ModelFile.RequireWritable(output);
            var columns = new PredictionColumns(loaded, result.GetValue(coverage));
            long start = Stopwatch.GetTimestamp();
            (long rows, long flagged) = await StreamAsync(loaded, columns, result.GetRequiredValue(file), table.Of(result), output, cancellationToken).ConfigureAwait(false);
            if (result.GetValue(json))
            {
                console.WriteJson(new { output = Path.GetFullPath(output), rows, flaggedRows = flagged, columns = columns.Names, seconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 3) });
            }
            else
            {
                string flags = flagged == 0 ? "" : $"; {flagged} of them have cells that are like none in training, see the column flags";
                console.Out.WriteLine($"{rows} rows written to {output} with {string.Join(", ", columns.Names)}{flags}");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>The file is there when all of it is.</summary>
    private static async Task<(long Rows, long Flagged)> StreamAsync(
        TableModel model, PredictionColumns columns, string path, TableInput input, string output, CancellationToken cancellationToken)
    {
        RowSource source = RowSource.Open(path, input, model);
        string[] without = TableInput.NamesOf(input.Without, source.Names);
        Array.ForEach(without, name => RequireName(name, source.Names));
        int[] kept = [.. Enumerable.Range(0, source.Names.Count).Where(place => !without.Contains(source.Names[place]))];
        string? taken = columns.Names.FirstOrDefault(name => kept.Any(place => source.Names[place] == name));
        if (taken is not null)
        {
            throw new UserErrorException($"The table has a column '{taken}' already, which is what predict adds. Leave it out by --without \"{taken}\".");
        }

        string unfinished = $"{output}.{Environment.ProcessId}.part";
        (long rows, long all) = (0, 0);
        try
        {
            FileStream stream = File.Create(unfinished);
            IRowSink sink = TableInput.IsParquet(output)
                ? new ParquetSink(stream, source, kept, columns.Names.Select((name, i) => (name, columns.IsNumber(i))))
                : new CsvSink(stream, source, kept, columns.Names);
            await using (sink.ConfigureAwait(false))
            {
                foreach (TablePart part in source.Parts)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Array[] added = columns.Of(input.Shape(part.Table), out int flagged);
                    await sink.WriteAsync(part, added).ConfigureAwait(false);
                    (rows, all) = (rows + part.Table.RowCount, all + flagged);
                }
            }

            File.Move(unfinished, output, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }

        return (rows, all);
    }

    private static void RequireName(string name, IReadOnlyList<string> names)
    {
        if (!names.Contains(name))
        {
            throw new UserErrorException($"--without is '{name}', and there is no such column. {NearNames.Advice(name, names)}");
        }
    }
}

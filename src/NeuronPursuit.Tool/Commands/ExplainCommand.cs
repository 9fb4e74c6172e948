using System.CommandLine;
using System.Globalization;

namespace NeuronPursuit;

/// <summary>Which columns matter, what they do, and why one row is predicted as it is.</summary>
internal static class ExplainCommand
{
    private const int MostRows = 5000;

    public static Command Create(ToolConsole console)
    {
        Argument<string> model = Inputs.Model();
        Argument<string> file = Inputs.Table();
        var column = new Option<string[]>("--column") { Description = "A column whose effect is shown; as often as needed. Default: the three that matter most.", HelpName = "NAME" };
        var row = new Option<int?>("--row") { Description = "The reasons of one row, from 1.", HelpName = "NUMBER" };
        var label = new Option<string?>("--class") { Description = "The class whose probability is explained. Default: of a row its label, else the last class.", HelpName = "NAME" };
        Option<bool> json = Inputs.Json();
        var table = new TableOptions();
        var command = new ToolCommand(
            "explain", "Which columns matter, what they do, and why one row is predicted as it is.",
            "neuron-pursuit explain price.json flats.csv",
            "neuron-pursuit explain price.json flats.csv --column area --column city",
            "neuron-pursuit explain price.json flats.csv --row 17")
        {
            model, file, column, row, label, json,
        };
        table.AddTo(command);
        command.SetAction((result, cancellationToken) =>
        {
            TableModel loaded = ModelFile.Load(result.GetRequiredValue(model));
            Table read = table.Of(result).Read(result.GetRequiredValue(file));
            string? asked = result.GetValue(label);
            if (asked is not null && !loaded.Classes.Contains(asked))
            {
                throw new UserErrorException(loaded.IsClassifier
                    ? $"There is no class '{asked}'. The classes are {string.Join(", ", loaded.Classes)}."
                    : "--class is for classes; the model predicts numbers.");
            }

            if (result.GetValue(row) is { } place)
            {
                Row(console, loaded, read, place, asked, result.GetValue(json));
            }
            else
            {
                All(console, loaded, read, result.GetValue(column) ?? [], asked, result.GetValue(json), cancellationToken);
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void All(ToolConsole console, TableModel model, Table table, string[] columns, string? label, bool json, CancellationToken cancellationToken)
    {
        bool known = table.Has(model.Schema.Target.Name);
        Table rows = Sample(known ? EvaluateCommand.Shape(model, table) : table);
        IReadOnlyList<ColumnImportance> importances = known ? model.Importances(rows, cancellationToken: cancellationToken) : [];
        string[] asked = columns.Length > 0 ? columns : known ? [.. importances.Take(3).Select(one => one.Column)] : [.. model.Schema.Inputs.Take(3).Select(one => one.Name)];
        ColumnEffect[] effects = [.. asked.Select(name => model.EffectOf(rows, name, points: 9, label: label))];
        if (json)
        {
            console.WriteJson(new
            {
                rows = rows.RowCount,
                measure = known ? model.IsClassifier ? "logLoss" : "rmse" : null,
                importances = importances.Select(one => new { column = one.Column, increase = one.Increase, standardDeviation = one.StandardDeviation }),
                effects = effects.Select(effect => new { column = effect.Column, @class = effect.Class, points = effect.Points.Select(point => new { value = point.Text, mean = point.Mean }) }),
            });
            return;
        }

        if (known)
        {
            console.Out.WriteLine($"How much {(model.IsClassifier ? "the log-loss" : "the RMSE")} grows when a column is shuffled ({rows.RowCount} rows):");
            console.Out.Write(Texts.Columns([.. importances.Select(one => new[] { one.Column, Texts.Number(one.Increase), $"+- {Texts.Number(one.StandardDeviation)}" })]));
        }
        else
        {
            console.Out.WriteLine($"The table has no column '{model.Schema.Target.Name}', so importances cannot be told; what columns do can.");
        }

        foreach (ColumnEffect effect in effects)
        {
            string what = effect.Class is { } name ? $"the probability of '{name}'" : $"'{model.Schema.Target.Name}'";
            console.Out.WriteLine($"\nMean of {what} if '{effect.Column}' were:");
            console.Out.Write(Texts.Columns([.. effect.Points.Select(point => new[] { point.Text, Texts.Number(point.Mean) })]));
        }
    }

    private static void Row(ToolConsole console, TableModel model, Table table, int place, string? label, bool json)
    {
        if (place < 1 || place > table.RowCount)
        {
            throw new UserErrorException(string.Create(CultureInfo.InvariantCulture, $"--row is {place}. The table has rows 1 to {table.RowCount}."));
        }

        string predicted = model.IsClassifier ? label ?? model.Predict(table.SelectRows([place - 1])).Labels[0] : "";
        (double mean, double prediction, IReadOnlyList<RowReason> reasons) = RowReasons.Of(model, table, place - 1, model.IsClassifier ? model.Classes.ToList().IndexOf(predicted) : 0);
        if (json)
        {
            console.WriteJson(new { row = place, @class = model.IsClassifier ? predicted : null, prediction, mean, reasons });
            return;
        }

        string what = model.IsClassifier ? $"the probability of '{predicted}'" : $"'{model.Schema.Target.Name}'";
        console.Out.WriteLine($"Row {place}: {what} is {Texts.Number(prediction)}, where the mean is {Texts.Number(mean)}. What makes the difference:");
        console.Out.Write(Texts.Columns([.. reasons.Select(reason => new[]
        {
            $"{reason.Column} = {(reason.Value.Length == 0 ? "(missing)" : reason.Value)}", $"{(reason.Effect >= 0 ? "+" : "")}{Texts.Number(reason.Effect)}",
        })]));
    }

    /// <summary>Evenly taken rows of a large table.</summary>
    private static Table Sample(Table table) => table.RowCount <= MostRows
        ? table
        : table.SelectRows(Enumerable.Range(0, MostRows).Select(i => (int)((long)i * table.RowCount / MostRows)));
}

using System.Globalization;
using NeuronPursuit;

namespace OwnTable;

/// <summary>From a CSV file to a model, its errors and its pictures.</summary>
public static class Application
{
    private const int FewestRows = 20;
    private const int MostImportances = 10;

    /// <summary>Runs the whole thing.</summary>
    /// <param name="output">What a user wants to see.</param>
    /// <param name="errors">What went wrong.</param>
    /// <returns>0, or 1 where something is wrong with the table or the command line.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        try
        {
            Run(Arguments.Parse(args), output);
            return 0;
        }
        catch (Exception error) when (error is BadTableException or IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            errors.WriteLine(error.Message);
            return 1;
        }
    }

    private static void Run(Arguments arguments, TextWriter output)
    {
        Table table = Table.ReadCsv(arguments.File).Without([.. arguments.Without]);
        table = arguments.AsClasses ? table.AsCategory(arguments.Target) : table;
        int all = table.RowCount;
        table = table.Where(arguments.Target, cell => cell is not null);
        if (table.RowCount < FewestRows)
        {
            throw new BadTableException($"The table has {table.RowCount} rows; at least {FewestRows} are needed to train and to test.");
        }

        (Table training, Table test) = table.Split(classes: table.KindOf(arguments.Target) is ColumnKind.Category or ColumnKind.YesNo ? arguments.Target : null);
        output.WriteLine($"{Path.GetFileName(arguments.File)}: {table.RowCount} rows, {training.RowCount} to train on, {test.RowCount} for the test");
        if (table.RowCount < all)
        {
            output.WriteLine($"note: '{arguments.Target}' is missing in {all - table.RowCount} further rows, which are left out");
        }

        foreach (string note in table.Notes.Concat(training.Inspect(arguments.Target).Select(finding => finding.Message)))
        {
            output.WriteLine($"note: {note}");
        }

        output.WriteLine();
        var growth = new GrowthLines(output);
        TableModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithProgress(growth).FitTable(training, arguments.Target);
        output.WriteLine($"\n{model}\non the test: {model.Evaluate(test)}\n{Guess(model, training, test)}");

        output.WriteLine("\nImportances: how much the error grows when a column is shuffled");
        foreach (ColumnImportance importance in model.Importances(test).Take(MostImportances))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {importance.Column,-24} {importance.Increase,8:0.000} +- {importance.StandardDeviation:0.000}"));
        }

        output.WriteLine($"\n{model.Model.Summary()}");
        Save(model, test, arguments, output);
    }

    /// <summary>What every model must beat: always the mean, or always the most frequent class.</summary>
    private static string Guess(TableModel model, Table training, Table test)
    {
        string target = model.Schema.Target.Name;
        if (!model.IsClassifier)
        {
            double mean = training.Numbers(target).Average();
            double[] targets = test.Numbers(target);
            return string.Create(CultureInfo.InvariantCulture, $"always the mean: RMSE {RegressionErrors.Of([.. targets.Select(_ => mean)], targets).RootMeanSquaredError:g4}");
        }

        string frequent = training.Texts(target).GroupBy(label => label).MaxBy(group => group.Count())!.Key!;
        return string.Create(CultureInfo.InvariantCulture, $"always '{frequent}': accuracy {test.Texts(target).Average(label => label == frequent ? 1.0 : 0):0.000}");
    }

    private static void Save(TableModel model, Table test, Arguments arguments, TextWriter output)
    {
        string File(string name) => Path.Combine(arguments.Folder, name);
        Directory.CreateDirectory(arguments.Folder);
        model.Save(File("model.json"));
        TablePrediction own = model.Predict(test);
        TablePrediction again = TableModel.Load(File("model.json")).Predict(test);
        bool same = model.IsClassifier
            ? own.Probabilities.Cast<double>().SequenceEqual(again.Probabilities.Cast<double>())
            : own.Values.SequenceEqual(again.Values);
        output.WriteLine($"\nSaved and loaded again: predictions are {(same ? "the same, bit for bit" : "NOT the same")}.");

        string[] outputs = model.IsClassifier ? [.. model.Classifier.Labels] : [arguments.Target];
        model.Model.PlotNetwork(new PlotOptions { ColumnNames = model.InputNames, OutputNames = outputs }).SavePng(File("network.png"));
        model.Model.History.PlotErrors().SavePng(File("errors.png"));
        model.SaveReport(File("report.html"), test, new ReportOptions
        {
            Title = $"{Path.GetFileNameWithoutExtension(arguments.File)}: {arguments.Target}",
            Settings = [new("data", "measured on the fifth of the rows that was not trained on")],
        });

        output.WriteLine($"\nWritten to {Path.GetFullPath(arguments.Folder)}: model.json, network.png, errors.png, report.html");
    }
}

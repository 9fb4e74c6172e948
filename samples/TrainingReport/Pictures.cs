using System.Globalization;
using NeuronPursuit;

namespace TrainingReport;

/// <summary>Two fits, the pictures of both and a report of each.</summary>
public static class Pictures
{
    private const ulong Seed = 13;

    /// <summary>Fits, draws and reports.</summary>
    /// <param name="folder">Where the files go; it is made if it is not there.</param>
    /// <returns>Their paths.</returns>
    public static IReadOnlyList<string> Write(string folder)
    {
        Directory.CreateDirectory(folder);
        return [.. OfAFunction(Path.Combine(folder, "function")), .. OfATable(Path.Combine(folder, "concrete"))];
    }

    /// <summary>relu(relu(2 x1 + x3) - relu(x3 - x2)) from points of the cube {-1, 1}^10; the paper has 20 columns (Fig. 5).</summary>
    private static List<string> OfAFunction(string folder)
    {
        var random = new Random((int)Seed);
        double[,] X = new double[500, 10];
        double[] y = new double[500];
        for (int row = 0; row < y.Length; row++)
        {
            for (int column = 0; column < 10; column++)
            {
                X[row, column] = random.Next(2) == 0 ? -1 : 1;
            }

            y[row] = Math.Max(0, Math.Max(0, (2 * X[row, 0]) + X[row, 2]) - Math.Max(0, X[row, 2] - X[row, 1]));
        }

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(3).WithSeed(Seed).Fit(X, y);

        List<string> paths = Save(model, folder, new PlotOptions(), model.PlotFunction(0, X, y));
        string report = Path.Combine(folder, "report.html");
        model.SaveReport(report, X, y, new ReportOptions
        {
            Title = "Recovery of a known function",
            Settings = [new("recipe", "Fast"), new("depth", "3"), new("seed", Seed.ToString(CultureInfo.InvariantCulture)), new("samples", "500 points of {-1, 1}^10")],
        });
        return [.. paths, report];
    }

    /// <summary>The strength of concrete (data/CITATION.md); the report measures on fold 1, which was not trained on.</summary>
    private static List<string> OfATable(string folder)
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "data", "concrete.csv"));
        string[] columns = [.. lines[0].Split(',')[..8].Select(name => name.Replace('_', ' '))];
        double[][] rows = [.. lines.Skip(1).Select(line =>
            line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
        (double[,] trainX, double[] trainY) = Split(rows, fold => fold != 1);
        (double[,] testX, double[] testY) = Split(rows, fold => fold == 1);

        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithRecipe(PursuitRecipe.Tabular).WithEnsemble(5).WithMaxIterations(8).WithSeed(Seed).Fit(trainX, trainY);

        var names = new PlotOptions { ColumnNames = columns, OutputNames = ["strength, MPa"] };
        List<string> paths = Save(model, folder, names, model.PlotFunction(7, testX, testY, names));
        string report = Path.Combine(folder, "report.html");
        model.SaveReport(report, testX, testY, new ReportOptions
        {
            Title = "Strength of concrete",
            ColumnNames = names.ColumnNames,
            OutputNames = names.OutputNames,
            Settings =
            [
                new("recipe", "Tabular, a bag of 5 windows, at most 8 iterations"),
                new("seed", Seed.ToString(CultureInfo.InvariantCulture)),
                new("data", $"concrete.csv, {trainY.Length} rows to train on, {testY.Length} of fold 1 to measure on"),
            ],
        });
        return [.. paths, report];
    }

    private static List<string> Save(NeuronPursuitModel model, string folder, PlotOptions options, PursuitPlot function)
    {
        Directory.CreateDirectory(folder);
        var paths = new List<string>();
        foreach ((string name, PursuitPlot plot) in new[]
        {
            ("errors", model.History.PlotErrors(options)),
            ("network", model.PlotNetwork(options)),
            ("weights", model.PlotWeights(options)),
            ("function", function),
            ("network-dark", model.PlotNetwork(options with { Theme = PlotTheme.Dark })),
        })
        {
            string path = Path.Combine(folder, name);
            plot.SavePng($"{path}.png");
            plot.SaveSvg($"{path}.svg");
            paths.AddRange([$"{path}.png", $"{path}.svg"]);
        }

        return paths;
    }

    private static (double[,] X, double[] y) Split(double[][] rows, Predicate<int> inFold)
    {
        double[][] own = [.. rows.Where(row => inFold((int)row[9]))];
        double[,] X = new double[own.Length, 8];
        for (int row = 0; row < own.Length; row++)
        {
            for (int column = 0; column < 8; column++)
            {
                X[row, column] = own[row][column];
            }
        }

        return (X, [.. own.Select(row => row[8])]);
    }
}

using System.Globalization;
using NeuronPursuit;

namespace OwnTable;

/// <summary>A target of numbers.</summary>
public static class Regression
{
    /// <summary>Fits, measures on the rows kept for the test, saves, loads again and draws.</summary>
    public static void Run(Features features, TrainTestSplit split, double[] targets, ResultFiles files, TextWriter output)
    {
        double[,] testX = features.Matrix(split.Test);
        double[] testY = Pick(targets, split.Test);
        double[] trainY = Pick(targets, split.Training);

        var growth = new GrowthLines(output);
        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithRecipe(PursuitRecipe.Tabular)
            .WithSeed(Application.Seed)
            .WithProgress(growth)
            .Fit(features.Matrix(split.Training), trainY);

        double[] predicted = model.Predict(testX);
        RegressionErrors own = RegressionErrors.Of(predicted, testY);
        RegressionErrors mean = RegressionErrors.Of([.. testY.Select(_ => trainY.Average())], testY);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            {growth.Count} growths, {model.Networks.Count} networks
            error on the test rows (RMSE): {own.RootMeanSquaredError:g4}; always the mean: {mean.RootMeanSquaredError:g4}
            R2 on the test rows: {own.RSquared:0.000} (1 is exact, 0 is no better than the mean)
            """));
        Importances.Write(model.PermutationImportances(testX, testY), features.Names, "how much the error grows when a column is shuffled", output);
        output.WriteLine($"\n{model.Summary()}");

        string path = files.Add("model.json");
        model.Save(path);
        double[] reloaded = NeuronPursuitModel.Load(path).Predict(testX);
        output.WriteLine($"\nSaved and loaded again: predictions are {(predicted.AsSpan().SequenceEqual(reloaded) ? "the same, bit for bit" : "NOT the same")}.");

        files.SavePictures(model, [files.Target]);
        model.SaveReport(files.Add("report.html"), testX, testY, files.Report with { OutputNames = [files.Target] });
    }

    private static double[] Pick(double[] values, int[] rows) => [.. rows.Select(row => values[row])];
}

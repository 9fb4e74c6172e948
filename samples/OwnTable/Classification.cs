using System.Globalization;
using NeuronPursuit;

namespace OwnTable;

/// <summary>A target of classes.</summary>
public static class Classification
{
    /// <summary>Fits, measures on the rows kept for the test, saves, loads again and draws.</summary>
    public static void Run(Features features, TrainTestSplit split, string[] targets, ResultFiles files, TextWriter output)
    {
        double[,] testX = features.Matrix(split.Test);
        string[] testLabels = Pick(targets, split.Test);
        string[] trainLabels = Pick(targets, split.Training);

        var growth = new GrowthLines(output);
        NeuronPursuitClassifier<string> classifier = new NeuronPursuitBuilder()
            .WithRecipe(PursuitRecipe.Tabular)
            .WithSeed(Application.Seed)
            .WithProgress(growth)
            .FitClassifier(features.Matrix(split.Training), trainLabels);

        string frequent = trainLabels.GroupBy(label => label).MaxBy(group => group.Count())!.Key;
        double share = Share(testLabels, testLabels.Select(_ => frequent));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            {growth.Count} growths, {classifier.Model.Networks.Count} networks, {classifier.Labels.Count} classes
            right on the test rows: {100 * Share(testLabels, classifier.Predict(testX)):0.0} %; always '{frequent}': {100 * share:0.0} %
            """));
        Importances.Write(
            classifier.Model.PermutationImportances(testX, probabilities => 1 - Share(testLabels, MostProbable(classifier, probabilities))),
            features.Names, "how many more rows are wrong when a column is shuffled, as a share", output);
        output.WriteLine($"\n{classifier.Model.Summary()}");

        string path = files.Add("model.json");
        classifier.Save(path);
        var reloaded = NeuronPursuitClassifier<string>.Load(path);
        bool same = classifier.PredictProbabilities(testX).Cast<double>().SequenceEqual(reloaded.PredictProbabilities(testX).Cast<double>());
        output.WriteLine($"\nSaved and loaded again: probabilities are {(same ? "the same, bit for bit" : "NOT the same")}.");

        files.SavePictures(classifier.Model, classifier.Labels);
        classifier.SaveReport(files.Add("report.html"), testX, testLabels, files.Report);
    }

    private static string[] Pick(string[] labels, int[] rows) => [.. rows.Select(row => labels[row])];

    private static double Share(string[] labels, IEnumerable<string> guesses) => labels.Zip(guesses, (label, guess) => label == guess ? 1.0 : 0).Average();

    private static IEnumerable<string> MostProbable(NeuronPursuitClassifier<string> classifier, double[,] probabilities)
    {
        for (int row = 0; row < probabilities.GetLength(0); row++)
        {
            yield return classifier.Labels[Enumerable.Range(0, classifier.Labels.Count).MaxBy(place => probabilities[row, place])];
        }
    }
}

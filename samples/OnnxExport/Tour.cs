using System.Globalization;
using NeuronPursuit;

namespace OnnxExportSample;

/// <summary>Fits a model and a classifier, saves both as ONNX, and predicts with the files.</summary>
public static class Tour
{
    /// <param name="folder">Receives the files.</param>
    /// <param name="output">Receives the text.</param>
    public static void Run(string folder, TextWriter output)
    {
        output.WriteLine("file            samples  columns   bytes  what is compared          largest difference");
        Concrete(Path.Combine(folder, "concrete.onnx"), output);
        Penguins(Path.Combine(folder, "penguins.onnx"), output);
    }

    /// <summary>Numbers: the strength of concrete.</summary>
    private static void Concrete(string path, TextWriter output)
    {
        var table = Table.Load("concrete.csv");
        (double[,] X, string[] strength) = table.Select(test: false);
        double[] y = [.. strength.Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithDepth(2).WithStandardization().WithIntercept().WithRankView().WithMaxIterations(8).Fit(X, y);

        model.SaveAsOnnx(path, columnNames: table.ColumnNames);

        (double[,] testX, _) = table.Select(test: true);
        using var saved = new SavedModel(path);
        float[] predicted = saved.Predict<float>(testX, OnnxExport.PredictionName);
        double largest = model.Predict(testX).Zip(predicted, (own, other) => Math.Abs(own - other)).Max();
        Print(output, path, testX, "strength in MPa", FormattableString.Invariant($"{largest:0.0e+0}"));
    }

    /// <summary>Classes: the species of penguins, some with missing measurements.</summary>
    private static void Penguins(string path, TextWriter output)
    {
        var table = Table.Load("penguins.csv", without: ["island", "sex"]);
        (double[,] X, string[] species) = table.Select(test: false);
        NeuronPursuitClassifier<string> classifier = new NeuronPursuitBuilder()
            .WithDepth(2).WithStandardization().WithIntercept().WithMissingValues(MissingValues.MeanAndIndicator).WithMaxIterations(4)
            .FitClassifier(X, species);

        classifier.SaveAsOnnx(path, columnNames: table.ColumnNames);

        (double[,] testX, string[] actual) = table.Select(test: true);
        using var saved = new SavedModel(path);
        float[] probabilities = saved.Predict<float>(testX, OnnxExport.ProbabilitiesName);
        double largest = classifier.PredictProbabilities(testX).Cast<double>().Zip(probabilities, (own, other) => Math.Abs(own - other)).Max();
        Print(output, path, testX, "probability of a species", FormattableString.Invariant($"{largest:0.0e+0}"));

        string[] labels = saved.Predict<string>(testX, OnnxExport.LabelName);
        int different = classifier.Predict(testX).Zip(labels, (own, other) => own == other ? 0 : 1).Sum();
        Print(output, path, testX, "species", FormattableString.Invariant($"{different} labels"));
        int right = actual.Zip(labels, (expected, label) => expected == label ? 1 : 0).Sum();
        output.WriteLine(FormattableString.Invariant($"\n{right} of {labels.Length} species are told right."));
    }

    private static void Print(TextWriter output, string path, double[,] X, string compared, string difference) =>
        output.WriteLine(FormattableString.Invariant(
            $"{Path.GetFileName(path),-14}  {X.GetLength(0),7}  {X.GetLength(1),7}  {new FileInfo(path).Length,6}  {compared,-24}  {difference,18}"));
}

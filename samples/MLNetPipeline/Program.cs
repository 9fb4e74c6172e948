using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetPipeline;
using NeuronPursuit;

var mlContext = new MLContext(seed: 1);
IDataView table = PenguinPipeline.Load(mlContext);

if (args is ["score", string savedPath])
{
    // Another process: nothing is known but the file.
    IDataView scored = mlContext.Model.Load(savedPath, out _).Transform(table);
    using Stream output = Console.OpenStandardOutput();
    mlContext.Data.SaveAsText(mlContext.Transforms.SelectColumns("Score").Fit(scored).Transform(scored), output, schema: false);
    return;
}

if (args is ["measure"])
{
    Measurements.Print(mlContext);
    return;
}

string modelPath = args is [string given] ? given : Path.Combine(Path.GetTempPath(), "penguins.zip");
IEstimator<ITransformer> pipeline = PenguinPipeline.Create(mlContext);

var folds = mlContext.MulticlassClassification.CrossValidate(table, pipeline, numberOfFolds: 5);
Console.WriteLine($"Cross-validation, accuracy of five folds: {string.Join(" ", folds.Select(fold => $"{fold.Metrics.MicroAccuracy:f3}"))}, mean {folds.Average(fold => fold.Metrics.MicroAccuracy):f4}");
Console.WriteLine(folds[0].Metrics.ConfusionMatrix.GetFormattedConfusionTable());

ITransformer fitted = pipeline.Fit(table);
mlContext.Model.Save(fitted, table.Schema, modelPath);
Console.WriteLine($"Saved to {modelPath}");

ITransformer loaded = mlContext.Model.Load(modelPath, out _);
using var engine = mlContext.Model.CreatePredictionEngine<Penguin, PenguinPrediction>(loaded);
PenguinPrediction prediction = engine.Predict(new Penguin
{
    Island = "Biscoe",
    BillLength = 47.5f,
    BillDepth = 15,
    FlipperLength = 218,
    // BodyMass and Sex were not recorded.
});
Console.WriteLine($"A bird of Biscoe with long flippers: {prediction.PredictedSpecies} (probability {prediction.Score.Max():f3})");

// What mattered, by our own importances: the loaded pipeline gives its model.
NeuronPursuitModel model = loaded.GetNeuronPursuitModel();
VBuffer<ReadOnlyMemory<char>> names = default;
loaded.GetOutputSchema(table.Schema)["Features"].GetSlotNames(ref names);
foreach ((ReadOnlyMemory<char> name, double share) in names.DenseValues().Zip(model.InputImportances()).OrderByDescending(pair => pair.Second).Take(3))
{
    Console.WriteLine($"  {name,-15} {share:f2}");
}

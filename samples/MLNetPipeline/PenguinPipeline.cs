using Microsoft.ML;
using Microsoft.ML.Data;
using NeuronPursuit;

namespace MLNetPipeline;

/// <summary>From a table with text and missing values to a species.</summary>
public static class PenguinPipeline
{
    /// <summary>The copy that lies beside the program.</summary>
    public static string TablePath => Path.Combine(AppContext.BaseDirectory, "data", "penguins.csv");

    public static IDataView Load(MLContext mlContext) => mlContext.Data.LoadFromTextFile<Penguin>(
        TablePath,
        new TextLoader.Options
        {
            HasHeader = true,
            Separators = [','],
            // Without this ML.NET reads a missing number as 0.
            MissingRealsAsNaNs = true,
        });

    public static IEstimator<ITransformer> Create(MLContext mlContext) => mlContext.Transforms.Categorical
        .OneHotEncoding([new InputOutputColumnPair("Island"), new InputOutputColumnPair("Sex")])
        .Append(mlContext.Transforms.Concatenate("Features", "Island", "BillLength", "BillDepth", "FlipperLength", "BodyMass", "Sex"))
        .Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "Species"))
        .Append(mlContext.MulticlassClassification.Trainers.NeuronPursuit())
        .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedSpecies", "PredictedLabel"));
}

using Microsoft.ML;
using Microsoft.ML.Transforms;
using MLNetPipeline;

namespace NeuronPursuit.ML.Tests.Support;

/// <summary>data/penguins.csv as the sample loads it, and the features of the sample's pipeline.</summary>
internal static class PenguinTable
{
    /// <summary>Columns of measurements.</summary>
    public static readonly string[] Measurements = ["BillLength", "BillDepth", "FlipperLength", "BodyMass"];

    /// <summary>Text encoded by ML.NET; missing measurements stay NaN.</summary>
    public static IEstimator<ITransformer> Features(MLContext mlContext, params string[] left) => mlContext.Transforms.Categorical
        .OneHotEncoding([new InputOutputColumnPair("Island"), new InputOutputColumnPair("Sex")])
        .Append(mlContext.Transforms.Concatenate("Features", ["Island", .. Measurements.Except(left), "Sex"]));

    /// <summary>The same, with the mean of the column in the place of a missing measurement.</summary>
    public static IEstimator<ITransformer> FilledFeatures(MLContext mlContext) => mlContext.Transforms
        .ReplaceMissingValues(
            [.. Measurements.Select(name => new InputOutputColumnPair(name))],
            MissingValueReplacingEstimator.ReplacementMode.Mean)
        .Append(Features(mlContext));

    /// <summary>A small, quick pursuit that takes NaN for missing.</summary>
    public static void Quick(NeuronPursuitBuilder builder) => builder
        .WithRecipe(PursuitRecipe.Fast).WithDepth(2).WithMaxIterations(6).WithMissingValues(MissingValues.MeanAndIndicator);

    /// <summary>Rows in which a column is known.</summary>
    public static IDataView Known(MLContext mlContext, string column) =>
        mlContext.Data.FilterRowsByMissingValues(PenguinPipeline.Load(mlContext), column);
}

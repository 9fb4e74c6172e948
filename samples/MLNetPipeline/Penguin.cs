using Microsoft.ML.Data;

namespace MLNetPipeline;

/// <summary>A line of data/penguins.csv. A number that is missing is NaN, a text that is missing empty.</summary>
public sealed class Penguin
{
    [LoadColumn(0)]
    public string Island { get; set; } = "";

    [LoadColumn(1)]
    public float BillLength { get; set; } = float.NaN;

    [LoadColumn(2)]
    public float BillDepth { get; set; } = float.NaN;

    [LoadColumn(3)]
    public float FlipperLength { get; set; } = float.NaN;

    [LoadColumn(4)]
    public float BodyMass { get; set; } = float.NaN;

    [LoadColumn(5)]
    public string Sex { get; set; } = "";

    [LoadColumn(6)]
    public string Species { get; set; } = "";
}

/// <summary>What the pipeline says about a penguin.</summary>
public sealed class PenguinPrediction
{
    public string PredictedSpecies { get; set; } = "";

    /// <summary>The probabilities of the species, in the order in which they first occur in the table.</summary>
    public float[] Score { get; set; } = [];
}

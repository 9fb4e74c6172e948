using Microsoft.ML.Transforms;

namespace NeuronPursuit;

/// <summary>Scores rows by a model whose outputs are the probabilities of false and true.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class BinaryMapping : CustomMappingFactory<ModelInput, BinaryScore>
{
    /// <summary>The name in saved pipelines. Never change what it stands for: take a new one.</summary>
    public const string Contract = "NeuronPursuit.ML.Binary";

    public override Action<ModelInput, BinaryScore> GetMapping()
    {
        var reader = new ModelReader();
        return (input, output) =>
        {
            double[] probabilities = reader.Score(input.Features, input.Model);
            // Inside (0, 1), so that the logarithmic loss of a wrong row is large, not infinite. NaN stays.
            output.Probability = Math.Clamp((float)probabilities[1], float.Epsilon, MathF.BitDecrement(1));
            output.PredictedLabel = probabilities[1] > probabilities[0];
            output.Score = (float)(Log(probabilities[1]) - Log(probabilities[0]));
        };
    }

    /// <summary>Finite for a probability that has become 0; NaN stays.</summary>
    private static double Log(double probability) => Math.Log(Math.Max(probability, double.Epsilon));
}

/// <summary>The columns of a binary classification.</summary>
internal sealed class BinaryScore
{
    /// <summary>The log odds of true.</summary>
    public float Score { get; set; }

    public float Probability { get; set; }

    public bool PredictedLabel { get; set; }
}

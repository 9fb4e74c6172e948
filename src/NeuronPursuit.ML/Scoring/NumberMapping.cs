using Microsoft.ML.Transforms;

namespace NeuronPursuit;

/// <summary>Scores rows by a model of one output.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class NumberMapping : CustomMappingFactory<ModelInput, NumberScore>
{
    /// <summary>The name in saved pipelines. Never change what it stands for: take a new one.</summary>
    public const string Contract = "NeuronPursuit.ML.Number";

    public override Action<ModelInput, NumberScore> GetMapping()
    {
        var reader = new ModelReader();
        return (input, output) => output.Score = (float)reader.Score(input.Features, input.Model)[0];
    }
}

/// <summary>The columns of a regression.</summary>
internal sealed class NumberScore
{
    public float Score { get; set; }
}

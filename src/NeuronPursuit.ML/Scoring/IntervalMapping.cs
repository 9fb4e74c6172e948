using Microsoft.ML.Transforms;

namespace NeuronPursuit;

/// <summary>Scores rows by a model of one output that is stored with the coverage of its intervals.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class IntervalMapping : CustomMappingFactory<ModelInput, IntervalScore>
{
    /// <summary>The name in saved pipelines. Never change what it stands for: take a new one.</summary>
    public const string Contract = "NeuronPursuit.ML.Interval";

    public override Action<ModelInput, IntervalScore> GetMapping()
    {
        var reader = new ModelReader();
        return (input, output) =>
        {
            (double score, double lower, double upper) = reader.Interval(input.Features, input.Model);
            (output.Score, output.Lower, output.Upper) = ((float)score, (float)lower, (float)upper);
        };
    }
}

/// <summary>The columns of a regression with intervals.</summary>
internal sealed class IntervalScore
{
    public float Score { get; set; }

    public float Lower { get; set; }

    public float Upper { get; set; }
}

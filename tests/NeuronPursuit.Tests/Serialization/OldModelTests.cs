using System.Text;

namespace NeuronPursuit.Tests.Serialization;

/// <summary>Files of version 1, as earlier libraries wrote them.</summary>
public class OldModelTests
{
    private const string Scaled = """
        {"format":"NeuronPursuit.Model","version":1,"network":{"activation":{"positiveCoefficient":1,"negativeCoefficient":0,
        "power":1,"negativeSlope":0},"widths":[3,2,1],"weights":[[1,2,0.5,1,-1,0],[2,-1]]},"intercept":true,
        "inputScaling":{"offsets":[1,0],"scales":[2,4]},"targetScaling":{"offsets":[-3],"scales":[10]},
        "stopReason":"TargetReached","history":[{"number":1,"kind":"FirstFit","addedNeurons":[2],"correlationValue":0.5,
        "trainingError":0.01,"validationError":null,"loss":0.001,"hiddenWidths":[2],"evaluations":7,"elapsed":"00:00:00.5"}]}
        """;

    private static readonly string Plain = Scaled
        .Replace("\"offsets\":[1,0],\"scales\":[2,4]", "", StringComparison.Ordinal)
        .Replace("\"inputScaling\":{}", "\"inputScaling\":null", StringComparison.Ordinal)
        .Replace("\"targetScaling\":{\"offsets\":[-3],\"scales\":[10]}", "\"targetScaling\":null", StringComparison.Ordinal);

    [Fact]
    public void Load_VersionOne_PredictsByItsFormula()
    {
        NeuronPursuitModel model = Load(Scaled);

        // z = ((5 - 1) / 2, 8 / 4, 1); relu(2 + 4 + 0.5), relu(2 - 2); 10 * 13 - 3.
        model.Predict([5, 8]).Should().BeApproximately(127, 1e-12);
        (model.InputCount, model.IsStandardized, model.HasIntercept).Should().Be((2, true, true));
        model.History.Should().ContainSingle().Which.Evaluations.Should().Be(7);
        model.History[0].Correlations.Should().BeEmpty("there were none in files");
        (model.History[0].Outcome, model.History[0].OptimizerIterations, model.History[0].RelativeGradient, model.History[0].KinkDistance)
            .Should().Be((null, null, null, null), "nor these");
        model.History.ToText().Should().EndWith("7");
        model.NetworkInputs.Select(input => input.ToString()).Should().Equal("x0", "x1", "1");
    }

    [Fact]
    public void Load_VersionOneWithoutScaling_PredictsByItsFormula()
    {
        NeuronPursuitModel model = Load(Plain);

        model.Predict([5, 8]).Should().Be(43);
        model.IsStandardized.Should().BeFalse();
    }

    [Fact]
    public void Save_LoadedFromVersionOne_WritesTheNewVersion()
    {
        NeuronPursuitModel old = Load(Scaled);
        using var stream = new MemoryStream();
        old.Save(stream);

        string text = Encoding.UTF8.GetString(stream.ToArray());

        text.Should().Contain("\"version\":2").And.NotContain("inputScaling");
        Load(text).ShouldEqualBitForBit(old);
    }

    [Theory]
    [InlineData("\"targetScaling\":{\"offsets\":[-3],\"scales\":[10]}", "\"targetScaling\":null", "*inputScaling and targetScaling must both be there*")]
    [InlineData("\"offsets\":[1,0]", "\"offsets\":[1]", "*inputScaling has 1 offsets and 2 scales; 2 of each*")]
    [InlineData("\"offsets\":[1,0]", "\"offsets\":[1,\"NaN\"]", "*inputScaling has an offset that is not finite*")]
    [InlineData("\"scales\":[2,4]", "\"scales\":[2,0]", "*inputScaling has a scale that is not positive*")]
    [InlineData("\"intercept\":true", "\"intercept\":false", "*inputScaling has 2 offsets*3 of each*")]
    [InlineData("\"network\":{", "\"other\":{", "*damaged*")]
    [InlineData("\"stopReason\":\"TargetReached\"", "\"stopReason\":77", "*damaged*stopReason*")]
    public void Load_DamagedVersionOne_SaysWhatIsWrong(string part, string damage, string message) =>
        FluentActions.Invoking(() => Load(Scaled.Replace(part, damage, StringComparison.Ordinal)))
            .Should().Throw<InvalidDataException>().WithMessage(message);

    private static NeuronPursuitModel Load(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return NeuronPursuitModel.Load(stream);
    }
}

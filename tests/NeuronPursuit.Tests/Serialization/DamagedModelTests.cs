using System.Text;
using System.Text.Json.Nodes;

namespace NeuronPursuit.Tests.Serialization;

/// <summary>Files that are no model, or a damaged one, are refused with a message that says what is wrong.</summary>
public class DamagedModelTests
{
    private static readonly string Valid = SaveFittedModel();

    private static readonly Dictionary<string, (Action<JsonNode> Change, string Message)> Damages = new()
    {
        ["other format"] = (m => m["format"] = "Something.Else", "The file's format is 'Something.Else'; 'NeuronPursuit.Model' was expected."),
        ["newer version"] = (m => m["version"] = 2, "*version is 2; this library reads version 1. Use a newer library."),
        ["version zero"] = (m => m["version"] = 0, "*version is 0*"),
        ["version as text"] = (m => m["version"] = "one", "*damaged*version*"),
        ["a wider layer"] = (m => m["network"]!["widths"]![1] = 77, "*layer 0 has * weights; 77 x 5 = 385 were expected*"),
        ["huge widths"] = (m => m["network"]!["widths"] = new JsonArray(int.MaxValue, int.MaxValue, int.MaxValue, 1), "*layer 0 has * weights*"),
        ["a width beyond int"] = (m => m["network"]!["widths"]![1] = 3e9, "*damaged*widths*"),
        ["zero width"] = (m => m["network"]!["widths"]![1] = 0, "*widths must be positive*"),
        ["negative width"] = (m => m["network"]!["widths"]![0] = -5, "*widths must be positive*"),
        ["no widths"] = (m => m["network"]!["widths"] = new JsonArray(), "*widths needs at least three numbers*"),
        ["widths null"] = (m => m["network"]!["widths"] = null, "*damaged*widths*"),
        ["a layer missing"] = (m => m["network"]!["weights"]!.AsArray().RemoveAt(0), "*weights has 2 layers but network.widths describes 3*"),
        ["a layer null"] = (m => m["network"]!["weights"]![1] = null, "*layer 1 has 0 weights*"),
        ["a weight missing"] = (m => m["network"]!["weights"]![2]!.AsArray().RemoveAt(0), "*layer 2 has * weights*"),
        ["a weight null"] = (m => m["network"]!["weights"]![0]![0] = null, "*damaged*weights*"),
        ["a weight NaN"] = (m => m["network"]!["weights"]![0]![3] = "NaN", "*layer 0 has a weight that is not finite*"),
        ["a weight infinite"] = (m => m["network"]!["weights"]![1]![0] = "-Infinity", "*layer 1 has a weight that is not finite*"),
        ["a weight beyond double"] = (m => m["network"]!["weights"]![1]![0] = JsonNode.Parse("1e999"), "*damaged*"),
        ["a weight as text"] = (m => m["network"]!["weights"]![1]![0] = "three", "*damaged*weights*"),
        ["network null"] = (m => m["network"] = null, "*damaged*network*"),
        ["activation null"] = (m => m["network"]!["activation"] = null, "*damaged*activation*"),
        ["power zero"] = (m => m["network"]!["activation"]!["power"] = 0, "*activation.power is 0; it must be at least 1*"),
        ["coefficient NaN"] = (m => m["network"]!["activation"]!["positiveCoefficient"] = "NaN", "*coefficients of the activation must be finite*"),
        ["coefficient infinite"] = (m => m["network"]!["activation"]!["negativeCoefficient"] = "Infinity", "*coefficients of the activation must be finite*"),
        ["slope overflows"] = (m => (m["network"]!["activation"]!["negativeSlope"], m["network"]!["activation"]!["power"]) = (1e200, 2), "*damaged*activation*"),
        ["absurd power"] = (m => m["network"]!["activation"]!["power"] = int.MaxValue, "*damaged*activation.power*"),
        ["only one scaling"] = (m => m["targetScaling"] = null, "*inputScaling and targetScaling must both be there*"),
        ["too few offsets"] = (m => m["inputScaling"]!["offsets"]!.AsArray().RemoveAt(0), "*inputScaling has 3 offsets and 4 scales; 4 of each*"),
        ["offset NaN"] = (m => m["inputScaling"]!["offsets"]![0] = "NaN", "*inputScaling has an offset that is not finite*"),
        ["scale zero"] = (m => m["targetScaling"]!["scales"]![0] = 0, "*targetScaling has a scale that is not positive*"),
        ["scale negative"] = (m => m["inputScaling"]!["scales"]![1] = -1, "*inputScaling has a scale that is not positive*"),
        ["scale denormal"] = (m => m["inputScaling"]!["scales"]![1] = 1e-320, "*damaged*inputScaling*scale*"),
        ["scales null"] = (m => m["inputScaling"]!["scales"] = null, "*damaged*scales*"),
        ["intercept as number"] = (m => m["intercept"] = 1, "*damaged*intercept*"),
        ["no intercept column"] = (m => m["intercept"] = false, "*inputScaling has 4 offsets and 4 scales; 5 of each*"),
        ["unknown stop reason"] = (m => m["stopReason"] = "Tired", "*damaged*stopReason*"),
        ["stop reason as number"] = (m => m["stopReason"] = 99, "*damaged*stopReason*"),
        ["history null"] = (m => m["history"] = null, "*damaged*history*"),
        ["an iteration null"] = (m => m["history"]![0] = null, "*damaged*history*"),
        ["an iteration without a number"] = (m => m["history"]![0]!.AsObject().Remove("number"), "*damaged*number*"),
        ["an iteration without widths"] = (m => m["history"]![0]!["hiddenWidths"] = null, "*damaged*hiddenWidths*"),
        ["an unknown kind"] = (m => m["history"]![0]!["kind"] = "Magic", "*damaged*kind*"),
        ["an unknown member"] = (m => m["password"] = "secret", "*damaged*password*"),
        ["an unknown member inside"] = (m => m["network"]!["bias"] = 1, "*damaged*bias*"),
    };

    public static TheoryData<string> DamageNames => [.. Damages.Keys];

    public static TheoryData<string> Members => [.. JsonNode.Parse(Valid)!.AsObject().Select(member => member.Key)];

    [Theory]
    [MemberData(nameof(DamageNames))]
    public void Load_DamagedMember_SaysWhatIsWrong(string name)
    {
        JsonNode document = JsonNode.Parse(Valid)!;
        Damages[name].Change(document);

        Load(document.ToJsonString()).Should().Throw<InvalidDataException>().WithMessage(Damages[name].Message);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Load_MissingMember_NamesIt(string member)
    {
        JsonNode document = JsonNode.Parse(Valid)!;
        document.AsObject().Remove(member).Should().BeTrue();

        Load(document.ToJsonString()).Should().Throw<InvalidDataException>().WithMessage($"*{member}*");
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Load_DuplicateMember_NamesIt(string member)
    {
        string value = JsonNode.Parse(Valid)![member]!.ToJsonString();
        string twice = $"{{\"{member}\":{value},{Valid.TrimStart()[1..]}";

        Load(twice).Should().Throw<InvalidDataException>().WithMessage($"*{member}*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("42")]
    [InlineData("\"NeuronPursuit.Model\"")]
    [InlineData("<html></html>")]
    [InlineData("cement,water\n1,2\n")]
    [InlineData("{\"name\":\"left-pad\",\"version\":\"1.0.0\"}")]
    public void Load_ForeignContent_SaysThatItIsNoModel(string content) =>
        Load(content).Should().Throw<InvalidDataException>().WithMessage("The file * no model*");

    [Fact]
    public void Load_EveryTruncation_IsRefused()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Valid);

        for (int length = 0; length < bytes.Length; length++)
        {
            using var stream = new MemoryStream(bytes, 0, length);
            stream.Invoking(s => NeuronPursuitModel.Load(s))
                .Should().Throw<InvalidDataException>("{0} of {1} bytes are no model", length, bytes.Length);
        }
    }

    [Theory]
    [InlineData(" and more")]
    [InlineData("{}")]
    [InlineData("\0\0\0")]
    public void Load_SomethingAfterTheModel_IsRefused(string rest) =>
        Load(Valid + rest).Should().Throw<InvalidDataException>().WithMessage("The file is no model, or a damaged one*");

    [Fact]
    public void Load_RandomBytes_AreRefused()
    {
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            byte[] bytes = new byte[random.Next(1, 300)];
            random.NextBytes(bytes);

            FluentActions.Invoking(() => NeuronPursuitModel.Load(new MemoryStream(bytes))).Should().Throw<InvalidDataException>();
        }
    }

    [Fact]
    public void Load_NestedWithoutEnd_IsRefused() =>
        Load(new string('[', 100_000)).Should().Throw<InvalidDataException>();

    private static Action Load(string content) => () =>
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        NeuronPursuitModel.Load(stream);
    };

    private static string SaveFittedModel()
    {
        (double[,] X, double[] y) = Problems.Gaussian(40, 4, 101, x => 1 + Math.Abs(x[0]) - x[1]);
        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithStandardization().WithIntercept().WithMaxIterations(2).WithTargetError(0).Fit(X, y);
        using var stream = new MemoryStream();
        model.Save(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

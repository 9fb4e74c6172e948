using System.Text;
using System.Text.Json.Nodes;

namespace NeuronPursuit.Tests.Serialization;

/// <summary>Files that are no model, or a damaged one, are refused with a message that says what is wrong.</summary>
public class DamagedModelTests
{
    private const string OneInput =
        """{"activation":{"positiveCoefficient":1,"negativeCoefficient":0,"power":1,"negativeSlope":0},"widths":[1,1,1],"weights":[[1],[1]]}""";

    private static readonly string Valid = SaveFittedModel();

    private static readonly Dictionary<string, (Action<JsonNode> Change, string Message)> Damages = new()
    {
        ["other format"] = (m => m["format"] = "Something.Else", "The file is no model: its format is 'Something.Else'; 'NeuronPursuit.Model' was expected."),
        ["newer version"] = (m => m["version"] = 3, "*version is 3; this library reads version 1 to 2. Use a newer library."),
        ["version zero"] = (m => m["version"] = 0, "*version is 0; this library reads version 1 to 2."),
        ["an older version"] = (m => m["version"] = 1, "*damaged*"),
        ["an activation of nothing"] = (
            m => (m["networks"]![0]!["activation"]!["positiveCoefficient"], m["networks"]![0]!["activation"]!["negativeCoefficient"]) = (0, 0),
            "*damaged*both coefficients of the activation are 0*"),
        ["no network"] = (m => m["networks"] = new JsonArray(), "*damaged*networks is empty*"),
        ["networks null"] = (m => m["networks"] = null, "*damaged*networks*"),
        ["networks that differ"] = (m => m["networks"]!.AsArray().Add(JsonNode.Parse(OneInput)), "*damaged*networks differ in inputs or outputs*"),
        ["unknown link"] = (m => m["link"] = "Probit", "*damaged*link*"),
        ["link as number"] = (m => m["link"] = 9, "*damaged*link*"),
        ["version as text"] = (m => m["version"] = "one", "*damaged*version*"),
        ["a wider layer"] = (m => Network(m)["widths"]![1] = 77, "*layer 0 has * weights; 77 x 8 = 616 were expected*"),
        ["huge widths"] = (m => Network(m)["widths"] = new JsonArray(int.MaxValue, int.MaxValue, int.MaxValue, 1), "*layer 0 has * weights*"),
        ["a width beyond int"] = (m => Network(m)["widths"]![1] = 3e9, "*damaged*widths*"),
        ["zero width"] = (m => Network(m)["widths"]![1] = 0, "*widths must be positive*"),
        ["negative width"] = (m => Network(m)["widths"]![0] = -5, "*widths must be positive*"),
        ["no widths"] = (m => Network(m)["widths"] = new JsonArray(), "*widths needs at least three numbers*"),
        ["widths null"] = (m => Network(m)["widths"] = null, "*damaged*widths*"),
        ["a layer missing"] = (m => Network(m)["weights"]!.AsArray().RemoveAt(0), "*weights has 2 layers but network.widths describes 3*"),
        ["a layer null"] = (m => Network(m)["weights"]![1] = null, "*damaged*weights*"),
        ["a weight missing"] = (m => Network(m)["weights"]![2]!.AsArray().RemoveAt(0), "*layer 2 has * weights*"),
        ["a weight null"] = (m => Network(m)["weights"]![0]![0] = null, "*damaged*weights*"),
        ["a weight NaN"] = (m => Network(m)["weights"]![0]![3] = "NaN", "*layer 0 has a weight that is not finite*"),
        ["a weight infinite"] = (m => Network(m)["weights"]![1]![0] = "-Infinity", "*layer 1 has a weight that is not finite*"),
        ["a weight beyond double"] = (m => Network(m)["weights"]![1]![0] = JsonNode.Parse("1e999"), "*damaged*"),
        ["a weight as text"] = (m => Network(m)["weights"]![1]![0] = "three", "*damaged*weights*"),
        ["network null"] = (m => m["networks"]![0] = null, "*damaged*networks*null*"),
        ["activation null"] = (m => Network(m)["activation"] = null, "*damaged*activation*"),
        ["power zero"] = (m => Network(m)["activation"]!["power"] = 0, "*activation.power is 0; it must be at least 1*"),
        ["coefficient NaN"] = (m => Network(m)["activation"]!["positiveCoefficient"] = "NaN", "*coefficients of the activation must be finite*"),
        ["coefficient infinite"] = (m => Network(m)["activation"]!["negativeCoefficient"] = "Infinity", "*coefficients of the activation must be finite*"),
        ["slope overflows"] = (m => (Network(m)["activation"]!["negativeSlope"], Network(m)["activation"]!["power"]) = (1e200, 2), "*damaged*activation*"),
        ["absurd power"] = (m => Network(m)["activation"]!["power"] = int.MaxValue, "*damaged*activation.power*"),
        ["inputs missing that are needed"] = (m => m["inputs"]!.AsArray().RemoveAt(0), "*damaged*inputs has 6 entries but the networks have 7 inputs*"),
        ["an input null"] = (m => m["inputs"]![1] = null, "*damaged*inputs has an entry that is null*"),
        ["inputs out of order"] = (m => (m["inputs"]![0]!["column"], m["inputs"]![1]!["column"]) = (1, 0), "*damaged*inputs?0? is Value of column 1*"),
        ["a rank first"] = (m => m["inputs"]![0]!["kind"] = "Rank", "*damaged*inputs?0? is Rank of column 0*"),
        ["a rank of no column"] = (m => m["inputs"]![5]!["column"] = 5, "*damaged*inputs?5? is Rank of column 5*"),
        ["a column below zero"] = (m => m["inputs"]![6]!["column"] = -1, "*damaged*inputs?6? is Missing of column -1*"),
        ["a constant among the inputs"] = (m => m["inputs"]![6]!["kind"] = "Constant", "*damaged*inputs?6? is Constant*"),
        ["unknown kind of input"] = (m => m["inputs"]![6]!["kind"] = "Square", "*damaged*kind*"),
        ["kind of input as number"] = (m => m["inputs"]![6]!["kind"] = 17, "*damaged*inputs?6? is 17*"),
        ["offset NaN"] = (m => m["inputs"]![0]!["offset"] = "NaN", "*inputs?0? has an offset that is not finite*"),
        ["clip negative"] = (m => m["inputs"]![0]!["clip"] = -1, "*inputs?0? has a clip that is negative*"),
        ["clip NaN"] = (m => m["inputs"]![0]!["clip"] = "NaN", "*inputs?0? has a clip that is negative or no number*"),
        ["whereMissing infinite"] = (m => m["inputs"]![0]!["whereMissing"] = "Infinity", "*inputs?0? has a whereMissing that is not finite*"),
        ["a mark of nothing"] = (m => m["inputs"]![6]!["whereMissing"] = null, "*inputs?6? marks missing values but has no whereMissing*"),
        ["a rank without a curve"] = (m => m["inputs"]![5]!["curve"] = null, "*inputs?5? is Rank; ranks have a curve*"),
        ["a curve too short"] = (m => m["inputs"]![5]!["curve"]!["ranks"]!.AsArray().RemoveAt(0), "*curve of inputs?5? has * values and * ranks*"),
        ["an empty curve"] = (m => m["inputs"]![5]!["curve"] = JsonNode.Parse("{\"values\":[],\"ranks\":[]}"), "*curve of inputs?5? has 0 values*"),
        ["a curve that falls"] = (m => m["inputs"]![5]!["curve"]!["values"]![1] = -1e9, "*curve of inputs?5? must have finite, ascending values*"),
        ["a rank beyond one"] = (m => m["inputs"]![5]!["curve"]!["ranks"] = Beyond(m["inputs"]![5]!["curve"]!["ranks"]!.AsArray()), "*curve of inputs?5? must have*ranks from 0 to 1*"),
        ["a knot NaN"] = (m => m["inputs"]![5]!["curve"]!["values"]![1] = "NaN", "*curve of inputs?5? must have finite*"),
        ["a curve null inside"] = (m => m["inputs"]![5]!["curve"]!["values"] = null, "*damaged*values*"),
        ["scale zero"] = (m => m["targetScaling"]!["scales"]![0] = 0, "*targetScaling has a scale that is not positive*"),
        ["too few offsets"] = (m => m["targetScaling"]!["offsets"]!.AsArray().RemoveAt(0), "*targetScaling has 0 offsets and 1 scales; 1 of each*"),
        ["scale negative"] = (m => m["inputs"]![1]!["scale"] = -1, "*inputs?1? has a scale that is not positive*"),
        ["scale denormal"] = (m => m["inputs"]![1]!["scale"] = 1e-320, "*damaged*inputs?1?*scale*"),
        ["scales null"] = (m => m["targetScaling"]!["scales"] = null, "*damaged*scales*"),
        ["intercept as number"] = (m => m["intercept"] = 1, "*damaged*intercept*"),
        ["no intercept column"] = (m => m["intercept"] = false, "*inputs has 7 entries but the networks have 8 inputs*"),
        ["unknown stop reason"] = (m => m["stopReason"] = "Tired", "*damaged*stopReason*"),
        ["stop reason as number"] = (m => m["stopReason"] = 99, "*damaged*stopReason*"),
        ["history null"] = (m => m["history"] = null, "*damaged*history*"),
        ["an iteration null"] = (m => m["history"]![0] = null, "*damaged*history*"),
        ["an iteration without a number"] = (m => m["history"]![0]!.AsObject().Remove("number"), "*damaged*number*"),
        ["an iteration without widths"] = (m => m["history"]![0]!["hiddenWidths"] = null, "*damaged*hiddenWidths*"),
        ["correlations null"] = (m => m["history"]![0]!["correlations"] = null, "*damaged*orrelations*"),
        ["a correlation null"] = (m => m["history"]![0]!["correlations"]![0] = null, "*damaged*correlations of iteration 1 has an entry that is null*"),
        ["a correlation without values"] = (m => m["history"]![0]!["correlations"]![0]!["values"] = null, "*damaged*values*"),
        ["a correlation NaN"] = (m => m["history"]![0]!["correlations"]![0]!["values"]![0] = "NaN", "*correlations of iteration 1*not finite*"),
        ["a correlation of no layer"] = (m => m["history"]![0]!["correlations"]![0]!["hiddenLayer"] = 2, "*correlations of iteration 1*no hidden layer*"),
        ["an unknown kind"] = (m => m["history"]![0]!["kind"] = "Magic", "*damaged*kind*"),
        ["an unknown member"] = (m => m["password"] = "secret", "*damaged*password*"),
        ["an unknown member inside"] = (m => Network(m)["bias"] = 1, "*damaged*bias*"),
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

    /// <summary>Those that a file must have; the others came later.</summary>
    public static TheoryData<string> RequiredMembers => [.. Members.Select(row => row.Data).Where(member => member != "keptIteration")];

    [Theory]
    [MemberData(nameof(RequiredMembers))]
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

    private static JsonNode Network(JsonNode model) => model["networks"]![0]!;

    private static JsonArray Beyond(JsonArray ranks)
    {
        ranks[^1] = 1.5;
        return (JsonArray)ranks.DeepClone();
    }

    /// <summary>Two networks of five columns, the first of them skewed and so also a rank, the second with gaps.</summary>
    private static string SaveFittedModel()
    {
        (double[,] X, double[] y) = Problems.Gaussian(40, 5, 101, x => 1 + Math.Abs(x[0]) - x[1]);
        for (int row = 0; row < 40; row++)
        {
            X[row, 0] = Math.Exp(2 * X[row, 0]);
            X[row, 1] = row % 7 == 0 ? double.NaN : X[row, 1];
        }

        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithStandardization().WithInputClip(5).WithRankView().WithMissingValues(MissingValues.MeanAndIndicator)
            .WithIntercept().WithMaxIterations(2).WithTargetError(0).Fit(X, y);
        using var stream = new MemoryStream();
        TestModels.Repeat(model, 2).Save(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

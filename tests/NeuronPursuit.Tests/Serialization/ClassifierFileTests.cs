using System.Text;
using System.Text.Json.Nodes;

namespace NeuronPursuit.Tests.Serialization;

/// <summary>Classifiers to files and back; files that are none are refused.</summary>
public class ClassifierFileTests
{
    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(60, 3, 41, x => x[0]);

    private static readonly string Valid = Save(Fit(value => value > 0 ? "yes \"ü\" 1" : ""));

    private static readonly Dictionary<string, (Action<JsonNode> Change, string Message)> Damages = new()
    {
        ["a label missing"] = (c => c["labels"]!.AsArray().RemoveAt(0), "*damaged*1 labels do not fit a model of 2 outputs*"),
        ["a label null"] = (c => c["labels"]![0] = null, "*damaged*labels*null*"),
        ["a label twice"] = (c => c["labels"]![0] = c["labels"]![1]!.GetValue<string>(), "*damaged*labels are not in ascending order*"),
        ["labels out of order"] = (c => c["labels"]![0] = "zz", "*damaged*labels are not in ascending order*"),
        ["unknown kind"] = (c => c["labelKind"] = "Complex", "*damaged*labelKind*"),
        ["kind as number"] = (c => c["labelKind"] = 17, "*kind 17*"),
        ["labels null"] = (c => c["labels"] = null, "*damaged*labels*"),
        ["model null"] = (c => c["model"] = null, "*damaged*model*"),
        ["another link"] = (c => c["model"]!["link"] = "Identity", "*damaged*with the link Identity*"),
        ["another file inside"] = (c => c["model"]!["format"] = "Else", "*damaged*it holds 'Else' of version 2*"),
        ["an older model inside"] = (c => c["model"]!["version"] = 1, "*damaged*of version 1 where a model of version 2*"),
        ["a damaged model inside"] = (c => c["model"]!["networks"]![0]!["widths"]![1] = 0, "*damaged*widths must be positive*"),
        ["newer version"] = (c => c["version"] = 2, "The classifier's format version is 2; this library reads version 1. Use a newer library."),
        ["a model"] = (c => c["format"] = "NeuronPursuit.Model", "The file is no classifier: its format is 'NeuronPursuit.Model'*"),
        ["an unknown member"] = (c => c["type"] = "System.String", "*damaged*type*"),
    };

    private enum Size
    {
        Small = 1,
        Large = 2,
    }

    private enum Colour
    {
        Red,
    }

    public static TheoryData<string> DamageNames => [.. Damages.Keys];

    [Fact]
    public void SaveAndLoad_EveryKindOfLabel_KeepsEveryBit()
    {
        ShouldRoundTrip(Fit(value => value > 0 ? "yes" : "no"));
        ShouldRoundTrip(Fit(value => value > 0 ? int.MaxValue : int.MinValue));
        ShouldRoundTrip(Fit(value => value > 0));
        ShouldRoundTrip(Fit(value => value > 0 ? Size.Large : Size.Small));
        ShouldRoundTrip(Fit(value => value > 0 ? (Size)77 : Size.Small));
    }

    [Fact]
    public void SaveAndLoad_File_KeepsTheLabels()
    {
        using var folder = new TemporaryFolder();
        Fit(value => value > 0).Save(folder.File("classifier.json"));

        NeuronPursuitClassifier<bool>.Load(folder.File("classifier.json")).Labels.Should().Equal(false, true);
        FluentActions.Invoking(() => NeuronPursuitModel.Load(folder.File("classifier.json")))
            .Should().Throw<InvalidDataException>().WithMessage("*The file is no model: its format is 'NeuronPursuit.Classifier'*");
    }

    [Fact]
    public void Load_FileOfAnotherKind_NamesWhatReadsIt()
    {
        Refused(stream => NeuronPursuitModel.Load(stream), Save(Fit(value => value > 0))).Should().Contain("NeuronPursuitClassifier<bool>.Load");
        Refused(stream => NeuronPursuitModel.Load(stream), Save(Fit(value => value > 0 ? 1 : 2))).Should().Contain("NeuronPursuitClassifier<int>.Load");
        Refused(stream => NeuronPursuitModel.Load(stream), Valid).Should().Contain("NeuronPursuitClassifier<string>.Load");
        Refused(stream => NeuronPursuitModel.Load(stream), Save(Fit(value => value > 0 ? Size.Large : Size.Small)))
            .Should().Contain("NeuronPursuitClassifier<the enum of its labels>.Load");
        Refused(stream => NeuronPursuitModel.Load(stream), """{"format":"NeuronPursuit.Classifier","version":1,"labels":[""")
            .Should().Contain("NeuronPursuitClassifier<TLabel>.Load");
        Refused(stream => OneHotEncoder.Load(stream), Valid).Should().Contain("NeuronPursuitClassifier<string>.Load");

        using var model = new MemoryStream();
        Fit(value => value > 0).Model.Save(model);
        using var encoder = new MemoryStream();
        OneHotEncoder.Fit(new[,] { { "a" } }).Save(encoder);
        Refused(stream => NeuronPursuitClassifier<string>.Load(stream), Encoding.UTF8.GetString(model.ToArray())).Should().Contain("NeuronPursuitModel.Load");
        Refused(stream => NeuronPursuitModel.Load(stream), Encoding.UTF8.GetString(encoder.ToArray())).Should().Contain("OneHotEncoder.Load");
        Refused(stream => NeuronPursuitModel.Load(stream), """{"format":"NeuronPursuit.Checkpoint","version":1}""").Should().Contain("WithCheckpoints");

        static string Refused(Action<Stream> load, string text) =>
            FluentActions.Invoking(() => load(new MemoryStream(Encoding.UTF8.GetBytes(text)))).Should().Throw<InvalidDataException>().Which.Message;
    }

    [Fact]
    public void Load_StreamAtItsEnd_SaysToGoBack()
    {
        NeuronPursuitClassifier<bool> classifier = Fit(value => value > 0);
        OneHotEncoder encoder = OneHotEncoder.Fit(new[,] { { "a" } });

        Written(classifier.Save, at => NeuronPursuitClassifier<bool>.Load(at), "classifier");
        Written(classifier.Model.Save, at => NeuronPursuitModel.Load(at), "model");
        Written(encoder.Save, at => OneHotEncoder.Load(at), "encoder");
        FluentActions.Invoking(() => NeuronPursuitModel.Load(new MemoryStream())).Should().Throw<InvalidDataException>()
            .WithMessage("The file is no model: it is empty.");

        static void Written(Action<Stream> save, Action<Stream> load, string kind)
        {
            using var stream = new MemoryStream();
            save(stream);
            FluentActions.Invoking(() => load(stream)).Should().Throw<InvalidDataException>()
                .WithMessage($"The file is no {kind}: the stream is at its end ({stream.Length} bytes*set Position = 0 first.");
            stream.Position = 0;
            load(stream);
        }
    }

    [Fact]
    public void Save_Enum_HoldsNamesAndNoType()
    {
        string text = Save(Fit(value => value > 0 ? Size.Large : Size.Small));

        text.Should().Contain("\"labels\":[\"Small\",\"Large\"]").And.NotContain("Size").And.NotContain("System.");
    }

    [Fact]
    public void Load_OtherTypeOfLabels_SaysWhich()
    {
        LoadAs<int>(Valid).Should().Throw<InvalidDataException>().WithMessage("The file holds labels of kind Text, but Int32 is of kind Number*");
        LoadAs<bool>(Save(Fit(value => value > 0 ? 1 : 2))).Should().Throw<InvalidDataException>().WithMessage("*kind Number*Boolean*");
        LoadAs<Colour>(Save(Fit(value => value > 0 ? Size.Large : Size.Small)))
            .Should().Throw<InvalidDataException>().WithMessage("*'Small', which is no Colour*");
        LoadAs<int>(Valid.Replace("\"labelKind\":\"Text\"", "\"labelKind\":\"Number\"", StringComparison.Ordinal))
            .Should().Throw<InvalidDataException>().WithMessage("*label '', which is no Int32*");
        LoadAs<double>(Valid).Should().Throw<NotSupportedException>();
    }

    [Theory]
    [MemberData(nameof(DamageNames))]
    public void Load_DamagedFile_SaysWhatIsWrong(string name)
    {
        JsonNode document = JsonNode.Parse(Valid)!;
        Damages[name].Change(document);

        LoadAs<string>(document.ToJsonString()).Should().Throw<InvalidDataException>().WithMessage(Damages[name].Message);
    }

    [Fact]
    public void Load_EveryTruncation_IsRefused()
    {
        for (int length = 0; length < Valid.Length; length += 7)
        {
            LoadAs<string>(Valid[..length]).Should().Throw<InvalidDataException>();
        }
    }

    private static NeuronPursuitClassifier<TLabel> Fit<TLabel>(Func<double, TLabel> label)
        where TLabel : notnull =>
        new NeuronPursuitBuilder().WithDepth(2).WithStandardization().WithIntercept().WithMaxIterations(2).WithTargetError(0.1)
            .FitClassifier(Data.X, [.. Data.y.Select(label)]);

    private static void ShouldRoundTrip<TLabel>(NeuronPursuitClassifier<TLabel> saved)
        where TLabel : notnull
    {
        NeuronPursuitClassifier<TLabel> loaded = NeuronPursuitClassifier<TLabel>.Load(new MemoryStream(Encoding.UTF8.GetBytes(Save(saved))));

        loaded.Labels.Should().Equal(saved.Labels);
        loaded.Model.ShouldEqualBitForBit(saved.Model);
        ModelAssertions.Bits(loaded.PredictProbabilities(Data.X))
            .Should().Equal(ModelAssertions.Bits(saved.PredictProbabilities(Data.X)));
        loaded.Predict(Data.X).Should().Equal(saved.Predict(Data.X));
    }

    private static string Save<TLabel>(NeuronPursuitClassifier<TLabel> classifier)
        where TLabel : notnull
    {
        using var stream = new MemoryStream();
        classifier.Save(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Action LoadAs<TLabel>(string text)
        where TLabel : notnull => () => NeuronPursuitClassifier<TLabel>.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}

using System.Text;
using System.Text.Json.Nodes;

namespace NeuronPursuit.Tables.Tests.Models;

public class FileTests
{
    private static readonly Table Training = Sales.Of();
    private static readonly TableModel Model = Sales.Small().FitTable(Training.Without("grade"), "price", new TableFitOptions
    {
        Units = new Dictionary<string, string> { ["price"] = "k€" },
        TrainedOn = new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero),
    });

    private static readonly TableModel Grades = Sales.Small().FitTable(Training.Without("price"), "grade");

    [Fact]
    public void Load_OfWhatWasSaved_IsTheSameInEverything()
    {
        using var folder = new TemporaryFolder();
        Model.Save(folder.File("model.json"));

        TableModel loaded = TableModel.Load(folder.File("model.json"));

        loaded.Predict(Training).Values.Should().Equal(Model.Predict(Training).Values);
        loaded.Schema.Should().BeEquivalentTo(Model.Schema);
        loaded.Schema.Target.Unit.Should().Be("k€");
        loaded.Schema.Fingerprint.Should().Be(Training.Without("grade").Fingerprint);
        loaded.Schema.Recipe.Should().Be("Fast");
        loaded.InputNames.Should().Equal(Model.InputNames);
        loaded.Findings.Should().Equal(Model.Findings);
        Text(loaded).Should().Be(Text(Model));
    }

    [Fact]
    public void Load_Classes_AreTheSame()
    {
        TableModel loaded = TableModel.Load(Stream(Text(Grades)));

        loaded.Classes.Should().Equal(Grades.Classes);
        loaded.Predict(Training).Probabilities.Should().BeEquivalentTo(Grades.Predict(Training).Probabilities);
    }

    [Fact]
    public void Load_ManyCategoriesAndTimes_AreTheSame()
    {
        var random = new Random(4);
        var table = Table.From(Enumerable.Range(0, 300).Select(i => new { shop = "s" + random.Next(50), at = new DateTime(2024, 1, 1).AddHours(i * 7), y = random.NextDouble() }));
        TableModel model = Sales.Small().FitTable(table, "y");

        TableModel.Load(Stream(Text(model))).Predict(table).Values.Should().Equal(model.Predict(table).Values);
    }

    [Fact]
    public void Load_FileCutAnywhere_IsRefused()
    {
        string text = Text(Model);
        for (int length = 0; length < text.Length - 1; length += 211)
        {
            FluentActions.Invoking(() => TableModel.Load(Stream(text[..length]))).Should().Throw<InvalidDataException>("of {0} characters", length);
        }
    }

    [Theory]
    [InlineData("format", "\"NeuronPursuit.Model\"", "*NeuronPursuitModel.Load*")]
    [InlineData("version", "2", "*version is 2*reads version 1*")]
    [InlineData("isClassifier", "true", "*")]
    [InlineData("encodings", "[]", "*0 encodings do not fit*")]
    [InlineData("extra", "1", "*extra*")]
    [InlineData("model", "{}", "*")]
    [InlineData("schema", "null", "*")]
    public void Load_OtherContent_IsRefused(string member, string value, string message)
    {
        JsonNode root = JsonNode.Parse(Text(Model))!;
        root[member] = JsonNode.Parse(value);

        FluentActions.Invoking(() => TableModel.Load(Stream(root.ToJsonString()))).Should().Throw<InvalidDataException>().WithMessage(message);
    }

    [Theory]
    [InlineData("kind", "\"Text\"")]
    [InlineData("kind", "\"YesNo\"")]
    [InlineData("kind", "77")]
    [InlineData("role", "\"Target\"")]
    [InlineData("name", "\"city\"")]
    [InlineData("minimum", "1e300")]
    [InlineData("categories", "[\"b\", \"a\"]")]
    [InlineData("categories", "[null]")]
    [InlineData("missingShare", "7")]
    public void Load_SchemaThatContradictsItself_IsRefused(string member, string value)
    {
        JsonNode root = JsonNode.Parse(Text(Model))!;
        root["schema"]!["columns"]![0]![member] = JsonNode.Parse(value);

        FluentActions.Invoking(() => TableModel.Load(Stream(root.ToJsonString()))).Should().Throw<InvalidDataException>();
    }

    [Theory]
    [InlineData("{\"kind\": \"oneHot\", \"rare\": [true], \"hasMissing\": false}")]
    [InlineData("{\"kind\": \"other\"}")]
    [InlineData("{\"kind\": \"targetMeans\", \"inputs\": [\"a\"], \"means\": [[1]], \"missingMeans\": [1], \"allMeans\": [1, 2]}")]
    [InlineData("null")]
    public void Load_EncodingThatDoesNotFit_IsRefused(string encoding)
    {
        JsonNode root = JsonNode.Parse(Text(Model))!;
        root["encodings"]![1] = JsonNode.Parse(encoding);

        FluentActions.Invoking(() => TableModel.Load(Stream(root.ToJsonString()))).Should().Throw<InvalidDataException>();
    }

    private static string Text(TableModel model)
    {
        var stream = new MemoryStream();
        model.Save(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}

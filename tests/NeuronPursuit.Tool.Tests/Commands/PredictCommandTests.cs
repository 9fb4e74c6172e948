using System.Globalization;

namespace NeuronPursuit.Tool.Tests.Commands;

public class PredictCommandTests
{
    [Fact]
    public async Task Predict_Csv_KeepsTheCellsAndAddsWhatTheLibraryPredicts()
    {
        using var folder = new TemporaryFolder();
        string model = await Tool.ModelAsync(folder, Tool.Concrete);

        Tool.Ran ran = await Tool.RunAsync("predict", model, Tool.Concrete, "--out", folder.File("p.csv"));

        ran.Code.Should().Be(0, ran.Error);
        string[] lines = File.ReadAllLines(folder.File("p.csv"));
        string[] before = File.ReadAllLines(Tool.Concrete);
        lines[0].Should().Be($"{before[0]},prediction,flags");
        lines.Skip(1).Zip(before.Skip(1)).Should().OnlyContain(pair => pair.First.StartsWith(pair.Second + ",", StringComparison.Ordinal));
        double[] expected = TableModel.Load(model).Predict(Table.ReadCsv(Tool.Concrete)).Values;
        lines.Skip(1).Select(line => double.Parse(line.Split(',')[^2], CultureInfo.InvariantCulture)).Should().Equal(expected);
    }

    [Fact]
    public async Task Predict_Classes_AddsLabelAndProbabilities()
    {
        using var folder = new TemporaryFolder();
        string model = await Tool.ModelAsync(folder, Tool.Penguins);

        Tool.Ran ran = await Tool.RunAsync("predict", model, Tool.Penguins, "--json", "--out", folder.File("p.csv"));

        ran.Json.GetProperty("rows").GetInt32().Should().Be(File.ReadLines(Tool.Penguins).Count() - 1);
        var table = Table.ReadCsv(folder.File("p.csv"));
        table.Names.Should().ContainInOrder("label", "probability_Adelie", "probability_Chinstrap", "probability_Gentoo", "flags");
        table.Texts("label").Zip(table.Texts("target")).Average(pair => pair.First == pair.Second ? 1.0 : 0).Should().BeGreaterThan(0.95);
    }

    [Fact]
    public async Task Predict_ParquetThereAndBack_HasTheSameNumbers()
    {
        using var folder = new TemporaryFolder();
        string model = await Tool.ModelAsync(folder, Tool.Concrete);
        await Tool.RunAsync("predict", model, Tool.Concrete, "--out", folder.File("a.csv"));
        (await Tool.RunAsync("predict", model, Tool.Concrete, "--out", folder.File("a.parquet"))).Code.Should().Be(0);

        Tool.Ran ran = await Tool.RunAsync("predict", model, folder.File("a.parquet"), "--without", "prediction,flags", "--out", folder.File("b.parquet"));

        ran.Code.Should().Be(0, ran.Error);
        Table.ReadParquet(folder.File("b.parquet")).Numbers("prediction").Should().Equal(Table.ReadCsv(folder.File("a.csv")).Numbers("prediction"));
    }

    [Fact]
    public async Task Predict_ManyParts_EqualsTheWholeAndTellsWhatIsNew()
    {
        using var folder = new TemporaryFolder();
        string rows = folder.File("big.csv");
        File.WriteAllLines(rows, Enumerable.Range(0, 40_000).Select(i => string.Create(
            CultureInfo.GetCultureInfo("de-DE"), $"{(i % 50) + 0.5};{new DateTime(2024, 1, 1).AddHours(i % 900):dd.MM.yyyy};\"{(i == 39_999 ? "Ulm; neu" : i % 2 == 0 ? "Bonn" : "Köln")}\";{i % 50}")).Prepend("area;sold;city;y"));
        string learned = folder.File("small.csv");
        File.WriteAllLines(learned, File.ReadLines(rows).Take(900));
        (await Tool.RunAsync("fit", learned, "--target", "y", "--recipe", "fast", "--out", folder.File("m.json"))).Code.Should().Be(0);

        Tool.Ran ran = await Tool.RunAsync("predict", folder.File("m.json"), rows, "--json", "--out", folder.File("p.csv"));

        ran.Code.Should().Be(0, ran.Error);
        ran.Json.GetProperty("rows").GetInt32().Should().Be(40_000);
        var table = Table.ReadCsv(folder.File("p.csv"));
        table.Numbers("prediction").Should().Equal(TableModel.Load(folder.File("m.json")).Predict(Table.ReadCsv(rows)).Values);
        File.ReadLines(folder.File("p.csv")).Last().Should().EndWith("city: unseen category Ulm; neu\"");
        File.ReadLines(folder.File("p.csv")).ElementAt(1).Split(';')[4].Should().MatchRegex("^-?[0-9]+(,[0-9]+)?");
    }

    [Fact]
    public async Task Predict_TextAmongNumbersFarBehind_IsRefusedAndLeavesNoFile()
    {
        using var folder = new TemporaryFolder();
        string model = await Tool.ModelAsync(folder, Tool.Concrete);
        string[] lines = File.ReadAllLines(Tool.Concrete);
        File.WriteAllLines(folder.File("bad.csv"), [lines[0], .. Enumerable.Repeat(lines[1], 30_000), "abc" + lines[1][lines[1].IndexOf(',', StringComparison.Ordinal)..]]);

        Tool.Ran ran = await Tool.RunAsync("predict", model, folder.File("bad.csv"), "--out", folder.File("p.csv"));

        ran.Code.Should().Be(1);
        ran.Error.Should().Contain("'cement' has 'abc' in line 30002");
        Directory.EnumerateFiles(folder.Path, "p.csv*").Should().BeEmpty();
    }

    [Theory]
    [InlineData("1,5", null, true)]
    [InlineData("1,234", null, false)]
    [InlineData("1,234", "comma", true)]
    public async Task Predict_SignOfDecimalsFarBehind_IsThatOfTheWholeFileOrRefused(string number, string? decimals, bool read)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("small.csv"), Enumerable.Range(0, 60).Select(i => $"{i % 9};{i % 5};{i % 9}").Prepend("a;b;y"));
        File.WriteAllLines(folder.File("big.csv"), [.. Enumerable.Range(0, 20_000).Select(i => $"{i % 9};{i % 5}").Prepend("a;b"), $"{number};1"]);
        await Tool.RunAsync("fit", folder.File("small.csv"), "--target", "y", "--recipe", "fast", "--out", folder.File("m.json"));

        Tool.Ran ran = await Tool.RunAsync(["predict", folder.File("m.json"), folder.File("big.csv"), "--out", folder.File("p.csv"), .. decimals is null ? Array.Empty<string>() : ["--decimals", decimals]]);

        ran.Code.Should().Be(read ? 0 : 1, ran.Error);
        if (read)
        {
            Table whole = Table.ReadCsv(folder.File("big.csv"), new CsvOptions { DecimalMark = decimals is null ? null : ',' });
            Table.ReadCsv(folder.File("p.csv")).Numbers("prediction").Should().Equal(TableModel.Load(folder.File("m.json")).Predict(whole).Values);
        }
        else
        {
            ran.Error.Should().Contain("'a'").And.Contain("--decimals");
        }
    }

    [Fact]
    public async Task RowSource_OfALargeFile_ReadsNoFurtherThanAPart()
    {
        using var folder = new TemporaryFolder();
        var model = TableModel.Load(await Tool.ModelAsync(folder, Tool.Concrete));
        string[] lines = File.ReadAllLines(Tool.Concrete);
        File.WriteAllLines(folder.File("big.csv"), [lines[0], .. Enumerable.Repeat(lines[1], 60_000), "too,few"]);

        var source = RowSource.Open(folder.File("big.csv"), TableInput.Default, model);

        source.Parts.First().Table.RowCount.Should().Be(16_384);
        source.Parts.Take(3).Sum(part => part.Table.RowCount).Should().Be(3 * 16_384);
        FluentActions.Invoking(() => source.Parts.Count()).Should().Throw<InvalidDataException>().WithMessage("*Line 60002 has 2 cells*");
    }

    [Fact]
    public async Task Predict_TableWithAPredictionAlready_SaysWhatToDo()
    {
        using var folder = new TemporaryFolder();
        string model = await Tool.ModelAsync(folder, Tool.Concrete);
        await Tool.RunAsync("predict", model, Tool.Concrete, "--out", folder.File("p.csv"));

        Tool.Ran ran = await Tool.RunAsync("predict", model, folder.File("p.csv"), "--out", folder.File("q.csv"));

        ran.Code.Should().Be(1);
        ran.Error.Should().Contain("--without \"prediction\"");
    }
}

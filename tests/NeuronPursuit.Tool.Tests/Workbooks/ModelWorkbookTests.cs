using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace NeuronPursuit.Tool.Tests.Workbooks;

/// <summary>Workbooks give the predictions of the model when a spreadsheet computes them.</summary>
public class ModelWorkbookTests
{
    private const string Office = "soffice";

    private static readonly Lazy<Table> Flats = new(() => Table.ReadCsv(new StringReader(Csv())));

    private static string Csv()
    {
        var random = new Random(1);
        var text = new StringBuilder("area,\"the \"\"city\"\"\",garden,sold,price,grade\n");
        for (int row = 0; row < 200; row++)
        {
            double area = Math.Round(30 + 100 * random.NextDouble(), 1);
            int city = random.Next(3);
            bool garden = random.Next(3) == 0;
            DateTime sold = new DateTime(2022, 1, 1).AddDays(random.Next(900));
            double price = 3 * area + 40 * city + (garden ? 25 : 0) + (sold.Month == 7 ? 10 : 0) + random.NextDouble();
            text.Append(CultureInfo.InvariantCulture, $"{area},{(row % 17 == 0 ? "" : new[] { "Bonn", "Köln", "\"a \"\"B2\"\"\"" }[city])},{(garden ? "yes" : "no")},{sold:yyyy-MM-dd},{price:0.000},{(price > 300 ? "high" : price > 220 ? "middle" : "low")}\n");
        }

        return text.ToString();
    }

    private static TableModel Fit(string target, string other) => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2).WithMaxIterations(4)
        .FitTable(Flats.Value.Without(other), target);

    [Fact]
    public async Task WriteAsync_RowsOfATable_GiveThePredictions()
    {
        TableModel model = Fit("price", "grade");
        Table rows = Flats.Value.SelectRows([0, 1, 5, 17, 34, 60]);

        string[][] cells = await Recalculate(model, rows);

        cells[0].Take(4).Should().Equal("area", "the \"city\"", "garden", "sold");
        cells[0][^1].Should().Be("prediction");
        cells[0].Should().Contain(text => text.StartsWith("a1 = relu(", StringComparison.Ordinal), "a neuron is a column");
        double[] expected = model.Predict(rows).Values;
        for (int row = 0; row < expected.Length; row++)
        {
            double.Parse(cells[row + 1][^1], CultureInfo.InvariantCulture).Should().BeApproximately(expected[row], 1e-7);
        }
    }

    [Fact]
    public async Task WriteAsync_Classes_GiveLabelsAndProbabilities()
    {
        TableModel model = Fit("grade", "price");
        Table rows = Flats.Value.SelectRows([2, 3, 8, 51]);

        string[][] cells = await Recalculate(model, rows);

        cells[0][^4..].Should().Equal("probability_high", "probability_low", "probability_middle", "label");
        cells[1..].Select(row => row[^1]).Should().Equal(model.Predict(rows).Labels);
    }

    [Fact]
    public async Task WriteAsync_NoTable_HasOneRowToWriteOver()
    {
        string[][] cells = await Recalculate(Fit("price", "grade"), null);

        cells.Should().HaveCount(2);
        double.Parse(cells[1][^1], CultureInfo.InvariantCulture).Should().BeInRange(100, 600);
    }

    /// <summary>A second sheet says where the model comes from, and lists the cells.</summary>
    [Fact]
    public async Task WriteAsync_Notes_SayWhereTheModelComesFrom()
    {
        TableModel model = Fit("price", "grade");
        using var stream = new MemoryStream();
        await ModelWorkbook.WriteAsync(model, stream);

        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        string sheet = await new StreamReader(archive.GetEntry("xl/worksheets/sheet2.xml")!.Open()).ReadToEndAsync();
        sheet.Should().Contain("Written by NeuronPursuit").And.Contain("Fingerprint of the table " + model.Schema.Fingerprint[..12]).And.Contain("one of: Bonn, Köln");
    }

    [Fact]
    public async Task WriteAsync_TableOfOtherColumns_IsRefused()
    {
        TableModel model = Fit("price", "grade");

        Func<Task> write = () => ModelWorkbook.WriteAsync(model, new MemoryStream(), Flats.Value.Without("area"));

        (await write.Should().ThrowAsync<ArgumentException>()).WithMessage("*area*");
    }

    private static async Task<string[][]> Recalculate(TableModel model, Table? rows)
    {
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(place => File.Exists(Path.Combine(place, Office))), "soffice is not installed; scripts/code-engines.sh installs it");
        using var folder = new TemporaryFolder();
        string workbook = folder.File("model.xlsx");
        await using (FileStream stream = File.Create(workbook))
        {
            await ModelWorkbook.WriteAsync(model, stream, rows);
        }

        using var process = Process.Start(new ProcessStartInfo(
            Office, ["-env:UserInstallation=file://" + folder.File("profile"), "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,false,false,false,false,1", "--outdir", folder.Path, workbook])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        string found = Directory.GetFiles(folder.Path, "*.csv").FirstOrDefault() ?? "";
        found.Should().NotBeEmpty("{0}{1}", output, await errors);
        return [.. (await File.ReadAllLinesAsync(found)).Select(line => line.Split('\t').Select(text => text.Length > 1 && text[0] == '"' ? text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : text).ToArray())];
    }
}

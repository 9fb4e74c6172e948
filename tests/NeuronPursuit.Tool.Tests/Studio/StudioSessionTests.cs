using System.Globalization;
using System.Text.Json;

namespace NeuronPursuit.Tool.Tests.Studio;

public class StudioSessionTests
{
    private const string Fast = "\"classes\": false, \"without\": [\"fold\"], \"recipe\": \"fast\", \"holdout\": 0.2";

    [Fact]
    public async Task Session_OfNumbers_FitsAnswersAndSaves()
    {
        using var folder = new TemporaryFolder();
        await using RunningStudio studio = await RunningStudio.StartAsync(Tool.Concrete, folder.Path);

        (await studio.PostAsync("api/inspect", $"{{\"target\": \"target\", {Fast}}}")).Status.Should().Be(200);
        (await studio.PostAsync("api/fit", $"{{\"target\": \"target\", {Fast}}}")).Status.Should().Be(200);
        List<JsonElement> states = await studio.EventsAsync();
        JsonElement result = await GetAsync(studio, "api/result");

        states[^1].GetProperty("ended").GetBoolean().Should().BeTrue();
        states.Sum(state => state.GetProperty("curve").GetArrayLength()).Should().BePositive().And.Be(states[^1].GetProperty("iterations").GetInt32());
        states[^1].GetProperty("widths").GetArrayLength().Should().BePositive();
        result.GetProperty("heldOut").GetBoolean().Should().BeTrue();
        result.GetProperty("points").GetArrayLength().Should().Be(206);
        result.GetProperty("inputs").GetArrayLength().Should().Be(8);
        JsonElement effect = await GetAsync(studio, "api/effect?column=age");
        effect.GetProperty("points").GetArrayLength().Should().BePositive();
        (int _, JsonElement young) = await studio.PostAsync("api/predict", "{\"age\": 3, \"cement\": 300, \"water\": 180}");
        (int _, JsonElement old) = await studio.PostAsync("api/predict", "{\"age\": 90, \"cement\": 300, \"water\": 180}");
        old.GetProperty("value").GetDouble().Should().BeGreaterThan(young.GetProperty("value").GetDouble());
        (await studio.PostAsync("api/save?name=strength", "")).Status.Should().Be(200);
        TableModel.Load(folder.File("strength.json")).Schema.Target.Name.Should().Be("target");
        Directory.EnumerateFiles(folder.Path).Should().ContainSingle();
    }

    [Fact]
    public async Task Session_OfTwoClasses_HasRocConfusionAndDownloads()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("a.csv"), Enumerable.Range(0, 120).Select(i => FormattableString.Invariant($"{i * 37 % 61},{i % 7},{(i * 37 % 61 > 30 ? "yes" : "no")}")).Prepend("x,z,y"));
        await using RunningStudio studio = await RunningStudio.StartAsync(folder.File("a.csv"));

        await studio.PostAsync("api/fit", "{\"target\": \"y\", \"recipe\": \"fast\", \"holdout\": 0.25}");
        await studio.EventsAsync();
        JsonElement result = await GetAsync(studio, "api/result");

        result.GetProperty("roc").GetArrayLength().Should().BeGreaterThan(2);
        result.GetProperty("evaluation").GetProperty("confusion").GetArrayLength().Should().Be(2);
        string code = await studio.Client.GetStringAsync(new Uri("download/code?as=python", UriKind.Relative));
        code.Should().Contain("def predict(");
        byte[] model = await studio.Client.GetByteArrayAsync(new Uri("download/model", UriKind.Relative));
        TableModel.Load(new MemoryStream(model)).Classes.Should().Equal("no", "yes");
        HttpResponseMessage report = await studio.Client.GetAsync(new Uri("download/report", UriKind.Relative));
        report.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
    }

    [Fact]
    public async Task Stop_OfARunningFit_KeepsTheBestSoFar()
    {
        await using RunningStudio studio = await RunningStudio.StartAsync(Tool.Concrete);
        await studio.PostAsync("api/fit", "{\"target\": \"target\", \"recipe\": \"tabular\", \"holdout\": 0.2}");
        (int version, int points) = (-1, 0);
        while (studio.Session.Watch!.Next(ref version, ref points) is not { Iterations: > 2 })
        {
            await Task.Delay(20);
        }

        (await studio.PostAsync("api/fit", "{\"target\": \"target\"}")).Answer.GetProperty("error").GetString().Should().Contain("A fit is running");
        await studio.PostAsync("api/stop", "");
        await studio.EventsAsync();

        JsonElement result = await GetAsync(studio, "api/result");
        result.GetProperty("cancelled").GetBoolean().Should().BeTrue();
        result.GetProperty("remark").GetString().Should().Contain("the best so far");
    }

    [Fact]
    public async Task Session_Of100000Rows_ShowsASampleAndSaysSo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("big.csv"), Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i * 7919 % 1009},{i % 13},{(i * 7919 % 1009 / 10) + (i % 13)}")).Prepend("a,b,y"));
        await using RunningStudio studio = await RunningStudio.StartAsync(folder.File("big.csv"));
        JsonElement state = await GetAsync(studio, "api/state");
        var settings = new FitSettings { Target = "y", Recipe = "fast" };
        Table table = studio.Session.Table!;
        FitRun run = FitRun.Of(table.SelectRows(Enumerable.Range(0, 500)), settings, null, CancellationToken.None);
        var result = new StudioResult(run.Model!, table, null, IsCancelled: false, "");

        JsonElement summary = JsonDocument.Parse(ToolConsole.ToJson(result.Summary())).RootElement;

        state.GetProperty("rows").GetInt32().Should().Be(100_000);
        state.GetProperty("columns")[1].GetProperty("bars").EnumerateArray().Sum(bar => bar.GetProperty("count").GetInt32()).Should().Be(100_000);
        summary.GetProperty("judgedRows").GetInt32().Should().Be(100_000);
        summary.GetProperty("shownRows").GetInt32().Should().Be(1500);
        summary.GetProperty("points").GetArrayLength().Should().Be(1500);
    }

    [Fact]
    public async Task PostModel_OfAnEarlierFit_IsJudgedByTheTable()
    {
        using var folder = new TemporaryFolder();
        string model = await Tool.ModelAsync(folder, Tool.Penguins);
        await using RunningStudio studio = await RunningStudio.StartAsync();
        await studio.PostAsync("api/table?name=penguins.csv", await File.ReadAllTextAsync(Tool.Penguins));

        (int status, JsonElement answer) = await studio.PostAsync("api/model", await File.ReadAllTextAsync(model));

        status.Should().Be(200);
        answer.GetProperty("evaluation").GetProperty("accuracy").GetDouble().Should().BeGreaterThan(0.9);
    }

    private static async Task<JsonElement> GetAsync(RunningStudio studio, string path) =>
        JsonDocument.Parse(await studio.Client.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;
}

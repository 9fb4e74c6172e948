namespace NeuronPursuit.Tool.Tests.Commands;

public class FitCommandTests
{
    [Fact]
    public async Task Fit_WithHoldOut_WritesAModelAndSaysHowGoodItIs()
    {
        using var folder = new TemporaryFolder();

        Tool.Ran ran = await Tool.RunAsync("fit", Tool.Concrete, "--target", "target", "--without", "fold", "--recipe", "fast", "--holdout", "0.2", "--out", folder.File("m.json"));

        ran.Code.Should().Be(0, ran.Error);
        ran.Out.Should().Contain("held out: 206 rows: RMSE").And.Contain("written to");
        TableModel.Load(folder.File("m.json")).Schema.Columns.Select(column => column.Name).Should().NotContain("fold");
    }

    [Fact]
    public async Task Fit_Json_IsOneValueWithTheCard()
    {
        using var folder = new TemporaryFolder();

        Tool.Ran ran = await Tool.RunAsync("fit", Tool.Penguins, "--target", "target", "--recipe", "fast", "--holdout", "0.25", "--seed", "5", "--threads", "1", "--json", "--out", folder.File("m.json"));

        ran.Code.Should().Be(0, ran.Error);
        ran.Json.GetProperty("card").GetProperty("kind").GetString().Should().Be("class");
        ran.Json.GetProperty("card").GetProperty("seed").GetInt32().Should().Be(5);
        ran.Json.GetProperty("holdOut").GetProperty("accuracy").GetDouble().Should().BeGreaterThan(0.9);
    }

    [Fact]
    public async Task Fit_CancelledAfterAnIteration_KeepsTheBestAndEndsWith130()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        Table table = Table.ReadCsv(Tool.Penguins);
        var settings = new FitSettings { Target = "target", Recipe = "tabular" };

        FitRun run = FitRun.Of(table, settings, new CancelAfter(source, 3), source.Token);

        run.IsCancelled.Should().BeTrue();
        run.Model!.IsClassifier.Should().BeTrue();
        run.Model.Predict(table).Labels.Should().HaveCount(table.RowCount);
        run.Model.Save(folder.File("m.json"));
        TableModel.Load(folder.File("m.json")).Classes.Should().Equal(run.Model.Classes);
    }

    [Fact]
    public async Task Fit_CancelledBeforeItBegins_WritesNothingAndEndsWith130()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        Tool.Ran ran = await Tool.RunAsync(source.Token, "fit", Tool.Concrete, "--target", "target", "--recipe", "fast", "--out", folder.File("m.json"));

        ran.Code.Should().Be(130);
        ran.Error.Should().Contain("nothing is written");
        File.Exists(folder.File("m.json")).Should().BeFalse();
    }

    [Fact]
    public async Task Fit_GermanFileWithMarksGroupsAndWeights_IsUnderstood()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("a.csv"), Enumerable.Range(0, 60).Select(i =>
            FormattableString.Invariant($"{i % 7},{i % 10};{(i % 9 == 0 ? "-999" : $"{i % 5}")};s{i % 6};1;{i % 7},5")).Prepend("a;b;site;w;y"));

        Tool.Ran ran = await Tool.RunAsync(
            "fit", folder.File("a.csv"), "--target", "y", "--separator", "semicolon", "--decimals", "comma", "--missing", "-999", "--group", "site", "--weights", "w",
            "--recipe", "fast", "--holdout", "0.3", "--json", "--out", folder.File("m.json"));

        ran.Code.Should().Be(0, ran.Error);
        TableSchema schema = TableModel.Load(folder.File("m.json")).Schema;
        schema.Columns.Single(column => column.Name == "b").Should().Match<ColumnSchema>(column => column.MissingShare > 0 && column.Minimum >= 0);
        schema.Columns.Single(column => column.Name == "site").Role.Should().Be(ColumnRole.Group);
        schema.Columns.Single(column => column.Name == "w").Role.Should().Be(ColumnRole.Weight);
    }

    [Fact]
    public async Task Fit_ByTimeAndClassesWithCheckpoint_HoldsTheLatestRowsOut()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("a.csv"), Enumerable.Range(0, 80).Select(i => FormattableString.Invariant($"{2000 + i},{i * 37 % 11},{(i * 37 % 11 > 5 ? 1 : 0)}")).Prepend("year,x,y"));

        Tool.Ran ran = await Tool.RunAsync(
            "fit", folder.File("a.csv"), "--target", "y", "--classes", "--time", "year", "--holdout", "0.25", "--recipe", "fast",
            "--checkpoint", folder.File("points"), "--json", "--out", folder.File("m.json"));

        ran.Code.Should().Be(0, ran.Error);
        var model = TableModel.Load(folder.File("m.json"));
        model.Classes.Should().Equal("0", "1");
        model.Schema.Columns.Single(column => column.Name == "year").Maximum.Should().Be(2059);
        Directory.EnumerateFileSystemEntries(folder.File("points")).Should().NotBeEmpty();
    }

    private sealed class CancelAfter(CancellationTokenSource source, int reports) : IProgress<PursuitProgress>
    {
        private int _seen;

        public void Report(PursuitProgress value)
        {
            if (Interlocked.Increment(ref _seen) == reports)
            {
                source.Cancel();
            }
        }
    }
}

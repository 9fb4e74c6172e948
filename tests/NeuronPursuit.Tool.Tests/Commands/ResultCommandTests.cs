namespace NeuronPursuit.Tool.Tests.Commands;

/// <summary>The commands that look at a model.</summary>
public sealed class ResultCommandTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private string _concrete = "";
    private string _penguins = "";

    public async ValueTask InitializeAsync()
    {
        _concrete = await Tool.ModelAsync(_folder, Tool.Concrete);
        _penguins = await Tool.ModelAsync(_folder, Tool.Penguins);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Evaluate_Json_IsWhatTheLibraryFinds()
    {
        Tool.Ran ran = await Tool.RunAsync("evaluate", _concrete, Tool.Concrete, "--json");

        ran.Json.GetProperty("rmse").GetDouble().Should().Be(TableModel.Load(_concrete).Evaluate(Table.ReadCsv(Tool.Concrete)).Regression!.RootMeanSquaredError);
    }

    [Fact]
    public async Task Evaluate_Classes_PrintsTheConfusionMatrix() =>
        (await Tool.RunAsync("evaluate", _penguins, Tool.Penguins)).Out.Should().Contain("true \\ predicted").And.Contain("Gentoo");

    [Fact]
    public async Task Explain_Row_AddsUpToThePrediction()
    {
        Tool.Ran ran = await Tool.RunAsync("explain", _concrete, Tool.Concrete, "--row", "3", "--json");

        double sum = ran.Json.GetProperty("mean").GetDouble() + ran.Json.GetProperty("reasons").EnumerateArray().Sum(one => one.GetProperty("effect").GetDouble());
        double prediction = ran.Json.GetProperty("prediction").GetDouble();
        sum.Should().BeApproximately(prediction, 1e-9 * Math.Abs(prediction));
        prediction.Should().BeApproximately(TableModel.Load(_concrete).Predict(Table.ReadCsv(Tool.Concrete)).Values[2], 1e-9 * Math.Abs(prediction));
    }

    [Fact]
    public async Task Explain_Table_TellsImportancesAndEffects()
    {
        Tool.Ran ran = await Tool.RunAsync("explain", _penguins, Tool.Penguins, "--column", "island", "--class", "Adelie", "--json");

        ran.Json.GetProperty("importances").GetArrayLength().Should().BeGreaterThan(3);
        ran.Json.GetProperty("effects")[0].GetProperty("class").GetString().Should().Be("Adelie");
        (await Tool.RunAsync("explain", _concrete, Tool.Concrete)).Out.Should().Contain("grows when a column is shuffled").And.Contain("if 'age' were");
    }

    [Fact]
    public async Task Inspect_Model_ShowsItsCard()
    {
        Tool.Ran ran = await Tool.RunAsync("inspect", _penguins, "--formula");

        ran.Out.Should().Contain("the class 'target'").And.Contain("Biscoe, Dream, Torgersen").And.Contain("exp(");
        (await Tool.RunAsync("inspect", _concrete, "--json")).Json.GetProperty("target").GetString().Should().Be("target");
    }

    [Fact]
    public async Task Report_OfATable_IsAPage()
    {
        (await Tool.RunAsync("report", _penguins, Tool.Penguins, "--out", _folder.File("r.html"))).Code.Should().Be(0);

        File.ReadAllText(_folder.File("r.html")).Should().StartWith("<!").And.Contain("Gentoo");
    }

    [Theory]
    [InlineData("csharp", "class")]
    [InlineData("c", "double predict(")]
    [InlineData("python", "def predict(")]
    [InlineData("javascript", "export function predict(")]
    [InlineData("postgresql", "SELECT")]
    [InlineData("sqlite", "SELECT")]
    [InlineData("duckdb", "SELECT")]
    [InlineData("mariadb", "SELECT")]
    [InlineData("spreadsheet", "\t=")]
    public async Task Export_AsCode_HasWhatTheLanguageWants(string target, string expected)
    {
        (await Tool.RunAsync("export", _concrete, "--as", target)).Out.Should().Contain(expected);
        (await Tool.RunAsync("export", _concrete, "--as", target, "--out", _folder.File("code.txt"), "--json")).Json.GetProperty("target").GetString().Should().Be(target);
        File.ReadAllText(_folder.File("code.txt")).Should().Contain(expected);
    }

    [Fact]
    public async Task Export_AsOnnx_WritesAFile()
    {
        (await Tool.RunAsync("export", _penguins, "--as", "onnx", "--out", _folder.File("m.onnx"))).Code.Should().Be(0);
        new FileInfo(_folder.File("m.onnx")).Length.Should().BeGreaterThan(100);
        (await Tool.RunAsync("export", _penguins, "--as", "onnx")).Error.Should().Contain("--out is missing");
    }

    [Fact]
    public async Task Compare_Concrete_JudgesAllOnTheSameRows()
    {
        Tool.Ran ran = await Tool.RunAsync("compare", Tool.Concrete, "--target", "target", "--without", "fold", "--recipe", "fast", "--folds", "2", "--threads", "1", "--json");

        ran.Code.Should().Be(0, ran.Error);
        var board = ran.Json.GetProperty("board").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("errors"));
        board.Keys.Should().BeEquivalentTo("neuron-pursuit", "LightGBM", "linear", "mean");
        board.Values.Should().OnlyContain(errors => errors.GetProperty("rows").GetInt32() == 1030);
        double Error(string name) => board[name].GetProperty("rmse").GetDouble();
        Error("mean").Should().BeGreaterThan(Error("linear"));
        Error("linear").Should().BeGreaterThan(Error("neuron-pursuit"));
        Error("LightGBM").Should().BeInRange(3, 7);
    }

    [Fact]
    public async Task Compare_Classes_PrintsABoard() =>
        (await Tool.RunAsync("compare", Tool.Penguins, "--target", "target", "--without", "fold", "--recipe", "fast", "--folds", "2", "--threads", "1"))
            .Out.Should().Contain("log-loss").And.Contain("LightGBM").And.Contain("linear").And.Contain("mean");
}

using PaperExperiments;
using PaperExperiments.Runner;

namespace NeuronPursuit.Tests.Samples.Paper;

public sealed class RunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public void Run_InterruptedAndStartedAgain_EqualsAnUninterruptedRun()
    {
        string whole = _folder.File("whole");
        string halves = _folder.File("halves");
        Run(new CountingExperiment(6), whole).Should().Be(Application.Done);

        using var interrupt = new CancellationTokenSource();
        var first = new CountingExperiment(6, seed => CancelAt(seed, 3, interrupt));
        Run(first, halves, interrupt.Token).Should().Be(Application.Stopped);
        _output.ToString().Should().Contain("the same command goes on");
        var second = new CountingExperiment(6);
        Run(second, halves).Should().Be(Application.Done);

        first.Made.Select(key => key.Seed).Should().Equal(0, 1, 2);
        second.Made.Select(key => key.Seed).Should().Equal(3, 4, 5);
        Rows(halves).Should().Equal(Rows(whole));
        Report(halves).Should().Be(Report(whole));
        File.ReadAllBytes(Path.Combine(halves, "counting", "counts.png"))
            .Should().Equal(File.ReadAllBytes(Path.Combine(whole, "counting", "counts.png")));
    }

    [Fact]
    public void Run_AfterACrashInTheMiddleOfARow_RepeatsThatRunAlone()
    {
        string folder = _folder.File("torn");
        Run(new CountingExperiment(4), folder);
        string path = Path.Combine(folder, "counting", "runs.csv");
        string text = File.ReadAllText(path);
        File.WriteAllText(path, text[..(text.TrimEnd().LastIndexOf(',') - 3)]);

        var again = new CountingExperiment(4);
        Run(again, folder).Should().Be(Application.Done);

        again.Made.Select(key => key.Seed).Should().Equal(3);
        Rows(folder).Should().HaveCount(5);
    }

    [Fact]
    public void Open_RunsThatCannotBeRead_SaysSoAndGivesTheFolderFree()
    {
        string folder = _folder.File("unreadable");
        string runs = Path.Combine(folder, "runs.csv");
        Directory.CreateDirectory(runs);

        Exception problem = FluentActions.Invoking(() => RunStore.Open(folder)).Should().Throw<Exception>().Which;

        problem.Should().Match(exception => exception is IOException || exception is UnauthorizedAccessException);
        problem.Message.Should().NotContain("another process");

        Directory.Delete(runs);
        RunStore.Open(folder).Dispose();
    }

    [Fact]
    public void Run_WithMoreSeeds_MakesOnlyTheNewRuns()
    {
        string folder = _folder.File("more");
        Run(new CountingExperiment(9), folder, default, "--seeds", "2");
        var more = new CountingExperiment(9);

        Run(more, folder, default, "--seeds", "5");

        more.Made.Select(key => key.Seed).Should().Equal(2, 3, 4);
    }

    [Theory]
    [InlineData("--seeds", "4", "--cases", "odd", "1 3")]
    [InlineData("--seeds", "3", "--samples", "100,7", "0 1 2")]
    [InlineData("--seeds", "3", "--samples", "7", "")]
    [InlineData("--seeds", "2", "--methods", "np", "0 1")]
    [InlineData("--seeds", "2", "--methods", "gd", "")]
    public void Run_WithAChoice_MakesOnlyTheChosenRuns(string a, string b, string c, string d, string seeds)
    {
        var experiment = new CountingExperiment(9);

        Run(experiment, _folder.File("chosen"), default, a, b, c, d);

        string.Join(' ', experiment.Made.Select(key => key.Seed)).Should().Be(seeds);
    }

    [Fact]
    public void Run_WhereARunThrows_FailsWithItsNameAndKeepsTheOthers()
    {
        string folder = _folder.File("failing");
        var experiment = new CountingExperiment(3, seed =>
        {
            if (seed == 2)
            {
                throw new InvalidOperationException("boom");
            }
        });

        Run(experiment, folder).Should().Be(Application.Failed);

        _error.ToString().Should().Contain("counting: the run even np eta=0.1 N=100 seed=2 failed.").And.Contain("boom");
        Rows(folder).Should().HaveCount(3);
    }

    [Fact]
    public void Run_WhereTheFolderIsInUse_FailsAndSaysSo()
    {
        string folder = _folder.File("busy");
        using RunStore other = RunStore.Open(Path.Combine(folder, "counting"));

        Run(new CountingExperiment(1), folder).Should().Be(Application.Failed);

        _error.ToString().Should().Contain("another process").And.Contain("--out");
    }

    [Fact]
    public void Run_WithoutATerminal_PrintsPlainLines()
    {
        Run(new CountingExperiment(2), _folder.File("plain"));

        _output.ToString().Should().NotContain("\u001b").And.NotContain("\r\r").And.Contain("counting: 2 runs").And.Contain("[2/2]");
    }

    [Fact]
    public void Report_OfResults_IsOnePageWithoutNetworkAndScript()
    {
        string folder = _folder.File("page");
        Run(new CountingExperiment(2), folder);

        string page = Report(folder);

        page.Should().NotContain("http").And.NotContain("<script").And.NotContain("<link").And.NotContain("url(");
        page.Should().Contain("src=\"data:image/svg+xml;base64,").And.Contain("prefers-color-scheme: dark");
        page.Should().Contain("Counts &lt;its&gt; runs &amp; nothing else.");
    }

    [Theory]
    [InlineData("'fly' is no command", "fly")]
    [InlineData("run needs the name of an experiment: counting", "run")]
    [InlineData("run needs the name of an experiment: counting", "run", "--quick")]
    [InlineData("'fig99' is no experiment; there are counting", "run", "fig99")]
    [InlineData("--seeds has '0'", "run", "counting", "--seeds", "0")]
    [InlineData("--seeds has '-1'", "run", "counting", "--seeds", "-1")]
    [InlineData("--seeds has 'many'", "run", "counting", "--seeds", "many")]
    [InlineData("--seeds needs a value", "run", "counting", "--seeds")]
    [InlineData("--out needs a value", "all", "--out", "--quick")]
    [InlineData("--recipe is 'secret'", "run", "counting", "--recipe", "secret")]
    [InlineData("'--fast' is no option", "run", "counting", "--fast")]
    [InlineData("'other' is no option", "run", "counting", "other")]
    [InlineData("--quick is given twice", "all", "--quick", "--quick")]
    [InlineData("--samples has 'x'", "all", "--samples", "100,x")]
    [InlineData("--minutes is 'NaN'", "all", "--minutes", "NaN")]
    [InlineData("--minutes is '0'", "all", "--minutes", "0")]
    public void Run_BadArguments_SaysWhatIsWrongAndEndsWithCode2(string message, params string[] arguments)
    {
        Application.Run(arguments, [new CountingExperiment(1)], _output, _error, default).Should().Be(Application.BadArguments);

        _error.ToString().Should().StartWith(message);
        _output.ToString().Should().BeEmpty();
    }

    [Fact]
    public void List_Always_NamesEveryExperimentAndItsPlaceInThePaper()
    {
        Application.Run(["list"], Catalog.All, _output, _error, default).Should().Be(Application.Done);

        foreach (IExperiment experiment in Catalog.All)
        {
            _output.ToString().Should().Contain(experiment.Name).And.Contain(experiment.Source);
        }

        Catalog.All.Select(experiment => experiment.Name).Should().OnlyHaveUniqueItems();
    }

    public void Dispose() => _folder.Dispose();

    private static void CancelAt(int seed, int last, CancellationTokenSource interrupt)
    {
        if (seed == last)
        {
            interrupt.Cancel();
        }
    }

    // Seconds are the only cells that a repetition changes.
    private static string[] Rows(string folder) =>
    [
        .. File.ReadAllLines(Path.Combine(folder, "counting", "runs.csv")).Select(line => line.Split(','))
            .Select(cells => string.Join(',', cells.Where((_, column) => column is not (10 or 11)))),
    ];

    private static string Report(string folder) => File.ReadAllText(Path.Combine(folder, "report.html"));

    private int Run(CountingExperiment experiment, string folder, CancellationToken cancellationToken = default, params string[] options) =>
        Application.Run(["run", experiment.Name, "--out", folder, .. options], [experiment], _output, _error, cancellationToken);
}

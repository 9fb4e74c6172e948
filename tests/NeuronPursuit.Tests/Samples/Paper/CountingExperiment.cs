using PaperExperiments;
using PaperExperiments.Reporting;

namespace NeuronPursuit.Tests.Samples.Paper;

/// <summary>An experiment of instant runs whose outcome depends on the key alone, and which can stop the program.</summary>
internal sealed class CountingExperiment(int runs, Action<int>? onRun = null) : IExperiment
{
    public List<RunKey> Made { get; } = [];

    public string Name => "counting";

    public string Source => "no figure";

    public string Summary => "Counts <its> runs & nothing else.";

    public bool RunsInParallel => false;

    public IEnumerable<RunKey> Plan(PlanRequest request) =>
        Enumerable.Range(0, Math.Min(runs, request.Seeds)).Select(seed => new RunKey(seed % 2 == 0 ? "even" : "odd", "np eta=0.1", 100, seed));

    public RunOutcome Run(RunKey key, RunContext context)
    {
        onRun?.Invoke(key.Seed);
        context.CancellationToken.ThrowIfCancellationRequested();
        Made.Add(key);
        return new RunOutcome
        {
            TrainingError = 1.0 / 3 / (key.Seed + 1),
            TestError = Math.Sqrt(2) / (key.Seed + 1),
            Iterations = key.Seed,
            Widths = [2, 1],
            Evaluations = 10L * key.Seed,
            StopReason = "TargetReached",
            Values = new Dictionary<string, double> { ["alignment"] = Math.PI, ["small"] = 1e-300 },
            Tables = new Dictionary<string, double[,]> { ["curve"] = new[,] { { 1, 0.1 }, { 2, key.Seed } } },
        };
    }

    public Section Summarize(ResultSet results)
    {
        var panel = PanelStyle.New("seeds", "seed", "error");
        PanelStyle.Line(
            panel,
            [.. results.Runs.Select(run => (double)run.Key.Seed)],
            [.. results.Runs.Select(run => run.Outcome.TestError ?? double.NaN)],
            "test",
            0);
        return new Section(
            [new Figure("counts", "Errors & seeds.", [panel])],
            [new ReportTable("Runs", ["seed", "table"], [.. results.Runs.Select(run => (string[])[$"{run.Key.Seed}", $"{run.Table("curve")[1, 1]}"])])]);
    }
}

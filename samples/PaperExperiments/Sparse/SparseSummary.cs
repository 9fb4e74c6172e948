using PaperExperiments.Reporting;
using ScottPlot;

namespace PaperExperiments.Sparse;

/// <summary>Figures and table of a <see cref="SparseFunctions"/> experiment.</summary>
internal sealed class SparseSummary(SparseProtocol protocol, ResultSet results)
{
    /// <summary>The methods of a figure: runs whose step sizes one rule chooses from.</summary>
    private static readonly (string Name, string Prefix, string Suffix)[] Groups =
    [
        ("NP, default recipe", SparseMethod.Default, ""),
        ("NP, paper's recipe", SparseMethod.Paper, ""),
    ];

    public Section Summarize()
    {
        if (results.Runs.Count == 0)
        {
            return Section.Empty;
        }

        SparseTask[] tasks = [.. protocol.Tasks.Where(task => results.Runs.Any(run => run.Key.Case == task.Name))];
        var figure = new Figure(
            protocol.Name,
            $"{string.Join(" and ", tasks.Select(task => task.Name))}: relative errors (top) and iterations (bottom) against the number of training samples. "
            + "Lines are means over the seeds, bars reach from the 10 % to the 90 % quantile. Where several step sizes were run, they are chosen by the paper's rule, which sees the test error.",
            [.. tasks.Select(Errors), .. tasks.Select(Iterations)],
            tasks.Length,
            PanelHeight: 400);
        return new Section([figure], [Table(tasks)]);
    }

    private Plot Errors(SparseTask task)
    {
        Plot plot = PanelStyle.New(task.Name, "training samples", "relative error");
        PanelStyle.LogY(plot);
        int series = 0;
        foreach ((string name, Group[] groups) in Series(task))
        {
            Curve(plot, groups, $"{name}, test", group => group.Test, series, log: true);
            if (!name.StartsWith("GD", StringComparison.Ordinal))
            {
                Curve(plot, groups, $"{name}, training", group => group.Training, series + 4, log: true);
            }

            series++;
        }

        return Finish(plot, task);
    }

    private Plot Iterations(SparseTask task)
    {
        Plot plot = PanelStyle.New(task.Name, "training samples", "iterations");
        int series = 0;
        foreach ((string name, Group[] groups) in Series(task))
        {
            if (!name.StartsWith("GD", StringComparison.Ordinal))
            {
                Curve(plot, groups, name, group => group.Iterations, series, log: false);
            }

            series++;
        }

        Finish(plot, task);
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsY(0, 1.1 * Math.Max(5, plot.Axes.GetLimits().Top));
        return plot;
    }

    private Plot Finish(Plot plot, SparseTask task)
    {
        PanelStyle.TicksAt(plot, results.Runs.Where(run => run.Key.Case == task.Name).Select(run => run.Key.Samples).Distinct());
        plot.Axes.Margins(0.08, 0.1);
        plot.ShowLegend(Edge.Bottom);
        return plot;
    }

    private static void Curve(
        Plot plot, Group[] groups, string name, Func<Group, double[]> values, int series, bool log)
    {
        double[] xs = [.. groups.Select(group => PanelStyle.Log(group.Samples))];
        double[][] ys = [.. groups.Select(values)];
        Func<double, double> scale = log ? PanelStyle.Log : value => value;
        PanelStyle.Line(plot, xs, [.. ys.Select(y => scale(y.Average()))], name, series);
        PanelStyle.Spread(
            plot, xs, [.. ys.Select(y => scale(Statistics.Quantile(y, 0.1)))], [.. ys.Select(y => scale(Statistics.Quantile(y, 0.9)))], series);
    }

    private IEnumerable<(string Name, Group[] Groups)> Series(SparseTask task)
    {
        FinishedRun[] runs = [.. results.Runs.Where(run => run.Key.Case == task.Name)];
        foreach ((string name, string prefix, string suffix) in Groups.Concat(Baselines(runs)))
        {
            Group[] groups = [.. runs
                .Where(run => run.Key.Method.StartsWith(prefix, StringComparison.Ordinal)
                    && run.Key.Method.EndsWith(suffix, StringComparison.Ordinal))
                .GroupBy(run => run.Key.Samples)
                .OrderBy(group => group.Key)
                .Select(group => new Group(protocol, group.Key, prefix == SparseMethod.Baseline, [.. group]))];
            if (groups.Length > 0)
            {
                yield return (name, groups);
            }
        }
    }

    // Runs with a different number of steps are different methods.
    private static IEnumerable<(string Name, string Prefix, string Suffix)> Baselines(FinishedRun[] runs) => runs
        .Where(run => run.Key.Method.StartsWith(SparseMethod.Baseline, StringComparison.Ordinal))
        .Select(run => run.Key.Method.Split("steps=")[1])
        .Distinct()
        .Select(steps => (
            FormattableString.Invariant($"GD, {int.Parse(steps, System.Globalization.CultureInfo.InvariantCulture):n0} steps"),
            SparseMethod.Baseline,
            $"steps={steps}"));

    private ReportTable Table(SparseTask[] tasks)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (SparseTask task in tasks)
        {
            foreach ((string name, Group[] groups) in Series(task))
            {
                rows.AddRange(groups.Select(group => group.Row(task.Name, name)));
            }
        }

        return new ReportTable(
            $"Means over seeds. Where a method has several step sizes, errors and iterations are by the paper's rule; beside them the test error without using it.",
            [
                "target", "method", "N", "seeds", "test error", "largest", $"below {Statistics.Error(protocol.LearnedError)}",
                "test error, chosen by training only", "training error", "iterations", "evaluations (median)", "CPU s (median)",
            ],
            rows);
    }

    /// <summary>The runs of one method at one number of samples: per seed the one that a rule chooses.</summary>
    private sealed class Group
    {
        private readonly double _learnedError;
        private readonly FinishedRun[] _chosen;
        private readonly FinishedRun[] _blind;

        public Group(SparseProtocol protocol, int samples, bool baseline, IReadOnlyList<FinishedRun> runs)
        {
            Samples = samples;
            _learnedError = protocol.LearnedError;
            FinishedRun[][] seeds = [.. runs.GroupBy(run => run.Key.Seed).Select(group => group.ToArray())];
            _chosen = [.. seeds.Select(seed => baseline
                ? ReportingRule.LowestTestError(seed)
                : ReportingRule.Paper(seed, protocol.TargetError, protocol.LearnedError))];
            _blind = [.. seeds.Select(seed => ReportingRule.TrainingOnly(seed, protocol.TargetError))];
        }

        public int Samples { get; }

        public double[] Test => Values(_chosen, run => run.Outcome.TestError);

        public double[] Training => Values(_chosen, run => run.Outcome.TrainingError);

        public double[] Iterations => Values(_chosen, run => run.Outcome.Iterations);

        public IReadOnlyList<string> Row(string task, string method) =>
        [
            task,
            method,
            FormattableString.Invariant($"{Samples}"),
            FormattableString.Invariant($"{_chosen.Length}"),
            Statistics.Error(Test.Average()),
            Statistics.Error(Test.Max()),
            FormattableString.Invariant($"{Test.Count(error => error < _learnedError)}"),
            Statistics.Error(Values(_blind, run => run.Outcome.TestError).Average()),
            Statistics.Error(Training.Average()),
            Statistics.OneDecimal(Iterations.Average()),
            FormattableString.Invariant($"{Statistics.Quantile(Values(_chosen, run => run.Outcome.Evaluations), 0.5):n0}"),
            FormattableString.Invariant($"{Statistics.Quantile(_chosen.Select(run => run.CpuSeconds), 0.5):f2}"),
        ];

        private static double[] Values(FinishedRun[] runs, Func<FinishedRun, double?> value) =>
            [.. runs.Select(run => value(run) ?? double.NaN)];
    }
}

using PaperExperiments.Reporting;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace PaperExperiments.Fig5;

/// <summary>The four columns of Fig. 5 for both iterations, and how many seeds do it.</summary>
internal static class Fig5Summary
{
    public static Section Of(Fig5Settings settings, ResultSet results)
    {
        var figures = new List<Figure>();
        foreach (IGrouping<string, FinishedRun> method in results.Runs.GroupBy(run => run.Key.Method))
        {
            // The paper shows a run that recovers the function in two iterations; where there is none, the first run.
            FinishedRun shown = method.FirstOrDefault(run => Exact(settings, run)) ?? method.First();
            figures.Add(new Figure(
                $"fig5-{method.Key}",
                FormattableString.Invariant($"{method.Key}, seed {shown.Key.Seed}. Each row is an iteration: the network (new neurons and their connections in orange), the weights that maximise the neural correlation function, the weights after training, and the learned function over the vertices of the cube beside the target."),
                [.. Enumerable.Range(1, settings.ShownIterations).SelectMany(number => Row(settings, shown, number))],
                4,
                380,
                340));
        }

        string[] header = ["method", "seeds", "exact in 2 iterations", "exact in any number", "median error over all vertices", "mean iterations", "CPU s (median)"];
        IReadOnlyList<string>[] rows = [.. results.Runs.GroupBy(run => run.Key.Method).Select(method => Line(settings, method.Key, [.. method]))];
        return results.Runs.Count == 0
            ? Section.Empty
            : new Section(figures, [new ReportTable($"Exact: relative error over all 2^20 vertices below {Statistics.Error(settings.RecoveredError)}.", header, rows)]);
    }

    private static bool Exact(Fig5Settings settings, FinishedRun run) =>
        run.Outcome.Iterations == settings.ShownIterations && run.Outcome.TestError < settings.RecoveredError;

    private static string[] Line(Fig5Settings settings, string method, FinishedRun[] runs) =>
    [
        method,
        FormattableString.Invariant($"{runs.Length}"),
        FormattableString.Invariant($"{runs.Count(run => Exact(settings, run))}"),
        FormattableString.Invariant($"{runs.Count(run => run.Outcome.TestError < settings.RecoveredError)}"),
        Statistics.Error(Statistics.Quantile(runs.Select(run => run.Outcome.TestError ?? double.NaN), 0.5)),
        Statistics.OneDecimal(runs.Average(run => run.Outcome.Iterations ?? 0)),
        FormattableString.Invariant($"{Statistics.Quantile(runs.Select(run => run.CpuSeconds), 0.5):f2}"),
    ];

    private static IEnumerable<Plot> Row(Fig5Settings settings, FinishedRun run, int number)
    {
        string name = FormattableString.Invariant($"iteration-{number}");
        if (!run.HasTable($"{name}-kkt"))
        {
            yield break;
        }

        double[,] added = run.Table($"{name}-added");
        double[][] layers = [.. Enumerable.Range(1, settings.Depth)
            .Select(layer => run.Table(FormattableString.Invariant($"{name}-weights-{layer}")).Cast<double>().ToArray())];
        int[] widths = [.. Enumerable.Range(0, settings.Depth - 1)
            .Select(layer => run.Table(FormattableString.Invariant($"{name}-weights-{layer + 1}")).GetLength(0))];
        yield return NetworkDiagram.Draw(
            FormattableString.Invariant($"Iteration {number}: network"), widths, [.. added.Cast<double>().Select(count => (int)count)]);

        double[] kkt = [.. run.Table($"{name}-kkt").Cast<double>()];
        int incoming = (int)run.Table($"{name}-kkt-split")[0, 0];
        double[][] parts = number == 1
            ? [kkt[..settings.Inputs], kkt[settings.Inputs..(settings.Inputs + 1)], kkt[(settings.Inputs + 1)..]]
            : [kkt[..incoming], kkt[incoming..]];
        yield return Weights(
            "weights of the KKT point", parts, number == 1 ? ["W1", "W2", "W3"] : ["incoming", "outgoing"]);
        yield return Weights("weights after training", layers, ["W1", "W2", "W3"], settings.Inputs);
        yield return Curve(settings, run.Table($"{name}-curve"));
    }

    /// <summary>All weights in a row; a layer of several neurons shows them one after another, with lines between.</summary>
    private static Plot Weights(string title, double[][] parts, string[] names, int? rowLength = null)
    {
        Plot plot = PanelStyle.New(title, "", "");
        int position = 0;
        var ticks = new NumericManual();
        for (int part = 0; part < parts.Length; part++)
        {
            double[] positions = [.. Enumerable.Range(position, parts[part].Length).Select(index => (double)index)];
            foreach ((double at, double value) in positions.Zip(parts[part]))
            {
                Bar bar = plot.Add.Bar(at, value).Bars[0];
                bar.FillColor = PanelStyle.Colour(part);
                bar.LineWidth = 0;
                bar.Size = 0.8;
            }

            if (part == 0 && rowLength is { } row)
            {
                for (int boundary = row; boundary < parts[0].Length; boundary += row)
                {
                    plot.Add.VerticalLine(boundary - 0.5, 1, Colors.Gray);
                }
            }

            ticks.AddMajor(position + (parts[part].Length - 1) / 2.0, names[part]);
            position += parts[part].Length + 2;
        }

        plot.Axes.Bottom.TickGenerator = ticks;
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Add.HorizontalLine(0, 1, Colors.Black);
        plot.Axes.Margins(0.03, 0.1);
        return plot;
    }

    private static Plot Curve(Fig5Settings settings, double[,] points)
    {
        Plot plot = PanelStyle.New("learned function and target", "vertices, in millions", "");
        int count = points.GetLength(0);
        double[] xs = [.. Enumerable.Range(0, count).Select(point => (point + 0.5) / count * (1 << settings.Inputs) / 1e6)];
        double[] Column(int column) => [.. Enumerable.Range(0, count).Select(point => points[point, column])];
        FillY range = plot.Add.FillY(xs, Column(1), Column(3));
        range.FillColor = PanelStyle.Colour(5).WithAlpha(0.6);
        range.LineWidth = 0;
        range.MarkerSize = 0;
        range.LegendText = "learned, all values";
        PanelStyle.Line(plot, xs, Column(2), "learned, mean", 0);
        Scatter target = PanelStyle.Line(plot, xs, Column(0), "target", 1);
        target.LineWidth = 1;
        plot.ShowLegend(Alignment.UpperRight);
        return plot;
    }
}

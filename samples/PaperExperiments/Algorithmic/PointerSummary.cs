using PaperExperiments.Reporting;
using ScottPlot;

namespace PaperExperiments.Algorithmic;

/// <summary>Figures and table of <see cref="PointerValueRetrieval"/>.</summary>
internal static class PointerSummary
{
    public static Section Of(ResultSet results)
    {
        FinishedRun[] runs = [.. results.Runs];
        if (runs.Length == 0)
        {
            return Section.Empty;
        }

        var errors = new Figure(
            "pvr-errors",
            "Figs. 10a and 12: relative errors against iterations.",
            [.. runs.Select(Errors)],
            Math.Min(3, runs.Length));

        // The paper shows one run and two more; the sparsity is the same in all.
        FinishedRun[] shown = [.. runs.GroupBy(run => (run.Key.Case, run.Key.Method, run.Key.Samples)).Select(group => group.First())];
        var weights = new Figure(
            "pvr-weights",
            "Figs. 10b and 12: absolute values of the weights, neurons in the order in which they joined. The first layer's weights of the sixteen values are shown apart from those of the pointer and the constant.",
            [.. shown.SelectMany(Weights)],
            4,
            380,
            460);
        return new Section([errors, weights], [Table(runs)]);
    }

    private static Plot Errors(FinishedRun run)
    {
        double[,] curve = run.Table(PointerValueRetrieval.CurveTable);
        double[] iterations = Matrices.Column(curve, 0);
        Plot plot = PanelStyle.New(Title(run), "iteration", "relative error");
        PanelStyle.Line(plot, iterations, [.. Matrices.Column(curve, 1).Select(PanelStyle.Log)], "training", 0);
        PanelStyle.Line(plot, iterations, [.. Matrices.Column(curve, 2).Select(PanelStyle.Log)], "test", 1);
        PanelStyle.LogY(plot);
        plot.ShowLegend(Alignment.LowerLeft);
        return plot;
    }

    private static IEnumerable<Plot> Weights(FinishedRun run)
    {
        double[,] first = run.Table(PointerValueRetrieval.WeightsTable(0));
        yield return HeatMap.Of(
            $"layer 1, values: {Title(run)}", "value", "neuron", Matrices.Absolute(Matrices.Columns(first, PointerData.FirstValue, PointerData.Values)));
        yield return HeatMap.Of("layer 1, pointer and constant", "bit, constant last", "neuron", Matrices.Absolute(Matrices.Columns(first, 0, PointerData.FirstValue)));
        yield return HeatMap.Of("layer 2", "neuron of layer 1", "neuron of layer 2", Matrices.Absolute(run.Table(PointerValueRetrieval.WeightsTable(1))));
        yield return HeatMap.Of("output", "neuron of layer 2", "", Matrices.Absolute(run.Table(PointerValueRetrieval.WeightsTable(2))));
    }

    private static ReportTable Table(FinishedRun[] runs) => new(
        "The paper reports 42 iterations and 34 + 9 neurons at N = 100,000 for its representative run.",
        [
            "sixteenth code", "recipe", "N", "seed", "stopped by", "iterations", "neurons", "chains", "training error", "test error",
            "two largest of 16 value weights", "evaluations", "seconds", "CPU s",
        ],
        [
            .. runs.Select(run => (IReadOnlyList<string>)
            [
                run.Key.Case == PointerValueRetrieval.FifteenCase ? "never occurs" : "x16 x1",
                run.Key.Method,
                FormattableString.Invariant($"{run.Key.Samples:n0}"),
                FormattableString.Invariant($"{run.Key.Seed}"),
                run.Outcome.StopReason,
                FormattableString.Invariant($"{run.Outcome.Iterations}"),
                string.Join(" + ", run.Outcome.Widths),
                FormattableString.Invariant($"{run.Outcome.Values["chains"]}"),
                Statistics.Error(run.Outcome.TrainingError ?? double.NaN),
                Statistics.Error(run.Outcome.TestError ?? double.NaN),
                FormattableString.Invariant($"{run.Outcome.Values["top-two-share"]:p0}"),
                FormattableString.Invariant($"{run.Outcome.Evaluations:n0}"),
                FormattableString.Invariant($"{run.Seconds:f0}"),
                FormattableString.Invariant($"{run.CpuSeconds:f0}"),
            ]),
        ]);

    private static string Title(FinishedRun run) => FormattableString.Invariant(
        $"N = {run.Key.Samples:n0}, {(run.Key.Case == PointerValueRetrieval.FifteenCase ? "15 codes, " : "")}seed {run.Key.Seed}");
}

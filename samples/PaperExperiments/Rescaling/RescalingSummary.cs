using System.Globalization;
using PaperExperiments.Reporting;
using ScottPlot;

namespace PaperExperiments.Rescaling;

/// <summary>The figure and the table of <see cref="RescalingExperiment"/>.</summary>
internal static class RescalingSummary
{
    private static readonly string[] Deviations = ["output-error", "scaling-error", "balance-error"];
    private static readonly string[] Layers = ["layer-at-smallest-c", "layer-at-largest-c", "crossing"];

    public static Section Of(ResultSet results) =>
        results.Runs.Count == 0 ? Section.Empty : new Section([Figure(results.Runs[0])], [Table(results)]);

    private static Figure Figure(FinishedRun run)
    {
        double[,] table = run.Table("maxima");
        int[] rows = [.. Enumerable.Range(0, table.GetLength(0))];
        Plot plot = PanelStyle.New("largest correlation of a new neuron", "c", "value");
        PanelStyle.LogX(plot);
        PanelStyle.LogY(plot);
        string[] names = ["layer 1", "layer 2", "layer 1, balanced", "layer 2, balanced"];
        for (int series = 0; series < names.Length; series++)
        {
            PanelStyle.Line(
                plot,
                [.. rows.Select(row => PanelStyle.Log(table[row, 0]))],
                [.. rows.Select(row => PanelStyle.Log(table[row, series + 1]))],
                names[series],
                series);
        }

        plot.ShowLegend(Edge.Right);
        return new Figure(
            "rescaling",
            "App. D.6. Networks (c W1, W2, W3 / c) of the same output: the largest correlation of a new neuron of layer 1 falls with 1 / c and that of layer 2 rises with c; after balancing both are what they were.",
            [plot],
            Columns: 1,
            PanelWidth: 760);
    }

    private static ReportTable Table(ResultSet results) => new(
        "Rescaling of trained networks: largest relative deviations over all c, and the layer that gets the next neuron.",
        ["seed", "change of the output", "deviation from 1/c and c", "deviation after balancing", "layer at the smallest c", "layer at the largest c", "change of layer at c"],
        [.. results.Runs.Select(run => (IReadOnlyList<string>)
        [
            run.Key.Seed.ToString(CultureInfo.InvariantCulture),
            .. Deviations.Select(name => run.Outcome.Values[name].ToString("0.0e+00", CultureInfo.InvariantCulture)),
            .. Layers.Select(name => run.Outcome.Values[name].ToString("g3", CultureInfo.InvariantCulture)),
        ])]);
}

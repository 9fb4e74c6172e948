using PaperExperiments.Reporting;
using ScottPlot;

namespace PaperExperiments.Algorithmic;

/// <summary>Figures and table of <see cref="ModularAddition"/>.</summary>
internal static class ModularAdditionSummary
{
    private const int Bins = 20;

    public static Section Of(ResultSet results)
    {
        FinishedRun[] runs = [.. results.Runs];
        if (runs.Length == 0)
        {
            return Section.Empty;
        }

        FinishedRun[] shown = [.. runs.Take(ModularAdditionProtocol.ShownRuns)];
        (FinishedRun Run, double[,] First, double[,] Second)[] trained =
        [
            .. shown.Select(run => (run, run.Table(ModularAddition.FirstTable), run.Table(ModularAddition.SecondTable))),
        ];
        var errors = new Figure(
            "modular-addition-errors",
            "Figs. 9a and 11: classification errors against iterations, until every training pair is right.",
            [.. shown.Select(Errors)],
            shown.Length);
        var transforms = new Figure(
            "modular-addition-dft",
            "Figs. 9b and 11: magnitudes of the discrete Fourier transform of every neuron's weights (each row divided by its largest), neurons in the order of their top frequency. "
            + "Nearly every neuron keeps to one frequency, the same in all three groups of its weights.",
            [.. trained.SelectMany(item => RowTransforms(item.Run, item.First, item.Second))],
            3,
            380,
            420);
        var transforms2D = new Figure(
            "modular-addition-dft-2d",
            "Magnitudes of the 2-D discrete Fourier transforms of the three weight matrices as a whole (neurons in the order of their top frequency): the energy lies in a few pairs of columns, the frequencies in use and their mirror images.",
            [.. trained.SelectMany(item => MatrixTransforms(item.Run, item.First, item.Second))],
            3,
            380,
            420);
        var shares = new Figure(
            "modular-addition-shares",
            "Share of each neuron's energy in its top frequency (mean of the three groups of weights; the mean of the weights left out).",
            [.. trained.Select(item => Shares(item.Run, item.First, item.Second))],
            trained.Length);
        return new Section([errors, transforms, transforms2D, shares], [Table(runs)]);
    }

    private static Plot Errors(FinishedRun run)
    {
        double[,] curve = run.Table(ModularAddition.CurveTable);
        double[] iterations = Matrices.Column(curve, 0);
        Plot plot = PanelStyle.New(Title(run), "iteration", "classification error");
        PanelStyle.Line(plot, iterations, Matrices.Column(curve, 1), "training", 0);
        PanelStyle.Line(plot, iterations, Matrices.Column(curve, 2), "test", 1);
        plot.Axes.SetLimitsY(0, 1.02);
        plot.ShowLegend(Alignment.UpperRight);
        return plot;
    }

    private static IEnumerable<Plot> RowTransforms(FinishedRun run, double[,] first, double[,] second)
    {
        foreach ((string group, double[,] weights) in SortedGroups(first, second))
        {
            double[][] magnitudes =
            [
                .. Enumerable.Range(0, weights.GetLength(0)).Select(row =>
                    Fourier.Transform([.. Matrices.Row(weights, row).Select(value => new System.Numerics.Complex(value, 0))])
                        .Take(weights.GetLength(1) / 2 + 1)
                        .Select((value, frequency) => frequency == 0 ? 0 : value.Magnitude)
                        .ToArray()),
            ];
            yield return HeatMap.Of(
                $"{group}, {Title(run)}",
                "frequency",
                "neuron",
                Matrices.Map(magnitudes.Length, magnitudes[0].Length, (row, f) => magnitudes[row][f] / magnitudes[row].Max()),
                firstColumn: 0);
        }
    }

    private static IEnumerable<Plot> MatrixTransforms(FinishedRun run, double[,] first, double[,] second)
    {
        foreach ((string group, double[,] weights) in SortedGroups(first, second))
        {
            // Without the mean of each row, which only says where the bias is.
            double[] means = [.. Enumerable.Range(0, weights.GetLength(0)).Select(row => Matrices.Row(weights, row).Average())];
            double[,] centred = Matrices.Map(weights.GetLength(0), weights.GetLength(1), (row, column) => weights[row, column] - means[row]);
            yield return HeatMap.Of(
                $"{group}, {Title(run)}", "frequency along the numbers", "frequency along the neurons", Fourier.Magnitudes2D(centred), 0, 0);
        }
    }

    private static IEnumerable<(string Group, double[,] Weights)> SortedGroups(double[,] first, double[,] second)
    {
        IReadOnlyList<NeuronFrequencies> frequencies = NeuronFrequencies.Of(first, second);
        int[] order = [.. Enumerable.Range(0, frequencies.Count).OrderBy(neuron => frequencies[neuron].Top)];
        int modulus = second.GetLength(0);
        double[][,] weights =
        [
            Matrices.Columns(first, 0, modulus), Matrices.Columns(first, modulus, modulus), Matrices.Transposed(second),
        ];
        return NeuronFrequencies.Groups.Zip(weights, (group, matrix) => (group, Matrices.Rows(matrix, order)));
    }

    private static Plot Shares(FinishedRun run, double[,] first, double[,] second)
    {
        double[] counts = new double[Bins];
        foreach (NeuronFrequencies neuron in NeuronFrequencies.Of(first, second))
        {
            counts[Math.Min(Bins - 1, (int)(neuron.TopShare * Bins))]++;
        }

        Plot plot = PanelStyle.New(Title(run), "share of the top frequency", "neurons");
        double[] centres = [.. Enumerable.Range(0, Bins).Select(bin => (bin + 0.5) / Bins)];
        ScottPlot.Plottables.BarPlot bars = plot.Add.Bars(centres, counts);
        foreach (Bar bar in bars.Bars)
        {
            bar.Size = 0.9 / Bins;
            bar.FillColor = PanelStyle.Colour(0);
            bar.LineWidth = 0;
        }

        plot.Axes.SetLimits(0, 1, 0, counts.Max() * 1.08);
        return plot;
    }

    private static ReportTable Table(FinishedRun[] runs) => new(
        "The paper reports 35 iterations (34 growths) for its representative run, and small test errors.",
        [
            "recipe", "seed", "stopped by", "iterations", "neurons", "training pairs wrong", "test error", "relative training error",
            "median share of the top frequency", "share above 0.8 in all three groups", "frequencies in use", "evaluations", "CPU s",
        ],
        [
            .. runs.Select(run => (IReadOnlyList<string>)
            [
                run.Key.Method,
                FormattableString.Invariant($"{run.Key.Seed}"),
                run.Outcome.StopReason,
                FormattableString.Invariant($"{run.Outcome.Iterations}"),
                string.Join('/', run.Outcome.Widths),
                FormattableString.Invariant($"{run.Outcome.TrainingError:p1}"),
                FormattableString.Invariant($"{run.Outcome.TestError:p1}"),
                FormattableString.Invariant($"{run.Outcome.Values["relative-error"]:f3}"),
                FormattableString.Invariant($"{run.Outcome.Values["median-share"]:f3}"),
                FormattableString.Invariant($"{run.Outcome.Values["clear-neurons"]:p0}"),
                FormattableString.Invariant($"{run.Outcome.Values["distinct-frequencies"]}"),
                FormattableString.Invariant($"{run.Outcome.Evaluations:n0}"),
                FormattableString.Invariant($"{run.CpuSeconds:f1}"),
            ]),
        ]);

    private static string Title(FinishedRun run) => FormattableString.Invariant($"{run.Key.Method}, seed {run.Key.Seed}");
}

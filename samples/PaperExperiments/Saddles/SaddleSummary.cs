using System.Globalization;
using PaperExperiments.Reporting;
using ScottPlot;

namespace PaperExperiments.Saddles;

/// <summary>The figures and the table of a saddle experiment.</summary>
internal sealed class SaddleSummary(SaddleProtocol protocol, ResultSet results)
{
    private static readonly (string Name, string Title)[] Columns =
    [
        ("i1", "step i1"), ("loss-i1", "loss / saddle's"), ("distance-i1", "distance"), ("small-norm-i1", "|w_z| / |w|"),
        ("alignment-start", "alignment at start"), ("alignment-i1", "alignment at i1"), ("active-neurons-i1", "active neurons"),
        ("balance-error-i1", "error of |a|² = p |b|²"), ("i2", "step i2"), ("loss-i2", "loss / saddle's"),
        ("largest-inactive-i1", "largest inactive, i1"), ("largest-inactive-i2", "largest inactive, i2"),
    ];

    public Section Summarize()
    {
        if (results.Runs.Count == 0)
        {
            return Section.Empty;
        }

        FinishedRun shown = results.Runs[0];
        var figures = new List<Figure> { Near(shown) };
        if (protocol.EscapeFigure is { } escape)
        {
            figures.Add(Escape(shown, escape));
        }

        return new Section(figures, [Table()]);
    }

    private Figure Near(FinishedRun run)
    {
        double[,] path = run.Table("path");
        int last = (int)run.Outcome.Values["i1"];
        string at = string.Create(CultureInfo.InvariantCulture, $"iteration {last}");
        return new Figure(
            protocol.NearFigure,
            $"{protocol.Source}. (a) Loss and distance from the saddle, relative to the loss and to the norm of the weights there; (d) alignment of the small weights with the gradient of their correlation; weights W1, W2 and W3 transposed, absolute values, (b) at the start and (c) before the escape; (e), (f) the same for the small weights alone, on a scale of their own: crosses are the others.",
            [
                Curves("(a) loss and distance", path, last, (1, "loss"), (2, "distance")),
                Curves("(d) alignment with the gradient", path, last, (3, "")),
                Weights("(b) weights at the start", run, "start", small: false),
                Weights($"(c) weights at {at}", run, "before", small: false),
                Weights("(e) small weights at the start", run, "start", small: true),
                Weights($"(f) small weights at {at}", run, "before", small: true),
            ]);
    }

    private Figure Escape(FinishedRun run, string name)
    {
        double[,] path = run.Table("path");
        int end = (int)run.Outcome.Values["i2"];
        Plot loss = Curves("(a) loss", path, end, (1, ""));
        foreach (string mark in new[] { "i1", "i2" })
        {
            double step = run.Outcome.Values[mark];
            loss.Add.VerticalLine(step, 1.5f, Colors.Gray, LinePattern.Dashed);
            ScottPlot.Plottables.Text text = loss.Add.Text(mark, step, 0.15);
            text.LabelFontSize = 14;
            text.LabelAlignment = Alignment.MiddleRight;
            text.OffsetX = -4;
        }

        // i1 and i2 are close to each other at the end of a long plateau.
        double first = run.Outcome.Values["i1"] - 2 * (end - run.Outcome.Values["i1"]);
        loss.Axes.SetLimitsX(Math.Max(0, first), end + 0.05 * (end - Math.Max(0, first)));
        return new Figure(
            name,
            $"{protocol.Source}. (a) Loss relative to that of the saddle, around the escape; (b) absolute values of the weights W1, W2 and W3 transposed at i2, where the loss has come to rest: compare panel (c) of {protocol.NearFigure}.",
            [loss, Weights(string.Create(CultureInfo.InvariantCulture, $"(b) weights at i2 = {end}"), run, "end", small: false)]);
    }

    private static Plot Curves(string title, double[,] path, int last, params (int Column, string Name)[] series)
    {
        int[] rows = [.. Enumerable.Range(0, path.GetLength(0)).Where(row => path[row, 0] <= last)];
        Plot plot = PanelStyle.New(title, "iteration", "");
        for (int i = 0; i < series.Length; i++)
        {
            int column = series[i].Column;
            PanelStyle.Line(plot, [.. rows.Select(row => path[row, 0])], [.. rows.Select(row => path[row, column])], series[i].Name, i);
        }

        if (series.Length > 1)
        {
            plot.ShowLegend(Alignment.MiddleLeft);
        }

        double low = Math.Min(0, rows.Min(row => series.Min(one => path[row, one.Column])));
        plot.Axes.SetLimitsY(low - 0.02, Math.Max(1.05, rows.Max(row => series.Max(one => path[row, one.Column])) * 1.02));
        return plot;
    }

    /// <summary>The three matrices side by side: W1, W2 and the transpose of W3, so that all have a row of ten neurons.</summary>
    private static Plot Weights(string title, FinishedRun run, string state, bool small)
    {
        double[,] first = run.Table($"{state}-w1");
        double[,] second = run.Table($"{state}-w2");
        double[,] third = Matrices.Transposed(run.Table($"{state}-w3"));
        double[,] all = new double[first.GetLength(0), first.GetLength(1) + second.GetLength(1) + third.GetLength(1) + 2];
        var crosses = new List<Coordinates>();
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        int column = 0;
        for (int layer = 0; layer < 3; layer++)
        {
            double[,] matrix = layer switch { 0 => first, 1 => second, _ => third };
            (int rows, int columns) = (matrix.GetLength(0), matrix.GetLength(1));
            ticks.AddMajor(column + (columns - 1) / 2.0, layer == 2 ? "W3ᵀ" : $"W{layer + 1}");
            for (int row = 0; row < rows; row++)
            {
                for (int k = 0; k < columns; k++)
                {
                    // One active neuron a layer, the first: its incoming weights in W1, its outgoing ones in W3.
                    bool active = layer switch { 0 => row == 0, 1 => row == 0 && k == 0, _ => row == 0 };
                    all[row, column + k] = small && active ? 0 : Math.Abs(matrix[row, k]);
                    if (small && active)
                    {
                        crosses.Add(new Coordinates(column + k, rows - 1 - row));
                    }
                }
            }

            column += columns;
            if (layer < 2)
            {
                for (int row = 0; row < rows; row++)
                {
                    all[row, column] = double.NaN;
                }

                column++;
            }
        }

        Plot plot = PanelStyle.New(title, "", "neuron");
        ScottPlot.Plottables.Heatmap map = PanelStyle.Matrix(plot, all, diverging: false);
        map.NaNCellColor = Color.FromHex("#D6E4F0");
        if (crosses.Count > 0)
        {
            plot.Add.Markers(crosses, MarkerShape.Eks, 5, PanelStyle.Colour(1));
        }

        plot.Axes.Bottom.TickGenerator = ticks;
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. Enumerable.Range(0, all.GetLength(0)).Select(row => (double)row)],
            [.. Enumerable.Range(0, all.GetLength(0)).Select(row => (all.GetLength(0) - row).ToString(CultureInfo.InvariantCulture))]);
        return plot;
    }

    private ReportTable Table() => new(
        $"{protocol.Summary} One row per seed.",
        ["seed", .. Columns.Select(column => column.Title), "ended"],
        [.. results.Runs.Select(run => (IReadOnlyList<string>)
        [
            run.Key.Seed.ToString(CultureInfo.InvariantCulture),
            .. Columns.Select(column => run.Outcome.Values[column.Name].ToString("g4", CultureInfo.InvariantCulture)),
            run.Outcome.StopReason,
        ])]);
}

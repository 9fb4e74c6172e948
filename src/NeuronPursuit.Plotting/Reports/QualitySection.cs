using System.Globalization;

namespace NeuronPursuit;

/// <summary>What a reader wants to know first: how well the model predicts the given data.</summary>
internal static class QualitySection
{
    private const int MostCharts = 4;
    private const double Coverage = 0.9;

    // As PredictInterval asks for such a coverage.
    private const int FewestForIntervals = 19;

    public static void Write(Html html, ReportContent content)
    {
        if (content.IsClassifier)
        {
            ClassQualitySection.Write(html, content.Table is { IsTurned: true }
                ? new ClassQuality(Turned(content.Predicted!), Turned(content.Y!), [.. content.Outputs.Reverse()])
                : new ClassQuality(content.Predicted!, content.Y!, content.Outputs));
        }
        else
        {
            Numbers(html, content);
        }
    }

    private static double[,] Turned(double[,] matrix)
    {
        double[,] turned = new double[matrix.GetLength(0), 2];
        for (int row = 0; row < turned.GetLength(0); row++)
        {
            (turned[row, 0], turned[row, 1]) = (matrix[row, 1], matrix[row, 0]);
        }

        return turned;
    }

    private static void Numbers(Html html, ReportContent content)
    {
        (double[,] predicted, double[,] targets) = (content.Predicted!, content.Y!);
        RegressionErrors all = RegressionErrors.Of(predicted, targets);
        html.Facts(
        [
            ("root mean squared error", Number(all.RootMeanSquaredError)),
            ("the same of the mean", $"{Number(RegressionErrors.Of(Means(targets), targets).RootMeanSquaredError)} (always the mean of these rows)"),
            ("R\u00B2", Number(all.RSquared)),
            ("mean absolute error", Number(all.MeanAbsoluteError)),
            .. Intervals(content),
            ("rows", Count(targets.GetLength(0))),
        ]);
        html.Paragraph("R\u00B2 is 1 for exact predictions and 0 for those that are no better than the mean.", "quiet");
        int outputs = targets.GetLength(1);
        if (outputs > 1)
        {
            html.Table(
                "By output",
                ["output", "#root mean squared error", "#mean absolute error", "#R\u00B2"],
                Enumerable.Range(0, outputs).Select(output =>
                {
                    RegressionErrors own = RegressionErrors.Of(Column(predicted, output), Column(targets, output));
                    return (IReadOnlyList<string>)[content.Outputs[output], Number(own.RootMeanSquaredError), Number(own.MeanAbsoluteError), Number(own.RSquared)];
                }));
        }

        for (int output = 0; output < Math.Min(outputs, MostCharts); output++)
        {
            int own = output;
            if (outputs > 1)
            {
                html.Heading(3, content.Outputs[own]);
            }

            html.Raw(ReportFigure.Markup(
                plot => PredictionChart.Draw(Column(predicted, own), Column(targets, own), content.Outputs[own], content.Named(plot)), ""));
        }

        if (outputs > MostCharts)
        {
            html.Paragraph(string.Create(CultureInfo.InvariantCulture, $"Pictures are of the first {MostCharts} of {outputs} outputs."), "quiet");
        }
    }

    /// <summary>How often and how wide the model's intervals are on the rows; nothing where it has too few held-out samples for any.</summary>
    private static IEnumerable<(string, string)> Intervals(ReportContent content)
    {
        if (content.Model.CalibrationCount < FewestForIntervals)
        {
            yield break;
        }

        (double Lower, double Upper)[,] intervals = content.Model.PredictAllInterval(content.X!, Coverage);
        for (int output = 0; output < content.Outputs.Count; output++)
        {
            int own = output;
            double[] targets = Column(content.Y!, own);
            (double Lower, double Upper)[] ends = [.. Enumerable.Range(0, targets.Length).Select(row => intervals[row, own])];
            double held = ends.Zip(targets).Average(pair => pair.First.Lower <= pair.Second && pair.Second <= pair.First.Upper ? 1 : 0);
            yield return (
                content.Outputs.Count > 1 ? $"intervals of 90 %, {content.Outputs[own]}" : "intervals of 90 %",
                string.Create(CultureInfo.InvariantCulture, $"hold {100 * held:0.#} % of these rows, mean width {Number(ends.Average(end => end.Upper - end.Lower))}; of new rows about 90 %"));
        }
    }

    private static double[,] Means(double[,] targets)
    {
        (int rows, int outputs) = (targets.GetLength(0), targets.GetLength(1));
        double[,] means = new double[rows, outputs];
        for (int output = 0; output < outputs; output++)
        {
            double mean = Column(targets, output).Average();
            for (int row = 0; row < rows; row++)
            {
                means[row, output] = mean;
            }
        }

        return means;
    }

    private static double[] Column(double[,] matrix, int column) => FunctionView.Column(matrix, column);

    private static string Number(double value) => value.ToString("g4", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace NeuronPursuit;

/// <summary>What each column of the input does.</summary>
internal static class InputSections
{
    private const int MostRows = 30;

    public static void Importances(Html html, ReportContent content)
    {
        IReadOnlyList<RankedColumn> ranked = content.Ranked;
        bool measured = content.X is not null;
        string unit = content.IsClassifier ? "the root mean squared error of the probabilities" : "the root mean squared error";
        html.Paragraph(measured
            ? $"How much {unit} on the given data rises when the values of a column are shuffled ({RankedColumns.Repeats} times, mean and standard deviation), and the column's share of the weights."
            : "The column's share of the weights. With data, the report also measures how much the error rises when a column is shuffled.");
        double largest = ranked.Max(importance => measured ? importance.Increase : importance.Share);
        IReadOnlyList<string> header = measured
            ? ["column", "", "#rise of the error", "#\u00B1", "#share of weights"]
            : ["column", "", "#share of weights"];
        html.MarkupTable(
            ranked.Count <= MostRows ? "Importances" : string.Create(CultureInfo.InvariantCulture, $"The {MostRows} most important of {ranked.Count} columns"),
            header,
            ranked.Take(MostRows).Select(importance => Row(importance, measured, largest, content.Columns)));
        if (ranked.Count > MostRows)
        {
            RankedColumn next = ranked[MostRows];
            html.Paragraph(string.Create(
                CultureInfo.InvariantCulture,
                $"None of the other columns is above {(measured ? next.Increase : next.Share):g3}."), "quiet");
        }

        if (!measured && !content.Model.IsStandardized)
        {
            html.Paragraph("The model does not standardise its inputs, so shares compare columns only as far as their units are alike.", "quiet");
        }
    }

    public static void Views(Html html, ReportContent content)
    {
        RankedColumn[] shown = [.. content.Ranked
            .Where(importance => importance.Share > 0 || importance.Increase > 0)
            .Take(content.Options.MaxViews)];
        if (shown.Length == 0)
        {
            html.Paragraph("No column moves the prediction.");
            return;
        }

        string which = shown.Length == content.Model.InputCount ? "each column"
            : shown.Length == 1 ? "the most important column"
            : string.Create(CultureInfo.InvariantCulture, $"the {shown.Length} most important columns");
        html.Paragraph($"Predictions along {which}, with the others held still. Where columns interact, the view looks different elsewhere.");
        foreach (RankedColumn importance in shown)
        {
            html.Heading(3, content.Columns[importance.Column]);
            var view = new FunctionView(content.Model, importance.Column, content.X, content.Y, new PlotOptions(), content.Medians);
            html.Raw(ReportFigure.Markup(plot => FunctionChart.Draw(content.Model, view, content.IsClassifier, content.Named(plot)), ""));
        }
    }

    private static IReadOnlyList<string> Row(RankedColumn importance, bool measured, double largest, IReadOnlyList<string> columns)
    {
        double part = largest > 0 ? Math.Max(0, measured ? importance.Increase : importance.Share) / largest : 0;
        string bar = string.Create(CultureInfo.InvariantCulture, $"<span class=\"bar\" style=\"width: {100 * part:0.#}%\"></span>");
        string name = Html.Escape(columns[importance.Column]);
        string share = importance.Share.ToString("0.000", CultureInfo.InvariantCulture);
        return measured
            ? [name, bar, importance.Increase.ToString("g3", CultureInfo.InvariantCulture), importance.Deviation.ToString("g2", CultureInfo.InvariantCulture), share]
            : [name, bar, share];
    }
}

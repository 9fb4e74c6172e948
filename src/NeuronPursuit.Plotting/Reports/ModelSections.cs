using System.Globalization;

namespace NeuronPursuit;

/// <summary>The model itself: formula, drawing, weights.</summary>
internal static class ModelSections
{
    private const int MostOpenLines = 30;
    private const int MostCharacters = 100_000;

    public static void Formula(Html html, ReportContent content)
    {
        NeuronPursuitModel model = content.Model;
        string formula = model.ToFormula(FormulaFormat.Text, content.Options.FormulaDigits, content.Columns, content.Outputs);
        int lines = formula.Count(letter => letter == '\n') + 1;
        html.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"The whole model, {content.Options.FormulaDigits} significant digits. Neurons a1, a2 ... are those of the first hidden layer, b1 ... of the second; z1 ... are prepared inputs."));
        if (formula.Length > MostCharacters)
        {
            int end = formula.LastIndexOf('\n', MostCharacters);
            formula = formula[..(end > 0 ? end : MostCharacters)];
            html.Paragraph(string.Create(
                CultureInfo.InvariantCulture, $"Only the beginning of {lines} lines is shown; model.ToFormula() writes all of it."), "quiet");
        }

        bool isLong = lines > MostOpenLines || formula.Length > 8000;
        html.Details(
            isLong,
            string.Create(CultureInfo.InvariantCulture, $"Show the formula ({lines} lines)"),
            inside => inside.Preformatted(formula, "The learned formula"));
    }

    public static void Network(Html html, ReportContent content)
    {
        NeuronPursuitModel model = content.Model;
        bool several = model.Networks.Count > 1;
        html.Raw(ReportFigure.Markup(
            plot => model.PlotNetwork(content.Named(plot, several ? null : "")),
            several ? "The first of the networks whose predictions are averaged." : ""));
        if (several)
        {
            html.Details(model.Networks.Count > 15, string.Create(CultureInfo.InvariantCulture, $"All {model.Networks.Count} networks"), inside => inside.Table(
                "Networks",
                ["network", "widths", "activation", "#weights"],
                model.Networks.Select((network, index) => (IReadOnlyList<string>)
                [
                    (index + 1).ToString(CultureInfo.InvariantCulture),
                    string.Join('/', network.HiddenWidths),
                    network.Activation.ToString() ?? "",
                    network.ParameterCount.ToString("N0", CultureInfo.InvariantCulture),
                ])));
        }
    }

    public static void Weights(Html html, ReportContent content)
    {
        NeuronPursuitModel model = content.Model;
        html.Raw(ReportFigure.Markup(
            plot => model.PlotWeights(content.Named(plot, model.Networks.Count > 1 ? null : "")),
            "Each matrix has a scale of its own, symmetric about zero."));
    }
}

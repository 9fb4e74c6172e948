using System.Globalization;

namespace NeuronPursuit;

/// <summary>What the model is, how it grew and why that ended.</summary>
internal static class SummarySections
{
    private const int MostOpenRows = 15;

    public static string Lead(ReportContent content)
    {
        NeuronPursuitModel model = content.Model;
        string what = model.Networks.Count == 1
            ? string.Create(CultureInfo.InvariantCulture, $"One network of {model.HiddenWidths.Sum()} {(model.HiddenWidths.Sum() == 1 ? "neuron" : "neurons")} in {model.Depth - 1} hidden {(model.Depth == 2 ? "layer" : "layers")}")
            : string.Create(CultureInfo.InvariantCulture, $"The mean of {model.Networks.Count} networks");
        string task = content.IsClassifier
            ? string.Create(CultureInfo.InvariantCulture, $" that tells {model.OutputCount} classes apart")
            : model.OutputCount == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" with {model.OutputCount} outputs");
        return string.Create(CultureInfo.InvariantCulture, $"{what}{task}, {model.InputCount} {(model.InputCount == 1 ? "column" : "columns")} of input, {model.ParameterCount} weights.");
    }

    public static void Summary(Html html, ReportContent content)
    {
        // The same lines as in the console, without those that have a section or a table of their own.
        // What was held out says more than what was trained on, and both more than sizes.
        html.Facts(content.Model.SummaryItems()
            .Where(item => item.Key != "stopped" && !item.Key.StartsWith("network ", StringComparison.Ordinal))
            .OrderBy(item => item.Key switch { "held-out error" => 0, "training error" => 1, _ => 2 })
            .Select(item => (item.Key, item.Value)));
    }

    public static void StopReason(Html html, ReportContent content)
    {
        PursuitStopReason reason = content.Model.StopReason;
        html.Raw(content.Model is { Networks.Count: > 1, Ensemble: { } ensemble }
            ? $"<p>{Html.Escape(ensemble.Describe())}</p>"
            : $"<p><strong>{Html.Escape(reason.ToString())}.</strong> {Html.Escape(reason.Describe())}{(content.Model.Networks.Count > 1 ? " So ended the first network." : "")}</p>");
        html.Details(isFolded: true, "All reasons a pursuit can end for", inside =>
        {
            inside.Raw("<div class=\"wrap\">");
            inside.Table(
                "Stop reasons",
                ["reason", "what it means"],
                Enum.GetValues<PursuitStopReason>().Select(other => (IReadOnlyList<string>)[other.ToString(), other.Describe()]));
            inside.Raw("</div>");
        });
    }

    public static void Growth(Html html, ReportContent content)
    {
        IReadOnlyList<PursuitIteration> history = content.Model.History;
        PursuitIteration? kept = content.Model.KeptIteration;
        string which = content.Model.Networks.Count > 1 ? " This is the history of the first network." : "";
        string held = history.All(iteration => iteration.ValidationError is null) ? "" : " The held-out error is measured on samples that were not trained on.";
        html.Raw(ReportFigure.Markup(
            plot => history.PlotErrors(content.Named(plot)),
            $"The relative error is |y \u2212 f(x)| / |y \u2212 c| over the training samples, with the best constant c where an offset is fitted, else 0 (for other losses the root of the loss relative to that of c).{held}{which}"));
        html.Details(history.Count > MostOpenRows, string.Create(CultureInfo.InvariantCulture, $"All {history.Count} iterations"), inside => inside.Table(
            kept is null ? "Iterations; none of them was better than the mean"
                : kept.Number == history[^1].Number ? "Iterations"
                : string.Create(CultureInfo.InvariantCulture, $"Iterations; the network of number {kept.Number} was kept"),
            Cells("no.", "kind", "added", "widths", "#correlation", "#training", "#held out", "#loss", "#evaluations", "#seconds"),
            history.Select(Row)));

        // The column of held-out errors is there when something was held out.
        string[] Cells(params string[] cells) => history.Any(iteration => iteration.ValidationError is not null) ? cells : [.. cells[..6], .. cells[7..]];

        IReadOnlyList<string> Row(PursuitIteration iteration) => Cells(
            iteration.Number.ToString(CultureInfo.InvariantCulture),
            ErrorChart.Sign(iteration.Kind).Words,
            string.Join('/', iteration.AddedNeurons.Select(count => count.ToString("+0;\u22120;0", CultureInfo.InvariantCulture))),
            string.Join('/', iteration.HiddenWidths),
            Number(iteration.CorrelationValue),
            Number(iteration.TrainingError),
            iteration.ValidationError is { } error ? Number(error) : "",
            Number(iteration.Loss),
            iteration.Evaluations.ToString("N0", CultureInfo.InvariantCulture),
            iteration.Elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture));
    }

    private static string Number(double value) => value.ToString("g3", CultureInfo.InvariantCulture);
}

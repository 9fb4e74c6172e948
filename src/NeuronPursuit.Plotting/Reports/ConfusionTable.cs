using System.Globalization;

namespace NeuronPursuit;

/// <summary>Which classes are taken for which.</summary>
internal static class ConfusionTable
{
    /// <summary>More are a list of mistakes, since nobody reads a matrix of hundreds of cells.</summary>
    public const int MostClasses = 15;

    private const int MostMistakes = 20;

    public static void Write(Html html, ClassQuality quality)
    {
        html.Heading(3, "Confusion matrix");
        html.MarkupTable(
            "Rows of the data by their label (first column) and by the label that the model gives them; shades are shares of a row",
            ["label", .. quality.Labels.Select(label => $"#{label}"), "#right"],
            quality.Labels.Select((label, actual) => (IReadOnlyList<string>)
            [
                Html.Escape(label),
                .. quality.Labels.Select((_, predicted) => Cell(quality.Taken(actual, predicted), quality.RowsOf(actual), predicted == actual)),
                Share(quality.Taken(actual, actual), quality.RowsOf(actual)),
            ]));
    }

    public static void WriteMistakes(Html html, ClassQuality quality)
    {
        (int Actual, int Predicted, int Count)[] mistakes =
        [
            .. from actual in Enumerable.Range(0, quality.Labels.Count)
               from predicted in Enumerable.Range(0, quality.Labels.Count)
               where actual != predicted && quality.Taken(actual, predicted) > 0
               orderby quality.Taken(actual, predicted) descending, actual, predicted
               select (actual, predicted, quality.Taken(actual, predicted)),
        ];
        html.Heading(3, "Confusion matrix");
        html.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"{quality.Labels.Count} classes, {mistakes.Length} pairs of which are confused{(mistakes.Length > MostMistakes ? $"; the {MostMistakes} most frequent" : "")}."));
        html.Table(
            "Mistakes",
            ["label", "taken for", "#rows", "#of the label's"],
            mistakes.Take(MostMistakes).Select(mistake => (IReadOnlyList<string>)
            [
                quality.Labels[mistake.Actual],
                quality.Labels[mistake.Predicted],
                mistake.Count.ToString("N0", CultureInfo.InvariantCulture),
                quality.RowsOf(mistake.Actual).ToString("N0", CultureInfo.InvariantCulture),
            ]));
    }

    private static string Cell(int count, int rows, bool isRight)
    {
        double part = rows == 0 ? 0 : (double)count / rows;
        return string.Create(
            CultureInfo.InvariantCulture, $"<span class=\"{(isRight ? "right" : "wrong")}\" style=\"--part: {100 * part:0.#}%\">{count:N0}</span>");
    }

    private static string Share(int count, int rows) =>
        rows == 0 ? "\u2013" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / rows:0.#} %");
}

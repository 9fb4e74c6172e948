using System.Globalization;

namespace NeuronPursuit;

/// <summary>How well a classifier tells the given rows apart.</summary>
internal static class ClassQualitySection
{
    public static void Write(Html html, ClassQuality quality)
    {
        html.Facts([.. Facts(quality)]);
        html.Paragraph(
            "Balanced accuracy and F1 count every class alike. ROC-AUC is 0.5 for guessing, average precision then the share of the class; the Brier score is 0 for right certainty. The calibration error is how far probabilities are from shares, in ten bins.",
            "quiet");
        if (quality.Labels.Count <= ConfusionTable.MostClasses)
        {
            Classes(html, quality);
            ConfusionTable.Write(html, quality);
        }
        else
        {
            ConfusionTable.WriteMistakes(html, quality);
        }

        var curves = ClassRoc.Of(quality);
        if (curves.Count > 0)
        {
            html.Heading(3, "Receiver operating characteristic");
            html.Raw(ReportFigure.Markup(plot => RocChart.Draw(curves, quality.Labels, plot with { Title = "", Transparent = true }), ""));
        }
    }

    /// <summary>Of two classes the areas, the Brier score and the calibration error are those of the second, as is usual; of more the means.</summary>
    private static IEnumerable<(string Name, string Value)> Facts(ClassQuality quality)
    {
        ClassificationErrors errors = quality.Errors;
        string of = errors.Binary is null ? ", mean of the classes" : $" of {quality.Labels[1]}";
        yield return ("share of right labels", Number(errors.Accuracy));
        yield return ("of the most frequent label", $"{Number(quality.FrequentShare)} (always {quality.FrequentLabel})");
        yield return ("log loss", $"{Number(errors.LogLoss)} (without any input: {Number(quality.PriorLogLoss)})");
        yield return ("balanced accuracy", Number(errors.BalancedAccuracy));
        yield return ("F1, mean of the classes", Number(errors.MacroF1));
        yield return ($"ROC-AUC{of}", Number(errors.Binary is null ? errors.MacroRocAuc : errors.Binary.RocAuc));
        yield return (
            $"average precision (PR-AUC){of}", Number(errors.Binary is null ? errors.MacroAveragePrecision : errors.Binary.AveragePrecision));
        yield return ($"Brier score{(errors.Binary is null ? "" : of)}", Number(errors.Binary?.BrierScore ?? errors.BrierScore));
        yield return (
            "expected calibration error", Number(errors.Binary?.ExpectedCalibrationError ?? errors.ExpectedCalibrationError));
        yield return ("rows", Count(quality.Rows));
    }

    private static void Classes(Html html, ClassQuality quality) => html.Table(
        "By class",
        ["label", "#rows", "#precision", "#recall", "#F1", "#ROC-AUC", "#average precision"],
        quality.Labels.Select((label, k) =>
        {
            ClassErrors own = quality.Errors.Classes[k];
            return (IReadOnlyList<string>)
            [
                label, Count(quality.RowsOf(k)), Number(own.Precision), Number(own.Recall), Number(own.F1), Number(own.RocAuc), Number(own.AveragePrecision),
            ];
        }));

    private static string Number(double? value) => value?.ToString("g4", CultureInfo.InvariantCulture) ?? "\u2013";

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

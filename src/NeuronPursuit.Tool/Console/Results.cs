using System.Globalization;

namespace NeuronPursuit;

/// <summary>Results as JSON has them.</summary>
internal static class Results
{
    public static object Of(TableEvaluation evaluation, IReadOnlyList<string> classes) => evaluation.Regression is { } numbers
        ? new
        {
            rows = evaluation.RowCount,
            rmse = numbers.RootMeanSquaredError,
            mae = numbers.MeanAbsoluteError,
            r2 = numbers.RSquared,
            intervalCoverage = evaluation.IntervalCoverage,
            flaggedRows = evaluation.FlaggedRowCount,
        }
        : new
        {
            rows = evaluation.RowCount,
            accuracy = evaluation.Classification!.Accuracy,
            balancedAccuracy = evaluation.Classification.BalancedAccuracy,
            logLoss = evaluation.Classification.LogLoss,
            rocAuc = evaluation.Classification.Binary?.RocAuc,
            classes,
            confusion = evaluation.Classification.Confusion,
            flaggedRows = evaluation.FlaggedRowCount,
        };

    /// <summary>The confusion matrix: a row for what is true, a column for what was predicted.</summary>
    public static string Confusion(ClassificationErrors errors, IReadOnlyList<string> classes)
    {
        List<string[]> rows = [["true \\ predicted", .. classes]];
        for (int k = 0; k < classes.Count; k++)
        {
            rows.Add([classes[k], .. errors.Confusion[k].Select(count => count.ToString("0.##", CultureInfo.InvariantCulture))]);
        }

        return Texts.Columns(rows);
    }
}

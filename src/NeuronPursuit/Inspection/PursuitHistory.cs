using System.Globalization;

namespace NeuronPursuit;

/// <summary>Histories as text.</summary>
public static class PursuitHistoryExtensions
{
    /// <summary>A table with one line per iteration: number, kind, widths, correlation, errors, loss, evaluations, how the training ended.</summary>
    /// <param name="history">The iterations, as in <see cref="NeuronPursuitModel.History"/>.</param>
    /// <returns>
    /// Lines separated by a line feed, in the invariant culture. Times are left out, so that the same fit gives the same text;
    /// the column of held-out errors is there when something was held out.
    /// </returns>
    public static string ToText(this IReadOnlyList<PursuitIteration> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        bool hasHeldOut = history.Any(iteration => iteration.ValidationError is not null);
        var rows = new List<string[]> { Row("#", "kind", "widths", "NCF", "error", "held out", "loss", "evaluations", "training") };
        foreach (PursuitIteration iteration in history)
        {
            rows.Add(Row(
                iteration.Number.ToString(CultureInfo.InvariantCulture),
                iteration.Kind.ToString(),
                string.Join('/', iteration.HiddenWidths),
                Number(iteration.CorrelationValue),
                Number(iteration.TrainingError),
                iteration.ValidationError is { } error ? Number(error) : "",
                Number(iteration.Loss),
                iteration.Evaluations.ToString(CultureInfo.InvariantCulture),
                iteration.Outcome?.ToString() ?? ""));
        }

        return hasHeldOut
            ? TextTable.Format(rows, [true, false, false, true, true, true, true, true, false])
            : TextTable.Format(rows, [true, false, false, true, true, true, true, false]);

        string[] Row(params string[] cells) => hasHeldOut ? cells : [.. cells[..5], .. cells[6..]];
    }

    private static string Number(double value) => value.ToString(PursuitIteration.NumberFormat, CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;

namespace NeuronPursuit;

/// <summary>What is new about a cell that a prediction was made from.</summary>
public enum CellFlagKind
{
    /// <summary>A category that training had not.</summary>
    UnseenCategory,

    /// <summary>A number or date farther outside of those in training than half of their range.</summary>
    OutOfRange,

    /// <summary>Missing, where training had a value in every row.</summary>
    NeverMissing,
}

/// <summary>A cell that is like none in training, so that its row's prediction is less certain.</summary>
/// <param name="Row">From 0.</param>
/// <param name="Column">The column.</param>
/// <param name="Kind">What is new.</param>
/// <param name="Value">The cell as text; empty where it is missing.</param>
public readonly record struct CellFlag(int Row, string Column, CellFlagKind Kind, string Value);

/// <summary>Predictions of the rows of a table: numbers with intervals, or labels with probabilities.</summary>
public sealed class TablePrediction
{
    private readonly double[]? _values;
    private readonly (double Lower, double Upper)[]? _intervals;
    private readonly string[]? _labels;
    private readonly double[,]? _probabilities;
    private readonly string _target;

    internal TablePrediction(string target, double[] values, (double Lower, double Upper)[]? intervals, double coverage, IReadOnlyList<CellFlag> flags) =>
        (_target, _values, _intervals, Coverage, Flags, Classes, RowCount) = (target, values, intervals, coverage, flags, [], values.Length);

    internal TablePrediction(string target, IReadOnlyList<string> classes, string[] labels, double[,] probabilities, IReadOnlyList<CellFlag> flags) =>
        (_target, Classes, _labels, _probabilities, Flags, RowCount) = (target, classes, labels, probabilities, flags, labels.Length);

    /// <summary>How many rows.</summary>
    public int RowCount { get; }

    /// <summary>The classes, in the order of the columns of <see cref="Probabilities"/>; empty where numbers are predicted.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The predicted numbers, one a row.</summary>
    /// <exception cref="InvalidOperationException">Classes are predicted.</exception>
    public double[] Values => _values ?? throw new InvalidOperationException(
        $"'{_target}' is a class ({string.Join(", ", Classes.Take(5))}), so there are Labels and Probabilities but no Values.");

    /// <summary>The most probable classes, one a row, as the training table spells them.</summary>
    /// <exception cref="InvalidOperationException">Numbers are predicted.</exception>
    public string[] Labels => _labels ?? throw Numbers("Labels");

    /// <summary>Probabilities, rows x <see cref="Classes"/>.</summary>
    /// <exception cref="InvalidOperationException">Numbers are predicted.</exception>
    public double[,] Probabilities => _probabilities ?? throw Numbers("Probabilities");

    /// <summary>Whether there are <see cref="Lower"/> and <see cref="Upper"/>.</summary>
    public bool HasIntervals => _intervals is not null;

    /// <summary>The part of new targets that intervals shall hold; 0 where there are none.</summary>
    public double Coverage { get; }

    /// <summary>The lower ends of intervals, one a row.</summary>
    /// <exception cref="InvalidOperationException">There are none; the message says why.</exception>
    public double[] Lower => [.. Intervals.Select(interval => interval.Lower)];

    /// <summary>The upper ends of intervals, one a row.</summary>
    /// <exception cref="InvalidOperationException">There are none; the message says why.</exception>
    public double[] Upper => [.. Intervals.Select(interval => interval.Upper)];

    /// <summary>Cells that are like none in training, by rows and columns.</summary>
    public IReadOnlyList<CellFlag> Flags { get; }

    /// <summary>Rows with at least one of <see cref="Flags"/>.</summary>
    public int FlaggedRowCount => Flags.Select(flag => flag.Row).Distinct().Count();

    private (double Lower, double Upper)[] Intervals => _intervals ?? throw (_values is null
        ? Numbers("Lower and Upper", "a class")
        : new InvalidOperationException("There are no intervals: the model was trained without enough held-out samples to calibrate them by, or coverage was 0. Fit with WithRecipe(PursuitRecipe.Tabular), or with WithValidation, or ask for a lower coverage."));

    /// <summary>What is predicted, and what of the rows is new, counted by columns.</summary>
    /// <returns>Text in the invariant culture.</returns>
    public override string ToString()
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{_target}: {RowCount} rows, {FlaggedRowCount} of them with cells that are like none in training"));
        foreach (IGrouping<(string Column, CellFlagKind Kind), CellFlag> group in Flags.GroupBy(flag => (flag.Column, flag.Kind)))
        {
            string what = group.Key.Kind switch
            {
                CellFlagKind.UnseenCategory => "unseen categories",
                CellFlagKind.OutOfRange => "values far out of the range",
                _ => "missing cells where none was missing",
            };
            text.Append(CultureInfo.InvariantCulture, $"\n{group.Key.Column}: {group.Count()} {what}{(group.First().Value.Length > 0 ? $", such as '{TextColumns.Short(group.First().Value)}'" : "")}");
        }

        return text.ToString();
    }

    private InvalidOperationException Numbers(string asked, string? kind = null) =>
        new($"'{_target}' is {kind ?? "a number"}, so there is no {asked}{(kind is null ? ": look at Values. To learn classes, fit table.AsCategory(...)" : ": look at Probabilities, or ask the model for PredictSets")}.");
}

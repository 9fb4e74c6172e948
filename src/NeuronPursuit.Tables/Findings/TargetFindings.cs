using System.Globalization;

namespace NeuronPursuit;

/// <summary>What can be told of columns beside the target.</summary>
internal static class TargetFindings
{
    private const int FewRows = 20;
    private const int FewValues = 10;

    // The part of the target that a line may leave unexplained, and be no measurement.
    private const double Unexplained = 1e-9;

    // A class of less than this part of what an even share would be.
    private const double RareShare = 0.2;

    /// <summary>What is odd about the target.</summary>
    /// <param name="target">The column, with rows of an unknown one.</param>
    public static IEnumerable<TableFinding> Of(Column target)
    {
        int missing = target.MissingCount();
        if (missing > 0)
        {
            yield return new TableFinding(FindingKind.TargetMissing, target.Name, string.Create(CultureInfo.InvariantCulture,
                $"The target '{target.Name}' is missing in {missing} of {target.Length} rows, which teach nothing and are left out."));
        }

        if (target is NumberColumn { IsChosen: false } numbers && ColumnFindings.Different(target) is <= FewValues and var values
            && numbers.Length >= FewRows && Array.TrueForAll(numbers.Values, value => double.IsNaN(value) || value == Math.Floor(value)))
        {
            yield return new TableFinding(FindingKind.TargetMayBeClasses, target.Name, string.Create(CultureInfo.InvariantCulture,
                $"The target '{target.Name}' is learned as a number, but has {values} different values only. If they are classes, say table.AsCategory(\"{target.Name}\")."));
        }

        if (target is LevelColumn levels)
        {
            int[] counts = [.. levels.Counts().Where(count => count > 0)];
            int known = counts.Sum();
            int rarest = counts.Length == 0 ? 0 : counts.Min();
            if (counts.Length > 1 && rarest * counts.Length < RareShare * known)
            {
                int level = Array.IndexOf(levels.Counts(), rarest);
                yield return new TableFinding(FindingKind.RareClass, target.Name, string.Create(CultureInfo.InvariantCulture,
                    $"The class '{levels.Levels[level]}' of '{target.Name}' has {rarest} of {known} rows. A model that never says it is right in all others: look at the balanced accuracy, and where it should be found more often fit with WithClassWeights(ClassWeights.Balanced)."));
            }
        }
    }

    /// <summary>What a column of groups or times does not do.</summary>
    public static TableFinding HeldOut(string column, bool isGroup) => new(
        FindingKind.HeldOutAtRandom, column,
        $"Column '{column}' divides the rows of a cross-validation, but not those that the fit itself holds out to choose and to stop by: they are rows at random, {(isGroup ? "of the same groups as those that are trained on" : "and may be earlier than those that are trained on")}. Its own errors and intervals are too good for new {(isGroup ? "groups" : "times")}: believe CrossValidateTable.");

    /// <summary>Inputs that say what the target says.</summary>
    public static IEnumerable<TableFinding> Telling(IEnumerable<Column> inputs, Column target)
    {
        foreach (Column input in inputs.Where(input => input.Length >= FewRows && Tells(input, target)))
        {
            yield return new TableFinding(FindingKind.TellsTheTarget, input.Name,
                $"Column '{input.Name}' tells the target '{target.Name}' of every row. If it is not known when predictions are made, leave it out by table.Without(\"{input.Name}\"); else the target needs no model.");
        }
    }

    /// <summary>Inputs that are the same as one before them.</summary>
    public static IEnumerable<TableFinding> Duplicates(IReadOnlyList<Column> inputs)
    {
        var first = new Dictionary<string, string>();
        foreach (Column input in inputs)
        {
            string content = new Table([input with { Name = "" }]).Fingerprint;
            if (!first.TryAdd(content, input.Name))
            {
                yield return new TableFinding(FindingKind.Duplicate, input.Name,
                    $"Column '{input.Name}' is the same as '{first[content]}' in every row. One of them is enough: table.Without(\"{input.Name}\").");
            }
        }
    }

    private static bool Tells(Column input, Column target) => (input, target) switch
    {
        (NumberColumn a, NumberColumn b) => IsLine(a.Values, b.Values),
        (DateColumn, _) => false,
        _ => Determines(input, target),
    };

    private static bool IsLine(double[] a, double[] b)
    {
        int[] rows = [.. Enumerable.Range(0, a.Length).Where(row => !double.IsNaN(a[row]) && !double.IsNaN(b[row]))];
        if (rows.Length < FewRows || 2 * rows.Length < b.Length)
        {
            return false;
        }

        (double meanA, double meanB) = (rows.Average(row => a[row]), rows.Average(row => b[row]));
        double ab = rows.Sum(row => (a[row] - meanA) * (b[row] - meanB));
        double aa = rows.Sum(row => (a[row] - meanA) * (a[row] - meanA));
        double bb = rows.Sum(row => (b[row] - meanB) * (b[row] - meanB));
        return aa > 0 && bb > 0 && ab * ab >= (1 - Unexplained) * aa * bb;
    }

    /// <summary>Whether every value has one target, and is found often enough for that to be no chance.</summary>
    private static bool Determines(Column input, Column target)
    {
        var targets = new Dictionary<string, string>();
        int rows = 0;
        for (int row = 0; row < input.Length; row++)
        {
            if (input.TextAt(row) is not { } value || target.TextAt(row) is not { } own)
            {
                continue;
            }

            rows++;
            if (targets.TryGetValue(value, out string? other) ? other != own : !targets.TryAdd(value, own))
            {
                return false;
            }
        }

        return rows >= FewRows && 2 * rows >= input.Length && 5 * targets.Count <= rows && targets.Values.Distinct().Count() > 1;
    }
}

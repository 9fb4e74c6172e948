namespace NeuronPursuit;

/// <summary>
/// The receiver operating characteristic of one class against all others: which share of its rows has a probability above a
/// threshold, over the share of the other rows that has, for all thresholds.
/// </summary>
/// <param name="Label">The class.</param>
/// <param name="Points">From (0, 0) to (1, 1): share of the others, share of its own.</param>
/// <param name="Area">The area below: 1 tells all apart, 0.5 none.</param>
internal sealed record RocCurve(int Label, IReadOnlyList<(double False, double True)> Points, double Area)
{
    private const int MostCurves = 7;

    /// <summary>Of two classes one curve, that of the second; of several one each, of the most frequent ones. Classes that no row, or every row, has have none.</summary>
    public static IReadOnlyList<RocCurve> Of(ClassQuality quality)
    {
        IEnumerable<int> labels = quality.Labels.Count == 2
            ? [1]
            : Enumerable.Range(0, quality.Labels.Count).OrderByDescending(quality.RowsOf).Take(MostCurves).Order();
        return
        [
            .. labels.Where(label => quality.RowsOf(label) is var own && own > 0 && own < quality.Rows)
                .Select(label => Of(label, FunctionView.Column(quality.Probabilities, label), [.. quality.Actual.Select(actual => actual == label)])),
        ];
    }

    /// <param name="label">The class.</param>
    /// <param name="scores">Its probability in every row.</param>
    /// <param name="isOwn">Whether the row has it; some have, and some have not.</param>
    public static RocCurve Of(int label, double[] scores, bool[] isOwn)
    {
        double own = isOwn.Count(value => value);
        double others = isOwn.Length - own;
        var points = new List<(double False, double True)> { (0, 0) };
        (double found, double wrong, double area) = (0, 0, 0);
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(row => scores[row])];
        for (int place = 0; place < order.Length;)
        {
            // Rows of one probability pass a threshold together.
            double threshold = scores[order[place]];
            (double foundBefore, double wrongBefore) = (found, wrong);
            for (; place < order.Length && scores[order[place]].Equals(threshold); place++)
            {
                found += isOwn[order[place]] ? 1 : 0;
                wrong += isOwn[order[place]] ? 0 : 1;
            }

            area += (wrong - wrongBefore) / others * (found + foundBefore) / 2 / own;
            Add(points, (wrong / others, found / own));
        }

        return new RocCurve(label, points, area);
    }

    /// <summary>Steps in one direction are one line.</summary>
    private static void Add(List<(double False, double True)> points, (double False, double True) next)
    {
        if (points.Count > 1
            && ((points[^2].False == points[^1].False && points[^1].False == next.False)
                || (points[^2].True == points[^1].True && points[^1].True == next.True)))
        {
            points[^1] = next;
            return;
        }

        points.Add(next);
    }
}

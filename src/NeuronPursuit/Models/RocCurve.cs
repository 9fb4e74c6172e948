namespace NeuronPursuit;

/// <summary>
/// The receiver operating characteristic: which share of the positive rows has a probability of at least a threshold, over the share
/// of the others that has, for all thresholds.
/// </summary>
public sealed record RocCurve
{
    private RocCurve(ThresholdSweep sweep)
    {
        var points = new List<(double FalsePositiveRate, double TruePositiveRate)>();
        foreach ((double positive, double other) in sweep.Steps)
        {
            Add(points, (other / sweep.Other, positive / sweep.Positive));
        }

        Points = new ValueList<(double FalsePositiveRate, double TruePositiveRate)>(points);
        Area = sweep.RocArea()!.Value;
    }

    /// <summary>From (0, 0) to (1, 1), both ascending; points within a horizontal or a vertical line are left out.</summary>
    public IReadOnlyList<(double FalsePositiveRate, double TruePositiveRate)> Points { get; }

    /// <summary>The area below: 1 tells all apart, 0.5 none. The same as <see cref="BinaryErrors.RocAuc"/>.</summary>
    public double Area { get; }

    /// <summary>Draws the curve of probabilities, or of any other scores.</summary>
    /// <param name="scores">One per row, not NaN: the higher, the more positive.</param>
    /// <param name="isPositive">One per row; some are and some are not.</param>
    /// <param name="sampleWeights">One per row, finite and at least 0, of which only ratios count. Null for none.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, a weight not allowed, or all rows of positive weight are of one kind.</exception>
    public static RocCurve Of(double[] scores, bool[] isPositive, double[]? sampleWeights = null)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(isPositive);
        if (scores.Length != isPositive.Length)
        {
            throw new ArgumentException(
                $"scores has {scores.Length} values and isPositive {isPositive.Length}; pass one of each per row.", nameof(isPositive));
        }

        int wrong = Array.FindIndex(scores, double.IsNaN);
        if (wrong >= 0)
        {
            throw new ArgumentException($"scores[{wrong}] is NaN (row {wrong}, counted from 0), which is neither above nor below another one. Leave the row out.", nameof(scores));
        }

        var sweep = new ThresholdSweep(scores, row => isPositive[row], MetricWeights.Of(sampleWeights, scores.Length, nameof(scores)));
        return sweep is { Positive: > 0, Other: > 0 }
            ? new RocCurve(sweep)
            : throw new ArgumentException(
                $"All rows of positive weight are {(sweep.Positive > 0 ? "positive" : "negative")}, or there is none. A curve takes rows of both kinds.", nameof(isPositive));
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

namespace NeuronPursuit;

/// <summary>
/// The distribution function of a training column as a polyline: the share of smaller values plus half that of equal
/// ones at each knot, linear in between, constant outside. Strictly ascending between the first and the last knot, so it
/// keeps the order of values there.
/// </summary>
/// <param name="Values">Where the knots are, ascending.</param>
/// <param name="Ranks">The distribution there, ascending, above 0 and below 1.</param>
internal sealed record RankCurve(double[] Values, double[] Ranks)
{
    /// <summary>Knots at most: what a model file stores of a column does not grow with the samples.</summary>
    public const int MaxKnots = 256;

    /// <summary>The curve of a column.</summary>
    /// <param name="sorted">Its values, ascending, none missing.</param>
    /// <param name="minDistinct">The least number of distinct values.</param>
    /// <param name="weights">What each of them counts; null where all count alike.</param>
    /// <returns>The curve; null where there are fewer distinct values.</returns>
    public static RankCurve? Of(ReadOnlySpan<double> sorted, int minDistinct, double[]? weights = null)
    {
        double[]? below = weights is null ? null : Below(weights);
        var values = new List<double>();
        var ranks = new List<double>();
        int start = 0;
        while (start < sorted.Length)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            double rank = below is null ? (start + end) / 2.0 / sorted.Length : (below[start] + below[end]) / 2 / below[^1];

            // A value of next to no weight has the rank of its neighbour, and no knot.
            if (ranks.Count == 0 || rank > ranks[^1])
            {
                values.Add(sorted[start]);
                ranks.Add(rank);
            }

            start = end;
        }

        return values.Count < minDistinct ? null
            : values.Count <= MaxKnots ? new RankCurve([.. values], [.. ranks])
            : Thin(values, ranks);
    }

    /// <summary>The rank of a value; NaN for NaN.</summary>
    public double RankOf(double value)
    {
        if (double.IsNaN(value))
        {
            return value;
        }

        int place = Array.BinarySearch(Values, value);
        if (place >= 0)
        {
            return Ranks[place];
        }

        int above = ~place;
        if (above == 0)
        {
            return Ranks[0];
        }

        if (above == Values.Length)
        {
            return Ranks[^1];
        }

        double part = (value - Values[above - 1]) / (Values[above] - Values[above - 1]);

        // Rounding must not pass the next knot, or the order of two values could turn round.
        return Math.Min(Ranks[above - 1] + part * (Ranks[above] - Ranks[above - 1]), Ranks[above]);
    }

    /// <summary>The weight of the values before each, and of all.</summary>
    private static double[] Below(double[] weights)
    {
        double[] below = new double[weights.Length + 1];
        for (int place = 0; place < weights.Length; place++)
        {
            below[place + 1] = below[place] + weights[place];
        }

        return below;
    }

    /// <summary>Keeps the first and last knot and, in between, those nearest above evenly spaced ranks.</summary>
    private static RankCurve Thin(List<double> values, List<double> ranks)
    {
        var keptValues = new List<double>();
        var keptRanks = new List<double>();
        double step = (ranks[^1] - ranks[0]) / (MaxKnots - 1);
        for (int i = 0; i < values.Count; i++)
        {
            if (i == values.Count - 1 || ranks[i] >= ranks[0] + keptRanks.Count * step)
            {
                keptValues.Add(values[i]);
                keptRanks.Add(ranks[i]);
            }
        }

        return new RankCurve([.. keptValues], [.. keptRanks]);
    }
}

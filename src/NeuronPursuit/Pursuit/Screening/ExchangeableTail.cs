namespace NeuronPursuit;

/// <summary>
/// A bound on the tail of the sum over a random subset: how likely scores, dealt to rows in random order, sum up to so much
/// on a given number of the rows.
/// </summary>
/// <remarks>
/// Unlike a normal tail it holds for any scores and subsets, lopsided ones as well. With s_i independent and 1 with
/// probability q = m / n, the tail given that m of them are 1 is at most the tail with no condition over the probability of
/// the condition, <c>1 / sqrt(8 n q (1 - q))</c>; Chernoff's bound with a parameter for the sum and one for the count does
/// the rest.
/// </remarks>
internal static class ExchangeableTail
{
    private const int Steps = 60;
    private const double LargestTilt = 40;

    /// <summary>The logarithm of a bound on the probability of a sum at least that large, at most 0.</summary>
    /// <param name="scores">The distinct scores and how many rows have each.</param>
    /// <param name="size">Rows in the subset.</param>
    /// <param name="sum">The sum of scores on the subset.</param>
    public static double LogAtLeast(IReadOnlyList<(double Score, int Count)> scores, int size, double sum)
    {
        int rows = scores.Sum(score => score.Count);
        if (size <= 0 || size >= rows)
        {
            return 0;
        }

        double share = (double)size / rows;
        double logCondition = 0.5 * PortableMath.Log(8 * rows * share * (1 - share));

        // Convex in the tilt, so the smallest value lies between thirds that are not cut off.
        (double low, double high) = (0, LargestTilt);
        for (int step = 0; step < Steps; step++)
        {
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            (low, high) = Exponent(left) < Exponent(right) ? (low, right) : (left, high);
        }

        return Math.Min(0, Exponent((low + high) / 2) + logCondition);

        double Exponent(double tilt)
        {
            double shift = ShiftOf(tilt);
            return scores.Sum(score => score.Count * LogMean(tilt * score.Score + shift)) - shift * size - tilt * sum;
        }

        // The shift at which as many rows are expected as there are; the expected number grows with it.
        double ShiftOf(double tilt)
        {
            double reach = tilt * scores.Max(score => Math.Abs(score.Score));
            (double low, double high) = (-reach, reach);
            for (int step = 0; step < Steps; step++)
            {
                double middle = (low + high) / 2;
                double expected = scores.Sum(score => score.Count * share / (share + (1 - share) * PortableMath.Exp(-tilt * score.Score - middle)));
                (low, high) = expected < size ? (middle, high) : (low, middle);
            }

            return (low + high) / 2;
        }

        double LogMean(double exponent) => exponent > 0
            ? exponent + PortableMath.Log(share + (1 - share) * PortableMath.Exp(-exponent))
            : PortableMath.Log(1 - share + share * PortableMath.Exp(exponent));
    }
}

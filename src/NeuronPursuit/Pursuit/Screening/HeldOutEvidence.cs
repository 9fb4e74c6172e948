namespace NeuronPursuit;

/// <summary>
/// How unlikely it is that predictions order held-out targets as well as they do, whatever the distribution of the targets:
/// by ranks, so that a target of a few large values, or of a few values at all, is worth no more than it says.
/// </summary>
/// <remarks>
/// Under independence the held-out targets could stand in any order beside the predictions. The tail of the correlation r of
/// mid-ranks is that of a correlation of normal values, <c>(1 - r^2)^((n - 2) / 2)</c> up to a factor, and never below
/// one over the number of distinct orders. Ties make single rows weigh more; n is then what as many equal rows would be.
/// </remarks>
internal static class HeldOutEvidence
{
    // The largest squared score of n ranks is 3 / n of all.
    private const double ShareOfLargestRank = 3;

    /// <summary>The logarithm of the p-value, corrected for the number of outputs; 0 for no evidence.</summary>
    /// <param name="predictions">One array of rows per output.</param>
    /// <param name="targets">The same.</param>
    public static double LogPValue(double[][] predictions, double[][] targets)
    {
        double least = 0;
        for (int output = 0; output < targets.Length; output++)
        {
            least = Math.Min(least, LogPValue(predictions[output], targets[output]) + PortableMath.Log(targets.Length));
        }

        return least;
    }

    /// <summary>The logarithm of the p-value of one output.</summary>
    public static double LogPValue(double[] predictions, double[] targets)
    {
        (double[] first, double firstOrders) = Scores(predictions);
        (double[] second, double secondOrders) = Scores(targets);
        double correlation = first.Zip(second, (one, other) => one * other).Sum();
        double largest = Math.Max(first.Max(score => score * score), second.Max(score => score * score));
        double dimension = (Math.Min(targets.Length, ShareOfLargestRank / largest) - 2) / 2;
        if (!(correlation > 0) || !(dimension > 0))
        {
            return 0;
        }

        double tail = dimension * PortableMath.Log(Math.Max(1 - correlation * correlation, double.Epsilon))
            - PortableMath.Log(2 * correlation * Math.Sqrt(Math.PI * dimension));
        return Math.Min(0, Math.Max(tail, -Math.Min(firstOrders, secondOrders)));
    }

    /// <summary>Mid-ranks, centred and of norm 1 (all 0 for equal values), and the logarithm of the number of distinct orders.</summary>
    private static (double[] Scores, double LogOrders) Scores(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(row => values[row])];
        double[] scores = new double[values.Length];
        double logOrders = LogFactorial(values.Length);
        double squares = 0;
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            double score = (start + end - order.Length) / 2.0;
            for (int place = start; place < end; place++)
            {
                scores[order[place]] = score;
            }

            squares += (end - start) * score * score;
            logOrders -= LogFactorial(end - start);
        }

        double norm = Math.Sqrt(squares);
        return (norm > 0 ? [.. scores.Select(score => score / norm)] : scores, logOrders);
    }

    private static double LogFactorial(int n)
    {
        double sum = 0;
        for (int k = 2; k <= n; k++)
        {
            sum += PortableMath.Log(k);
        }

        return sum;
    }
}

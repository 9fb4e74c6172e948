namespace NeuronPursuit;

/// <summary>Functions that a translation unit of C has where its model needs them.</summary>
internal static class CHelpers
{
    public const string Limit = """
        static double limit(double value, double limit)
        {
            return value < -limit ? -limit : value > limit ? limit : value;
        }
        """;

    public const string Larger = """
        static double larger(double left, double right)
        {
            return isnan(left) || left > right ? left : right;
        }
        """;

    public const string Rank = """
        /* The share of smaller values in the training data: linear between knots, constant outside. */
        static double rank(double value, const double *values, const double *ranks, int count)
        {
            int low = 0, high = count - 1;
            if (isnan(value) || value <= values[low])
            {
                return isnan(value) ? value : ranks[low];
            }
            if (value >= values[high])
            {
                return ranks[high];
            }
            while (high - low > 1)
            {
                const int middle = (low + high) / 2;
                if (values[middle] <= value) low = middle; else high = middle;
            }
            const double part = (value - values[low]) / (values[high] - values[low]);
            const double found = ranks[low] + fma(part, ranks[high] - ranks[low], 0.0);
            return found < ranks[high] ? found : ranks[high];
        }
        """;

    public const string Exp = """
        /* e^x with the same bits everywhere, which exp does not promise: x = k ln 2 + r, and the series of e^r. */
        static double exponential(double x)
        {
            if (!(x < 710))
            {
                return isnan(x) ? x : HUGE_VAL;
            }
            if (x < -746)
            {
                return 0.0;
            }
            const double k = nearbyint(x * 1.4426950408889634);
            const double high = fma(-k, 6.93147180369123816490e-01, x);
            const double rest = fma(-k, 1.90821492927058770002e-10, 0.0);
            const double r = high + rest;
            const double low = rest - (r - high);
            double series = 1.0 / 6227020800.0;
            series = fma(series, r, 1.0 / 479001600.0);
            series = fma(series, r, 1.0 / 39916800.0);
            series = fma(series, r, 1.0 / 3628800.0);
            series = fma(series, r, 1.0 / 362880.0);
            series = fma(series, r, 1.0 / 40320.0);
            series = fma(series, r, 1.0 / 5040.0);
            series = fma(series, r, 1.0 / 720.0);
            series = fma(series, r, 1.0 / 120.0);
            series = fma(series, r, 1.0 / 24.0);
            series = fma(series, r, 1.0 / 6.0);
            series = fma(series, r, 0.5);
            const double sum = 1.0 + r;
            const double error = r - (sum - 1.0);
            return ldexp(sum + (error + fma(series, r * r, low * sum)), (int)k);
        }
        """;

    public const string Network = """
        /* Layer after layer: every neuron is a sum over those below in their order, and the last layer has no activation. */
        static void network(
            const double *inputs, const int *widths, int depth, const double *weights, double positive, double negative, int power, double *outputs)
        {
            double even[WIDEST], odd[WIDEST];
            const double *source = inputs;
            for (int layer = 1; layer <= depth; layer++)
            {
                double *target = layer == depth ? outputs : layer % 2 == 0 ? even : odd;
                for (int row = 0; row < widths[layer]; row++)
                {
                    double sum = 0.0;
                    for (int column = 0; column < widths[layer - 1]; column++)
                    {
                        sum = fma(*weights++, source[column], sum);
                    }
                    if (layer < depth)
                    {
                        double slope = sum > 0 ? positive : negative;
                        for (int n = 1; n < power; n++)
                        {
                            slope *= sum;
                        }
                        sum *= slope;
                    }
                    target[row] = sum;
                }
                source = target;
            }
        }
        """;
}

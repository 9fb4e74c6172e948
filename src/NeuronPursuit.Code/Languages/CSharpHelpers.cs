namespace NeuronPursuit;

/// <summary>Methods that a class in C# has where its model needs them.</summary>
internal static class CSharpHelpers
{
    public const string Limit = """
        private static double Limit(double value, double limit) => value < -limit ? -limit : value > limit ? limit : value;
        """;

    public const string Rank = """
        // The share of smaller values in the training data: linear between knots, constant outside.
        private static double Rank(double value, ReadOnlySpan<double> values, ReadOnlySpan<double> ranks)
        {
            int low = 0, high = values.Length - 1;
            if (double.IsNaN(value) || value <= values[low])
            {
                return double.IsNaN(value) ? value : ranks[low];
            }

            if (value >= values[high])
            {
                return ranks[high];
            }

            while (high - low > 1)
            {
                int middle = (low + high) / 2;
                (low, high) = values[middle] <= value ? (middle, high) : (low, middle);
            }

            double part = (value - values[low]) / (values[high] - values[low]);
            return Min(ranks[low] + part * (ranks[high] - ranks[low]), ranks[high]);
        }
        """;

    /// <summary>As the core's: its bits are the same on every processor and system, which those of Math.Exp are not.</summary>
    public const string Exp = """
        // e^x with the same bits everywhere, which Math.Exp does not promise: x = k ln 2 + r, and the series of e^r.
        private static double Exp(double x)
        {
            if (!(x < 710))
            {
                return double.IsNaN(x) ? x : double.PositiveInfinity;
            }

            if (x < -746)
            {
                return 0;
            }

            double k = Round(x * 1.4426950408889634);
            double high = FusedMultiplyAdd(-k, 6.93147180369123816490e-01, x);
            double low = FusedMultiplyAdd(-k, 1.90821492927058770002e-10, 0.0);
            double r = high + low;
            low -= r - high;
            double series = 1.0 / 6227020800;
            series = FusedMultiplyAdd(series, r, 1.0 / 479001600);
            series = FusedMultiplyAdd(series, r, 1.0 / 39916800);
            series = FusedMultiplyAdd(series, r, 1.0 / 3628800);
            series = FusedMultiplyAdd(series, r, 1.0 / 362880);
            series = FusedMultiplyAdd(series, r, 1.0 / 40320);
            series = FusedMultiplyAdd(series, r, 1.0 / 5040);
            series = FusedMultiplyAdd(series, r, 1.0 / 720);
            series = FusedMultiplyAdd(series, r, 1.0 / 120);
            series = FusedMultiplyAdd(series, r, 1.0 / 24);
            series = FusedMultiplyAdd(series, r, 1.0 / 6);
            series = FusedMultiplyAdd(series, r, 0.5);
            double sum = 1 + r;
            double error = r - (sum - 1);
            double value = sum + (error + FusedMultiplyAdd(series, r * r, low * sum));
            return ScaleB(value, (int)k);
        }
        """;

    public const string Network = """
        // Layer after layer: every neuron is a sum over those below in their order, and the last layer has no activation.
        private static void Network(
            ReadOnlySpan<double> inputs, ReadOnlySpan<int> widths, ReadOnlySpan<double> weights, double positive, double negative, int power, Span<double> outputs)
        {
            Span<double> even = stackalloc double[WIDEST];
            Span<double> odd = stackalloc double[WIDEST];
            scoped ReadOnlySpan<double> source = inputs;
            for (int layer = 1; layer < widths.Length; layer++)
            {
                Span<double> target = layer == widths.Length - 1 ? outputs : layer % 2 == 0 ? even : odd;
                for (int row = 0; row < widths[layer]; row++)
                {
                    ReadOnlySpan<double> own = weights[..source.Length];
                    double sum = 0;
                    for (int column = 0; column < own.Length; column++)
                    {
                        sum = FusedMultiplyAdd(own[column], source[column], sum);
                    }

                    if (layer < widths.Length - 1)
                    {
                        double slope = sum > 0 ? positive : negative;
                        for (int n = 1; n < power; n++)
                        {
                            slope *= sum;
                        }

                        sum *= slope;
                    }

                    target[row] = sum;
                    weights = weights[source.Length..];
                }

                source = target[..widths[layer]];
            }
        }
        """;
}

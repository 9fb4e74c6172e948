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

    public const string Weekday = """
        // The first day of the calendar was a Monday, which is 0.
        private static int Weekday(double days) => (int)((long)Floor(days) % 7);
        """;

    public const string Circle = """
        // Sine and cosine of turns with the same bits everywhere, which those of Math do not promise: their series, on an eighth of a turn.
        private static double Sine(double turns) => OnCircle(turns, 0);

        private static double Cosine(double turns) => OnCircle(turns, 1);

        private static double OnCircle(double turns, int ahead)
        {
            if (double.IsNaN(turns))
            {
                return turns;
            }

            double part = turns - Floor(turns);
            int quarter = (int)Floor(4 * part + 0.5);
            double angle = (part - quarter / 4.0) * (2 * PI);
            double square = angle * angle;
            double sine = -1 / 1307674368000.0;
            sine = sine * square + 1 / 6227020800.0;
            sine = sine * square + -1 / 39916800.0;
            sine = sine * square + 1 / 362880.0;
            sine = sine * square + -1 / 5040.0;
            sine = sine * square + 1 / 120.0;
            sine = sine * square + -1 / 6.0;
            sine = angle * (sine * square + 1);
            double cosine = 1 / 20922789888000.0;
            cosine = cosine * square + -1 / 87178291200.0;
            cosine = cosine * square + 1 / 479001600.0;
            cosine = cosine * square + -1 / 3628800.0;
            cosine = cosine * square + 1 / 40320.0;
            cosine = cosine * square + -1 / 720.0;
            cosine = cosine * square + 1 / 24.0;
            cosine = cosine * square + -1 / 2.0;
            cosine = cosine * square + 1;
            return ((quarter + ahead) % 4) switch
            {
                0 => sine,
                1 => cosine,
                2 => -sine,
                _ => -cosine,
            };
        }
        """;
}

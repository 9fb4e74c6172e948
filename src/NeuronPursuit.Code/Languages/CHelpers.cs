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

    public const string Same = """
        static int is_same(const char *left, const char *right)
        {
            if (!left)
            {
                return 0;
            }
            while (*left && *left == *right)
            {
                left++;
                right++;
            }
            return *left == *right;
        }
        """;

    public const string Blank = """
        static int is_blank(const char *text)
        {
            while (text && (*text == ' ' || (*text >= '\t' && *text <= '\r')))
            {
                text++;
            }
            return !text || !*text;
        }
        """;

    public const string Choose = """
        static double choose(const char *text, const char *const *texts, const double *numbers, int count, double otherwise)
        {
            for (int k = 0; k < count; k++)
            {
                if (is_same(text, texts[k])) return numbers[k];
            }
            return otherwise;
        }
        """;

    public const string Days = """
        /* A date as the days since the beginning of the year 1. */
        double NAME_days(int year, int month, int day, int hour, int minute, double second)
        {
            static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
            const int past = year - 1;
            const int is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
            const long long days = past * 365LL + past / 4 - past / 100 + past / 400 + before[month - 1] + (is_leap && month > 2) + day - 1;
            const long long ticks = ((days * 24 + hour) * 60 + minute) * 600000000LL + (long long)nearbyint(second * 1e7);
            return (double)ticks / 864000000000.0;
        }
        """;

    public const string Weekday = """
        /* The first day of the calendar was a Monday, which is 0. */
        static int weekday(double days)
        {
            return (int)((long long)floor(days) % 7);
        }
        """;

    public const string Circle = """
        /* Sine and cosine of turns with the same bits everywhere, which sin and cos do not promise: their series, on an eighth of a turn. */
        static double on_circle(double turns, int ahead)
        {
            if (isnan(turns))
            {
                return turns;
            }
            const double part = turns - floor(turns);
            const int quarter = (int)floor(fma(4.0, part, 0.5));
            const double angle = (part - quarter / 4.0) * 6.283185307179586;
            const double square = fma(angle, angle, 0.0);
            double sine = -1 / 1307674368000.0;
            sine = fma(sine, square, 0.0) + 1 / 6227020800.0;
            sine = fma(sine, square, 0.0) - 1 / 39916800.0;
            sine = fma(sine, square, 0.0) + 1 / 362880.0;
            sine = fma(sine, square, 0.0) - 1 / 5040.0;
            sine = fma(sine, square, 0.0) + 1 / 120.0;
            sine = fma(sine, square, 0.0) - 1 / 6.0;
            sine = angle * (fma(sine, square, 0.0) + 1);
            double cosine = 1 / 20922789888000.0;
            cosine = fma(cosine, square, 0.0) - 1 / 87178291200.0;
            cosine = fma(cosine, square, 0.0) + 1 / 479001600.0;
            cosine = fma(cosine, square, 0.0) - 1 / 3628800.0;
            cosine = fma(cosine, square, 0.0) + 1 / 40320.0;
            cosine = fma(cosine, square, 0.0) - 1 / 720.0;
            cosine = fma(cosine, square, 0.0) + 1 / 24.0;
            cosine = fma(cosine, square, 0.0) - 1 / 2.0;
            cosine = fma(cosine, square, 0.0) + 1;
            switch ((quarter + ahead) % 4)
            {
                case 0: return sine;
                case 1: return cosine;
                case 2: return -sine;
                default: return -cosine;
            }
        }
        """;
}

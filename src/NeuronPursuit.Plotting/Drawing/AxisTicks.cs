using System.Globalization;

namespace NeuronPursuit;

/// <summary>Where an axis has its marks and what they say; on a logarithmic one positions are powers of ten.</summary>
/// <param name="Major">Positions with their labels, ascending.</param>
/// <param name="Minor">Positions of the short marks.</param>
internal sealed record AxisTicks(IReadOnlyList<(double Position, string Label)> Major, IReadOnlyList<double> Minor)
{
    private static readonly double[][] Mantissas = [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 4, 5, 7]];

    /// <summary>Round numbers, as many as there is room for.</summary>
    /// <param name="low">Where the axis begins.</param>
    /// <param name="high">Where it ends, above <paramref name="low"/>.</param>
    /// <param name="most">Labels at most, at least 2.</param>
    public static AxisTicks Linear(double low, double high, int most)
    {
        double raw = (high - low) / most;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * new[] { 1.0, 2, 5, 10 }.First(factor => factor * power >= raw * (1 - 1e-9));
        var major = new List<(double, string)>();
        double first = Math.Ceiling((low / step) - 1e-9);

        // Counted, because far from zero one step more may round to the same number.
        for (int k = 0; k <= most && (first + k) * step <= high + (1e-9 * step); k++)
        {
            major.Add(((first + k) * step, Number((first + k) * step, step)));
        }

        return new AxisTicks(major, []);
    }

    /// <summary>Whole numbers, as many as there is room for, the first one too, unless the next label is close.</summary>
    public static AxisTicks Whole(int low, int high, int most)
    {
        int step = 1;
        for (int factor = 0; ((high - low) / step) + 1 > most; factor++)
        {
            step = new[] { 2, 5, 10 }[factor % 3] * (int)Math.Pow(10, factor / 3);
        }

        IEnumerable<int> at = Enumerable.Range(low, high - low + 1)
            .Where(number => number % step == 0 || (number == low && step - (low % step) >= step / 2));
        return new AxisTicks([.. at.Select(number => ((double)number, number.ToString(CultureInfo.InvariantCulture)))], []);
    }

    /// <summary>Powers of ten, or also numbers between them where the axis is short.</summary>
    /// <param name="low">The decimal logarithm where the axis begins.</param>
    /// <param name="high">Where it ends, above <paramref name="low"/>.</param>
    /// <param name="most">Labels at most, at least 3.</param>
    public static AxisTicks Logarithmic(double low, double high, int most)
    {
        double[] minor = high - low > 8
            ? []
            : [.. Between(low, high, [2, 3, 4, 5, 6, 7, 8, 9]).Select(Math.Log10)];
        foreach (double[] mantissas in Mantissas)
        {
            double[] values = [.. Between(low, high, mantissas)];
            if (values.Length < 3)
            {
                continue;
            }

            int every = (values.Length + most - 1) / most;
            int decades = (int)Math.Floor(Math.Log10(values[^1]) + 1e-9) - (int)Math.Floor(Math.Log10(values[0]) + 1e-9);
            return new AxisTicks(
                [.. values.Where((_, index) => (values.Length - 1 - index) % every == 0).Select(value =>
                    (Math.Log10(value), mantissas.Length == 1 && decades > 2 ? Power(value) : Value(value)))],
                minor);
        }

        AxisTicks linear = Linear(Math.Pow(10, low), Math.Pow(10, high), Math.Min(most, 4));
        return new AxisTicks([.. linear.Major.Where(tick => tick.Position > 0).Select(tick => (Math.Log10(tick.Position), tick.Label))], []);
    }

    /// <summary>A number as short as its neighbours at a distance of <paramref name="step"/> allow.</summary>
    private static string Number(double value, double step)
    {
        double size = Math.Max(Math.Abs(value), step);
        if (value != 0 && size is >= 1e6 or < 1e-4)
        {
            return Signed(value.ToString($"0.{new string('#', Magnitude(size) - Magnitude(step))}e0", CultureInfo.InvariantCulture));
        }

        return Signed((value + 0.0).ToString($"F{Math.Max(0, -Magnitude(step))}", CultureInfo.InvariantCulture));

        static int Magnitude(double positive) => (int)Math.Floor(Math.Log10(positive) + 1e-9);
    }

    private static IEnumerable<double> Between(double low, double high, double[] mantissas)
    {
        for (int power = (int)Math.Floor(low); power <= high; power++)
        {
            foreach (double mantissa in mantissas)
            {
                double value = mantissa * Math.Pow(10, power);
                if (Math.Log10(value) >= low - 1e-9 && Math.Log10(value) <= high + 1e-9)
                {
                    yield return value;
                }
            }
        }
    }

    private static string Value(double value) => value is >= 1e-3 and < 1e5
        ? value.ToString("0.######", CultureInfo.InvariantCulture)
        : Signed(value.ToString("0.##e0", CultureInfo.InvariantCulture));

    private static string Signed(string number) => number.Replace('-', '\u2212');

    private static string Power(double value)
    {
        const string Digits = "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079";
        int power = (int)Math.Round(Math.Log10(value));
        string raised = string.Concat(Math.Abs(power).ToString(CultureInfo.InvariantCulture).Select(digit => Digits[digit - '0']));
        return power switch
        {
            0 => "1",
            < 0 => $"10\u207B{raised}",
            _ => $"10{raised}",
        };
    }
}

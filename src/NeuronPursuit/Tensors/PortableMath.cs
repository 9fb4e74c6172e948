namespace NeuronPursuit;

/// <summary>
/// Exponentials and logarithms with the same bits everywhere. Those of <see cref="Math"/> come from the C library, and change
/// with it, with the processor and with the operating system. Largest error 1 unit of the last place (Pow: of results that
/// are normal numbers); only sums, products, quotients and fused multiply-adds are used, in a fixed order.
/// </summary>
internal static class PortableMath
{
    // ln 2 in two parts; the first has so few digits that its product with an exponent is exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Log2E = 1.4426950408889634;
    private const double Log2ELow = 2.0355273740931033e-17;
    private const double ThirdLow = 1.850371707708594e-17;

    /// <summary>e^x: 0 below the smallest subnormal number, infinity above the largest.</summary>
    public static double Exp(double x) => Exp(x, 0);

    /// <summary>The natural logarithm: minus infinity of 0, NaN of what is negative.</summary>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return OfNone(x);
        }

        (double high, double low) = LogParts(x, out int exponent);
        (double sum, double rest) = Sum(exponent * Ln2High, high);
        return sum + (rest + (low + exponent * Ln2Low));
    }

    /// <summary>The logarithm to the base 2, exact for powers of 2.</summary>
    public static double Log2(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return OfNone(x);
        }

        (double high, double low) = LogParts(x, out int exponent);
        (double product, double error) = Product(high, Log2E);
        (double sum, double rest) = Sum(exponent, product);
        return sum + (rest + (error + (high * Log2ELow + low * Log2E)));
    }

    /// <summary>x^y of an x that is not negative.</summary>
    public static double Pow(double x, double y)
    {
        if (y == 1)
        {
            return x;
        }

        if (y == 0 || !(x > 0) || double.IsInfinity(x) || !double.IsFinite(y))
        {
            return Math.Pow(x, y); // 0, 1, infinity and NaN are the same everywhere
        }

        (double high, double low) = LogParts(x, out int exponent);
        (double sum, double rest) = Sum(exponent * Ln2High, high);
        (sum, rest) = Sum(sum, rest + (low + exponent * Ln2Low));
        (double product, double error) = Product(sum, y);
        return Exp(product, Math.FusedMultiplyAdd(rest, y, error));
    }

    /// <summary>e^(x + rest) for a rest that is small beside x.</summary>
    private static double Exp(double x, double rest)
    {
        if (!(x < 710))
        {
            return double.IsNaN(x) ? x : double.PositiveInfinity;
        }

        if (x < -746)
        {
            return 0;
        }

        // x = k ln 2 + r with |r| <= ln(2) / 2, and the series of e^r to the 13th power.
        double k = Math.Round(x * Log2E);
        double high = Math.FusedMultiplyAdd(-k, Ln2High, x);
        double low = Math.FusedMultiplyAdd(-k, Ln2Low, rest);
        (double r, low) = Sum(high, low);
        double series = 1.0 / 6227020800;
        series = Math.FusedMultiplyAdd(series, r, 1.0 / 479001600);
        series = Math.FusedMultiplyAdd(series, r, 1.0 / 39916800);
        series = Math.FusedMultiplyAdd(series, r, 1.0 / 3628800);
        series = Math.FusedMultiplyAdd(series, r, 1.0 / 362880);
        series = Math.FusedMultiplyAdd(series, r, 1.0 / 40320);
        series = Math.FusedMultiplyAdd(series, r, 1.0 / 5040);
        series = Math.FusedMultiplyAdd(series, r, 1.0 / 720);
        series = Math.FusedMultiplyAdd(series, r, 1.0 / 120);
        series = Math.FusedMultiplyAdd(series, r, 1.0 / 24);
        series = Math.FusedMultiplyAdd(series, r, 1.0 / 6);
        series = Math.FusedMultiplyAdd(series, r, 0.5);
        (double sum, double error) = Sum(1, r);
        double value = sum + (error + Math.FusedMultiplyAdd(series, r * r, low * sum));
        return Math.ScaleB(value, (int)k);
    }

    /// <summary>The logarithm of x over a power of 2, between the roots of 1/2 and 2, in two parts.</summary>
    /// <remarks>With s = f / (2 + f), log(1 + f) = 2 (s + s^3 / 3 + s^5 / 5 + ...), and s is below .172.</remarks>
    private static (double High, double Low) LogParts(double x, out int exponent)
    {
        exponent = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        double f = mantissa - 1;
        double divisor = 2 + f;
        double s = f / divisor;
        double sLow = (Math.FusedMultiplyAdd(-s, divisor, f) - s * (f - (divisor - 2))) / divisor;
        (double square, double squareLow) = Product(s, s);
        squareLow = Math.FusedMultiplyAdd(2 * s, sLow, squareLow);

        double series = 1.0 / 23;
        series = Math.FusedMultiplyAdd(series, square, 1.0 / 21);
        series = Math.FusedMultiplyAdd(series, square, 1.0 / 19);
        series = Math.FusedMultiplyAdd(series, square, 1.0 / 17);
        series = Math.FusedMultiplyAdd(series, square, 1.0 / 15);
        series = Math.FusedMultiplyAdd(series, square, 1.0 / 13);
        series = Math.FusedMultiplyAdd(series, square, 1.0 / 11);
        series = Math.FusedMultiplyAdd(series, square, 1.0 / 9);
        series = Math.FusedMultiplyAdd(series, square, 1.0 / 7);
        series = Math.FusedMultiplyAdd(series, square, 1.0 / 5);

        // s (1 + s^2 (1/3 + s^2 series)), in two parts from the third on.
        (double factor, double factorLow) = Sum(1.0 / 3, square * series);
        factorLow += ThirdLow;
        (double part, double partLow) = Product(square, factor);
        partLow += square * factorLow + squareLow * factor;
        (double tail, double tailLow) = Product(s, part);
        tailLow += s * partLow + sLow * part;
        (double high, double low) = Sum(s, tail);
        return (2 * high, 2 * (low + (tailLow + sLow)));
    }

    /// <summary>A sum and what it was rounded by; the first number is the larger one, or zero.</summary>
    private static (double Sum, double Error) Sum(double large, double small)
    {
        double sum = large + small;
        return (sum, small - (sum - large));
    }

    private static (double Product, double Error) Product(double a, double b)
    {
        double product = a * b;
        return (product, Math.FusedMultiplyAdd(a, b, -product));
    }

    private static double OfNone(double x) => x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
}

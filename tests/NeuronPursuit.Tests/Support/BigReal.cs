using System.Numerics;

namespace NeuronPursuit.Tests;

/// <summary>Exponentials and logarithms of doubles with 256 bits behind the point: what one of 53 bits is measured against.</summary>
internal static class BigReal
{
    private const int Bits = 256;
    private static readonly BigInteger One = BigInteger.One << Bits;
    private static readonly BigInteger Ln2 = Atanh(One, 3 * One);

    /// <summary>By how many units of the last place a value misses e^x.</summary>
    public static double ErrorOfExp(double value, double x) => ErrorOfExp(value, Of(x));

    /// <summary>By how many units of the last place a value misses ln x.</summary>
    public static double ErrorOfLog(double value, double x) => Error(value, Log(x), 0, Math.BitIncrement);

    /// <summary>By how many units of the last place a value misses the logarithm to the base 2.</summary>
    public static double ErrorOfLog2(double value, double x) => Error(value, (Log(x) << Bits) / Ln2, 0, Math.BitIncrement);

    /// <summary>By how many units of the last place a value misses x^y.</summary>
    public static double ErrorOfPow(double value, double x, double y) => ErrorOfExp(value, (Log(x) * Of(y)) >> Bits);

    /// <summary>By how many units of a float's last place a value misses e^x.</summary>
    public static double ErrorOfExp(float value, float x)
    {
        (BigInteger mantissa, int exponent) = Exp(Of(x));
        return Error(value, mantissa, exponent, next => MathF.BitIncrement((float)next));
    }

    /// <summary>By how many units of a float's last place a value misses ln x.</summary>
    public static double ErrorOfLog(float value, float x) => Error(value, Log(x), 0, next => MathF.BitIncrement((float)next));

    private static double ErrorOfExp(double value, BigInteger x)
    {
        (BigInteger mantissa, int exponent) = Exp(x);
        return Error(value, mantissa, exponent, Math.BitIncrement);
    }

    /// <summary>The distance from mantissa times 2^exponent over the distance from the value to the next one.</summary>
    private static double Error(double value, BigInteger mantissa, int exponent, Func<double, double> next)
    {
        if (value == 0 && mantissa.IsZero)
        {
            return 0;
        }

        double size = Math.Abs(value);
        BigInteger unit = Scaled(next(size) - size, -exponent);
        BigInteger difference = BigInteger.Abs(Scaled(value, -exponent) - mantissa);
        return (double)((difference << 20) / unit) / (1 << 20);
    }

    private static (BigInteger Mantissa, int Exponent) Exp(BigInteger x)
    {
        BigInteger k = (x + (Ln2 >> 1)) / Ln2;
        BigInteger r = (x - k * Ln2) >> 8;
        BigInteger term = One;
        BigInteger sum = One;
        for (int n = 1; n < 60; n++)
        {
            term = ((term * r) >> Bits) / n;
            sum += term;
        }

        for (int i = 0; i < 8; i++)
        {
            sum = (sum * sum) >> Bits;
        }

        return (sum, (int)k);
    }

    private static BigInteger Log(double x)
    {
        int exponent = Math.ILogB(x);
        BigInteger mantissa = Scaled(x, -exponent);
        return exponent * Ln2 + Atanh(mantissa - One, mantissa + One);
    }

    /// <summary>Twice the inverse hyperbolic tangent of a quotient, at most 1/3.</summary>
    private static BigInteger Atanh(BigInteger above, BigInteger below)
    {
        BigInteger s = (above << Bits) / below;
        BigInteger square = (s * s) >> Bits;
        BigInteger power = s;
        BigInteger sum = BigInteger.Zero;
        for (int n = 1; !power.IsZero && n < 400; n += 2)
        {
            sum += power / n;
            power = (power * square) >> Bits;
        }

        return sum << 1;
    }

    private static BigInteger Of(double x) => Scaled(x, 0);

    /// <summary>x times 2^shift.</summary>
    private static BigInteger Scaled(double x, int shift)
    {
        if (x == 0)
        {
            return BigInteger.Zero;
        }

        int exponent = Math.Max(Math.ILogB(x), -1022) - 52;
        var mantissa = new BigInteger(Math.ScaleB(Math.ScaleB(x, -exponent / 2), -exponent + exponent / 2));
        int places = Bits + exponent + shift;
        return places >= 0 ? mantissa << places : mantissa >> -places;
    }
}

namespace NeuronPursuit.Tests;

public class PortableMathTests
{
    private const int Draws = 4000;

    public static TheoryData<double, double> ExpRanges => new()
    {
        { -1e-300, 1e-300 }, { -1e-9, 1e-9 }, { -0.4, 0.4 }, { -2, 2 }, { -40, 40 }, { -708, 709.7 }, { -745.1, -708 },
    };

    // Powers of 2.
    public static TheoryData<double, double> LogRanges => new()
    {
        { -1074, -1022 }, { -1022, 1023.99 }, { -3, 3 }, { -0.6, 0.6 }, { -1e-3, 1e-3 }, { -1e-9, 1e-9 }, { 0.49, 0.51 }, { -0.51, -0.49 },
    };

    [Theory]
    [MemberData(nameof(ExpRanges))]
    public void Exp_AnyNumber_IsWithinAUnitOfTheLastPlace(double low, double high)
    {
        foreach (double x in Uniform(low, high))
        {
            BigReal.ErrorOfExp(PortableMath.Exp(x), x).Should().BeLessThanOrEqualTo(1, "of e^{0:r}", x);
        }
    }

    [Theory]
    [MemberData(nameof(LogRanges))]
    public void Log_AnyNumber_IsWithinAUnitOfTheLastPlace(double low, double high)
    {
        foreach (double power in Uniform(low, high))
        {
            double x = Math.Pow(2, power);
            BigReal.ErrorOfLog(PortableMath.Log(x), x).Should().BeLessThanOrEqualTo(1, "of ln {0:r}", x);
            BigReal.ErrorOfLog2(PortableMath.Log2(x), x).Should().BeLessThanOrEqualTo(1, "of log2 {0:r}", x);
        }
    }

    [Theory]
    [InlineData(-1000, 1000, 1)]
    [InlineData(-100, 100, 10)]
    [InlineData(-1, 1, 700)]
    [InlineData(-1e-6, 1e-6, 1e6)]
    public void Pow_AnyNumbers_IsWithinAUnitOfTheLastPlace(double low, double high, double exponents)
    {
        double[] other = [.. Uniform(-exponents, exponents)];
        int place = 0;
        foreach (double power in Uniform(low, high))
        {
            double x = Math.Pow(2, power);
            double y = other[place++];
            if (Math.Abs(power * y) < 1021)
            {
                BigReal.ErrorOfPow(PortableMath.Pow(x, y), x, y).Should().BeLessThanOrEqualTo(1, "of {0:r}^{1:r}", x, y);
            }
        }
    }

    [Fact]
    public void Pow_WholeNumbers_IsExactWhereItCanBe()
    {
        for (int x = 1; x <= 30; x++)
        {
            double product = 1;
            for (int y = 0; product < 1L << 53; y++, product *= x)
            {
                PortableMath.Pow(x, y).Should().Be(product, "of {0}^{1}", x, y);
                if (x == 1 && y > 60)
                {
                    break;
                }
            }
        }
    }

    [Fact]
    public void Log2_PowersOfTwo_IsExact()
    {
        for (int power = -1074; power <= 1023; power++)
        {
            PortableMath.Log2(Math.ScaleB(1, power)).Should().Be(power);
            PortableMath.Pow(2, power).Should().Be(Math.ScaleB(1, power));
        }
    }

    [Fact]
    public void Functions_AtTheirEnds_AreThoseOfMath()
    {
        foreach (double x in new[] { 0.0, -0.0, 1, double.PositiveInfinity, double.NaN, 1000, double.Epsilon })
        {
            PortableMath.Exp(x).Should().Be(Math.Exp(x));
            PortableMath.Exp(-x).Should().Be(Math.Exp(-x));
            foreach (double y in new[] { 0, 1, -1, 0.5, -2, double.NaN, double.PositiveInfinity })
            {
                if (!double.IsFinite(x) || x is 0 or 1)
                {
                    PortableMath.Pow(x, y).Should().Be(Math.Pow(x, y), "of {0}^{1}", x, y);
                }
            }
        }

        PortableMath.Exp(709.782712893384).Should().BeLessThan(double.PositiveInfinity);
        PortableMath.Exp(709.7827128933841).Should().Be(double.PositiveInfinity);
        PortableMath.Exp(-745.2).Should().Be(0);
        PortableMath.Pow(10, 400).Should().Be(double.PositiveInfinity);
        PortableMath.Pow(10, -400).Should().Be(0);
        foreach (double x in new[] { 0.0, -0.0, -1, double.NegativeInfinity, double.NaN, 1, double.PositiveInfinity })
        {
            PortableMath.Log(x).Should().Be(Math.Log(x), "of {0}", x);
            PortableMath.Log2(x).Should().Be(Math.Log2(x), "of {0}", x);
        }
    }

    private static IEnumerable<double> Uniform(double low, double high)
    {
        var random = new RandomStream(17);
        return [low, high, .. Enumerable.Range(0, Draws).Select(_ => low + (high - low) * random.NextDouble())];
    }
}

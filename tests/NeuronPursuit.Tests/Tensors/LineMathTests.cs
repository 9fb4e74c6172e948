namespace NeuronPursuit.Tests;

public class LineMathTests
{
    private const int Draws = 8000;

    [Theory]
    [InlineData(-700, 0)]
    [InlineData(-40, 0)]
    [InlineData(-1, 0)]
    [InlineData(-1e-6, 0)]
    public void Exp_Doubles_IsWithinAUnitOfTheLastPlace(double low, double high)
    {
        double[] x = Uniform(low, high);
        double[] values = [.. x];

        LineMath.Exp<double>(values);

        for (int i = 0; i < x.Length; i++)
        {
            BigReal.ErrorOfExp(values[i], x[i]).Should().BeLessThanOrEqualTo(1, "of e^{0:r}", x[i]);
        }
    }

    [Theory]
    [InlineData(-87, 0)]
    [InlineData(-10, 0)]
    [InlineData(-1, 0)]
    [InlineData(-1e-6, 0)]
    public void Exp_Floats_IsWithinAUnitOfTheLastPlace(double low, double high)
    {
        float[] x = Array.ConvertAll(Uniform(low, high), value => (float)value);
        float[] values = [.. x];

        LineMath.Exp<float>(values);

        for (int i = 0; i < x.Length; i++)
        {
            BigReal.ErrorOfExp(values[i], x[i]).Should().BeLessThanOrEqualTo(1, "of e^{0:r}", x[i]);
        }
    }

    [Theory]
    [InlineData(0, 1023.9)]
    [InlineData(0, 20)]
    [InlineData(0, 1)]
    [InlineData(0, 1e-6)]
    public void LogFromOne_Doubles_IsWithinAUnitOfTheLastPlace(double low, double high)
    {
        double[] x = Array.ConvertAll(Uniform(low, high), power => Math.Pow(2, power));
        double[] values = new double[x.Length];

        LineMath.LogFromOne<double>(x, values);

        for (int i = 0; i < x.Length; i++)
        {
            BigReal.ErrorOfLog(values[i], x[i]).Should().BeLessThanOrEqualTo(1, "of ln {0:r}", x[i]);
        }
    }

    [Theory]
    [InlineData(0, 127.9)]
    [InlineData(0, 20)]
    [InlineData(0, 1)]
    [InlineData(0, 1e-4)]
    public void LogFromOne_Floats_IsWithinAUnitOfTheLastPlace(double low, double high)
    {
        float[] x = Array.ConvertAll(Uniform(low, high), power => (float)Math.Pow(2, power));
        float[] values = new float[x.Length];

        LineMath.LogFromOne<float>(x, values);

        for (int i = 0; i < x.Length; i++)
        {
            BigReal.ErrorOfLog(values[i], x[i]).Should().BeLessThanOrEqualTo(1, "of ln {0:r}", x[i]);
        }
    }

    [Fact]
    public void Functions_BesideNumbersThatAreNone_KeepTheirBits()
    {
        double[] exponents = [-1.25, -3.5, double.NaN, -1e300, double.NegativeInfinity, 0, -0.0, -1.25];
        double[] numbers = [1.25, 3.5, double.NaN, double.PositiveInfinity, double.MaxValue, 1, 2, 1.25];
        double[] exponentials = [.. exponents];
        double[] logarithms = new double[numbers.Length];

        LineMath.Exp<double>(exponentials);
        LineMath.LogFromOne<double>(numbers, logarithms);

        exponentials.Should().Equal(
            PortableMath.Exp(-1.25), PortableMath.Exp(-3.5), double.NaN, PortableMath.Exp(-700), PortableMath.Exp(-700), 1, 1, PortableMath.Exp(-1.25));
        logarithms.Should().Equal(
            PortableMath.Log(1.25), PortableMath.Log(3.5), double.NaN, double.PositiveInfinity, Math.Log(double.MaxValue), 0, PortableMath.Log(2), PortableMath.Log(1.25));
    }

    private static double[] Uniform(double low, double high)
    {
        var random = new RandomStream(23);
        return [low, high, .. Enumerable.Range(0, Draws - 2).Select(_ => low + (high - low) * random.NextDouble())];
    }
}

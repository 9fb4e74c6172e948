using CsCheck;

namespace NeuronPursuit.Tests;

public class SphereMathTests
{
    [Theory]
    [InlineData(1e300)]
    [InlineData(1)]
    [InlineData(1e-300)]
    [InlineData(double.Epsilon)]
    public void Rescale_AnyMagnitude_KeepsTheDirection(double magnitude)
    {
        double[] vector = [3 * magnitude, 0, -4 * magnitude];

        SphereMath.Rescale(vector, 2);

        vector.ShouldAgreeWith([1.2, 0, -1.6], 1e-15);
    }

    [Fact]
    public void Rescale_LargestDouble_KeepsTheDirection()
    {
        double[] vector = [double.MaxValue, -double.MaxValue];

        SphereMath.Rescale(vector, 1);

        vector.ShouldAgreeWith([Math.Sqrt(0.5), -Math.Sqrt(0.5)], 1e-15);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1, double.NegativeInfinity)]
    public void Rescale_NoDirection_GivesTheFirstAxis(double first, double second)
    {
        double[] vector = [first, second, 0];

        SphereMath.Rescale(vector, 0.5);

        vector.Should().Equal(0.5, 0, 0);
    }

    [Fact]
    public void Rescale_AnyVector_HasTheNormAndTheDirection()
    {
        Gen.Double[-1e150, 1e150].Array[1, 40].Where(vector => vector.Any(entry => entry != 0)).Sample(
            vector =>
            {
                double[] scaled = [.. vector];
                SphereMath.Rescale(scaled, 0.7);
                double largest = vector.Max(Math.Abs);
                double ratio = scaled.Max(Math.Abs) / largest;
                new ReadOnlySpan<double>(scaled).Norm().Should().BeApproximately(0.7, 1e-14);
                scaled.ShouldAgreeWith([.. vector.Select(entry => entry * ratio)], 1e-14);
            },
            iter: 200);
    }
}

namespace NeuronPursuit.Tests.Preprocessing;

/// <summary>The distribution function that a skewed column is seen through.</summary>
public class RankCurveTests
{
    [Fact]
    public void RankOf_TrainingValues_IsTheShareBelowPlusHalfOfTheEqual()
    {
        RankCurve curve = RankCurve.Of([1, 2, 2, 2, 5, 9, 9, 10], 2)!;

        new double[] { 1, 2, 5, 9, 10 }.Select(curve.RankOf).Should().Equal(0.5 / 8, 2.5 / 8, 4.5 / 8, 6.0 / 8, 7.5 / 8);
    }

    [Fact]
    public void RankOf_BetweenAndOutside_IsInterpolatedAndConstant()
    {
        RankCurve curve = RankCurve.Of([0, 10, 20, 30], 2)!;

        curve.RankOf(15).Should().BeApproximately(0.5, 1e-15);
        curve.RankOf(-1e300).Should().Be(0.125);
        curve.RankOf(double.PositiveInfinity).Should().Be(0.875);
        curve.RankOf(double.NaN).Should().Be(double.NaN);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Of_FewDistinctValues_IsNoCurve(int distinct, bool none) =>
        (RankCurve.Of([1, 1, 2, 3, 3, 4], distinct) is null).Should().Be(none);

    [Theory]
    [InlineData(1)]
    [InlineData(1e-310)]
    [InlineData(1e150)]
    public void RankOf_AnyTwoValues_KeepsTheirOrder(double unit)
    {
        double[] sorted = Skewed(3000, 5, unit);
        RankCurve curve = RankCurve.Of(sorted, 8)!;
        var random = new Random(1);

        for (int i = 0; i < 20_000; i++)
        {
            double a = sorted[random.Next(sorted.Length)] * (1 + (random.NextDouble() - 0.5) / 100);
            double b = Math.BitIncrement(a);
            curve.RankOf(b).Should().BeGreaterThanOrEqualTo(curve.RankOf(a));
        }
    }

    [Fact]
    public void Of_ManyValues_KeepsFewKnotsNearTheDistribution()
    {
        double[] sorted = Skewed(10_000, 3, 1);
        RankCurve curve = RankCurve.Of(sorted, 8)!;

        curve.Values.Should().HaveCount(RankCurve.MaxKnots).And.BeInAscendingOrder();
        curve.Ranks.Should().BeInAscendingOrder();
        (curve.Values[0], curve.Values[^1]).Should().Be((sorted[0], sorted[^1]));
        for (int i = 0; i < sorted.Length; i++)
        {
            curve.RankOf(sorted[i]).Should().BeApproximately((i + 0.5) / sorted.Length, 2.0 / RankCurve.MaxKnots);
        }
    }

    [Fact]
    public void Of_AlmostAllValuesEqual_KeepsKnotsForTheRest()
    {
        double[] sorted = [.. Enumerable.Repeat(0.0, 99_000), .. Enumerable.Range(1, 1000).Select(value => (double)value)];
        RankCurve curve = RankCurve.Of(sorted, 8)!;

        curve.Values.Length.Should().BeInRange(100, RankCurve.MaxKnots);
        curve.RankOf(0).Should().BeApproximately(0.495, 1e-12);
        curve.RankOf(1000).Should().BeApproximately(1 - 0.5 / 100_000, 1e-12);
    }

    private static double[] Skewed(int count, int seed, double unit)
    {
        var random = new Random(seed);
        double[] values = [.. Enumerable.Range(0, count).Select(_ => unit * Math.Exp(3 * random.NextDouble()))];
        Array.Sort(values);
        return values;
    }
}

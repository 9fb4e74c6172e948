namespace NeuronPursuit.Tests.Pursuit;

/// <summary>The ranks behind <see cref="NeuronPursuitModel.PredictInterval"/>.</summary>
public class ConformalScoresTests
{
    /// <summary>Of n + 1 samples that may change places the new one lies outside with probability 2 rank / (n + 1).</summary>
    [Theory]
    [InlineData(19, 0.9, 1)]
    [InlineData(18, 0.9, 0)]
    [InlineData(39, 0.9, 2)]
    [InlineData(199, 0.99, 1)]
    [InlineData(198, 0.99, 0)]
    [InlineData(99, 0.5, 25)]
    public void RankOf_Interval_IsThatOfTheExactCoverage(int count, double coverage, int rank)
    {
        ConformalScores scores = ConformalScores.Of([.. Enumerable.Range(1, count).Select(value => (double)value)], null, null)!;

        scores.RankOf(coverage).Should().Be(rank);
        ConformalScores.FewestFor(coverage, 2).Should().Be(coverage switch { 0.9 => 19, 0.99 => 199, _ => 3 });
    }

    [Theory]
    [InlineData(9, 1)]
    [InlineData(8, 0)]
    public void RankOf_BoundFromAbove_IsThatOfOneEnd(int count, int rank)
    {
        ConformalScores scores = ConformalScores.Of(new double[count], null, null)!;

        scores.RankOf(0.9, 1).Should().Be(rank);
        ConformalScores.FewestFor(0.9, 1).Should().Be(9);
    }

    [Fact]
    public void Interval_SingleNetwork_HasTheResidualsOfTheRanks()
    {
        double[] residuals = [.. Enumerable.Range(0, 39).Select(i => (i * 7 % 39) - 10.0)];
        ConformalScores scores = ConformalScores.Of(residuals, null, null)!;

        (double lower, double upper) = scores.Interval(100, 0, scores.RankOf(0.9));

        lower.Should().BeApproximately(100 - 9, 1e-12, "the second lowest of -10 to 28");
        upper.Should().BeApproximately(100 + 27, 1e-12);
    }

    /// <summary>A new draw of the same kind is held as often as it should be, on average over draws of the scores.</summary>
    [Theory]
    [InlineData(25)]
    [InlineData(100)]
    public void Interval_NewDraws_AreHeldAtLeastAsOftenAsItSays(int count)
    {
        var random = new RandomStream(3);
        int held = 0;
        const int Draws = 4000;
        for (int draw = 0; draw < Draws; draw++)
        {
            double[] residuals = [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
            ConformalScores scores = ConformalScores.Of(residuals, null, null)!;
            (double lower, double upper) = scores.Interval(0, 0, scores.RankOf(0.8));
            double one = random.NextNormal();
            held += lower <= one && one <= upper ? 1 : 0;
        }

        ((double)held / Draws).Should().BeInRange(0.8 - 0.02, 0.8 + (2.0 / (count + 1)) + 0.02);
    }

    /// <summary>Where errors follow the spread, the scale does too, and where they do not, it does not.</summary>
    [Fact]
    public void Of_Spreads_CountAsFarAsTheyMakeIntervalsNarrow()
    {
        var random = new RandomStream(4);
        double[] spreads = [.. Enumerable.Range(0, 2000).Select(_ => 0.1 + random.NextDouble())];
        double[] noise = [.. spreads.Select(_ => random.NextNormal())];

        ConformalScores following = ConformalScores.Of([.. noise.Zip(spreads, (value, spread) => 3 * value * spread)], spreads, null)!;
        ConformalScores apart = ConformalScores.Of(noise, spreads, null)!;

        following.SpreadWeight.Should().BeGreaterThan(4);
        apart.SpreadWeight.Should().BeLessThan(0.5);
    }

    [Fact]
    public void Of_VeryManyResiduals_KeepsQuantiles()
    {
        double[] residuals = [.. Enumerable.Range(0, 100_000).Select(i => i * 7919L % 100_000 / 1e5)];

        ConformalScores scores = ConformalScores.Of(residuals, null, null)!;

        scores.Scores.Should().HaveCount(ConformalScores.Most).And.BeInAscendingOrder();
        (double lower, double upper) = scores.Interval(0, 0, scores.RankOf(0.9));
        lower.Should().BeApproximately(0.05, 5e-4);
        upper.Should().BeApproximately(0.95, 5e-4);
    }

    [Fact]
    public void Of_Weights_AreShares()
    {
        double[] residuals = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? -1.0 : 1.0 + i / 1e3)];
        double[] weights = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 3.0 : 1.0)];

        ConformalScores scores = ConformalScores.Of(residuals, null, weights)!;

        scores.Scores.Should().HaveCount(800, "the square of the sum over the sum of squares");
        ((double)scores.Scores.Count(score => score < 0) / 800).Should().BeApproximately(0.75, 2e-3);
    }

    [Fact]
    public void Of_ResidualsThatAreNone_LeavesThemOut()
    {
        ConformalScores.Of([double.NaN, 1, double.PositiveInfinity, 2], null, null)!.Scores.Should().HaveCount(2);
        ConformalScores.Of([double.NaN], null, null).Should().BeNull();
        ConformalScores.Of([1, 2], null, [0, 1])!.Scores.Should().HaveCount(1);
    }

    /// <summary>Squares of tiny numbers vanish, and those of huge ones overflow; the scale does neither.</summary>
    [Theory]
    [InlineData(1e-200)]
    [InlineData(1e200)]
    public void Interval_ExtremeUnits_AreThoseOfTheResiduals(double unit)
    {
        ConformalScores scores = ConformalScores.Of([.. Enumerable.Range(-9, 19).Select(value => value * unit)], null, null)!;

        scores.IsValid.Should().BeTrue();
        (double lower, double upper) = scores.Interval(0, 0, 1);
        (lower / unit).Should().BeApproximately(-9, 1e-9);
        (upper / unit).Should().BeApproximately(9, 1e-9);
    }
}

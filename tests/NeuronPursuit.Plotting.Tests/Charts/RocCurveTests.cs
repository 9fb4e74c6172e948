namespace NeuronPursuit.Plotting.Tests.Charts;

public class RocCurveTests
{
    [Fact]
    public void Of_ScoresThatTellApart_HasAnAreaOfOne()
    {
        var curve = RocCurve.Of(1, [0.1, 0.2, 0.8, 0.9], [false, false, true, true]);

        curve.Area.Should().Be(1);
        curve.Points.Should().Equal((0, 0), (0, 1), (1, 1));
    }

    [Fact]
    public void Of_ScoresTheOtherWayRound_HasAnAreaOfZero() =>
        RocCurve.Of(1, [0.9, 0.8, 0.1], [false, false, true]).Area.Should().Be(0);

    [Fact]
    public void Of_EqualScores_IsTheDiagonal()
    {
        var curve = RocCurve.Of(1, [0.5, 0.5, 0.5, 0.5], [true, false, false, true]);

        curve.Area.Should().Be(0.5);
        curve.Points.Should().Equal((0, 0), (1, 1));
    }

    /// <summary>The area is the share of pairs of a row and another one that are in order, equal ones by half.</summary>
    [Theory]
    [InlineData(3, 100)]
    [InlineData(100, 10)]
    [InlineData(41, 4)]
    public void Of_AnyScores_HasTheAreaOfOrderedPairs(int rows, int values)
    {
        var random = new Random(rows);
        double[] scores = [.. Enumerable.Range(0, rows).Select(_ => random.Next(values) / (double)values)];
        bool[] own = [true, false, .. Enumerable.Range(2, rows - 2).Select(_ => random.Next(3) == 0)];
        double ordered = 0;
        for (int a = 0; a < rows; a++)
        {
            for (int b = 0; b < rows; b++)
            {
                ordered += own[a] && !own[b] ? (scores[a] > scores[b] ? 1 : scores[a] == scores[b] ? 0.5 : 0) : 0;
            }
        }

        var curve = RocCurve.Of(0, scores, own);

        curve.Area.Should().BeApproximately(ordered / own.Count(value => value) / own.Count(value => !value), 1e-12);
        curve.Points.Should().BeInAscendingOrder(point => point.False).And.BeInAscendingOrder(point => point.True);
        curve.Points[^1].Should().Be((1, 1));
    }

    [Fact]
    public void Of_ClassThatNoRowHas_IsLeftOut()
    {
        double[,] probabilities = { { 0.6, 0.3, 0.1 }, { 0.2, 0.7, 0.1 } };
        double[,] marks = { { 1, 0, 0 }, { 0, 1, 0 } };

        RocCurve.Of(new ClassQuality(probabilities, marks, ["a", "b", "c"])).Select(curve => curve.Label).Should().Equal(0, 1);
        RocCurve.Of(new ClassQuality(probabilities, new double[,] { { 1, 0, 0 }, { 1, 0, 0 } }, ["a", "b", "c"])).Should().BeEmpty();
    }
}

namespace NeuronPursuit.Tests.Models;

public class RocCurveTests
{
    [Fact]
    public void Of_ScoresThatTellApart_HasAnAreaOfOne()
    {
        var curve = RocCurve.Of([0.1, 0.2, 0.8, 0.9], [false, false, true, true]);

        curve.Area.Should().Be(1);
        curve.Points.Should().Equal((0, 0), (0, 1), (1, 1));
    }

    [Fact]
    public void Of_ScoresTheOtherWayRound_HasAnAreaOfZero() =>
        RocCurve.Of([0.9, 0.8, 0.1], [false, false, true]).Area.Should().Be(0);

    [Fact]
    public void Of_EqualScores_IsTheDiagonal()
    {
        var curve = RocCurve.Of([0.5, 0.5, 0.5, 0.5], [true, false, false, true]);

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

        var curve = RocCurve.Of(scores, own);

        curve.Area.Should().BeApproximately(ordered / own.Count(value => value) / own.Count(value => !value), 1e-12);
        curve.Points.Should().BeInAscendingOrder(point => point.FalsePositiveRate).And.BeInAscendingOrder(point => point.TruePositiveRate);
        curve.Points[^1].Should().Be((1, 1));
    }

    [Fact]
    public void Of_WholeWeights_IsTheRowsRepeated()
    {
        double[] scores = [3, 1, 2, 2, -1, double.PositiveInfinity];
        bool[] own = [true, false, true, false, true, false];
        int[] rows = MetricOracles.Repeated([2, 1, 4, 1, 0, 2]);

        var weighted = RocCurve.Of(scores, own, [2, 1, 4, 1, 0, 2]);

        weighted.Should().Be(RocCurve.Of([.. rows.Select(row => scores[row])], [.. rows.Select(row => own[row])]), "quarters have no rounding");
        weighted.Area.Should().Be(BinaryErrors.Of([0.75, 0.25, 0.5, 0.5, 0, 1], own, [2, 1, 4, 1, 0, 2]).RocAuc, "only the order of scores counts");
    }

    [Fact]
    public void Of_WrongInput_SaysWhatCameAndWhatToDo()
    {
        void Fails(double[] scores, bool[] own, string message) =>
            FluentActions.Invoking(() => RocCurve.Of(scores, own)).Should().Throw<ArgumentException>().WithMessage(message);

        Fails([1, 2], [true], "scores has 2 values and isPositive 1;*");
        Fails([1, double.NaN], [true, false], "scores?1? is NaN (row 1, counted from 0)*Leave the row out*");
        Fails([1, 2], [true, true], "All rows of positive weight are positive*rows of both kinds*");
        Fails([], [], "*or there is none*");
    }
}

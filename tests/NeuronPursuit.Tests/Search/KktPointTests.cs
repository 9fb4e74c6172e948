namespace NeuronPursuit.Tests;

public class KktPointTests
{
    [Fact]
    public void FromBatch_TiesAndNonFiniteValues_KeepsEarlierStartsFirstAndDropsTheRest()
    {
        double[] candidates = [1, 0, 0, 1, 0.6, 0.8, -1, 0, double.NaN, 1];
        double[] values = [2, 5, 2, double.PositiveInfinity, 9];

        IReadOnlyList<KktPoint> points = KktPoints.FromBatch(candidates, values, new double[10], 1);

        points.Select(point => point.Value).Should().Equal(5, 2, 2);
        points.Select(point => point.Incoming[0]).Should().Equal(0, 1, 0.6);
    }

    [Fact]
    public void Alignment_GradientAtAnAngle_IsItsCosine()
    {
        IReadOnlyList<KktPoint> points = KktPoints.FromBatch([1, 0, 1, 0, 1, 0], [3, 2, 1], [2, 0, -7, 0, 3, 4], 1);

        points.Select(point => point.Alignment).Should().Equal(1, -1, 0.6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    public void Constructor_NoIncomingOrNoOutgoingWeights_Throws(int incomingCount)
    {
        Action create = () => _ = new KktPoint(1, 1, [1, 0, 0], incomingCount);

        create.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Constructor_CallersArray_IsCopied()
    {
        double[] weights = [0.6, 0.8];
        var point = new KktPoint(1, 1, weights, 1);
        weights[0] = 7;

        point.Incoming.ToArray().Should().Equal(0.6);
        point.Outgoing.ToArray().Should().Equal(0.8);
        point.Weights.ToArray().Should().Equal(0.6, 0.8);
    }
}

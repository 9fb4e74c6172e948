namespace NeuronPursuit.Tests;

public class SaddlePointTests
{
    private static readonly SaddlePoint Saddle = SaddleCases.Random(HomogeneousActivation.Square, seed: 1);

    [Fact]
    public void IsInactive_LastNeuronsOfEachLayer_MarksTheirRowsAndColumns()
    {
        TrainingLandscape landscape = Saddle.Landscape;

        Saddle.IsInactive(landscape.IndexOf(0, 1, 2)).Should().BeFalse();
        Saddle.IsInactive(landscape.IndexOf(0, 2, 0)).Should().BeTrue("neuron 2 of layer 1 is inactive");
        Saddle.IsInactive(landscape.IndexOf(1, 0, 1)).Should().BeFalse();
        Saddle.IsInactive(landscape.IndexOf(1, 0, 2)).Should().BeTrue("its outgoing weights are too");
        Saddle.IsInactive(landscape.IndexOf(1, 1, 0)).Should().BeTrue();
        Saddle.IsInactive(landscape.IndexOf(2, 1, 0)).Should().BeFalse();
        Saddle.IsInactive(landscape.IndexOf(2, 1, 2)).Should().BeTrue();
    }

    [Fact]
    public void Nearby_AnyDelta_MovesBothPartsByIt()
    {
        double[] point = Saddle.Nearby(0.03, seed: 4);
        double[] small = Saddle.InactivePart(point);

        small.Sum(weight => weight * weight).Should().BeApproximately(0.0009, 1e-12);
        Saddle.Distance(point).Should().BeApproximately(0.03 * Math.Sqrt(2) / Saddle.Norm, 1e-12);
        Saddle.Nearby(0.03, seed: 4).Should().Equal(point);
        Saddle.Nearby(0.03, seed: 5).Should().NotEqual(point);
    }

    [Fact]
    public void RelativeGradient_SaddleOfD3_IsZero() => SaddleCases.SquaredRelu(10, 10).RelativeGradient.Should().BeLessThan(1e-12);

    [Fact]
    public void RelativeGradient_NoSaddle_IsNot() => Saddle.RelativeGradient.Should().BeGreaterThan(1e-3);

    [Fact]
    public void Nearby_InfiniteDelta_IsRefused() => Saddle.Invoking(saddle => saddle.Nearby(double.PositiveInfinity, seed: 1))
        .Should().Throw<ArgumentOutOfRangeException>().WithMessage("delta must be positive and finite*");

    [Fact]
    public void Constructor_WeightOfAnInactiveNeuron_IsNamed()
    {
        double[] weights = Saddle.Weights.ToArray();
        weights[Saddle.Landscape.IndexOf(1, 2, 0)] = 0.5;

        FluentActions.Invoking(() => new SaddlePoint(Saddle.Landscape, weights, [2, 1]))
            .Should().Throw<ArgumentException>().WithMessage("W_2[2, 0] is 0.5*");
    }

    [Theory]
    [InlineData(new[] { 2 })]
    [InlineData(new[] { 0, 1 })]
    [InlineData(new[] { 2, 4 })]
    public void Constructor_ActiveWidthsThatDoNotFit_AreRefused(int[] activeWidths) =>
        FluentActions.Invoking(() => new SaddlePoint(Saddle.Landscape, Saddle.Weights, activeWidths))
            .Should().Throw<ArgumentException>().WithMessage("activeWidths is*");
}

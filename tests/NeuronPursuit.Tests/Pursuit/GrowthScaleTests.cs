namespace NeuronPursuit.Tests.Pursuit;

public class GrowthScaleTests
{
    [Fact]
    public void Choose_RaiseAboveOne_GoesOnWhileTheLossFalls()
    {
        var scale = new GrowthScale { Raise = 1.5 };

        double delta = scale.Choose(0.1, 10, 1, value => (value - 1) * (value - 1)).Delta;

        // 0.1 * 1.5^6 = 1.139 has a loss of 0.019, the ones before and after 0.058 and 0.50.
        delta.Should().BeApproximately(0.1 * Math.Pow(1.5, 6), 1e-12);
    }

    [Fact]
    public void Choose_NoRaise_TakesTheFirstThatMeetsTheBound()
    {
        double delta = GrowthScale.Paper.Choose(0.1, 10, 1, value => (value - 1) * (value - 1)).Delta;

        delta.Should().Be(0.1);
    }

    [Fact]
    public void Choose_BoundNotMetByTheStart_ShrinksAndRaisesNoMore()
    {
        var scale = new GrowthScale { Raise = 1.5, Factor = 0.5 };

        scale.Choose(8, 10, 1, value => (value - 1) * (value - 1)).Delta.Should().Be(2);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public void Choose_NoReductionLeft_RaisesAllTheSame(int reductions, double start)
    {
        // The loss is at its bound at 1 and falls up to 3.
        var scale = new GrowthScale { Raise = 1.5, Factor = 0.5 };

        scale.Choose(start, reductions, 4, value => value is > 1.9 and < 2.1 ? 5 : (value - 3) * (value - 3)).Delta
            .Should().BeApproximately(Math.Pow(1.5, 3), 1e-12);
    }

    [Fact]
    public void Build_RaiseBelowOne_SaysSo() =>
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithGrowthScale(new GrowthScale { Raise = 0.9 }).Build())
            .Should().Throw<ArgumentException>().WithMessage("GrowthScale.Raise is 0.9*");
}

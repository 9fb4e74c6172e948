namespace NeuronPursuit.Tests;

public class KktConditionTests
{
    [Theory]
    [InlineData(new[] { 2.0, 4 }, new[] { 0.5, 1 }, 1, 0)]
    [InlineData(new[] { -2.0, -4 }, new[] { 0.5, 1 }, -1, 0)]
    [InlineData(new[] { 3.0, 0 }, new[] { 0, 2.0 }, 0, 1)]
    [InlineData(new[] { 3.0, 3 }, new[] { 0, 2.0 }, 0.7071067811865476, 0.7071067811865476)]
    [InlineData(new[] { 0.0, 0 }, new[] { 0, 2.0 }, 0, 0)]
    [InlineData(new[] { 1.0, 0 }, new[] { 0.0, 0 }, 0, 1)]
    public void AlignmentAndResidual_KnownAngles_AreCosineAndSine(double[] gradient, double[] weights, double cosine, double sine)
    {
        KktCondition.Alignment(gradient, weights).Should().BeApproximately(cosine, 1e-15);
        KktCondition.Residual(gradient, weights).Should().BeApproximately(sine, 1e-15);
    }

    [Fact]
    public void Residual_TinyAngle_KeepsItsDigits() =>
        KktCondition.Residual([1, 1e-10], [1, 0]).Should().BeApproximately(1e-10, 1e-20);

    [Fact]
    public void Alignment_DifferentLengths_AreRefused() =>
        FluentActions.Invoking(() => KktCondition.Alignment(new double[2], new double[3]))
            .Should().Throw<ArgumentException>().WithMessage("gradient has 2 entries but weights has 3*");
}

namespace NeuronPursuit.Tests;

public class NcfSearchTests
{
    [Fact]
    public void FillStart_SameNumber_IsTheSamePointOnTheSphereForAnyNumberOfRestarts()
    {
        double[] few = new double[5];
        double[] many = new double[5];
        double[] next = new double[5];
        new NcfSearch(3, 42).FillStart(2, few);
        new NcfSearch(100, 42).FillStart(2, many);
        new NcfSearch(100, 42).FillStart(3, next);

        few.ShouldHaveTheBitsOf(many);
        next.Should().NotEqual(many);
        new ReadOnlySpan<double>(few).Norm().Should().BeApproximately(1, 1e-14);
    }
}

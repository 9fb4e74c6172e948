namespace NeuronPursuit.Tests;

public class NcfSearchTests
{
    [Fact]
    public void Maximize_SearchWithoutStarts_SaysWhatIsMissing()
    {
        INcfObjective objective = NcfCases.Smooth().First().Objective;
        foreach (INcfMaximizer maximizer in new INcfMaximizer[] { new BatchedAscent(), new ProjectedGradientAscent(), new IterativeHardThresholding([1]) })
        {
            maximizer.Invoking(own => own.Maximize(objective, default, TestContext.Current.CancellationToken))
                .Should().Throw<ArgumentException>().WithMessage("Restarts is 0; a search needs at least 1 start.");
        }
    }

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

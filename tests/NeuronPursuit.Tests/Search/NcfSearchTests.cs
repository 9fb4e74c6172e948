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
}

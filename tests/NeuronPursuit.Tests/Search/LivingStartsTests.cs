namespace NeuronPursuit.Tests;

/// <summary>Chains of any depth begin with one that computes something, from any seed.</summary>
public class LivingStartsTests
{
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(60, 4, 5, x => Math.Max(x[0] + 0.5 * x[1], 0) - 0.5 * Math.Max(x[2], 0));

    public static TheoryData<int, INcfMaximizer> Depths =>
    [
        .. from depth in new[] { 3, 5, 8, 11 }
           from maximizer in new INcfMaximizer[] { new BatchedAscent(), new IterativeHardThresholding([1, 2]), new SignVectorSearch() }
           select (depth, maximizer),
    ];

    [Theory]
    [MemberData(nameof(Depths))]
    public void Maximize_ReLUChainOfAnyDepth_FindsAPositiveCorrelationFromAnySeed(int depth, INcfMaximizer maximizer)
    {
        INcfObjective objective = TestObjects.NetworkCorrelation(Data.X, Matrices.Column(Data.y), depth, HomogeneousActivation.ReLU);

        for (ulong seed = 0; seed < 5; seed++)
        {
            maximizer.Maximize(objective, new NcfSearch(4, seed), TestContext.Current.CancellationToken)[0].Value.Should().BePositive();
        }
    }

    [Fact]
    public void Fit_DepthTenWithDefaults_LearnsSomethingFromAnySeed()
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(10).WithSeed(seed).WithMaxIterations(1).Fit(Data.X, Data.y);

            model.History.Should().ContainSingle().Which.TrainingError.Should().BeLessThan(1);
        }
    }
}

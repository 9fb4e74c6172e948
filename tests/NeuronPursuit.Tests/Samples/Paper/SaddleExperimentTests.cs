using PaperExperiments;
using PaperExperiments.Omp;
using PaperExperiments.Saddles;

namespace NeuronPursuit.Tests.Samples.Paper;

public class SaddleExperimentTests
{
    public static TheoryData<string> Names => [.. SaddleProtocols.All.Select(protocol => protocol.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Saddle_EveryProtocol_IsStationaryWithOneActiveNeuronALayer(string name)
    {
        SaddlePoint saddle = SaddleProtocols.All.Single(protocol => protocol.Name == name).Saddle(0);

        saddle.RelativeGradient.Should().BeLessThan(1e-6);
        saddle.ActiveWidths.Should().Equal(1, 1);
        saddle.Landscape.Widths.Skip(1).Take(2).Should().Equal(10, 10);
        (saddle.Loss / saddle.Landscape.LossAtOrigin).Should().BeInRange(0.05, 0.95, "there is something left to learn");
    }

    [Theory]
    [InlineData("saddle-linear")]
    [InlineData("saddle-squared-relu")]
    public void FirstOrder_ZeroCasesOfD3_Vanishes(string name)
    {
        SaddlePoint saddle = SaddleProtocols.All.Single(protocol => protocol.Name == name).Saddle(1);
        double[] point = saddle.Nearby(1, seed: 1);
        double[] gradient = new double[point.Length];

        // Against the term that is left; the linear saddle is one to the accuracy of its training.
        double first = Math.Abs(saddle.FirstOrder().Maximize(point, iterations: 200).Value);
        SaddleCorrelation left = name == "saddle-linear" ? saddle.AmongInactive() : saddle.ThroughSilent();
        left.Evaluate(point, gradient);

        gradient.Max(Math.Abs).Should().BePositive();
        first.Should().BeLessThan(1e-4 * gradient.Max(Math.Abs));
    }

    [Fact]
    public void MatchingPursuit_ExampleOfD5_HasThePapersNumbers()
    {
        MatchingPursuit found = MatchingPursuit.Run(OmpSettings.ExampleMatrix, OmpSettings.ExampleTarget, 2, 1e-12);

        found.Columns.Should().Equal(2, 0);
        found.Solutions[0][2].Should().BeApproximately(1.772, 5e-4);
        found.Solutions[1].Zip([1.1875, 0, 1.875], (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-12);
        found.Residuals[1].Should().BeLessThan(1e-12);
    }

    [Fact]
    public void MatchingPursuit_LongColumn_WinsBecauseColumnsAreNotNormalised()
    {
        // The second column points exactly at the target, the first one only nearly but is longer.
        double[,] X = { { 3, 1 }, { 1, 0 } };

        MatchingPursuit.Run(X, [1, 0], 1, 0).Columns.Should().Equal(0);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void SquaredRelu_FullRun_AlignsToAKktPoint()
    {
        var experiment = new SaddleExperiment(SaddleProtocols.SquaredRelu);
        RunKey key = experiment.Plan(new PlanRequest(1)).Single();

        RunOutcome found = experiment.Run(key, new RunContext(1, false, "", (_, _) => { }, CancellationToken.None));

        found.Values["alignment-i1"].Should().BeGreaterThan(0.99);
        found.Values["loss-i1"].Should().BeGreaterThan(0.99);
        found.Values["small-norm-i1"].Should().BeLessThan(0.4);
        found.Values["balance-error-i1"].Should().BeLessThan(0.01);
    }
}

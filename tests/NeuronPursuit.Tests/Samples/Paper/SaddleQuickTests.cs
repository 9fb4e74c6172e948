using PaperExperiments;

namespace NeuronPursuit.Tests.Samples.Paper;

/// <summary>What Figs. 1-4, 13 and 14 and App. D.5 and D.6 show, as numbers of `all --quick`.</summary>
[Collection(QuickRun.Collection)]
[Trait("Category", "Slow")]
public class SaddleQuickTests(QuickRun run)
{
    [Theory]
    [InlineData("saddle-square", 0.99, 5, 0.3)]
    [InlineData("saddle-relu", 0.999, 500, 0.1)]
    [InlineData("saddle-linear", 0.99, 10, 0.3)]
    [InlineData("saddle-squared-relu", 0.9, 2, 0.4)]
    public void NearTheSaddle_SmallWeightsStaySmallAndTurnToAKktPoint(string name, double alignment, double growth, double distance)
    {
        FinishedRun found = Assert.Single(run.Results(name).Runs);
        IReadOnlyDictionary<string, double> values = found.Outcome.Values;

        values["saddle-gradient"].Should().BeLessThan(1e-6, "the start is near a stationary point");
        values["alignment-start"].Should().BeLessThan(0.5);
        values["alignment-i1"].Should().BeGreaterThan(alignment);
        values["loss-i1"].Should().BeInRange(0.99, 1.0001);
        values["distance-i1"].Should().BeLessThan(distance);
        values["small-norm-i1"].Should().BeLessThan(distance);
        values["small-norm-growth"].Should().BeGreaterThan(growth, "the direction is not that of the start");
        values["balance-error-i1"].Should().BeLessThan(0.05, "Lemma 9");
    }

    [Theory]
    [InlineData("saddle-square", 1)]
    [InlineData("saddle-relu", 2)]
    public void AfterTheEscape_InactiveNeuronsStayInactiveUntilTheNextSaddle(string name, int atLeastActive)
    {
        FinishedRun found = Assert.Single(run.Results(name).Runs);
        IReadOnlyDictionary<string, double> values = found.Outcome.Values;

        found.Outcome.StopReason.Should().Be("NextSaddle");
        values["active-neurons-i1"].Should().BeInRange(atLeastActive, 8, "most of the eighteen neurons take no part");
        values["largest-inactive-i1"].Should().BeLessThan(0.25);
        values["largest-inactive-i2"].Should().BeLessThan(0.25, "the pattern is preserved");
        values["loss-i2"].Should().BeInRange(0.05, 0.6, "the loss has fallen, and the next saddle is not a minimum of the target");
    }

    [Fact]
    public void SaddlePath_EveryExperiment_LossNeverRisesOnceTheDescentHasSettled()
    {
        foreach (string name in new[] { "saddle-square", "saddle-linear", "saddle-squared-relu" })
        {
            double[,] path = Assert.Single(run.Results(name).Runs).Table("path");
            for (int row = 1; row < path.GetLength(0); row++)
            {
                path[row, 1].Should().BeLessThanOrEqualTo(path[row - 1, 1] + 1e-12, name);
            }
        }
    }

    [Fact]
    public void Omp_ExampleOfD5_HasThePapersNumbers()
    {
        FinishedRun[] examples = [.. run.Results("omp").Runs.Where(row => row.Key.Case == "example")];

        examples.Select(row => row.Key.Method).Should().BeEquivalentTo("np-paper", "np-default");
        foreach (FinishedRun row in examples)
        {
            double[] found = [.. new[] { "z1-1", "z1-2", "z1-3", "z2-1", "z2-2", "z2-3" }.Select(name => row.Outcome.Values[name])];
            double[] expected = [0, 0, 1.772, 1.1875, 0, 1.875];
            found.Zip(expected, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(6e-4, "the paper gives 1.772 with three decimals");
            found[3].Should().BeApproximately(1.1875, 1e-6);
            found[5].Should().BeApproximately(1.875, 1e-6);
        }
    }

    [Fact]
    public void Omp_RandomProblems_ChooseTheColumnsOfTheReference()
    {
        FinishedRun[] random = [.. run.Results("omp").Runs.Where(row => row.Key.Case == "random")];

        random.Should().HaveCount(3).And.OnlyContain(row =>
            row.Outcome.Values["same-columns"] == 1 && row.Outcome.Values["coefficient-error"] < 1e-4);
    }

    [Fact]
    public void Rescaling_SameOutput_ChangesTheLayerThatGetsTheNextNeuron()
    {
        foreach (FinishedRun row in run.Results("rescaling").Runs)
        {
            IReadOnlyDictionary<string, double> values = row.Outcome.Values;
            values["output-error"].Should().BeLessThan(1e-14);
            values["scaling-error"].Should().BeLessThan(1e-6, "the maxima are multiplied by 1/c and c");
            values["balance-error"].Should().BeLessThan(1e-6, "balancing undoes it");
            values["layer-at-smallest-c"].Should().Be(1);
            values["layer-at-largest-c"].Should().Be(2);
        }
    }
}

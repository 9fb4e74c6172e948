using PaperExperiments;

namespace NeuronPursuit.Tests.Samples.Paper;

/// <summary>The program as a whole, and the experiments of Section 5.2.1 and Fig. 5 within it.</summary>
[Collection(QuickRun.Collection)]
[Trait("Category", "Slow")]
public class QuickRunTests(QuickRun run)
{
    [Fact]
    public void All_Quick_EndsInTimeAndWritesEveryFigure()
    {
        run.ExitCode.Should().Be(Application.Done, run.Output);
        double cpu = Catalog.All.Sum(experiment => run.Results(experiment.Name).Runs.Sum(row => row.CpuSeconds));
        cpu.Should().BeLessThan(2 * 600, "that is ten minutes on two cores");
        foreach (IExperiment experiment in Catalog.All)
        {
            Figure[] figures = [.. experiment.Summarize(run.Results(experiment.Name)).Figures];
            figures.Should().NotBeEmpty(experiment.Name);
            foreach (Figure figure in figures)
            {
                string path = Path.Combine(run.Folder, experiment.Name, figure.Name);
                new FileInfo($"{path}.png").Length.Should().BeGreaterThan(5_000, path);
                File.ReadAllText($"{path}.svg").Should().Contain("<svg").And.Contain("<text", path);
            }
        }

        File.ReadAllText(Path.Combine(run.Folder, "report.html")).Should().NotContain("http:").And.NotContain("https:");
    }

    [Fact]
    public void Fig5_Quick_RecoversTheFunctionInTwoIterationsOnHalfOfTheSeeds()
    {
        FinishedRun[] runs = [.. run.Results("fig5").Runs];
        FinishedRun[] exact = [.. runs.Where(row => row.Outcome is { Iterations: 2, TestError: < 1e-4 })];

        exact.Length.Should().BeGreaterThanOrEqualTo(runs.Length / 2);
        foreach (FinishedRun row in exact)
        {
            // All that the two neurons of the first layer see are the three inputs that matter.
            double[,] weights = row.Table("iteration-2-weights-1");
            double largest = weights.Cast<double>().Max(Math.Abs);
            for (int neuron = 0; neuron < 2; neuron++)
            {
                for (int input = 3; input < 20; input++)
                {
                    Math.Abs(weights[neuron, input]).Should().BeLessThan(1e-3 * largest);
                }
            }

            row.Table("iteration-1-kkt-split")[0, 1].Should().BePositive();
            row.Table("iteration-2-added").Cast<double>().Should().Equal(1, 0);
        }
    }

    [Fact]
    public void Hypersphere_Quick_LearnsF1From800SamplesWithBothRecipes()
    {
        ResultSet results = run.Results("hypersphere");
        FinishedRun[] learned = [.. results.Runs.Where(row => row.Key is { Case: "f1", Samples: 800 })];

        learned.Select(row => row.Key.Method).Distinct().Should().BeEquivalentTo("np-default", "np-paper eta=0.005");
        learned.Should().OnlyContain(row => row.Outcome.TestError < 1e-3 && row.Outcome.Iterations == 2);
        Of(results, "f1", 200).Should().OnlyContain(row => row.Outcome.TrainingError < 1e-3 && row.Outcome.TestError > 0.1);
    }

    [Fact]
    public void Hypersphere_Quick_PlainGradientDescentFitsF1From200SamplesAndDoesNotLearnIt()
    {
        FinishedRun baseline = run.Results("hypersphere").Runs.Single(row => row.Key.Method.StartsWith("gd", StringComparison.Ordinal));

        baseline.Outcome.Widths.Should().Equal(50, 50);
        baseline.Outcome.TrainingError.Should().BeLessThan(1e-3);
        baseline.Outcome.TestError.Should().BeInRange(0.2, 0.7);
    }

    [Theory]
    [InlineData("hypercube", "g1", 1600, 0.05)]
    [InlineData("hypercube", "g2", 3200, 0.05)]
    [InlineData("gaussian", "h1", 1600, 1e-3)]
    [InlineData("gaussian", "h2", 3200, 0.05)]
    public void SparseFunctions_QuickWithManySamples_AreLearned(string experiment, string target, int samples, double bound)
    {
        FinishedRun[] runs = [.. Of(run.Results(experiment), target, samples)];

        runs.Should().HaveCount(2);
        runs.Min(row => row.Outcome.TestError).Should().BeLessThan(bound);
    }

    private static IEnumerable<FinishedRun> Of(ResultSet results, string target, int samples) =>
        results.Runs.Where(row => row.Key.Case == target && row.Key.Method == "np-default" && row.Key.Samples == samples);
}

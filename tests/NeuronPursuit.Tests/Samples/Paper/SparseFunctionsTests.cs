using PaperExperiments;
using PaperExperiments.Reporting;
using PaperExperiments.Runner;
using PaperExperiments.Sparse;

namespace NeuronPursuit.Tests.Samples.Paper;

public class SparseFunctionsTests
{
    [Fact]
    public void Draw_EachDistribution_HasItsInputs()
    {
        double[,] sphere = Draw(SparseProtocols.Hypersphere).X;
        double[,] cube = Draw(SparseProtocols.Hypercube).X;
        double[,] normal = Draw(SparseProtocols.Gaussian).X;

        for (int row = 0; row < 200; row++)
        {
            Enumerable.Range(0, 50).Sum(j => sphere[row, j] * sphere[row, j]).Should().BeApproximately(50, 1e-9);
        }

        cube.Cast<double>().Should().OnlyContain(x => Math.Abs(x) == 1);
        cube.Cast<double>().Average().Should().BeApproximately(0, 0.05);
        normal.Cast<double>().Average(x => x * x).Should().BeApproximately(1, 0.05);
        normal.Cast<double>().Average(x => x * x * x * x).Should().BeApproximately(3, 0.3);
    }

    [Fact]
    public void Draw_TrainingAndTest_Differ()
    {
        SparseProtocol protocol = SparseProtocols.Gaussian;

        SparseData.Draw(protocol, protocol.Tasks[0], 5, seed: 3, part: 0).Y
            .Should().NotIntersectWith(SparseData.Draw(protocol, protocol.Tasks[0], 5, seed: 3, part: 1).Y);
    }

    [Theory]
    [InlineData("f1", 3.0)]     // relu(relu(2 + 2) - relu(3 - 2))
    [InlineData("f2", 3.0)]     // the other two bumps see zeros
    [InlineData("g1", -22.0)]   // 2 - 24
    [InlineData("g2", 24.0)]
    [InlineData("h1", 2.0)]
    [InlineData("h2", 8.0)]     // max(1, 4) + max(3, 4 or 8) - max(4, -2, -x4)
    public void Function_AtAPoint_IsThatOfThePaper(string name, double expected)
    {
        double[] x = new double[50];
        (x[0], x[1], x[2], x[3]) = name[0] == 'f' ? (1, 2, 3, 2) : (1, 2, 3, 4);

        SparseProtocol[] all = [SparseProtocols.Hypersphere, SparseProtocols.Hypercube, SparseProtocols.Gaussian];

        all.SelectMany(protocol => protocol.Tasks).Single(task => task.Name == name).Function(x).Should().Be(expected);
    }

    [Fact]
    public void PaperRule_WhereSeveralStepSizesLearn_TakesTheFewestIterations()
    {
        FinishedRun[] runs = [Run(1e-4, 1e-3, 9), Run(1e-4, 4e-3, 3), Run(1e-4, 0.2, 2)];

        ReportingRule.Paper(runs, 1e-3, 5e-3).Should().BeSameAs(runs[1]);
        ReportingRule.TrainingOnly(runs, 1e-3).Should().BeSameAs(runs[2]);
        ReportingRule.LowestTestError(runs).Should().BeSameAs(runs[0]);
    }

    [Fact]
    public void PaperRule_WhereNoneLearns_TakesTheLowestTestErrorOfThoseThatFit()
    {
        FinishedRun[] runs = [Run(5e-4, 0.3, 9), Run(9e-4, 0.2, 12), Run(0.1, 0.1, 31)];

        ReportingRule.Paper(runs, 1e-3, 5e-3).Should().BeSameAs(runs[1]);
    }

    [Fact]
    public void PaperRule_WhereNoneFits_TakesTheLowestTrainingErrorAndNeverADivergedRun()
    {
        FinishedRun[] runs = [Run(null, double.NaN, 0), Run(0.2, 0.3, 31), Run(0.1, 0.4, 31)];

        ReportingRule.Paper(runs, 1e-3, 5e-3).Should().BeSameAs(runs[2]);
        ReportingRule.LowestTestError(runs).Should().BeSameAs(runs[1]);
    }

    [Fact]
    public void Run_OfTheDefaultRecipe_RepeatsAndReportsWhatItDid()
    {
        var experiment = new SparseFunctions(SparseProtocols.Hypersphere);
        var key = new RunKey("f1", SparseMethod.Default, 400, 1);
        var context = new RunContext(1, true, "unused", (_, _) => { }, default);

        RunOutcome first = experiment.Run(key, context);
        RunOutcome second = experiment.Run(key, context);

        first.TrainingError.Should().BeLessThan(1e-3).And.Be(second.TrainingError);
        first.TestError.Should().BeGreaterThan(0).And.Be(second.TestError);
        first.Evaluations.Should().BePositive();
        first.Widths.Should().HaveCount(2);
        first.StopReason.Should().Be("TargetReached");
    }

    [Fact]
    public void Run_OfTheBaseline_TakesTheStepsOfItsName()
    {
        using var folder = new TemporaryFolder();
        var experiment = new SparseFunctions(SparseProtocols.Gaussian);
        var context = new RunContext(1, true, folder.File("checkpoints"), (_, _) => { }, default);

        RunOutcome outcome = experiment.Run(new RunKey("h1", SparseMethod.BaselineName(0.02, 50), 60, 0), context);

        outcome.Widths.Should().Equal(50, 50, 50);
        outcome.Evaluations.Should().BeInRange(50, 51);
    }

    [Fact]
    public void Plan_OfThePaper_HasItsStepSizes()
    {
        RunKey[] plan = [.. new SparseFunctions(SparseProtocols.Hypercube).Plan(new PlanRequest(1, Paper: true))];

        plan.Where(key => key.Case == "g2").Select(key => key.Method).Distinct().Should().BeEquivalentTo(
            "np-paper eta=0.002", "np-paper eta=0.001",
            "gd eta=0.02 steps=3000000", "gd eta=0.01 steps=3000000", "gd eta=0.005 steps=3000000");
        plan.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Quantile_BetweenValues_IsInterpolated()
    {
        Statistics.Quantile([4, 1, 2], 0.5).Should().Be(2);
        Statistics.Quantile([4, 1, 2], 0.75).Should().Be(3);
        Statistics.Quantile([5], 0.9).Should().Be(5);
    }

    [Fact]
    public void TableFile_AnyDoubles_ReadsBackWhatItWrote()
    {
        using var folder = new TemporaryFolder();
        double[,] table = { { 0.1, double.Epsilon, double.NaN }, { -1e300, 1.0 / 3, double.NegativeInfinity } };

        TableFile.Write(folder.File("t.csv"), table);

        TableFile.Read(folder.File("t.csv")).Should().BeEquivalentTo(table);
    }

    private static (double[,] X, double[] Y) Draw(SparseProtocol protocol) =>
        SparseData.Draw(protocol, protocol.Tasks[0], 200, seed: 1, part: 0);

    private static FinishedRun Run(double? training, double? test, int iterations) => new(
        new RunKey("f1", "np", 1, 0),
        new RunOutcome { TrainingError = training, TestError = test, Iterations = iterations },
        1,
        1,
        "");
}

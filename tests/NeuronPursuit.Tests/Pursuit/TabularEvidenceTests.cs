using NeuronPursuit.RealData;
using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>The figures of docs/tables.md with some slack, and what noise gives.</summary>
public class TabularEvidenceTests
{
    [Fact]
    public void Fit_PureNoise_StaysNearTheMean() => MeanOfR2(3, 321).Should().BeInRange(-0.08, 0.03);

    [Fact]
    [Trait("Category", "Slow")]
    public void Fit_PureNoiseOfTwentyDraws_StaysNearTheMean() => MeanOfR2(20, 331).Should().BeInRange(-0.05, 0.02);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("friedman1", 8, 1.12)]
    [InlineData("friedman1", 1, 1.2)]
    [InlineData("concrete", 8, 4.65)]
    [InlineData("concrete", 1, 5.0)]
    public void Fit_ShippedTable_ReachesTheError(string name, int members, double bound)
    {
        Table table = Load(name);

        table.Folds.Average(fold =>
        {
            Split split = table.SplitBy(fold);
            NeuronPursuitModel model = Tabular(members).Fit(split.X, split.Numbers);
            return RootMeanSquare(model.Predict(split.TestX), split.TestNumbers);
        }).Should().BeLessThanOrEqualTo(bound);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void FitClassifier_Penguins_ReachesTheAccuracy()
    {
        Table table = Load("penguins");

        table.Folds.Average(fold =>
        {
            Split split = table.SplitBy(fold);
            string[] predicted = Tabular(8).FitClassifier(split.X, split.Target).Predict(split.TestX);
            return predicted.Zip(split.TestTarget).Average(pair => pair.First == pair.Second ? 1.0 : 0);
        }).Should().BeGreaterThanOrEqualTo(0.988);
    }

    [Fact]
    public void SplitBy_Penguins_EncodesTextAndMissingValues()
    {
        Split split = Load("penguins").SplitBy("0");

        // Three islands; four measurements; two sexes and the birds of unknown sex.
        split.X.GetLength(1).Should().Be(10);
        split.X.Cast<double>().Should().Contain(double.NaN);
        (split.Target.Length + split.TestTarget.Length).Should().Be(344);
        split.Target.Distinct().Should().HaveCount(3);
    }

    private static NeuronPursuitBuilder Tabular(int members) =>
        new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(members);

    private static Table Load(string name) => Table.Load(Path.Combine(Repository.Root, "data", name + ".csv"));

    private static double MeanOfR2(int draws, int seed) => Enumerable.Range(seed, draws).Average(draw =>
    {
        var random = new Random(draw);
        (double[,] X, _) = Problems.Gaussian(500, 10, draw, x => 0);
        (double[,] testX, _) = Problems.Gaussian(2000, 10, draw + 10_000, x => 0);
        double[] y = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble() + random.NextDouble() + random.NextDouble())];
        double[] testY = [.. Enumerable.Range(0, 2000).Select(_ => random.NextDouble() + random.NextDouble() + random.NextDouble())];
        double residual = Math.Pow(RootMeanSquare(Tabular(8).Fit(X, y).Predict(testX), testY), 2);
        double mean = testY.Average();
        return 1 - residual / testY.Average(value => (value - mean) * (value - mean));
    });

    private static double RootMeanSquare(double[] predicted, double[] expected) =>
        Math.Sqrt(predicted.Zip(expected).Average(pair => (pair.First - pair.Second) * (pair.First - pair.Second)));
}

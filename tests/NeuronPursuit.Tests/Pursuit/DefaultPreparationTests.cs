using NeuronPursuit.RealData;
using NeuronPursuit.Tests.Architecture;
using QuickStart;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>What the defaults do to inputs: nothing to the paper's, and what is needed to those of tables.</summary>
public class DefaultPreparationTests
{
    [Fact]
    public void Fit_PapersInputs_StayAsTheyAre()
    {
        NeuronPursuitModel[] models =
        [
            Fit(Problems.Cube(75, 20, 1, Problems.Fig5)),
            Fit(Problems.Sphere(100, 50, 2, Problems.F1)),
            Fit(Problems.Gaussian(100, 50, 3, Problems.H1)),
        ];

        models.Should().OnlyContain(model => !model.IsStandardized && !model.HasIntercept);
    }

    [Theory]
    [InlineData(0, 1000.0)]
    [InlineData(5.0, 1.0)]
    public void Fit_ColumnOfItsOwnUnits_IsStandardizedWithAnIntercept(double offset, double scale)
    {
        NeuronPursuitModel model = Fit(Moved(offset, scale));

        (model.IsStandardized, model.HasIntercept).Should().Be((true, true));
    }

    [Fact]
    public void Fit_ExplicitSettings_Decide()
    {
        (double[,] X, double[] y) = Moved(5, 1000);

        NeuronPursuitModel raw = new NeuronPursuitBuilder().WithStandardization(false).WithMaxIterations(1).Fit(X, y);
        NeuronPursuitModel withIntercept = new NeuronPursuitBuilder().WithIntercept().WithMaxIterations(1).Fit(X, y);

        (raw.IsStandardized, raw.HasIntercept).Should().Be((false, false));
        (withIntercept.IsStandardized, withIntercept.HasIntercept).Should().Be((false, true));
    }

    [Fact]
    public void Fit_PaperRecipe_NeverPrepares()
    {
        (double[,] X, double[] y) = Moved(5, 1);

        NeuronPursuitModel model = TinyPaper.Builder().WithMaxIterations(1).Fit(X, y);

        (model.IsStandardized, model.HasIntercept).Should().Be((false, false));
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("friedman1")]
    [InlineData("concrete")]
    public void Fit_DefaultsOnRawColumns_AreNoWorseThanALinearFit(string name)
    {
        Table table = Table.Load(Path.Combine(Repository.Root, "data", name + ".csv"));
        double[][] errors = [.. table.Folds.Select(fold =>
        {
            Split split = table.SplitBy(fold);
            double linear = Errors.RootMeanSquare(LinearLeastSquares.Fit(split.X, split.Numbers).Predict(split.TestX), split.TestNumbers);
            double own = Errors.RootMeanSquare(new NeuronPursuitBuilder().Fit(split.X, split.Numbers).Predict(split.TestX), split.TestNumbers);
            return new[] { own, linear };
        })];

        errors.Average(pair => pair[0]).Should().BeLessThan(0.8 * errors.Average(pair => pair[1]));
    }

    private static NeuronPursuitModel Fit((double[,] X, double[] y) data) =>
        new NeuronPursuitBuilder().WithMaxIterations(1).Fit(data.X, data.y);

    private static (double[,] X, double[] y) Moved(double offset, double scale)
    {
        (double[,] X, double[] y) = Problems.Gaussian(100, 4, 4, x => x[0] + Math.Abs(x[1]));
        for (int row = 0; row < 100; row++)
        {
            X[row, 2] = offset + scale * X[row, 2];
        }

        return (X, y);
    }
}

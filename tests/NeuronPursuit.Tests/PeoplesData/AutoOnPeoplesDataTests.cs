using NeuronPursuit.Tests.Pursuit;

namespace NeuronPursuit.Tests.PeoplesData;

/// <summary>The default call, without any setting, on data as people have them.</summary>
[Trait("Category", "Slow")]
public class AutoOnPeoplesDataTests
{
    public static TheoryData<string, Action<double[,], double[]>> Changes() => new()
    {
        { "targets far from zero", (_, y) => Change(y, value => value + 1e6) },
        { "targets of tiny units", (_, y) => Change(y, value => 1e-9 * value) },
        { "one absurd target", (_, y) => y[11] = 1e4 },
        { "a constant column", (X, _) => Fill(X, 1, _ => 7) },
        { "two equal columns", (X, _) => Fill(X, 3, row => X[row, 0]) },
        { "codes for missing", (X, _) => Fill(X, 1, row => row % 15 == 0 ? -9999 : X[row, 1]) },
        { "a year", (X, _) => Fill(X, 3, row => 2000 + (row % 20)) },
        { "a long upper tail", (_, y) => Change(y, Math.Exp) },
        { "mostly zeros", (_, y) => Change(y, value => value < 0.5 ? 0 : value) },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Fit_OrdinaryData_PredictsNewRowsOrSaysTheMean(string what, Action<double[,], double[]> change)
    {
        (double[,] X, double[] y) = AutoRecipeTests.Smooth(400, noise: 0.3, seed: 71);
        change(X, y);
        int[] training = [.. Enumerable.Range(0, 400).Where(row => row % 4 != 0)];
        int[] test = [.. Enumerable.Range(0, 400).Where(row => row % 4 == 0)];

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(MatrixParts.Rows<double>(X, training), [.. training.Select(row => y[row])]);

        double[] predicted = model.Predict(MatrixParts.Rows<double>(X, test));
        predicted.Should().OnlyContain(value => double.IsFinite(value), what);

        // The absurd target stands in the training rows only, and a square does not forgive it: no worse than a few times the rest, then.
        double least = what == "one absurd target" ? double.NegativeInfinity : 0.3;
        Lines.RSquared(predicted, [.. test.Select(row => y[row])]).Should().BeGreaterThan(least, what);
        model.RecipeChoice.Should().NotBeNull();
    }

    [Fact]
    public void Fit_ConstantTarget_IsThatConstant()
    {
        (double[,] X, _) = AutoRecipeTests.Smooth(100, noise: 0.3, seed: 72);

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, [.. Enumerable.Repeat(3.25, 100)]);

        model.Predict(X).Should().OnlyContain(value => Math.Abs(value - 3.25) < 1e-2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void FitClassifier_RareClass_HasItsShareOrMore(int rare)
    {
        (double[,] X, double[] y) = AutoRecipeTests.Smooth(200, noise: 0.3, seed: 73);
        double limit = y.OrderDescending().ElementAt(rare - 1);
        string[] labels = Array.ConvertAll(y, value => value >= limit ? "rare" : value > 0 ? "high" : "low");

        NeuronPursuitClassifier<string> classifier = new NeuronPursuitBuilder().FitClassifier(X, labels);

        double[,] probabilities = classifier.PredictProbabilities(X);
        probabilities.Cast<double>().Should().OnlyContain(value => value >= 0 && value <= 1);
        classifier.Labels.Should().Equal("high", "low", "rare");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void FitClassifier_RareClassByChance_GivesSharesOrABag(int rare)
    {
        // Of one row or two, a proof on other rows may have to do without the class.
        (double[,] X, _) = AutoRecipeTests.Smooth(120, noise: 0.3, seed: 74);
        string[] labels = [.. Enumerable.Range(0, 120).Select(row => row < rare ? "rare" : row % 3 == 0 ? "a" : "b")];

        NeuronPursuitClassifier<string> classifier = new NeuronPursuitBuilder().FitClassifier(X, labels);

        classifier.PredictProbabilities(X).Cast<double>().Should().OnlyContain(value => value >= 0 && value <= 1);
    }

    private static void Change(double[] y, Func<double, double> change)
    {
        for (int row = 0; row < y.Length; row++)
        {
            y[row] = change(y[row]);
        }
    }

    private static void Fill(double[,] X, int column, Func<int, double> value)
    {
        for (int row = 0; row < X.GetLength(0); row++)
        {
            X[row, column] = value(row);
        }
    }
}

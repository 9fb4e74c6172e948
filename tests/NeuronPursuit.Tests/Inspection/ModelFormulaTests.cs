using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests.Inspection;

public class ModelFormulaTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 150)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ToFormula_AllDigits_IsTheModel(int seed)
    {
        NeuronPursuitModel model = RandomModels.Create(seed);
        double[,] X = RandomModels.Samples(12, seed, model.Fitted.Preprocessing.Inputs.AllowsMissing);
        double[,] predicted = model.PredictAll(X);
        var evaluator = new FormulaEvaluator(model.ToFormula(digits: 17));

        for (int row = 0; row < X.GetLength(0); row++)
        {
            Dictionary<string, double> values = evaluator.Evaluate(X.GetRowSpan(row));
            for (int output = 0; output < model.OutputCount; output++)
            {
                double expected = predicted[row, output];
                values[model.OutputCount == 1 ? "f(x)" : $"f{output + 1}(x)"]
                    .Should().BeApproximately(expected, 1e-12 * Math.Max(1, Math.Abs(expected)));
            }
        }
    }

    [Fact]
    public void ToFormula_RandomModels_CoverWhatThereIs()
    {
        string all = string.Join('\n', Enumerable.Range(0, 150).Select(seed => RandomModels.Create(seed).ToFormula(digits: 17)));

        all.Should().ContainAll(
            "rank(x3) = interpolate(", "if(missing(x2), ", "clip(", "relu(", "s(t) = max(t, ", "s(t) = if(t > 0, ", "^2", "exp(y",
            " = exp(y", "m2_1", "network 3:", "f3(x)", "c1 = ");
    }

    [Fact]
    public void ToFormula_FittedModel_IsTheModel()
    {
        double[,] X = RandomModels.Samples(80, 3, withMissing: true);
        double[] y = [.. Enumerable.Range(0, 80).Select(row => X[row, 0] + Math.Log(X[row, 2]) + (double.IsNaN(X[row, 1]) ? 1 : 0))];
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithStandardization().WithIntercept().WithRankView()
            .WithMissingValues(MissingValues.MeanAndIndicator).WithMaxIterations(4).Fit(X, y);
        var evaluator = new FormulaEvaluator(model.ToFormula(digits: 17));

        for (int row = 0; row < 80; row++)
        {
            double expected = model.Predict(X.GetRowSpan(row));
            evaluator.Evaluate(X.GetRowSpan(row))["f(x)"].Should().BeApproximately(expected, 1e-12 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void ToFormula_UnevenScales_MovesThemIntoTheFirstLayer()
    {
        // 4 relu(0.5 relu(x1 - 0.0001 x2) - relu(-3 x2)) = relu(2 relu(x1 - 0.0001 x2) - 4 relu(-3 x2))
        NeuronPursuitModel model = TestModels.Plain([2, 2, 1, 1], [1, -0.0001, 0, -3, 0.5, -1, 4]);

        model.ToFormula().Should().Be("""
            a1 = relu(2.000 x1 - 0.0002000 x2)
            a2 = relu(-12.00 x2)
            b1 = relu(1.000 a1 - 1.000 a2)
            f(x) = 1.000 b1
            """);
        model.ToFormula(digits: 2, negligible: 1e-3, columnNames: ["age", "income"], outputNames: ["risk"]).Should().Be("""
            a1 = relu(2.0 age)
            a2 = relu(-12 income)
            b1 = relu(1.0 a1 - 1.0 a2)
            risk = 1.0 b1
            """);
        model.ToFormula(digits: 17, negligible: 1e-3).Should().Be("""
            a1 = relu(2 x1)
            a2 = relu(-12 x2)
            b1 = relu(a1 - a2)
            f(x) = b1
            """);
    }

    [Fact]
    public void ToFormula_Latex_IsThatOfTheText() =>
        TestModels.Plain([2, 2, 1, 1], [1, -1e-7, 0, -3, 0.5, -1, 4]).ToFormula(FormulaFormat.Latex, columnNames: ["age", "cost_%"]).Should().Be("""
            \begin{aligned}
            a_{1} &= \operatorname{relu}\left(2.000\,\text{age} - 2.000 \cdot 10^{-7}\,\text{cost\_\%}\right) \\
            a_{2} &= \operatorname{relu}\left(-12.00\,\text{cost\_\%}\right) \\
            b_{1} &= \operatorname{relu}\left(1.000\,a_{1} - 1.000\,a_{2}\right) \\
            f(x) &= 1.000\,b_{1}
            \end{aligned}
            """);

    [Fact]
    public void ToFormula_Preparation_IsShown()
    {
        InputColumn[] columns =
        [
            new(0, NetworkInputKind.Value, 281.1678, 104.5063) { Clip = 5 },
            new(1, NetworkInputKind.Value, -20, 0.5) { WhereMissing = 0 },
            new(1, NetworkInputKind.Rank, 0.5, 0.25) { Curve = new RankCurve([1, 2, 4], [0.2, 0.5, 0.8]) },
            new(1, NetworkInputKind.Missing, 0, 1) { WhereMissing = 1 },
        ];
        var network = new Network(new NetworkShape([5, 1, 1], HomogeneousActivation.ReLU), [1, -2, 3, 4, -5, 1]);
        var model = new NeuronPursuitModel(
            new FittedNetworks(network, new ModelPreprocessing(new InputMap(columns), true, new ColumnScaling([35.8], [16]))),
            [],
            PursuitStopReason.Stalled);

        model.ToFormula().Should().Be("""
            z1 = clip((x1 - 281.2) / 104.5, -5.000, 5.000)
            z2 = if(missing(x2), 0.000, (x2 + 20.0000) / 0.5000)
            rank(x2) = share of smaller values in the training data, 0.2000 at 1.000 to 0.8000 at 4.000
            z3 = (rank(x2) - 0.5000) / 0.2500
            z4 = if(missing(x2), 1.000, 0.000)
            a1 = relu(16.00 z1 - 32.00 z2 + 48.00 z3 + 64.00 z4 - 80.00)
            f(x) = 1.000 a1 + 35.80
            """);
        model.ToFormula(FormulaFormat.Latex).Should().ContainAll(
            @"z_{1} &= \operatorname{clip}\left(\frac{x_{1} - 281.2}{104.5}, -5.000, 5.000\right) \\",
            @"z_{3} &= \frac{\operatorname{rank}\left(x_{2}\right) - 0.5000}{0.2500} \\",
            @"z_{2} &= \begin{cases}0.000 & x_{2}\text{ missing}\\\frac{x_{2} + 20.0000}{0.5000} & \text{else}\end{cases} \\");
    }

    [Fact]
    public void ToFormula_LatexOfARankCurve_SetsItsNumbersAsNumbers()
    {
        InputColumn[] columns =
        [
            new(0, NetworkInputKind.Value, 0, 1),
            new(0, NetworkInputKind.Rank, 0.5, 0.25) { Curve = new RankCurve([-1e-6, 2e-6, 4e-6], [0.2, 0.5, 0.8]) },
        ];
        var network = new Network(new NetworkShape([2, 1, 1], HomogeneousActivation.ReLU), [0, 1, 1]);
        var model = new NeuronPursuitModel(
            new FittedNetworks(network, new ModelPreprocessing(new InputMap(columns), false, null)), [], PursuitStopReason.Stalled);

        model.ToFormula(FormulaFormat.Latex).Should().Contain(
            @"&= \text{share of smaller values in the training data, }0.2000\text{ at }-1.000 \cdot 10^{-6}\text{ to }0.8000\text{ at }4.000 \cdot 10^{-6} \\");
        model.ToFormula().Should().Contain(
            "rank(x1) = share of smaller values in the training data, 0.2000 at -1.000e-6 to 0.8000 at 4.000e-6");
    }

    [Fact]
    public void ToFormula_DeadParts_AreLeftOut()
    {
        TestModels.Plain([1, 1, 1], [3, 0]).ToFormula().Should().Be("f(x) = 0");
        TestModels.Plain([2, 2, 1], [0, 0, 1, 0, 5, 1]).ToFormula().Should().Be("a2 = relu(1.000 x1)\nf(x) = 1.000 a2");
    }

    [Theory]
    [InlineData(1234567, "1234567 x1")]
    [InlineData(1e20, "1.000e20 x1")]
    [InlineData(0.00012345, "0.0001234 x1", "0.0001235 x1")]
    [InlineData(-9.99996, "-10.00 x1")]
    [InlineData(-1.5e-300, "-1.500e-300 x1")]
    public void ToFormula_Numbers_AreRoundedToSignificantDigits(double weight, params string[] expected) =>
        TestModels.Plain([1, 1, 1], [weight, 1], HomogeneousActivation.Linear).ToFormula()
            .Should().BeOneOf(expected.Select(sum => $"a1 = {sum}\nf(x) = 1.000 a1"));

    [Fact]
    public void ToFormula_OtherCulture_WritesTheSame()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        string expected = RandomModels.Create(7).ToFormula();
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
            RandomModels.Create(7).ToFormula().Should().Be(expected);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void ToFormula_WrongArguments_AreRefused()
    {
        NeuronPursuitModel model = TestModels.Plain([2, 1, 1], [1, 2, 3]);

        model.Invoking(m => m.ToFormula(digits: 0)).Should().Throw<ArgumentOutOfRangeException>();
        model.Invoking(m => m.ToFormula(digits: 18)).Should().Throw<ArgumentOutOfRangeException>();
        model.Invoking(m => m.ToFormula(negligible: 1)).Should().Throw<ArgumentOutOfRangeException>();
        model.Invoking(m => m.ToFormula((FormulaFormat)9)).Should().Throw<ArgumentOutOfRangeException>();
        model.Invoking(m => m.ToFormula(columnNames: ["a"])).Should().Throw<ArgumentException>().WithMessage("columnNames are [a], but the model has 2 columns*");
        model.Invoking(m => m.ToFormula(columnNames: ["a", "a"])).Should().Throw<ArgumentException>();
        model.Invoking(m => m.ToFormula(outputNames: [" "])).Should().Throw<ArgumentException>();
    }
}

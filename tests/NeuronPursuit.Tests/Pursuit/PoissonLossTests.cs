using System.Globalization;
using NeuronPursuit.Tests.Inspection;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Fits of counts: the mean is exp of what a network gives.</summary>
public class PoissonLossTests
{
    public static TheoryData<int, int> SeedsAndRows => new() { { 1, 300 }, { 2, 300 }, { 3, 1000 }, { 4, 1000 }, { 5, 3000 } };

    [Theory]
    [MemberData(nameof(SeedsAndRows))]
    public void Fit_CountsOfALogLinearMean_FindsTheMean(int seed, int rows)
    {
        (double[,] X, double[] y, _) = Draw(rows, seed, Mean);
        (double[,] newX, _, double[] means) = Draw(4000, seed + 100, Mean);

        NeuronPursuitModel model = Linear().Fit(X, y);

        // The excess deviance of p weights is p / n; three of them and the constant of the outputs.
        Excess(model.Predict(newX), means).Should().BeLessThan(4 * 4.0 / rows);
        model.OutputLink.Should().Be(OutputLink.Exponential);

        static double Mean(double[] x) => Math.Exp(0.5 + 0.6 * x[0] - 0.4 * x[1]);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void Fit_CurvedMean_IsNearerThanTheBestConstantByFar(int seed, bool tabular)
    {
        (double[,] X, double[] y, _) = Draw(1000, seed, Mean);
        (double[,] newX, _, double[] means) = Draw(4000, seed + 100, Mean);
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithLoss(new PoissonLoss()).WithMaxDegreeOfParallelism(2);
        builder = tabular ? builder.WithRecipe(PursuitRecipe.Tabular).WithEnsemble(3) : builder.WithDepth(2).WithValidation(0.25, 3);

        NeuronPursuitModel model = builder.Fit(X, y);

        Excess(model.Predict(newX), means).Should().BeLessThan(0.05 * Excess([.. means.Select(_ => y.Average())], means));

        static double Mean(double[] x) => Math.Exp(1 + Math.Abs(x[0]) - Math.Max(x[1], 0));
    }

    [Fact]
    public void Fit_AtTheConstant_PredictsTheWeightedMean()
    {
        (double[,] X, double[] y, _) = Draw(200, 1, x => Math.Exp(x[0]));
        double[] weights = [.. Enumerable.Range(0, 200).Select(row => 1.0 + row % 3)];
        double mean = y.Zip(weights, (value, weight) => value * weight).Sum() / weights.Sum();

        NeuronPursuitModel plain = Small().Fit(X, y);
        NeuronPursuitModel weighted = Small().Fit(X, y, weights);

        plain.NetworkOutputs[0].Offset.Should().BeApproximately(Math.Log(y.Average()), 1e-12);
        weighted.NetworkOutputs[0].Offset.Should().BeApproximately(Math.Log(mean), 1e-12);
        weighted.Predict(new double[1, 3])[0].Should().BeApproximately(mean, 1e-9, "all neurons are silent at the origin");
    }

    [Fact]
    public void Fit_HistoryErrors_AreRootsOfTheDevianceOverThatOfTheMean()
    {
        (double[,] X, double[] y, _) = Draw(300, 2, x => Math.Exp(1 + x[0]));

        NeuronPursuitModel model = Small().Fit(X, y);

        double left = HalfDeviance(model.Predict(X), y);
        double constant = HalfDeviance([.. y.Select(_ => y.Average())], y);
        model.History[^1].Loss.Should().BeApproximately(left, 1e-9);
        model.History[^1].TrainingError.Should().BeApproximately(Math.Sqrt(left / constant), 1e-9);
    }

    [Fact]
    public void Fit_MeansOfAFittedConstant_AreThoseOfTheCounts()
    {
        // The slope by the constant input is 0 at the end: predictions and counts have the same mean, as in any log-linear model.
        (double[,] X, double[] y, _) = Draw(500, 3, x => Math.Exp(0.5 * x[0]));

        NeuronPursuitModel model = Linear().WithIntercept().Fit(X, y);

        model.Predict(X).Average().Should().BeApproximately(y.Average(), 1e-3 * y.Average());
    }

    [Theory]
    [InlineData(0, 0.5 / 60)]
    [InlineData(3, 3)]
    [InlineData(0.25, 0.25)]
    [InlineData(1e9, 1e9)]
    public void Fit_EqualCounts_PredictsThem(double count, double expected)
    {
        (double[,] X, _) = Problems.Gaussian(60, 3, 1, _ => 0);
        double[] y = [.. Enumerable.Repeat(count, 60)];
        foreach (PursuitRecipe recipe in new[] { PursuitRecipe.Fast, PursuitRecipe.Tabular })
        {
            NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(recipe).WithLoss(new PoissonLoss()).Fit(X, y);

            model.StopReason.Should().Be(PursuitStopReason.TargetReached);
            model.History.Should().BeEmpty();
            model.Predict(X).Should().OnlyContain(mean => Math.Abs(mean - expected) <= 1e-12 * expected);
        }
    }

    [Fact]
    public void Fit_OneOutputOfZeros_IsFiniteAndLeavesTheOtherAlone()
    {
        (double[,] X, double[] y, _) = Draw(300, 4, x => Math.Exp(1 + x[0]));
        double[,] Y = new double[300, 2];
        for (int row = 0; row < 300; row++)
        {
            Y[row, 0] = y[row];
        }

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithLoss(new PoissonLoss()).WithMaxIterations(5).Fit(X, Y);

        double[,] means = model.PredictAll(X);
        means.Cast<double>().Should().OnlyContain(mean => double.IsFinite(mean) && mean >= 0);
        Enumerable.Range(0, 300).Average(row => means[row, 0]).Should().BeApproximately(y.Average(), 0.2 * y.Average());
        Enumerable.Range(0, 300).Average(row => means[row, 1]).Should().BeLessThan(0.01);
    }

    [Theory]
    [InlineData(1e6, Precision.Double)]
    [InlineData(1e6, Precision.Single)]
    [InlineData(1e12, Precision.Double)]
    public void Fit_LargeCounts_AreMetToTheirOwnSpread(double size, Precision precision)
    {
        var random = new Random(6);
        (double[,] X, double[] means) = Problems.Gaussian(400, 2, 6, x => size * Math.Exp(0.5 * x[0]));
        double[] y = [.. means.Select(mean => mean * (1 + 1e-2 * Normal(random)))];

        NeuronPursuitModel model = Linear().WithPrecision(precision).Fit(X, y);

        model.Predict(X).Zip(means, (predicted, mean) => Math.Abs(predicted / mean - 1)).Max().Should().BeLessThan(1e-2);
    }

    [Fact]
    public void Fit_PapersRecipeOrNoIntercept_BeginsAtZero()
    {
        (double[,] X, double[] y, _) = Draw(100, 1, x => Math.Exp(2 + x[0]));

        NeuronPursuitModel paper = TinyPaper.Builder().WithLoss(new PoissonLoss()).WithMaxIterations(2).Fit(X, y);
        NeuronPursuitModel without = Small().WithIntercept(false).Fit(X, y);

        paper.NetworkOutputs.Concat(without.NetworkOutputs).Should().OnlyContain(output => output.Offset == 0);
        paper.Predict(new double[1, 3])[0].Should().Be(1);
    }

    [Fact]
    public void Fit_FixedWidths_TrainsThem()
    {
        (double[,] X, double[] y, _) = Draw(400, 1, x => Math.Exp(1 + 0.5 * x[0]));

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithLoss(new PoissonLoss()).WithFixedWidths([6], 0.3).WithMaxIterations(5).Fit(X, y);

        Excess(model.Predict(X), [.. Enumerable.Range(0, 400).Select(row => Math.Exp(1 + 0.5 * X[row, 0]))]).Should().BeLessThan(0.1);
    }

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void Fit_AnyThreadCount_GivesTheSameBits(Precision precision)
    {
        (double[,] X, double[] y, _) = Draw(3000, 7, x => Math.Exp(1 + 0.5 * x[0]));
        NeuronPursuitBuilder builder = Small().WithPrecision(precision);

        builder.WithMaxDegreeOfParallelism(3).Fit(X, y).ShouldEqualBitForBit(builder.WithMaxDegreeOfParallelism(1).Fit(X, y));
    }

    [Fact]
    public void Continue_ModelOfCounts_GoesOnFromItsMeans()
    {
        (double[,] X, double[] y, _) = Draw(400, 8, x => Math.Exp(1 + Math.Abs(x[0])));
        NeuronPursuitModel model = Small().Fit(X, y);

        NeuronPursuitModel continued = new NeuronPursuitBuilder().WithLoss(new PoissonLoss()).WithMaxIterations(4).Continue(model, X, y);

        continued.OutputLink.Should().Be(OutputLink.Exponential);
        continued.NetworkOutputs.Should().Equal(model.NetworkOutputs);
        continued.History[model.History.Count].Kind.Should().Be(PursuitIterationKind.Refit);
        HalfDeviance(continued.Predict(X), y).Should().BeLessThan(HalfDeviance(model.Predict(X), y));
        continued.History[^1].Loss.Should().BeApproximately(HalfDeviance(continued.Predict(X), y), 1e-9);
    }

    [Fact]
    public void Continue_WithALossOfAnotherLink_IsRefused()
    {
        (double[,] X, double[] y, _) = Draw(100, 8, x => Math.Exp(1 + Math.Abs(x[0])));
        NeuronPursuitModel counts = Small().Fit(X, y);
        NeuronPursuitModel plain = new NeuronPursuitBuilder().WithMaxIterations(1).Fit(X, y);

        Action square = () => new NeuronPursuitBuilder().Continue(counts, X, y);
        Action poisson = () => new NeuronPursuitBuilder().WithLoss(new PoissonLoss()).Continue(plain, X, y);

        square.Should().Throw<ArgumentException>().WithMessage("*of kind Exponential and those of SquaredLoss of kind Identity*");
        poisson.Should().Throw<ArgumentException>().WithMessage("*of kind Identity and those of PoissonLoss of kind Exponential*");
    }

    [Fact]
    public void PruneAndSparse_KnowSquaresOnly()
    {
        (double[,] X, double[] y, _) = Draw(100, 8, x => Math.Exp(1 + Math.Abs(x[0])));
        NeuronPursuitModel model = Small().Fit(X, y);

        model.Invoking(own => own.Prune(X, y)).Should().Throw<InvalidOperationException>().WithMessage("*one of logarithms (PoissonLoss)*");
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithLoss(new PoissonLoss()).Build())
            .Should().Throw<ArgumentException>().WithMessage("the loss is PoissonLoss and the recipe Sparse*");
    }

    [Fact]
    public void Stationarity_ModelOfCounts_IsThatOfItsOwnLoss()
    {
        (double[,] X, double[] y, _) = Draw(300, 9, x => Math.Exp(1 + 0.5 * x[0]));
        NeuronPursuitModel model = Linear().Fit(X, y);

        model.Stationarity(X, y).GradientRatio.Should().BeLessThan(1e-3);
        model.Stationarity(X, y).Should().Be(model.Stationarity(X, y, new PoissonLoss()));
    }

    [Fact]
    public void SaveAndLoad_ModelOfCounts_PredictsTheSameBits()
    {
        (double[,] X, double[] y, _) = Draw(200, 10, x => Math.Exp(1 + 0.5 * x[0]));
        NeuronPursuitModel model = Small().WithEnsemble(2).Fit(X, y);
        using var stream = new MemoryStream();

        model.Save(stream);
        stream.Position = 0;
        var loaded = NeuronPursuitModel.Load(stream);

        loaded.OutputLink.Should().Be(OutputLink.Exponential);
        ModelAssertions.Bits(loaded.PredictAll(X)).Should().Equal(ModelAssertions.Bits(model.PredictAll(X)));
    }

    [Fact]
    public void PredictWithSpread_Bag_IsTheMeanAndDeviationOfMeans()
    {
        (double[,] X, double[] y, _) = Draw(200, 11, x => Math.Exp(1 + 0.5 * x[0]));
        NeuronPursuitModel model = Small().WithEnsemble(3).Fit(X, y);

        (double[] means, double[] spread) = model.PredictWithSpread(X);

        means.Should().OnlyContain(mean => mean > 0);
        means.Average().Should().BeApproximately(y.Average(), 0.15 * y.Average());
        spread.Should().Contain(deviation => deviation > 0).And.OnlyContain(deviation => deviation < 100);
        model.Predict([X[0, 0], X[0, 1], X[0, 2]]).Should().Be(means[0]);
    }

    [Fact]
    public void ToFormulaAndSummary_ModelOfCounts_SayTheExponential()
    {
        (double[,] X, double[] y, _) = Draw(200, 12, x => Math.Exp(1 + 0.5 * x[0]));
        NeuronPursuitModel model = Linear().Fit(X, y);

        var evaluator = new FormulaEvaluator(model.ToFormula(digits: 17));

        evaluator.Evaluate([0.3, -0.2, 0.1])["f(x)"].Should().BeApproximately(model.Predict([0.3, -0.2, 0.1]), 1e-12);
        model.ToFormula().Should().EndWith("\nf(x) = exp(y)");
        model.ToFormula(FormulaFormat.Latex).Should().Contain("f(x) &= e^{y}");
        model.Summary().Should().Contain("exponentials of what the networks give");
    }

    [Fact]
    public void CrossValidate_Counts_PredictsMeans()
    {
        (double[,] X, double[] y, _) = Draw(300, 13, x => Math.Exp(1 + 0.5 * x[0]));

        CrossValidation result = Linear().Build().CrossValidate(X, y, 3);

        result.Predictions.Cast<double>().Average().Should().BeApproximately(y.Average(), 0.1 * y.Average());
        result.Predictions.Cast<double>().Should().OnlyContain(mean => mean > 0);
    }

    [Fact]
    public void Fit_SeveralTargetsOneNegative_NamesRowAndColumn()
    {
        FluentActions.Invoking(() => Small().Fit(new double[3, 1], new double[,] { { 1, 2 }, { 0, -2 }, { 1, 1 } }))
            .Should().Throw<ArgumentException>().WithMessage("Row 1 of Y (counted from 0) has -2 in column 1 (counted from 0); PoissonLoss takes counts*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1e15)]
    public void Evaluate_AtTheTarget_IsZeroAndGrowsToBothSides(double count)
    {
        var loss = new PoissonLoss();
        double centre = count > 0 ? Math.Log(count) : -40;
        double last = double.NegativeInfinity;
        foreach (double distance in new[] { 0, 1e-8, 1e-4, 0.49, 0.51, 1, 29, 31, 1e3, 1e8 })
        {
            double value = loss.Evaluate([centre + distance], [count], new double[1]);
            value.Should().BeGreaterThanOrEqualTo(last, distance.ToString(CultureInfo.InvariantCulture)).And.BeGreaterThanOrEqualTo(0);
            double.IsFinite(value).Should().BeTrue();
            last = value;
        }

        loss.Evaluate([centre], [count], new double[1]).Should().BeLessThan(1e-14 * Math.Max(1, count));
        if (count > 0)
        {
            // Half of y d^2 near the target, without cancellation.
            loss.Evaluate([centre + 1e-3], [count], new double[1])
                .Should().BeApproximately(count * (Math.Exp(1e-3) - 1 - 1e-3), 1e-9 * count);
        }
    }

    private static NeuronPursuitBuilder Linear() =>
        new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2).WithActivation(HomogeneousActivation.Linear).WithLoss(new PoissonLoss());

    private static NeuronPursuitBuilder Small() => new NeuronPursuitBuilder().WithDepth(2).WithLoss(new PoissonLoss()).WithMaxIterations(2);

    private static double HalfDeviance(double[] means, double[] counts) => means.Zip(
        counts, (mean, count) => mean - count + (count > 0 ? count * Math.Log(count / mean) : 0)).Average();

    /// <summary>Twice the deviance that predictions add to the true means.</summary>
    private static double Excess(double[] predicted, double[] means) => 2 * HalfDeviance(predicted, means);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static (double[,] X, double[] Counts, double[] Means) Draw(int rows, int seed, Func<double[], double> mean)
    {
        var random = new Random(1000 + seed);
        (double[,] X, double[] means) = Problems.Gaussian(rows, 3, seed, mean);
        return (X, [.. means.Select(Count)], means);

        double Count(double expected)
        {
            int count = 0;
            for (double product = random.NextDouble(); product > Math.Exp(-expected); product *= random.NextDouble())
            {
                count++;
            }

            return count;
        }
    }
}

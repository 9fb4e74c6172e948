using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Targets that are transformed before a fit and back in all that a model says.</summary>
public class TargetTransformTests
{
    [Fact]
    public void Fit_ExponentialTarget_IsExactInItsLogarithm()
    {
        (double[,] X, double[] y) = Prices(400, noise: 0, seed: 1);

        NeuronPursuitModel log = Fast().WithTargetTransform(TargetTransform.Log).Fit(X, y);

        log.TargetCurves.Should().ContainSingle().Which!.Direction.Should().Be(1);
        Error(log, X, y).Should().BeLessThan(0.8 * Error(Fast().Fit(X, y), X, y));
        log.Predict(X).Should().OnlyContain(price => price > 0);
    }

    [Fact]
    public void Fit_LowerTail_IsMirrored()
    {
        (double[,] X, double[] y) = Prices(300, noise: 0.1, seed: 2);
        double[] mirrored = Array.ConvertAll(y, price => 10 - price);

        NeuronPursuitModel model = Fast().WithTargetTransform(TargetTransform.Log).Fit(X, y);
        NeuronPursuitModel other = Fast().WithTargetTransform(TargetTransform.Log).Fit(X, mirrored);

        other.TargetCurves[0]!.Direction.Should().Be(-1);
        other.Predict(X).Zip(model.Predict(X)).Should().OnlyContain(pair => Math.Abs(10 - pair.First - pair.Second) < 0.2 * Math.Max(1, pair.Second));
    }

    [Fact]
    public void Fit_TabularOfASkewedTarget_TakesTheLogarithmAndPredictsTheMean()
    {
        (double[,] X, double[] y) = Prices(500, noise: 0.2, seed: 3);
        (double[,] testX, double[] testY) = Prices(2000, noise: 0.2, seed: 4);

        NeuronPursuitModel tried = Tabular().Fit(X, y);
        NeuronPursuitModel plain = Tabular().WithTargetTransform(TargetTransform.None).Fit(X, y);

        tried.TargetCurves.Should().ContainSingle().Which.Should().NotBeNull();
        plain.TargetCurves.Should().BeEmpty();
        Error(tried, testX, testY).Should().BeLessThan(Error(plain, testX, testY));
        double mean = Prices(2000, noise: 0, seed: 4).y.Average() * Math.Sinh(0.34) / 0.34;
        tried.Predict(testX).Average().Should().BeApproximately(mean, 0.12 * mean, "the mean is that of the data, as far as they tell it");
        tried.PredictInterval(testX).Zip(testY).Average(pair => pair.First.Lower <= pair.Second && pair.Second <= pair.First.Upper ? 1.0 : 0)
            .Should().BeInRange(0.86, 0.95);
    }

    [Fact]
    public void Fit_TabularOfASymmetricTarget_TriesNothing()
    {
        (double[,] X, double[] y) = AutoRecipeTests.Smooth(150, noise: 0.5, seed: 5);

        NeuronPursuitModel model = Tabular().Fit(X, y);

        model.TargetCurves.Should().BeEmpty();
        model.Predict(X).Should().Equal(Tabular().WithTargetTransform(TargetTransform.None).Fit(X, y).Predict(X));
    }

    [Fact]
    public void Fit_OneAbsurdTarget_DoesNotDecide()
    {
        (double[,] X, double[] y) = AutoRecipeTests.Smooth(200, noise: 0.3, seed: 6);
        y[17] = 1e6;

        double[] predicted = Tabular().WithTargetTransform(TargetTransform.Log).Fit(X, y).Predict(X);

        predicted.Should().OnlyContain(value => double.IsFinite(value) && value < 3e6);
    }

    [Fact]
    public void Predict_FarBeyondTheData_StaysNearTheTargets()
    {
        (double[,] X, double[] y) = Prices(300, noise: 0.1, seed: 7);
        NeuronPursuitModel model = Fast().WithTargetTransform(TargetTransform.Log).Fit(X, y);

        double[] far = model.Predict(new[,] { { 1e3, 1e3, -1e3 }, { -1e3, -1e3, 1e3 }, { 1e300, 0, 0 } });

        far.Should().OnlyContain(price => price > y.Min() - 1 && price < 3 * y.Max());
    }

    [Fact]
    public void Predict_EveryWay_IsTheSame()
    {
        (double[,] X, double[] y) = Prices(300, noise: 0.3, seed: 8);
        NeuronPursuitModel model = Tabular().WithTargetTransform(TargetTransform.Log).Fit(X, y);

        double[] all = model.Predict(X);

        for (int i = 0; i < 20; i++)
        {
            model.Predict(X.GetRowSpan(i)).Should().Be(all[i]);
        }

        model.PredictWithSpread(X).Mean.Should().Equal(all);
        (double Lower, double Upper)[] intervals = model.PredictInterval(X);
        intervals.Should().OnlyContain(interval => interval.Lower < interval.Upper);
        intervals.Average(interval => interval.Upper - interval.Lower).Should().BePositive();
        Reloaded(model).Predict(X).Should().Equal(all);
        Reloaded(model).PredictInterval(X).Should().Equal(intervals);
        Reloaded(model).TargetCurves.Should().Equal(model.TargetCurves);
    }

    [Fact]
    public void ToFormula_OfACurve_IsThePrediction()
    {
        (double[,] X, double[] y) = Prices(200, noise: 0, seed: 9);
        NeuronPursuitModel model = Fast().WithDepth(2).WithTargetTransform(TargetTransform.Log).Fit(X, y);

        string last = model.ToFormula(digits: 17).Split('\n')[^1];

        TargetCurve curve = model.TargetCurves[0]!;
        last.Should().StartWith("f(x) = ").And.Contain("exp(clip(");
        double z = curve.Apply(model.Predict(X)[3]);
        curve.Invert(z).Should().BeApproximately(model.Predict(X)[3], 1e-9);
        model.Summary().Should().Contain("of logarithms of the target");
    }

    [Fact]
    public void Fit_SeveralOutputs_HaveCurvesOfTheirOwn()
    {
        (double[,] X, double[] y) = Prices(250, noise: 0.2, seed: 10);
        double[,] Y = new double[y.Length, 2];
        for (int i = 0; i < y.Length; i++)
        {
            (Y[i, 0], Y[i, 1]) = (y[i], X[i, 0] - X[i, 1]);
        }

        NeuronPursuitModel model = Tabular().Fit(X, Y);

        model.TargetCurves.Should().HaveCount(2);
        model.TargetCurves[1].Should().BeNull("its targets are symmetric");
        model.PredictAllInterval(X).GetLength(1).Should().Be(2);
        Reloaded(model).PredictAll(X).Cast<double>().Should().Equal(model.PredictAll(X).Cast<double>());
    }

    [Fact]
    public void Fit_StopWhenAndCancellation_SeePricesAndNoLogarithms()
    {
        (double[,] X, double[] y) = Prices(200, noise: 0.3, seed: 11);
        double[] seen = [];

        NeuronPursuitModel model = Fast().WithTargetTransform(TargetTransform.Log).WithStopWhen((iteration, now) =>
        {
            seen = now.Predict(X);
            return iteration.Number == 3;
        }).Fit(X, y);

        seen.Should().Equal(model.Predict(X));
        seen.Average().Should().BeInRange(0.5 * y.Average(), 2 * y.Average());
    }

    [Fact]
    public void Fit_CancelledInTheTrialOfTheTransform_CarriesNoModelOfTheTrial()
    {
        (double[,] X, double[] y) = Prices(150, noise: 0.3, seed: 12);
        using var source = new CancellationTokenSource();

        Action fit = () => Tabular().WithMaxDegreeOfParallelism(1).WithOptimizer(new CancelingOptimizer(10, source)).Fit(X, y, source.Token);

        fit.Should().Throw<PursuitCanceledException>().Which.Model.Should().BeNull();
    }

    [Fact]
    public void Fit_Resumed_EqualsTheUndisturbedOne()
    {
        using var folder = new TemporaryFolder();
        (double[,] X, double[] y) = Prices(150, noise: 0.3, seed: 12);
        using var source = new CancellationTokenSource();
        int seen = 0;
        FluentActions.Invoking(() => Tabular().WithCheckpoints(folder.Path).WithProgress(new InlineProgress<PursuitIteration>(_ =>
        {
            if (++seen == 40)
            {
                source.Cancel();
            }
        })).Fit(X, y, source.Token)).Should().Throw<PursuitCanceledException>().Which.Model!.TargetCurves.Should().NotBeEmpty();

        Tabular().WithCheckpoints(folder.Path).Fit(X, y).Predict(X).Should().Equal(Tabular().Fit(X, y).Predict(X));
    }

    [Fact]
    public void Build_CountsAndClasses_AreRefused()
    {
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithLoss(new PoissonLoss()).WithTargetTransform(TargetTransform.Log).Build())
            .Should().Throw<ArgumentException>().WithMessage("*PoissonLoss*logarithm of their own*");
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithTargetTransform(TargetTransform.Log).FitClassifier(new double[,] { { 1 }, { 2 } }, [1, 2]))
            .Should().Throw<ArgumentException>().WithMessage("*for numbers*");
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithTargetTransform((TargetTransform)7).Build())
            .Should().Throw<ArgumentException>().WithMessage("*transform is 7*");
    }

    [Fact]
    public void ContinueAndPrune_AreRefused()
    {
        (double[,] X, double[] y) = Prices(100, noise: 0.1, seed: 13);
        NeuronPursuitModel model = Fast().WithTargetTransform(TargetTransform.Log).Fit(X, y);

        FluentActions.Invoking(() => Fast().Continue(model, X, y)).Should().Throw<InvalidOperationException>().WithMessage("*through a curve*");
        FluentActions.Invoking(() => model.Prune(X, y)).Should().Throw<InvalidOperationException>().WithMessage("*through a curve*");
    }

    [Fact]
    public void Load_CurveThatIsDamaged_IsRefused()
    {
        (double[,] X, double[] y) = Prices(60, noise: 0.1, seed: 14);
        using var stream = new MemoryStream();
        Fast().WithTargetTransform(TargetTransform.Log).Fit(X, y).Save(stream);
        string text = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Replace("\"direction\":1", "\"direction\":3", StringComparison.Ordinal);

        FluentActions.Invoking(() => NeuronPursuitModel.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))))
            .Should().Throw<InvalidDataException>().WithMessage("*targetCurves*");
    }

    private static NeuronPursuitBuilder Fast() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithMaxIterations(8);

    private static NeuronPursuitBuilder Tabular() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular);

    private static NeuronPursuitModel Reloaded(NeuronPursuitModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        return NeuronPursuitModel.Load(stream);
    }

    /// <summary>Relative root mean square.</summary>
    private static double Error(NeuronPursuitModel model, double[,] X, double[] y) =>
        Math.Sqrt(model.Predict(X).Zip(y).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second)) / y.Sum(value => value * value));

    /// <summary>Exponentials of a sum, with noise in the exponent.</summary>
    private static (double[,] X, double[] y) Prices(int samples, double noise, int seed)
    {
        (double[,] X, double[] y) = AutoRecipeTests.Ramps(samples, 3, noise: 1, seed);
        for (int i = 0; i < samples; i++)
        {
            double own = y[i] - (Math.Max(0, X[i, 0] + (2 * X[i, 1])) - Math.Max(0, X[i, 2]));
            y[i] = Math.Exp((2 * X[i, 0]) + (2 * X[i, 1]) - X[i, 2] + (1.7 * noise * own));
        }

        return (X, y);
    }
}

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Whole fits with losses other than the square.</summary>
public class LossTests
{
    private static readonly (double[,] X, double[] y) Classes =
        Problems.Gaussian(300, 4, 91, x => Math.Max(x[0], x[1]) - Math.Abs(x[2]) > 0 ? 1 : 0);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_Logistic_SeparatesTwoClasses(int depth)
    {
        NeuronPursuitModel model = Builder(depth).WithLoss(new LogisticLoss()).WithTargetError(0.3).WithMaxIterations(15).Fit(Classes.X, Classes.y);

        double[] logOdds = model.Predict(Classes.X);
        logOdds.Zip(Classes.y, (f, y) => f > 0 == y > 0.5).Count(right => right).Should().BeGreaterThan(290);
        model.History.Select(iteration => iteration.Loss).Should().BeInDescendingOrder();
    }

    [Fact]
    public void History_Logistic_ErrorIsTheRootOfTheLossOverThatOfTheShares()
    {
        NeuronPursuitModel model = Builder(2).WithLoss(new LogisticLoss()).WithMaxIterations(3).Fit(Classes.X, Classes.y);

        double loss = model.Predict(Classes.X).Zip(Classes.y, (f, y) => Math.Log(1 + Math.Exp(f)) - y * f).Average();
        double share = Classes.y.Average();
        double ofShares = -(share * Math.Log(share)) - ((1 - share) * Math.Log(1 - share));
        model.History[^1].Loss.Should().BeApproximately(loss, 1e-9);
        model.History[^1].TrainingError.Should().BeApproximately(Math.Sqrt(loss / ofShares), 1e-9);
    }

    [Fact]
    public void Fit_CrossEntropy_SeparatesThreeClassesAndStopsAtTheTargetError()
    {
        double[,] targets = new double[300, 3];
        for (int i = 0; i < 300; i++)
        {
            targets[i, ClassOf(i)] = 1;
        }

        NeuronPursuitModel model = Builder(2).WithLoss(new CrossEntropyLoss()).WithTargetError(0.2).WithMaxIterations(40).Fit(Classes.X, targets);

        double[,] scores = model.PredictAll(Classes.X);
        Enumerable.Range(0, 300).Count(i => ArgMax(i) == ClassOf(i)).Should().BeGreaterThan(290);
        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.History[^1].Loss.Should().BeLessThanOrEqualTo(0.2 * 0.2 * Math.Log(3));

        int ClassOf(int i) => Classes.X[i, 0] > 0.5 ? 0 : Classes.X[i, 1] > Classes.X[i, 2] ? 1 : 2;

        int ArgMax(int i) => Enumerable.Range(0, 3).MaxBy(k => scores[i, k]);
    }

    [Fact]
    public void Fit_HuberWithOutliers_IsNearerToTheTruthThanTheSquare()
    {
        (double[,] X, double[] truth) = Problems.Gaussian(300, 3, 92, x => Math.Max(x[0] + x[1], 0) - 0.5 * x[2]);
        double[] y = [.. truth.Select((value, i) => i % 10 == 0 ? value + 20 * (i % 20 == 0 ? 1 : -0.3) : value)];

        double Error(ILoss loss) => Problems.RelativeError(
            Builder(2).WithLoss(loss).WithMaxIterations(6).Fit(X, y).Predict(X), truth);

        Error(new HuberLoss(0.2)).Should().BeLessThan(0.3 * Error(new SquaredLoss()));
    }

    /// <summary>In the same units: standardised, the square takes mean and deviation, and Huber median and robust scale.</summary>
    [Fact]
    public void Fit_HuberWithALargeThreshold_IsTheSquare()
    {
        (double[,] X, double[] y) = Problems.Gaussian(200, 3, 93, x => 5 + 3 * Math.Max(x[0], x[1]));
        NeuronPursuitBuilder builder = Builder(2).WithRecipe(PursuitRecipe.Fast).WithStandardization(false).WithMaxIterations(1);

        double[] huber = builder.WithLoss(new HuberLoss(1e6)).Fit(X, y).Predict(X);
        double[] square = builder.WithLoss(new SquaredLoss()).Fit(X, y).Predict(X);

        huber.ShouldAgreeWith(square, 1e-3);
    }

    [Fact]
    public void Fit_ALossOfTheUsers_FitsLikeAnyOther()
    {
        (double[,] X, double[] y) = Problems.Gaussian(200, 3, 94, x => Math.Max(x[0], 0) - x[1]);

        NeuronPursuitModel model = Builder(2).WithLoss(new LogCoshLoss()).WithTargetError(0.01).Fit(X, y);

        Problems.RelativeError(model.Predict(X), y).Should().BeLessThan(0.02);
    }

    [Fact]
    public void Fit_DeepLinearLogistic_GrowsByChainsWhereNeuronsGainNothing()
    {
        double[,] targets = new double[300, 3];
        for (int i = 0; i < 300; i++)
        {
            targets[i, Classes.X[i, 0] > 0.4 ? 0 : Classes.X[i, 1] > 0 ? 1 : 2] = 1;
        }

        NeuronPursuitModel model = Builder(3).WithActivation(HomogeneousActivation.Linear).WithLoss(new CrossEntropyLoss())
            .WithMaxIterations(2).Fit(Classes.X, targets);

        model.History.Should().HaveCount(2);
        model.History[1].Kind.Should().Be(PursuitIterationKind.Chain);
        model.History[1].Loss.Should().BeLessThan(0.9 * model.History[0].Loss);
    }

    [Fact]
    public void Fit_WithValidation_JudgesByTheLoss()
    {
        NeuronPursuitModel model = Builder(2).WithLoss(new LogisticLoss()).WithTargetError(0).WithValidation(0.3, 2).Fit(Classes.X, Classes.y);

        PursuitIteration kept = model.History.MinBy(iteration => iteration.ValidationError)!;
        model.HiddenWidths.Should().Equal(kept.HiddenWidths);
        kept.ValidationError.Should().BeLessThan(0.9);
    }

    [Fact]
    public void Fit_LogisticWithDecay_EndsWithTheCertificate()
    {
        NeuronPursuitModel model = Builder(2).WithLoss(new LogisticLoss()).WithTargetError(0).WithWeightDecay(0.15)
            .WithGrowthScale(PursuitRecipe.Fast.Defaults.GrowthScale with { Relative = 0.5, Reductions = 40 }).WithMaxIterations(40)
            .Fit(Classes.X, Classes.y);

        model.StopReason.Should().Be(PursuitStopReason.NoDescentDirection);
        model.History.Should().NotBeEmpty();
        model.History.Should().OnlyContain(iteration => iteration.CorrelationValue > 0.15 / 2);
    }

    [Fact]
    public void Fit_Standardized_LeavesTheTargetsOfALogisticLossAlone()
    {
        NeuronPursuitModel model = Builder(2).WithLoss(new LogisticLoss()).WithStandardization().WithMaxIterations(6).Fit(Classes.X, Classes.y);

        model.Predict(Classes.X).Zip(Classes.y, (f, y) => f > 0 == y > 0.5).Count(right => right).Should().BeGreaterThan(250);
    }

    [Fact]
    public void Fit_AnyThreadCount_GivesTheSameBits()
    {
        NeuronPursuitBuilder builder = Builder(3).WithLoss(new LogisticLoss()).WithMaxIterations(3);

        builder.WithMaxDegreeOfParallelism(3).Fit(Classes.X, Classes.y)
            .ShouldEqualBitForBit(builder.WithMaxDegreeOfParallelism(1).Fit(Classes.X, Classes.y));
    }

    public static TheoryData<string, double, string> WrongTargets => new()
    {
        { "logistic", 1.5, "Row 2 of y (counted from 0) is 1.5; LogisticLoss takes 0, 1 or a probability between.*" },
        { "logistic", -0.1, "Row 2 of y*is -0.1*" },
        { "poisson", -0.5, "Row 2 of y (counted from 0) is -0.5; PoissonLoss takes counts and other numbers that are not negative.*" },
        { "cross-entropy", -1, "Row 2 of Y (counted from 0) has -1 in column 0*" },
        { "cross-entropy", 0.25, "Row 2 of Y*sums to 0.25; CrossEntropyLoss takes probabilities that sum to 1*" },
    };

    [Theory]
    [MemberData(nameof(WrongTargets))]
    public void Fit_TargetsThatTheLossRefuses_NamesTheRow(string name, double value, string message)
    {
        NeuronPursuitBuilder builder = Builder(2).WithLoss(LossCases.Create(name));
        double[,] X = new double[4, 1];

        Action fit = name is "logistic" or "poisson"
            ? () => builder.Fit(X, [0, 1, value, 5])
            : () => builder.Fit(X, new double[,] { { 1, 0 }, { 0, 1 }, { value, 0 }, { 7, 7 } });

        fit.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void Fit_WrongNumberOfOutputs_NamesTheOtherLoss()
    {
        FluentActions.Invoking(() => Builder(2).WithLoss(new LogisticLoss()).Fit(new double[2, 1], new double[2, 2]))
            .Should().Throw<ArgumentException>().WithMessage("*LogisticLoss takes one*CrossEntropyLoss*");
        FluentActions.Invoking(() => Builder(2).WithLoss(new CrossEntropyLoss()).Fit(new double[2, 1], new double[2]))
            .Should().Throw<ArgumentException>().WithMessage("*CrossEntropyLoss takes one per class*LogisticLoss*");
    }

    [Fact]
    public void Build_LossWithWhatNeedsSquares_ListsBoth()
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithLoss(new LogisticLoss())
            .WithOptimizer(new LimitedMemoryBfgs(), new LevenbergMarquardt()).WithRecipe(PursuitRecipe.Sparse);

        builder.Invoking(wrong => wrong.Build()).Should().Throw<ArgumentException>().Which.Message.Should()
            .StartWith("2 settings are wrong").And.ContainAll("LevenbergMarquardt, which needs a sum of squares", "recipe Sparse");
        new NeuronPursuitBuilder().Invoking(b => b.WithLoss(null!)).Should().Throw<ArgumentNullException>().WithParameterName("loss");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void HuberLoss_ThresholdOutOfRange_Throws(double threshold) =>
        FluentActions.Invoking(() => new HuberLoss(threshold)).Should().Throw<ArgumentOutOfRangeException>();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void QuantileLoss_QuantileOutOfRange_Throws(double quantile) =>
        FluentActions.Invoking(() => new QuantileLoss(quantile)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*above 0 and below 1*");

    [Fact]
    public void ToString_OfALoss_NamesItsSettings() =>
        new ILoss[] { new SquaredLoss(), new HuberLoss(0.5), new LogisticLoss(), new CrossEntropyLoss(), new PoissonLoss(), new QuantileLoss(0.9) }
            .Select(loss => loss.ToString())
            .Should().Equal("SquaredLoss", "HuberLoss(0.5)", "LogisticLoss", "CrossEntropyLoss", "PoissonLoss", "QuantileLoss(0.9)");

    private static NeuronPursuitBuilder Builder(int depth) => new NeuronPursuitBuilder().WithDepth(depth).WithIntercept();
}

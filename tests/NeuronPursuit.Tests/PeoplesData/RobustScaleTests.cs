namespace NeuronPursuit.Tests.PeoplesData;

/// <summary>Outliers of the target and Huber's loss, whose transition is in the units of residuals and not of outliers.</summary>
public class RobustScaleTests
{
    private const double Noise = 0.03;

    private static readonly (double[,] X, double[] y) Clean = Problems.Gaussian(400, 4, 31, Function);
    private static readonly (double[,] X, double[] y) Test = Problems.Gaussian(600, 4, 32, Function);

    public static TheoryData<int, double> Outliers => new()
    {
        { 4, 1e4 },
        { 1, 1e8 },
        { 20, 1e4 },
        { 20, 200 },
    };

    [Theory]
    [MemberData(nameof(Outliers))]
    public void Fit_Standardized_IsTrueOnCleanRowsAndNewOnes(int count, double size)
    {
        // Depth 2 fits this function from any start; what is asked here is the loss and not the search.
        NeuronPursuitModel model = Builder().WithDepth(2).Fit(Clean.X, WithOutliers(count, size, Noise));

        Errors(model, Clean).Should().BeLessThan(0.04);
        Errors(model, Test).Should().BeLessThan(0.06);
    }

    /// <summary>Single pursuits of two hidden layers may end early, with outliers as without; so the middle of three counts.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Outliers))]
    public void Fit_DefaultDepth_IsTrueOnNewRows(int count, double size)
    {
        double[] errors = [.. new[] { 33, 35, 37 }.Select(seed =>
        {
            (double[,] X, double[] y) data = Problems.Gaussian(400, 4, seed, Function);
            return Errors(Builder().Fit(data.X, WithOutliers(count, size, Noise, data.y)), Test);
        }).Order()];

        errors[1].Should().BeLessThan(0.06);
    }

    [Theory]
    [MemberData(nameof(Outliers))]
    public void Fit_RowsOfUnlikeWeight_IsTrueOnCleanRows(int count, double size)
    {
        double[] weights = [.. Enumerable.Range(0, 400).Select(row => 1.0 + row % 3)];

        NeuronPursuitModel model = Builder().Fit(Clean.X, WithOutliers(count, size, Noise), weights);

        Errors(model, Clean).Should().BeLessThan(0.06);
    }

    [Theory]
    [InlineData(4, 1e4)]
    [InlineData(20, 1e4)]
    public void Fit_Tabular_IsTrueOnCleanRows(int count, double size)
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(2).WithDepth(2)
            .WithLoss(new HuberLoss()).Fit(Clean.X, WithOutliers(count, size, Noise));

        Errors(model, Clean).Should().BeLessThan(0.06);
    }

    [Fact]
    public void Fit_OutliersBesideAnExactFunction_FindsIt()
    {
        NeuronPursuitModel model = Builder().WithDepth(2).WithTargetError(1e-6).Fit(Clean.X, WithOutliers(4, 1e4, 0));

        Errors(model, Test).Should().BeLessThan(1e-3);
    }

    /// <summary>Within the tails of y, and far out beside the residuals: the first transition is in units of y, the last in theirs.</summary>
    [Fact]
    public void Fit_OutliersSmallBesideTheTarget_PullInUnitsOfTheResiduals()
    {
        double[] noisy = WithOutliers(0, 0, 0.01);
        double[] y = [.. noisy.Select((value, row) => row % 10 == 0 ? value + 0.8 : value)];
        NeuronPursuitBuilder One(ILoss loss) => Builder().WithDepth(2).WithActivation(HomogeneousActivation.Linear).WithMaxIterations(2).WithLoss(loss);
        (double[,] X, double[] linear) = Problems.Gaussian(400, 4, 31, x => 3 * x[0] - x[1]);
        double[] target = [.. linear.Select((value, row) => value + y[row] - Clean.y[row])];

        double huber = PeoplesTables.RootMeanSquare(One(new HuberLoss()).Fit(X, target).Predict(X).Zip(linear, (p, e) => p - e));
        double square = PeoplesTables.RootMeanSquare(One(new SquaredLoss()).Fit(X, target).Predict(X).Zip(linear, (p, e) => p - e));

        square.Should().BeGreaterThan(0.05);
        huber.Should().BeLessThan(0.01);
    }

    [Fact]
    public void Fit_HuberOfAnyUnits_IsTheSameFit()
    {
        double[] y = WithOutliers(20, 10, Noise);
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithIntercept().WithLoss(new HuberLoss()).WithMaxIterations(3);

        double[] plain = builder.Fit(Clean.X, y).Predict(Clean.X);
        double[] scaled = builder.Fit(Clean.X, [.. y.Select(value => 1024 * value)]).Predict(Clean.X);

        scaled.Should().Equal(plain.Select(value => 1024 * value));
    }

    [Fact]
    public void History_OfHuber_EndsWithARefitInUnitsOfTheResiduals()
    {
        var logger = new RecordingLogger();
        NeuronPursuitModel model = Builder().WithLogger(logger).WithMaxIterations(4).Fit(Clean.X, WithOutliers(4, 1e4, Noise));

        model.History.Select(iteration => iteration.Number).Should().Equal(1, 2, 3, 4, 5);
        model.History[^1].Kind.Should().Be(PursuitIterationKind.Refit);
        model.KeptIteration.Should().BeSameAs(model.History[^1]);
        logger.Events.Should().ContainSingle(e => e.EventId == 25).Which.Message.Should().Contain("leaves out 0.01 of the weight of output 0");
    }

    [Fact]
    public void Fit_HuberResumed_EqualsTheUninterrupted()
    {
        double[] y = WithOutliers(4, 1e4, Noise);
        NeuronPursuitModel uninterrupted = Builder().WithMaxIterations(5).Fit(Clean.X, y);
        using var folder = new TemporaryFolder();
        Builder().WithMaxIterations(2).WithCheckpoints(folder.Path).Fit(Clean.X, y);

        Builder().WithMaxIterations(5).WithCheckpoints(folder.Path).Fit(Clean.X, y).ShouldEqualBitForBit(uninterrupted);
    }

    [Fact]
    public void RobustScaleOf_AnyOutliers_IsThatOfTheRest()
    {
        var columns = new MatrixColumns<double>(Matrices.Column(WithOutliers(20, 1e12, 0)), default, strayShare: StrayValues.ShareOfTargets);
        var clean = new MatrixColumns<double>(Matrices.Column(Clean.y), default);

        columns.RobustScaleOf(0).Deviation.Should().BeInRange(0.85 * clean.RobustScaleOf(0).Deviation, 1.15 * clean.RobustScaleOf(0).Deviation);
        columns.RobustScaleOf(0).StrayShare.ShouldAgreeWith(0.05, 1e-9);
    }

    private static double Function(double[] x) => 2 + Math.Max(0, x[0] + x[1]) - Math.Max(0, x[2] - 0.2) + 0.5 * x[1];

    private static NeuronPursuitBuilder Builder() =>
        new NeuronPursuitBuilder().WithStandardization().WithIntercept().WithLoss(new HuberLoss());

    private static double Errors(NeuronPursuitModel model, (double[,] X, double[] y) data) =>
        PeoplesTables.RootMeanSquare(model.Predict(data.X).Zip(data.y, (p, e) => p - e));

    private static double[] WithOutliers(int count, double size, double noise, double[]? truth = null)
    {
        var random = new Random(5);
        double[] y = [.. (truth ?? Clean.y).Select(value => value + noise * PeoplesTables.Normal(random))];
        for (int outlier = 0; outlier < count; outlier++)
        {
            y[outlier * (400 / count)] += outlier % 4 == 3 ? -size : size;
        }

        return y;
    }
}

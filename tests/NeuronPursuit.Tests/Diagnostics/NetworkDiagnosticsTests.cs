namespace NeuronPursuit.Tests;

public class NetworkDiagnosticsTests
{
    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(120, 4, seed: 6, Problems.H1);

    [Fact]
    public void Stationarity_TrainingGoesOn_Falls()
    {
        NetworkStationarity early = Fit(steps: 300).Stationarity(Data.X, Data.y);
        NetworkStationarity late = Fit(steps: 30_000).Stationarity(Data.X, Data.y);

        early.GradientRatio.Should().BeGreaterThan(1e-3);
        late.GradientRatio.Should().BeLessThan(0.01 * early.GradientRatio);
    }

    [Fact]
    public void Stationarity_KktResidual_IsTheTangentialPartOfTheGradient()
    {
        NetworkStationarity found = Fit(steps: 100).Stationarity(Data.X, Data.y);

        found.KktResidual.Should().BeApproximately(
            found.GradientRatio * Math.Sqrt(1 - found.Alignment * found.Alignment), 1e-9 * found.GradientRatio);
    }

    [Fact]
    public void Stationarity_StandardizedWithIntercept_IsMeasuredOnTheDataOfTheFit()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithActivation(HomogeneousActivation.Linear).WithDepth(2)
            .WithIntercept().WithStandardization().Fit(Data.X, Data.y);

        model.Stationarity(Data.X, Data.y).GradientRatio.Should().BeLessThan(1e-3);
    }

    [Fact]
    public void BalanceRatios_BalancedModel_AreOne()
    {
        NeuronPursuitModel model = TinyPaper.Builder().WithActivation(HomogeneousActivation.LeakyReLU(0.2)).WithMaxIterations(4)
            .WithTargetError(0).WithWeightBalancing().Fit(Data.X, Data.y);

        model.BalanceRatios().Should().HaveCount(2);
        model.BalanceRatios().SelectMany(ratios => ratios).Should().HaveCount(5).And.OnlyContain(ratio => Math.Abs(ratio - 1) < 1e-9);
    }

    [Fact]
    public void BalanceRatios_KnownWeights_AreTheFormula()
    {
        NeuronPursuitModel model = TestModels.Plain([2, 2, 1], [3, 4, 1, 0, 5, 2], HomogeneousActivation.Square);

        model.BalanceRatios().Should().ContainSingle().Which.Should().Equal(25.0 / 50, 1.0 / 8);
    }

    [Fact]
    public void Distance_KnownWeights_IsRelative()
    {
        NeuronPursuitModel model = TestModels.Plain([1, 1, 1], [3, 4]);

        model.Distance(TestModels.Plain([1, 1, 1], [3, 5])).Should().BeApproximately(0.2, 1e-15);
        model.Distance(model).Should().Be(0);
        model.Invoking(own => own.Distance(TestModels.Plain([2, 1, 1], [3, 4, 5])))
            .Should().Throw<ArgumentException>().WithMessage("The widths are 1/1/1 and 2/1/1*");
    }

    [Fact]
    public void Stationarity_OtherShapes_AreRefused() =>
        TestModels.Plain([1, 1, 1], [3, 4]).Invoking(model => model.Stationarity(new double[3, 2], new double[3]))
            .Should().Throw<ArgumentException>().WithMessage("X is 3 x 2 and Y 3 x 1*1 inputs and 1 outputs*");

    private static NeuronPursuitModel Fit(int steps) => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Paper)
        .WithActivation(HomogeneousActivation.LeakyReLU(0.2)).WithFixedWidths([3], 0.1)
        .WithOptimizer(new GradientDescent(0.05, steps)).WithMaxIterations(1).Fit(Data.X, Data.y);
}

namespace NeuronPursuit.Tests.Builder;

/// <summary>Data that are unusual but legal end in a usable model, with either recipe and any preparation.</summary>
public class DegenerateDataTests
{
    public static TheoryData<string, bool, bool, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool, bool, bool>();
            foreach (string name in DegenerateData.All.Keys)
            {
                foreach (bool paper in new[] { false, true })
                {
                    if (paper && name is ("denormal y" or "the smallest y" or "a single smallest target"))
                    {
                        // Refused: the recipe does not rescale, and the squares vanish.
                        continue;
                    }

                    cases.Add(name, paper, false, false);
                    cases.Add(name, paper, true, false);
                    cases.Add(name, paper, true, true);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_DegenerateData_GivesAUsableModel(string name, bool paper, bool standardized, bool intercept)
    {
        (double[,] X, double[,] Y) = DegenerateData.All[name]();
        NeuronPursuitBuilder builder = paper ? TinyPaper.Builder(steps: 30) : new NeuronPursuitBuilder();

        foreach (int depth in new[] { 2, 3 })
        {
            foreach (int power in new[] { 1, 2 })
            {
                NeuronPursuitModel model = builder
                    .WithDepth(depth).WithActivation(HomogeneousActivation.Create(0.1, power))
                    .WithStandardization(standardized).WithIntercept(intercept).WithMaxIterations(3).Fit(X, Y);

                model.ShouldBeUsableOn(X);
                ShouldSurviveSaving(model, X);
            }
        }
    }

    [Theory]
    [InlineData("denormal y")]
    [InlineData("the smallest y")]
    [InlineData("a single smallest target")]
    public void Fit_TargetWhoseSquaresVanishWithoutRescaling_IsRefused(string name)
    {
        (double[,] X, double[,] Y) = DegenerateData.All[name]();

        FluentActions.Invoking(() => TinyPaper.Builder(steps: 30).Fit(X, Y))
            .Should().Throw<ArgumentException>().WithMessage("*squares of y are too small*");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_TargetAllZero_GivesTheZeroNetwork(bool standardized)
    {
        (double[,] X, double[] y) = Problems.Gaussian(20, 3, 1, _ => 0);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithStandardization(standardized).Fit(X, y);

        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.History.Should().BeEmpty();
        model.Predict(X).Should().OnlyContain(value => value == 0);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-0.1)]
    [InlineData(1e150)]
    public void Fit_ConstantTargetStandardized_PredictsTheConstant(double constant)
    {
        (double[,] X, double[] y) = Problems.Gaussian(20, 3, 1, _ => constant);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithStandardization().Fit(X, y);

        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.Predict(X).Should().OnlyContain(value => Math.Abs(value - constant) <= 1e-14 * Math.Abs(constant));
    }

    [Fact]
    public void Fit_ConstantTargetWithIntercept_PredictsTheConstant()
    {
        (double[,] X, double[] y) = Problems.Gaussian(40, 3, 1, _ => -3);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithIntercept().Fit(X, y);

        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        Problems.RelativeError(model.Predict(X), y).Should().BeLessThan(1e-3);
    }

    [Fact]
    public void Fit_OneSample_MeetsItsTarget()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(new double[,] { { 1, 2, -1 } }, new double[] { -4 });

        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.Predict([1, 2, -1]).Should().BeApproximately(-4, 4e-3);
    }

    [Theory]
    [InlineData(1e150)]
    [InlineData(1e-150)]
    public void Fit_HugeOrTinyUnits_FitsAsWellAsInOrdinaryOnes(double unit)
    {
        (double[,] X, double[] y) = Problems.Gaussian(100, 3, 1, x => Math.Max(x[0], 0) - Math.Max(x[1], 0));
        double[,] scaled = new double[100, 3];
        for (int i = 0; i < X.Length; i++)
        {
            scaled[i / 3, i % 3] = unit * X[i / 3, i % 3];
        }

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(2).Fit(scaled, [.. y.Select(value => value * unit)]);

        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.HiddenWidths.Should().Equal(2);
    }

    private static void ShouldSurviveSaving(NeuronPursuitModel model, double[,] X)
    {
        double[,] reloaded = TestModels.Reloaded(model).PredictAll(X);
        ModelAssertions.Bits(reloaded).Should().Equal(ModelAssertions.Bits(model.PredictAll(X)));
    }
}

namespace NeuronPursuit.Tests.Pursuit;

public class SparseGateTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Fit_NothingButNoise_PredictsTheMeanOrWithoutAnyOffsetZero(bool intercept, bool standardized)
    {
        (double[,] X, double[] y) = Noise();
        double expected = intercept || standardized ? y.Average() : 0;

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse)
            .WithIntercept(intercept).WithStandardization(standardized).Fit(X, y);

        model.StopReason.Should().Be(PursuitStopReason.NoSignal);
        model.StopReason.Describe().Should().Contain("mean");
        model.Predict(X).Should().OnlyContain(value => Math.Abs(value - expected) < 1e-12);
        TestModels.Reloaded(model).Predict(X).Should().Equal(model.Predict(X));
    }

    [Fact]
    public void Fit_WithoutTheGate_FitsAnyway()
    {
        (double[,] X, double[] y) = Noise();

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithSignalGate(false).Fit(X, y);

        model.StopReason.Should().NotBe(PursuitStopReason.NoSignal);
        double mean = y.Average();
        double ofMean = Math.Sqrt(y.Sum(value => (value - mean) * (value - mean)) / y.Sum(value => value * value));
        model.History[^1].ValidationError.Should().BeGreaterThan(0.7 * ofMean, "the held-out error tells of a failure without test data");
    }

    [Fact]
    public void PValue_OfTheLargestDraw_IsOneInAHundred()
    {
        double[][] permuted = [.. Enumerable.Range(0, 99).Select(k => new[] { k / 99.0, 1.0 })];

        SignalGate.PValue([2, 1], permuted).Should().BeApproximately(0.01, 1e-12);
        SignalGate.PValue([-1, 1], permuted).Should().BeApproximately(1, 1e-12);
    }

    /// <summary>The gate must not call a signal none that the screen of the fit finds (docs/adr/0012).</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void HasSignal_ProductOfThreeOfManyColumns_IsSeen()
    {
        (double[,] X, double[] y) = Problems.Cube(300, 1600, 9, x => x[3] * x[400] * x[1500]);
        var data = (ILocalPursuitData)TestObjects.Data(X, Matrices.Column(y));

        new SignalGate(data, PursuitRecipe.Sparse.Defaults, TestContext.Current.CancellationToken).HasSignal().Should().BeTrue();
    }

    private static (double[,] X, double[] y) Noise()
    {
        var random = new Random(77);
        return Problems.Gaussian(120, 15, 3, _ => 5 + random.NextDouble());
    }
}

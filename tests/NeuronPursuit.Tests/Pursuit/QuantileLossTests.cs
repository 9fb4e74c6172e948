namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Fits of quantiles: of new rows a share q lies below, and the loss is near that of the true quantiles.</summary>
public class QuantileLossTests
{
    public static TheoryData<string, int, double> Cells =>
    [
        .. from noise in QuantileNoise.All.Keys
           from rows in new[] { 300, 1000 }
           from quantile in new[] { 0.05, 0.1, 0.5, 0.9, 0.95 }
           select (noise, rows, quantile),
    ];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Fit_LinearTruth_HasTheShareBelowAndNextToTheLeastLoss(string name, int rows, double quantile)
    {
        for (int seed = 1; seed <= 2; seed++)
        {
            (double share, double excess) = OnNewRows(Linear(quantile), name, rows, quantile, seed);

            share.Should().BeApproximately(quantile, 3.3 * Math.Sqrt(quantile * (1 - quantile) / rows), "seed {0}", seed);
            excess.Should().BeLessThan(rows == 300 ? 0.12 : 0.05, "seed {0}", seed);
        }
    }

    [Theory]
    [InlineData("normal", 0.1)]
    [InlineData("normal", 0.95)]
    [InlineData("exponential", 0.5)]
    [InlineData("exponential", 0.9)]
    [InlineData("Cauchy", 0.1)]
    [InlineData("heteroscedastic", 0.9)]
    public void Fit_Tabular_HasTheShareBelowAndNextToTheLeastLoss(string name, double quantile)
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(3)
            .WithLoss(new QuantileLoss(quantile)).WithMaxDegreeOfParallelism(2);

        (double share, double excess) = OnNewRows(builder, name, 1000, quantile, seed: 3);

        share.Should().BeApproximately(quantile, 3.3 * Math.Sqrt(quantile * (1 - quantile) / 1000));
        excess.Should().BeLessThan(0.06);
    }

    [Fact]
    public void Fit_Default_HasAnOffsetAtTheQuantileAndATrainingInItsOwnUnits()
    {
        (double[,] X, double[] y) = QuantileNoise.All["normal"].Draw(400, 5);
        NeuronPursuitModel model = Linear(0.8).Fit(X, y);

        model.HasIntercept.Should().BeTrue();
        model.OffsetChoice.Should().BeNull("there is nothing to choose");
        y.Count(value => value < model.NetworkOutputs[0].Offset).Should().BeInRange(312, 328);
        model.History[^1].Kind.Should().Be(PursuitIterationKind.Refit);
        model.History[^1].Loss.Should().BeApproximately(
            QuantileNoise.Pinball(model.Predict(X), y, 0.8), 0.01 * model.History[^1].Loss, "the corner is rounded by little");
    }

    [Fact]
    public void Fit_Standardized_TakesTheWeightedQuantileExactly()
    {
        (double[,] X, double[] y) = QuantileNoise.All["exponential"].Draw(101, 6);
        double[] weights = [.. Enumerable.Range(0, 101).Select(row => row % 2 == 0 ? 1.0 : 3)];
        NeuronPursuitBuilder builder = Linear(0.7).WithStandardization();
        double[] repeated = [.. Enumerable.Range(0, 101).SelectMany(row => Enumerable.Repeat(y[row], (int)weights[row])).Order()];

        builder.Fit(X, y).NetworkOutputs[0].Offset.Should().Be(y.Order().ElementAt(70), "71 of 101 values are the first share of 0.7");
        builder.Fit(X, y, weights).NetworkOutputs[0].Offset.Should().Be(repeated[(int)Math.Ceiling(0.7 * repeated.Length) - 1]);
        builder.Fit(new Sharding.MatrixShards((X, y), 3)).NetworkOutputs[0].Offset.Should().Be(y.Order().ElementAt(70));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(-1e9)]
    public void Fit_EqualTargets_PredictsThem(double value)
    {
        (double[,] X, _) = QuantileNoise.All["normal"].Draw(60, 1);
        foreach (PursuitRecipe recipe in new[] { PursuitRecipe.Fast, PursuitRecipe.Tabular })
        {
            NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(recipe).WithLoss(new QuantileLoss(0.9))
                .Fit(X, [.. Enumerable.Repeat(value, 60)]);

            model.StopReason.Should().Be(PursuitStopReason.TargetReached);
            model.Predict(X).Should().OnlyContain(predicted => predicted == value);
        }
    }

    [Fact]
    public void Fit_WithoutNoise_FindsTheFunction()
    {
        (double[,] X, _) = QuantileNoise.All["normal"].Draw(200, 7);
        double[] y = [.. Enumerable.Range(0, 200).Select(row => 3 * X[row, 0] - 2 * X[row, 1])];

        Problems.RelativeError(Linear(0.9).Fit(X, y).Predict(X), y).Should().BeLessThan(1e-3);
    }

    [Fact]
    public void Fit_TargetsFarAway_CountAsOneEach()
    {
        (double[,] X, double[] y) = Draw(1000, 8);
        (double[,] newX, double[] newY) = Draw(20000, 9);

        double[] predicted = Linear(0.9).Fit(X, y).Predict(newX);

        QuantileNoise.ShareBelow(predicted, newY).Should().BeApproximately(0.9, 3.3 * Math.Sqrt(0.09 / 1000));
        predicted.Should().OnlyContain(value => value < 20);

        static (double[,] X, double[] y) Draw(int rows, int seed)
        {
            (double[,] X, double[] y) = QuantileNoise.All["normal"].Draw(rows, seed);
            return (X, [.. y.Select((value, row) => row % 20 == 3 ? 1e6 : value)]);
        }
    }

    [Fact]
    public void Fit_SeveralOutputs_HasTheShareBelowEach()
    {
        (double[,] X, double[] y) = QuantileNoise.All["normal"].Draw(800, 10);
        double[,] Y = new double[800, 2];
        for (int row = 0; row < 800; row++)
        {
            (Y[row, 0], Y[row, 1]) = (y[row], 1000 + 50 * y[799 - row]);
        }

        double[,] predicted = Linear(0.25).WithStandardization().WithIntercept().Fit(X, Y).PredictAll(X);

        foreach (int output in new[] { 0, 1 })
        {
            Enumerable.Range(0, 800).Average(row => Y[row, output] < predicted[row, output] ? 1.0 : 0).Should().BeApproximately(0.25, 0.02);
        }
    }

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void Fit_AnyThreadCount_GivesTheSameBits(Precision precision)
    {
        (double[,] X, double[] y) = QuantileNoise.All["Cauchy"].Draw(3000, 11);
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithDepth(2).WithMaxIterations(2).WithLoss(new QuantileLoss(0.9)).WithPrecision(precision);

        builder.WithMaxDegreeOfParallelism(3).Fit(X, y).ShouldEqualBitForBit(builder.WithMaxDegreeOfParallelism(1).Fit(X, y));
    }

    [Fact]
    public void Fit_SinglePrecisionOrPapersRecipe_HasTheShareBelow()
    {
        foreach (NeuronPursuitBuilder builder in new[]
        {
            Linear(0.9).WithPrecision(Precision.Single),
            Linear(0.9).WithRecipe(PursuitRecipe.Paper).WithIntercept().WithMaxIterations(1),
        })
        {
            OnNewRows(builder, "normal", 500, 0.9, seed: 12).Share.Should().BeApproximately(0.9, 3.3 * Math.Sqrt(0.09 / 500));
        }
    }

    [Fact]
    public void Continue_OnNewRows_KeepsTheShareBelow()
    {
        QuantileNoise noise = QuantileNoise.All["exponential"];
        (double[,] X, double[] y) = noise.Draw(300, 13);
        (double[,] moreX, double[] moreY) = noise.Draw(2000, 14);
        NeuronPursuitModel first = Linear(0.9).Fit(X, y);

        NeuronPursuitModel continued = new NeuronPursuitBuilder().WithLoss(new QuantileLoss(0.9)).WithMaxIterations(1).Continue(first, moreX, moreY);

        QuantileNoise.ShareBelow(continued.Predict(moreX), moreY).Should().BeApproximately(0.9, 0.01);
    }

    [Fact]
    public void Stationarity_FinishedFit_IsThatOfTheRoundedLoss()
    {
        (double[,] X, double[] y) = QuantileNoise.All["normal"].Draw(500, 15);
        NeuronPursuitModel model = Linear(0.3).Fit(X, y);

        model.Stationarity(X, y, new QuantileLoss(0.3)).GradientRatio.Should().BeLessThan(1e-3);
        model.Stationarity(X, y, new QuantileLoss(0.6)).GradientRatio.Should().BeGreaterThan(0.05);
    }

    [Fact]
    public void Evaluate_OutsideOfAFit_IsThePinballLoss()
    {
        double[] gradient = new double[2];

        new QuantileLoss(0.8).Evaluate([1, 5], [3, 2], gradient).Should().BeApproximately((0.8 * 2 + 0.2 * 3) / 2, 1e-15);

        gradient.Should().Equal(-0.4, 0.5 * (1 - 0.8));
    }

    private static NeuronPursuitBuilder Linear(double quantile) => new NeuronPursuitBuilder()
        .WithDepth(2).WithActivation(HomogeneousActivation.Linear).WithMaxIterations(3).WithLoss(new QuantileLoss(quantile));

    /// <summary>The share of 20,000 new rows below the predictions, and how much more these lose than the true quantiles do.</summary>
    private static (double Share, double Excess) OnNewRows(NeuronPursuitBuilder builder, string name, int rows, double quantile, int seed)
    {
        QuantileNoise noise = QuantileNoise.All[name];
        (double[,] X, double[] y) = noise.Draw(rows, seed);
        (double[,] newX, double[] newY) = noise.Draw(20000, 1000 + seed);
        double[] predicted = builder.Fit(X, y).Predict(newX);
        return (
            QuantileNoise.ShareBelow(predicted, newY),
            QuantileNoise.Pinball(predicted, newY, quantile) / QuantileNoise.Pinball(noise.Truth(newX, quantile), newY, quantile) - 1);
    }
}

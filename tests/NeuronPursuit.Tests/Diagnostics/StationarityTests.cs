namespace NeuronPursuit.Tests;

/// <summary>Stationarity under other losses, sample weights, weight decay and every preparation of inputs.</summary>
public class StationarityTests
{
    private static readonly (double[,] X, double[] y) Data = MakeData();

    public static TheoryData<string> Losses => ["huber", "logistic", "user", "cross-entropy"];

    private static NeuronPursuitBuilder Smooth => new NeuronPursuitBuilder().WithDepth(2).WithActivation(HomogeneousActivation.Linear).WithIntercept()
        .WithStandardization().WithMissingValues(MissingValues.MeanAndIndicator).WithRankView().WithInputClip(2).WithMaxIterations(3);

    [Theory]
    [MemberData(nameof(Losses))]
    public void Stationarity_LossOfTheFit_IsSmallAndAnotherIsNot(string name)
    {
        ILoss loss = LossCases.Create(name);
        double[,] Y = Targets(name);
        NeuronPursuitModel model = Smooth.WithLoss(loss).WithOptimizer(new LimitedMemoryBfgs(2000)).Fit(Data.X, Y);

        NetworkStationarity own = model.Stationarity(Data.X, Y, loss);
        NetworkStationarity square = model.Stationarity(Data.X, Y);

        own.GradientRatio.Should().BeLessThan(1e-3);
        square.GradientRatio.Should().BeGreaterThan(10 * own.GradientRatio);
    }

    [Fact]
    public void Stationarity_SampleWeightsOfTheFit_AreSmallAndOthersAreNot()
    {
        double[] weights = [.. Data.y.Select((_, row) => row % 3)];
        NeuronPursuitModel model = Smooth.WithOptimizer(new LimitedMemoryBfgs(2000)).Fit(Data.X, Data.y, weights);

        double own = model.Stationarity(Data.X, Data.y, sampleWeights: weights).GradientRatio;

        own.Should().BeLessThan(1e-3);
        model.Stationarity(Data.X, Data.y).GradientRatio.Should().BeGreaterThan(10 * own);
        model.Invoking(m => m.Stationarity(Data.X, Data.y, sampleWeights: [1])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Stationarity_WeightDecay_LeavesNoTangentialPart()
    {
        NeuronPursuitModel model = Smooth.WithWeightDecay(0.05).WithWeightBalancing().WithOptimizer(new LimitedMemoryBfgs(2000)).Fit(Data.X, Data.y);

        NetworkStationarity found = model.Stationarity(Data.X, Data.y);

        found.KktResidual.Should().BeLessThan(0.02 * found.GradientRatio);
        found.Alignment.Should().BeLessThan(-0.999, "decay pulls where the loss would grow");
    }

    /// <summary>The gradient ratio by plain differences of the loss of the model's own predictions.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Stationarity_GradientRatio_IsTheSlopeOfThePredictions(bool huber)
    {
        ILoss loss = huber ? new HuberLoss(0.7) : new SquaredLoss();
        NeuronPursuitModel model = Smooth.WithLoss(loss).WithOptimizer(new LimitedMemoryBfgs(3)).Fit(Data.X, Data.y);
        ModelPreprocessing preprocessing = model.Fitted.Preprocessing;
        preprocessing.Inputs.Columns.ToArray().Select(column => column.Kind)
            .Should().Contain(NetworkInputKind.Rank).And.Contain(NetworkInputKind.Missing);
        Network network = model.Fitted.Networks[0];

        // The transition is in quarters of octaves of the residuals' median.
        double[] residuals = [.. model.Predict(Data.X).Zip(Data.y, (p, e) => Math.Abs(Standardized(p) - Standardized(e))).Order()];
        double scale = RobustScale.NormalFactor * residuals[(residuals.Length - 1) / 2];
        ILoss own = huber ? new HuberLoss(0.7 * Math.Pow(2, Math.Round(4 * Math.Log2(scale)) / 4)) : loss;
        double squares = 0;
        for (int index = 0; index < network.Parameters.Length; index++)
        {
            double slope = (LossAt(index, 1e-5) - LossAt(index, -1e-5)) / 2e-5;
            squares += slope * slope;
        }

        double expected = Math.Sqrt(squares) * network.Norm / MeanLoss(_ => 0);

        model.Stationarity(Data.X, Data.y, loss).GradientRatio.Should().BeApproximately(expected, 1e-6 * expected);

        double LossAt(int index, double step)
        {
            Network moved = network.Clone();
            moved.Parameters[index] += step;
            double[] predicted = new NeuronPursuitModel(new FittedNetworks(moved, preprocessing), [], PursuitStopReason.Stalled).Predict(Data.X);
            return MeanLoss(row => Standardized(predicted[row]));
        }

        double MeanLoss(Func<int, double> output) => Enumerable.Range(0, Data.y.Length)
            .Average(row => own.Evaluate([output(row)], [Standardized(Data.y[row])], new double[1]));

        double Standardized(double value) => (value - preprocessing.Targets!.Offsets[0]) / preprocessing.Targets.Scales[0];
    }

    [Fact]
    public void Stationarity_ModelOfProbabilities_TakesItsOwnLoss()
    {
        Network network = new(new NetworkShape([3, 1, 2], HomogeneousActivation.ReLU), [1, 0.5, -0.2, 1, -1]);
        var model = new NeuronPursuitModel(
            new FittedNetworks([network], ModelPreprocessing.None(3), OutputLink.Softmax), [], PursuitStopReason.Stalled);
        (double[,] X, _) = Problems.Gaussian(50, 3, 1, _ => 0);
        double[,] Y = new double[50, 2];
        for (int row = 0; row < 50; row++)
        {
            Y[row, row % 2] = 1;
        }

        model.Stationarity(X, Y).Should().Be(model.Stationarity(X, Y, new CrossEntropyLoss()));
    }

    [Fact]
    public void Stationarity_LossThatCannotBe_IsRefused()
    {
        NeuronPursuitModel model = Smooth.Fit(Data.X, Data.y);
        NeuronPursuitModel plain = TestModels.Plain([1, 1, 1], [1, 1]);

        model.Invoking(m => m.Stationarity(Data.X, Data.y, new LogisticLoss())).Should().Throw<ArgumentException>().WithMessage("The model standardises its targets, which LogisticLoss*");
        plain.Invoking(m => m.Stationarity(new double[,] { { 1 } }, [3.0], new LogisticLoss())).Should().Throw<ArgumentException>().WithMessage("Row 0 of Y (counted from 0) is 3*");
        plain.Invoking(m => m.Stationarity(new double[,] { { double.NaN } }, [3.0])).Should().Throw<ArgumentException>().WithMessage("X[0, 0] is NaN*");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BalanceRatios_PreparedInputsAndOtherLosses_AreOneWhenBalanced(bool logistic)
    {
        NeuronPursuitBuilder builder = TinyPaper.Builder(0.01).WithActivation(HomogeneousActivation.LeakyReLU(0.2)).WithMaxIterations(3).WithTargetError(0)
            .WithStandardization().WithMissingValues(MissingValues.MeanAndIndicator).WithRankView().WithInputClip(2).WithIntercept().WithWeightBalancing();
        NeuronPursuitModel model = logistic
            ? builder.WithLoss(new LogisticLoss()).Fit(Data.X, Targets("logistic"))
            : builder.WithLoss(new HuberLoss(0.7)).Fit(Data.X, Data.y);

        model.BalanceRatios().SelectMany(ratios => ratios).Should().HaveCountGreaterThan(3).And.OnlyContain(ratio => Math.Abs(ratio - 1) < 1e-9);
    }

    private static double[,] Targets(string loss)
    {
        int outputs = loss == "cross-entropy" ? 3 : 1;
        double[,] Y = new double[Data.y.Length, outputs];
        for (int row = 0; row < Data.y.Length; row++)
        {
            // Labels with errors, so that classes overlap and the loss has a minimum.
            int label = (row % 7 == 0 ? 1 : 0) ^ (Data.y[row] > 30 ? 1 : 0);
            if (outputs == 1)
            {
                Y[row, 0] = loss == "logistic" ? label : Data.y[row];
            }
            else
            {
                Y[row, row % 11 == 0 ? 2 : label] = 1;
            }
        }

        return Y;
    }

    /// <summary>Missing values, a skewed column, noise with outliers.</summary>
    private static (double[,] X, double[] y) MakeData()
    {
        (double[,] X, double[] y) = Problems.Gaussian(150, 3, 11, x => 30 + 4 * x[0] + 3 * x[2]);
        for (int row = 0; row < 150; row++)
        {
            X[row, 1] = row % 6 == 0 ? double.NaN : X[row, 1];
            X[row, 2] = Math.Exp(1.5 * X[row, 2]);
            y[row] += Math.Sin(row) * (row % 10 == 0 ? 30 : 3);
        }

        return (X, y);
    }
}

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Intervals that hold the target as often as they say.</summary>
public class IntervalTests
{
    private static readonly (double[,] X, double[] y) Data = Noisy(200, 11, "normal");

    private static NeuronPursuitBuilder Small => new NeuronPursuitBuilder()
        .WithRecipe(PursuitRecipe.Tabular).WithDepth(2).WithEnsemble(5).WithMaxIterations(6);

    public static TheoryData<string> Noises => ["normal", "skewed", "of one side", "growing", "heavy tails"];

    /// <summary>The bag as it is by default, but for its depth; fresh rows. A bag errs less than the part of it that had not seen a row, so the share is a little high.</summary>
    [Theory]
    [MemberData(nameof(Noises))]
    [Trait("Category", "Slow")]
    public void PredictInterval_Tabular_HoldsFreshTargetsAsOftenAsItSays(string noise)
    {
        double[] shares = [.. Enumerable.Range(0, 6).Select(seed =>
        {
            (double[,] X, double[] y) = Noisy(400, 100 + (ulong)seed, noise);
            (double[,] freshX, double[] freshY) = Noisy(4000, 900 + (ulong)seed, noise);
            NeuronPursuitModel model = new NeuronPursuitBuilder()
                .WithRecipe(PursuitRecipe.Tabular).WithDepth(2).WithSeed((ulong)seed).Fit(X, y);
            model.CalibrationCount.Should().Be(400, "every row is held out once");
            return ShareIn(model.PredictInterval(freshX), freshY);
        })];

        shares.Average().Should().BeInRange(0.88, 0.93);
        shares.Should().OnlyContain(share => share > 0.84 && share < 0.96);
    }

    /// <summary>No settings, targets far from zero and a code of -9999 in a column.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void PredictInterval_TabularOnPeoplesData_HoldsFreshTargets()
    {
        (double[,] X, double[] y) = Noisy(300, 71, "normal");
        (double[,] freshX, double[] freshY) = Noisy(3000, 72, "normal");
        (X[7, 3], X[200, 3]) = (-9999, -9999);
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).Fit(X, [.. y.Select(value => 1000 + value)]);

        ShareIn(model.PredictInterval(freshX), [.. freshY.Select(value => 1000 + value)]).Should().BeInRange(0.85, 0.95);
    }

    /// <summary>As many targets lie below as above, also where noise has one side only.</summary>
    [Fact]
    public void PredictInterval_SkewedNoise_LeavesAsManyOutOnBothSides()
    {
        (double[,] X, double[] y) = Noisy(600, 5, "of one side");
        (double[,] freshX, double[] freshY) = Noisy(4000, 6, "of one side");

        (double Lower, double Upper)[] intervals = Small.Fit(X, y).PredictInterval(freshX, 0.8);

        intervals.Zip(freshY).Average(pair => pair.Second < pair.First.Lower ? 1 : 0).Should().BeInRange(0.05, 0.15);
        intervals.Zip(freshY).Average(pair => pair.Second > pair.First.Upper ? 1 : 0).Should().BeInRange(0.05, 0.15);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public void PredictInterval_HigherCoverage_IsWider(double coverage)
    {
        NeuronPursuitModel model = Small.Fit(Data.X, Data.y);

        (double Lower, double Upper)[] narrow = model.PredictInterval(Data.X, coverage - 0.2);
        (double Lower, double Upper)[] wide = model.PredictInterval(Data.X, coverage);

        narrow.Zip(wide).Should().OnlyContain(pair => pair.Second.Lower <= pair.First.Lower && pair.First.Upper <= pair.Second.Upper);
    }

    [Fact]
    public void PredictInterval_SingleNetworkOfAHeldOutPart_RestsOnThatPart()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(2).WithValidation(0.25, 3).Fit(Data.X, Data.y);
        (double[,] freshX, double[] freshY) = Noisy(2000, 12, "normal");

        model.CalibrationCount.Should().Be(50);
        ShareIn(model.PredictInterval(freshX), freshY).Should().BeInRange(0.8, 0.99);
    }

    [Fact]
    public void PredictInterval_OwnValidationSet_RestsOnIt()
    {
        (double[,] ownX, double[] ownY) = Noisy(120, 13, "normal");

        Small.WithValidation(ownX, ownY).Fit(Data.X, Data.y).CalibrationCount.Should().Be(120);
        new NeuronPursuitBuilder().WithDepth(2).WithValidation(ownX, ownY).Fit(Data.X, Data.y).CalibrationCount.Should().Be(120);
    }

    /// <summary>The last training is on all rows; the errors are those of the networks before it, on three windows of a fifth.</summary>
    [Fact]
    public void PredictInterval_SingleNetworkOfTabular_RestsOnTheWindowsOfItsTrials()
    {
        NeuronPursuitModel model = Small.WithEnsemble(1).Fit(Data.X, Data.y);
        (double[,] freshX, double[] freshY) = Noisy(2000, 14, "normal");

        model.CalibrationCount.Should().Be(120);
        ShareIn(model.PredictInterval(freshX), freshY).Should().BeInRange(0.82, 0.97);
    }

    [Fact]
    public void PredictAllInterval_TwoOutputs_HoldsEach()
    {
        (double[,] X, double[,] Y) = Two(400, 15);
        (double[,] freshX, double[,] freshY) = Two(3000, 16);
        NeuronPursuitModel model = Small.Fit(X, Y);

        (double Lower, double Upper)[,] intervals = model.PredictAllInterval(freshX);

        for (int k = 0; k < 2; k++)
        {
            Enumerable.Range(0, 3000).Average(i => intervals[i, k].Lower <= freshY[i, k] && freshY[i, k] <= intervals[i, k].Upper ? 1 : 0)
                .Should().BeInRange(0.85, 0.95);
        }

        Action single = () => model.PredictInterval(freshX);
        single.Should().Throw<InvalidOperationException>().WithMessage("The model has 2 outputs; use PredictAllInterval.");

        static (double[,] X, double[,] Y) Two(int rows, ulong seed)
        {
            (double[,] X, double[] y) = Noisy(rows, seed, "normal");
            double[] other = Noisy(rows, seed, "skewed").y;
            double[,] Y = new double[rows, 2];
            for (int i = 0; i < rows; i++)
            {
                (Y[i, 0], Y[i, 1]) = (y[i], 1e3 * other[i]);
            }

            return (X, Y);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(90)]
    [InlineData(double.NaN)]
    public void PredictInterval_CoverageOutsideOfProbabilities_IsRefused(double coverage)
    {
        NeuronPursuitModel model = Small.Fit(Data.X, Data.y);

        Action predict = () => model.PredictInterval(Data.X, coverage);

        predict.Should().Throw<ArgumentOutOfRangeException>().WithMessage("The coverage is a probability: above 0 and below 1, 0.9 for example.*");
    }

    [Fact]
    public void PredictInterval_TooFewHeldOutSamples_SaysHowMany()
    {
        NeuronPursuitModel model = Small.Fit(Data.X, Data.y);

        model.PredictInterval(Data.X, 0.99).Should().HaveCount(200);
        Action predict = () => model.PredictInterval(Data.X, 0.999);
        predict.Should().Throw<ArgumentOutOfRangeException>().WithMessage("Such a coverage needs 1999 held-out samples; the model has 200. Ask for less, or fit with more rows.*");
    }

    [Fact]
    public void PredictInterval_NothingHeldOut_SaysWhatToDo()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(2).WithRecipe(PursuitRecipe.Fast).Fit(Data.X, Data.y);

        model.CalibrationCount.Should().Be(0);
        Action predict = () => model.PredictInterval(Data.X);
        predict.Should().Throw<InvalidOperationException>().WithMessage(
            "The model has no held-out samples to calibrate by*Fit with PursuitRecipe.Tabular, WithEnsemble or WithValidation*");
    }

    [Fact]
    public void PredictInterval_ConstantTarget_IsThatValue()
    {
        double[] y = new double[200];
        Array.Fill(y, 7.5);

        Small.Fit(Data.X, y).PredictInterval(Data.X).Should().OnlyContain(interval => interval.Lower == 7.5 && interval.Upper == 7.5);
    }

    [Fact]
    public void PredictInterval_TargetWithoutNoise_IsNarrow()
    {
        double[] y = [.. Enumerable.Range(0, 200).Select(i => 1e6 + Data.X[i, 0])];

        (double Lower, double Upper)[] intervals = Small.Fit(Data.X, y).PredictInterval(Data.X);

        intervals.Should().OnlyContain(interval => interval.Upper > interval.Lower && interval.Upper - interval.Lower < 0.3);
    }

    [Fact]
    public void PredictInterval_AnyNumberOfThreads_HasTheSameBits() =>
        Small.WithMaxDegreeOfParallelism(5).Fit(Data.X, Data.y).PredictInterval(Data.X)
            .Should().Equal(Small.WithMaxDegreeOfParallelism(1).Fit(Data.X, Data.y).PredictInterval(Data.X));

    [Fact]
    public void Load_SavedModel_HasTheSameIntervals()
    {
        NeuronPursuitModel model = Small.Fit(Data.X, Data.y);
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;

        NeuronPursuitModel.Load(file).PredictInterval(Data.X, 0.8).Should().Equal(model.PredictInterval(Data.X, 0.8));
    }

    [Fact]
    public void Fit_FinishedCheckpoints_HaveTheSameIntervals()
    {
        using var folder = new TemporaryFolder();
        NeuronPursuitModel first = Small.WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        NeuronPursuitModel again = Small.WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        again.PredictInterval(Data.X).Should().Equal(first.PredictInterval(Data.X)).And.Equal(Small.Fit(Data.X, Data.y).PredictInterval(Data.X));
    }

    [Fact]
    public void Fit_EndedByACondition_HasIntervalsOfWhatHadFinished()
    {
        int asked = 0;
        NeuronPursuitModel model = Small.WithMaxDegreeOfParallelism(1).WithStopWhen((_, _) => ++asked > 40).Fit(Data.X, Data.y);

        model.StopReason.Should().Be(PursuitStopReason.ConditionMet);
        model.CalibrationCount.Should().BeInRange(40, 200);
        model.PredictInterval(Data.X).Should().OnlyContain(interval => double.IsFinite(interval.Lower) && interval.Lower < interval.Upper);
    }

    /// <summary>Heavy rows decide: those of weight 10 have ten times the noise.</summary>
    [Fact]
    public void PredictInterval_SampleWeights_CountInTheCoverage()
    {
        (double[,] X, double[] y) = Noisy(500, 21, "normal");
        double[] weights = [.. Enumerable.Range(0, 500).Select(i => i % 2 == 0 ? 10.0 : 1.0)];
        double[] noisy = [.. y.Select((value, i) => i % 2 == 0 ? value + 5 * Math.Sin(1000.0 * i) : value)];

        double weighted = Width(Small.Fit(X, noisy, weights));
        double plain = Width(Small.Fit(X, noisy));

        weighted.Should().BeGreaterThan(1.15 * plain);
        double Width(NeuronPursuitModel model) => model.PredictInterval(X, 0.6).Average(interval => interval.Upper - interval.Lower);
    }

    /// <summary>The model is one of the three networks that were tried, not their mean.</summary>
    [Fact]
    public void PredictInterval_SingleNetworkOfTabularWithOwnSet_RestsOnThatNetwork()
    {
        (double[,] ownX, double[] ownY) = Noisy(99, 13, "normal");
        NeuronPursuitModel model = Small.WithEnsemble(1).WithValidation(ownX, ownY).Fit(Data.X, Data.y);

        double[] residuals = [.. model.Predict(ownX).Zip(ownY, (predicted, target) => target - predicted).Order()];
        (double Lower, double Upper) interval = model.PredictInterval(ownX, 0.9)[0];

        interval.Lower.Should().BeApproximately(model.Predict(ownX)[0] + residuals[4], 1e-4, "single precision calibrates");
        interval.Upper.Should().BeApproximately(model.Predict(ownX)[0] + residuals[^5], 1e-4);
    }

    [Fact]
    public void PredictInterval_Counts_AreNotNegative()
    {
        double[] counts = [.. Data.y.Select(value => Math.Floor(2 * Math.Max(0, value)))];

        Small.WithLoss(new PoissonLoss()).Fit(Data.X, counts).PredictInterval(Data.X).Should().OnlyContain(interval => interval.Lower >= 0 && interval.Upper > 0);
    }

    [Fact]
    public void PredictInterval_LogOdds_HaveNone()
    {
        double[] y = [.. Data.y.Select(value => value > 1 ? 1.0 : 0.0)];

        Small.WithLoss(new LogisticLoss()).Fit(Data.X, y).CalibrationCount.Should().Be(0);
    }

    /// <summary>A window of heavy rows and one of light ones stand together by their weight.</summary>
    [Fact]
    public void Concat_PartsOfGivenWeight_KeepTheirShares()
    {
        var heavy = new HeldOutResiduals([[5]], null, null);
        var light = new HeldOutResiduals([[1, 1, 1, 1]], null, null);

        HeldOutResiduals joined = HeldOutResiduals.Concat([heavy.OfWeight(12), light.OfWeight(4)]);

        joined.Weights.Should().Equal(12, 1, 1, 1, 1);
    }

    private static double ShareIn((double Lower, double Upper)[] intervals, double[] y) =>
        intervals.Zip(y).Average(pair => pair.First.Lower <= pair.Second && pair.Second <= pair.First.Upper ? 1 : 0);

    private static (double[,] X, double[] y) Noisy(int rows, ulong seed, string noise)
    {
        var random = new RandomStream(seed);
        double[,] X = new double[rows, 4];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < 4; k++)
            {
                X[i, k] = random.NextNormal();
            }

            double normal = random.NextNormal();
            y[i] = Math.Abs(X[i, 0]) + Math.Max(0, X[i, 1] - X[i, 2]) + noise switch
            {
                "normal" => 0.5 * normal,
                "skewed" => Math.Exp(normal) / 2,
                "of one side" => -Math.Log(1 - random.NextDouble()),
                "growing" => 0.4 * normal * Math.Abs(X[i, 0]),
                _ => 0.3 * normal / Math.Sqrt(random.NextDouble() + 0.01),
            };
        }

        return (X, y);
    }
}

using NeuronPursuit.Tests.Parts;
using NeuronPursuit.Tests.Sharding;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>A target with an offset over inputs that look like the paper's: default settings, R2 on new rows.</summary>
public class OffsetTests
{
    private const int Rows = 300;

    public static TheoryData<double> Offsets => [0, 1e-3, -1, 10, -100, 1e6];

    [Theory]
    [MemberData(nameof(Offsets))]
    public void Fit_Defaults_ExplainTheTargetWhateverItsOffset(double offset)
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, offset);

        RSquaredOf(new NeuronPursuitBuilder().Fit(X, y), offset, 2).Should().BeGreaterThan(0.9999);
    }

    [Theory]
    [MemberData(nameof(Offsets))]
    public void Fit_Sparse_ExplainsTheTargetWhateverItsOffset(double offset)
    {
        (double[,] X, double[] y) = Line(Rows, 5, 1, offset);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse)
            .WithActivation(HomogeneousActivation.LeakyReLU(0.1)).Fit(X, y);

        RSquaredOf(model, offset, 5).Should().BeGreaterThan(0.9999);
    }

    /// <summary>Wide enough that a network without an offset meets all training rows by chance.</summary>
    [Theory]
    [InlineData(1.0)]
    [InlineData(10.0)]
    public void Fit_ManyColumns_ExplainsTheTargetOnNewRows(double offset)
    {
        (double[,] X, double[] y) = Line(Rows, 20, 1, offset);

        RSquaredOf(new NeuronPursuitBuilder().Fit(X, y), offset, 20).Should().BeGreaterThan(0.9999);
    }

    [Theory]
    [InlineData(2, 0.0, 1, 10.0)]
    [InlineData(2, 0.1, 1, 1.0)]
    [InlineData(3, 0.1, 1, 10.0)]
    [InlineData(2, 1.0, 2, 0.0)]
    [InlineData(3, 1.0, 2, 10.0)]
    public void Fit_DepthsAndActivations_ExplainTheTarget(int depth, double slope, int power, double offset)
    {
        (double[,] X, double[] y) = Line(Rows, 3, 3, offset);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(depth)
            .WithActivation(HomogeneousActivation.Create(slope, power)).Fit(X, y);

        RSquaredOf(model, offset, 3).Should().BeGreaterThan(0.9999);
    }

    [Fact]
    public void Fit_SinglePrecision_LosesNothingToALargeOffset()
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, 1e6);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithPrecision(Precision.Single).Fit(X, y);

        RSquaredOf(model, 1e6, 2).Should().BeGreaterThan(0.9999);
    }

    [Fact]
    public void Fit_SeveralOutputs_HaveOffsetsOfTheirOwn()
    {
        double[] offsets = [1e6, 0, -10];
        double[,] Y = new double[Rows, 3];
        (double[,] X, double[] y) = Line(Rows, 2, 1, 0);
        for (int row = 0; row < Rows; row++)
        {
            for (int output = 0; output < 3; output++)
            {
                Y[row, output] = offsets[output] + (output + 1) * y[row] + X[row, 0];
            }
        }

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, Y);

        (double[,] newX, double[] newY) = Line(500, 2, 2, 0);
        double[,] predicted = model.PredictAll(newX);
        for (int output = 0; output < 3; output++)
        {
            double[] expected = [.. newY.Select((value, row) => offsets[output] + (output + 1) * value + newX[row, 0])];
            double[] own = [.. Enumerable.Range(0, 500).Select(row => predicted[row, output])];
            RSquared(own, expected).Should().BeGreaterThan(0.9999);
        }
    }

    /// <summary>The mean that is taken out is the weighted one: rows of next to no weight would spoil another.</summary>
    [Fact]
    public void Fit_SampleWeights_TakeTheWeightedMean()
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, 10);
        double[] weights = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            weights[row] = row % 2 == 0 ? 1 : 1e-12;
            y[row] += row % 2 == 0 ? 0 : 500;
        }

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y, weights);

        RSquaredOf(model, 10, 2).Should().BeGreaterThan(0.9999);
        model.NetworkOutputs[0].Offset.Should().BeApproximately(10, 0.5);
    }

    [Fact]
    public void Fit_Noise_IsExplainedAsWellAsWithAnExplicitIntercept()
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, 10);
        var random = new Random(4);
        double[] noisy = [.. y.Select(value => value + random.NextDouble() - 0.5)];

        RSquaredOf(new NeuronPursuitBuilder().WithDepth(2).Fit(X, noisy), 10, 2).Should().BeGreaterThan(0.99);
    }

    [Fact]
    public void Fit_HuberLossAndOutliers_TakesTheConstantThatOutliersDoNotMove()
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, 10);
        (y[3], y[50], y[51]) = (1e4, 1e4, 1e4);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithLoss(new HuberLoss()).WithDepth(2).Fit(X, y);

        model.NetworkOutputs[0].Offset.Should().BeApproximately(10, 1);
        RSquaredOf(model, 10, 2).Should().BeGreaterThan(0.999);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0)]
    public void Fit_ValidationOrABag_ChoosesTheOffset(double fraction)
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, 10);
        var builder = new NeuronPursuitBuilder().WithDepth(2);
        builder = fraction > 0 ? builder.WithValidation(fraction, 4) : builder.WithEnsemble(2);

        NeuronPursuitModel model = builder.Fit(X, y);

        model.HasIntercept.Should().BeTrue();
        RSquaredOf(model, 10, 2).Should().BeGreaterThan(0.999);
    }

    [Fact]
    public void Fit_ValidationSetOfTheCallers_IsPreparedAlike()
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, 100);
        (double[,] heldX, double[] heldY) = Line(100, 2, 5, 100);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithValidation(heldX, heldY).Fit(X, y);

        model.History[^1].ValidationError.Should().BeLessThan(1e-3);
        RSquaredOf(model, 100, 2).Should().BeGreaterThan(0.9999);
    }

    [Fact]
    public void Fit_SeveralPursuits_AllFollowTheFirst()
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, 10);
        NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithPursuits(3);

        NeuronPursuitModel model = Builder().Fit(X, y);
        NeuronPursuitModel elsewhere = Builder().Build().On(new LocalParts()).Fit(X, y);

        RSquaredOf(model, 10, 2).Should().BeGreaterThan(0.9999);
        elsewhere.ShouldEqualBitForBit(model);
    }

    [Fact]
    public void Fit_Shards_ChooseAsInOnePiece()
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, 10);

        NeuronPursuitModel shards = new NeuronPursuitBuilder().Build().Fit(new MatrixShards(X, ColumnMatrix.Of(y), 1));
        NeuronPursuitModel parts = new NeuronPursuitBuilder().Build().Fit(new MatrixShards(X, ColumnMatrix.Of(y), 4));

        shards.ShouldEqualBitForBit(new NeuronPursuitBuilder().Fit(X, y));
        RSquaredOf(parts, 10, 2).Should().BeGreaterThan(0.9999);
    }

    [Fact]
    public void Fit_ExactWithoutAnOffset_HasNone()
    {
        NeuronPursuitModel[] chosen =
        [
            Fit(Problems.Cube(200, 20, 1, Problems.Fig5)),
            Fit(Problems.Sphere(800, 50, 2, Problems.F1)),
            Fit(Problems.Gaussian(400, 10, 3, Problems.H1)),
            Fit(Problems.Gaussian(200, 5, 3, x => 3 * x[0] - 2 * x[1])),
        ];
        NeuronPursuitModel[] plain =
        [
            Fit(Problems.Cube(200, 20, 1, Problems.Fig5), plain: true),
            Fit(Problems.Sphere(800, 50, 2, Problems.F1), plain: true),
            Fit(Problems.Gaussian(400, 10, 3, Problems.H1), plain: true),
            Fit(Problems.Gaussian(200, 5, 3, x => 3 * x[0] - 2 * x[1]), plain: true),
        ];

        foreach ((NeuronPursuitModel own, NeuronPursuitModel expected) in chosen.Zip(plain))
        {
            own.StopReason.Should().Be(PursuitStopReason.TargetReached);
            own.HasIntercept.Should().BeFalse();
            own.NetworkOutputs.Should().OnlyContain(output => output.Offset == 0);
            own.OffsetChoice!.Reason.Should().Be(OffsetReason.NotNeeded);
            Bits(own).Should().Equal(Bits(expected));
        }
    }

    [Fact]
    public void Fit_NoInterceptWantedOrThePapersRecipe_HasNoOffset()
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, 10);

        NeuronPursuitModel without = new NeuronPursuitBuilder().WithIntercept(false).Fit(X, y);
        NeuronPursuitModel sparse = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithIntercept(false).WithDepth(2).Fit(X, y);
        NeuronPursuitModel paper = TinyPaper.Builder().WithMaxIterations(2).Fit(X, y);

        foreach (NeuronPursuitModel model in new[] { without, sparse, paper })
        {
            model.HasIntercept.Should().BeFalse();
            model.NetworkOutputs[0].Offset.Should().Be(0);
            model.GetWeights(0).GetLength(1).Should().Be(2);
            model.OffsetChoice.Should().BeNull();
        }
    }

    [Fact]
    public void Fit_Constant_IsTheOffset()
    {
        (double[,] X, _) = Line(50, 2, 1, 0);
        double[] y = [.. Enumerable.Repeat(0.1, 50)];

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);

        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.Predict(X).Should().OnlyContain(value => value == 0.1);
    }

    [Fact]
    public void Fit_HistoryAndLog_SayWhatWasChosenAndWhy()
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, 1);
        var logger = new RecordingLogger();

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithLogger(logger).Fit(X, y);

        OffsetChoice choice = model.OffsetChoice!;
        (choice.IsFitted, choice.Reason).Should().Be((true, OffsetReason.LowersError));
        choice.ErrorWithout.Should().BeGreaterThan(0.05);
        choice.ErrorWith.Should().BeLessThan(1e-3);
        model.History.Select(iteration => iteration.Number).Should().Equal(Enumerable.Range(1, model.History.Count));
        logger.Events.Should().Contain(entry => entry.Message.Contains("An offset lowers the error (", StringComparison.Ordinal));
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        NeuronPursuitModel.Load(stream).OffsetChoice.Should().Be(choice);
    }

    /// <summary>Cancelled at every iteration in turn, of both fits: what resumes ends with the same bits.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(14)]
    public void Fit_ResumedWhileItChooses_EqualsAnUndisturbedOne(int iterations)
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, 1);
        var random = new Random(4);
        y = [.. y.Select(value => value + 0.2 * random.NextDouble())];
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        int seen = 0;
        NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithDepth(2).WithCheckpoints(folder.Path);

        Func<NeuronPursuitModel> interrupted = () => Builder()
            .WithProgress(new InlineProgress<PursuitIteration>(_ =>
            {
                if (++seen == iterations)
                {
                    source.Cancel();
                }
            }))
            .Fit(X, y, source.Token);

        interrupted.Should().Throw<PursuitCanceledException>();
        Builder().Fit(X, y).ShouldEqualBitForBit(new NeuronPursuitBuilder().WithDepth(2).Fit(X, y));
    }

    [Fact]
    public void Fit_ConditionOfTheCallers_EndsEitherFit()
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, 1);

        NeuronPursuitModel first = new NeuronPursuitBuilder().WithStopWhen((_, _) => true).Fit(X, y);
        NeuronPursuitModel second = new NeuronPursuitBuilder().WithStopWhen((_, model) => model.HasIntercept).Fit(X, y);

        (first.StopReason, first.HasIntercept, first.History.Count).Should().Be((PursuitStopReason.ConditionMet, false, 1));
        (second.StopReason, second.HasIntercept, second.History.Count).Should().Be((PursuitStopReason.ConditionMet, true, 1));
    }

    [Fact]
    public void Continue_ModelWithAnOffset_KeepsIt()
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, 100);
        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);
        double[] bent = [.. y.Select((value, row) => value + Math.Max(0, X[row, 0]))];

        NeuronPursuitModel further = new NeuronPursuitBuilder().Build().Continue(model, X, bent);

        (further.HasIntercept, further.IsStandardized).Should().Be((true, false));
        further.NetworkOutputs[0].Offset.Should().Be(model.NetworkOutputs[0].Offset);
        further.StopReason.Should().Be(PursuitStopReason.TargetReached);
        Problems.RelativeError(further.Predict(X), bent).Should().BeLessThan(1e-4);
    }

    [Fact]
    public void Fit_SeveralThreads_GivesTheBitsOfOne()
    {
        (double[,] X, double[] y) = Line(Rows, 2, 1, 1);

        NeuronPursuitModel one = new NeuronPursuitBuilder().WithMaxDegreeOfParallelism(1).Fit(X, y);

        new NeuronPursuitBuilder().WithMaxDegreeOfParallelism(3).Fit(X, y).ShouldEqualBitForBit(one);
    }

    private static NeuronPursuitModel Fit((double[,] X, double[] y) data, bool plain = false)
    {
        var builder = new NeuronPursuitBuilder();
        return (plain ? builder.WithIntercept(false) : builder).Fit(data.X, data.y);
    }

    private static long[] Bits(NeuronPursuitModel model) => ModelAssertions.Bits(TestModels.Weights(model));

    private static (double[,] X, double[] y) Line(int rows, int columns, int seed, double offset)
    {
        var random = new Random(seed);
        double[,] X = new double[rows, columns];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                X[row, column] = 2 * random.NextDouble() - 1;
            }

            y[row] = offset + 3 * X[row, 0] - 2 * X[row, 1];
        }

        return (X, y);
    }

    private static double RSquaredOf(NeuronPursuitModel model, double offset, int columns)
    {
        (double[,] X, double[] y) = Line(1000, columns, 99, offset);
        return RSquared(model.Predict(X), y);
    }

    private static double RSquared(double[] predicted, double[] expected)
    {
        double mean = expected.Average();
        return 1 - predicted.Zip(expected, (p, e) => (p - e) * (p - e)).Sum() / expected.Sum(e => (e - mean) * (e - mean));
    }
}

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
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, offset);

        Lines.RSquaredOf(new NeuronPursuitBuilder().Fit(X, y), offset, 2).Should().BeGreaterThan(0.9999);
    }

    [Theory]
    [MemberData(nameof(Offsets))]
    public void Fit_Sparse_ExplainsTheTargetWhateverItsOffset(double offset)
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 5, 1, offset);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse)
            .WithActivation(HomogeneousActivation.LeakyReLU(0.1)).Fit(X, y);

        Lines.RSquaredOf(model, offset, 5).Should().BeGreaterThan(0.9999);
    }

    /// <summary>Wide enough that a network without an offset meets all training rows by chance.</summary>
    [Theory]
    [InlineData(1.0)]
    [InlineData(10.0)]
    public void Fit_ManyColumns_ExplainsTheTargetOnNewRows(double offset)
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 20, 1, offset);

        Lines.RSquaredOf(new NeuronPursuitBuilder().Fit(X, y), offset, 20).Should().BeGreaterThan(0.9999);
    }

    [Theory]
    [InlineData(2, 0.0, 1, 10.0)]
    [InlineData(2, 0.1, 1, 1.0)]
    [InlineData(3, 0.1, 1, 10.0)]
    [InlineData(2, 1.0, 2, 0.0)]
    [InlineData(3, 1.0, 2, 10.0)]
    public void Fit_DepthsAndActivations_ExplainTheTarget(int depth, double slope, int power, double offset)
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 3, 3, offset);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(depth)
            .WithActivation(HomogeneousActivation.Create(slope, power)).Fit(X, y);

        Lines.RSquaredOf(model, offset, 3).Should().BeGreaterThan(0.9999);
    }

    [Fact]
    public void Fit_SinglePrecision_LosesNothingToALargeOffset()
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 1e6);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithPrecision(Precision.Single).Fit(X, y);

        Lines.RSquaredOf(model, 1e6, 2).Should().BeGreaterThan(0.9999);
    }

    [Fact]
    public void Fit_SeveralOutputs_HaveOffsetsOfTheirOwn()
    {
        double[] offsets = [1e6, 0, -10];
        double[,] Y = new double[Rows, 3];
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 0);
        for (int row = 0; row < Rows; row++)
        {
            for (int output = 0; output < 3; output++)
            {
                Y[row, output] = offsets[output] + (output + 1) * y[row] + X[row, 0];
            }
        }

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, Y);

        (double[,] newX, double[] newY) = Lines.Line(500, 2, 2, 0);
        double[,] predicted = model.PredictAll(newX);
        for (int output = 0; output < 3; output++)
        {
            double[] expected = [.. newY.Select((value, row) => offsets[output] + (output + 1) * value + newX[row, 0])];
            double[] own = [.. Enumerable.Range(0, 500).Select(row => predicted[row, output])];
            Lines.RSquared(own, expected).Should().BeGreaterThan(0.9999);
        }
    }

    /// <summary>The mean that is taken out is the weighted one: rows of next to no weight would spoil another.</summary>
    [Fact]
    public void Fit_SampleWeights_TakeTheWeightedMean()
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 10);
        double[] weights = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            weights[row] = row % 2 == 0 ? 1 : 1e-12;
            y[row] += row % 2 == 0 ? 0 : 500;
        }

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y, weights);

        Lines.RSquaredOf(model, 10, 2).Should().BeGreaterThan(0.9999);
        model.NetworkOutputs[0].Offset.Should().BeApproximately(10, 0.5);
    }

    [Fact]
    public void Fit_Noise_IsExplainedAsWellAsWithAnExplicitIntercept()
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 10);
        var random = new Random(4);
        double[] noisy = [.. y.Select(value => value + random.NextDouble() - 0.5)];

        Lines.RSquaredOf(new NeuronPursuitBuilder().WithDepth(2).Fit(X, noisy), 10, 2).Should().BeGreaterThan(0.99);
    }

    [Fact]
    public void Fit_HuberLossAndOutliers_TakesTheConstantThatOutliersDoNotMove()
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 10);
        (y[3], y[50], y[51]) = (1e4, 1e4, 1e4);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithLoss(new HuberLoss()).WithDepth(2).Fit(X, y);

        model.NetworkOutputs[0].Offset.Should().BeApproximately(10, 1);
        Lines.RSquaredOf(model, 10, 2).Should().BeGreaterThan(0.999);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0)]
    public void Fit_ValidationOrABag_ChoosesTheOffset(double fraction)
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 10);
        var builder = new NeuronPursuitBuilder().WithDepth(2);
        builder = fraction > 0 ? builder.WithValidation(fraction, 4) : builder.WithEnsemble(2);

        NeuronPursuitModel model = builder.Fit(X, y);

        model.HasIntercept.Should().BeTrue();
        Lines.RSquaredOf(model, 10, 2).Should().BeGreaterThan(0.999);
    }

    [Fact]
    public void Fit_ValidationSetOfTheCallers_IsPreparedAlike()
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 100);
        (double[,] heldX, double[] heldY) = Lines.Line(100, 2, 5, 100);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithValidation(heldX, heldY).Fit(X, y);

        model.History[^1].ValidationError.Should().BeLessThan(1e-3);
        Lines.RSquaredOf(model, 100, 2).Should().BeGreaterThan(0.9999);
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
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 10);

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
        (double[,] X, _) = Lines.Line(50, 2, 1, 0);
        double[] y = [.. Enumerable.Repeat(0.1, 50)];

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);

        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.Predict(X).Should().OnlyContain(value => value == 0.1);
    }

    private static NeuronPursuitModel Fit((double[,] X, double[] y) data, bool plain = false)
    {
        var builder = new NeuronPursuitBuilder();
        return (plain ? builder.WithIntercept(false) : builder).Fit(data.X, data.y);
    }

    private static long[] Bits(NeuronPursuitModel model) => ModelAssertions.Bits(TestModels.Weights(model));
}

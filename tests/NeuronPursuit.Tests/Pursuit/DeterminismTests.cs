using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>What may not change a result, and what must.</summary>
public class DeterminismTests
{
    // More than one block of samples, and enough of them that several threads get work.
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(3001, 12, 41, x => Math.Abs(x[0] - x[1]) + x[2] * x[3]);

    [Fact]
    public void Fit_SameSeed_GivesTheSameBits()
    {
        NeuronPursuitEstimator estimator = new NeuronPursuitBuilder().WithSeed(5).WithMaxIterations(3).Build();

        estimator.Fit(Data.X, Data.y).ShouldEqualBitForBit(estimator.Fit(Data.X, Data.y));
    }

    [Fact]
    public void Fit_OtherSeed_GivesOtherBits()
    {
        NeuronPursuitModel first = new NeuronPursuitBuilder().WithSeed(5).WithMaxIterations(2).Fit(Data.X, Data.y);
        NeuronPursuitModel second = new NeuronPursuitBuilder().WithSeed(6).WithMaxIterations(2).Fit(Data.X, Data.y);

        TestModels.Weights(first).Should().NotEqual(TestModels.Weights(second));
    }

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void Fit_AnyNumberOfThreads_GivesTheSameBits(Precision precision)
    {
        NeuronPursuitModel alone = FitWith(1);

        FitWith(2).ShouldEqualBitForBit(alone);
        FitWith(4).ShouldEqualBitForBit(alone);

        NeuronPursuitModel FitWith(int threads) => new NeuronPursuitBuilder()
            .WithPrecision(precision).WithMaxIterations(3).WithMaxDegreeOfParallelism(threads).Fit(Data.X, Data.y);
    }

    [Fact]
    public void Fit_PaperRecipeOnAnyNumberOfThreads_GivesTheSameBits()
    {
        NeuronPursuitModel alone = FitWith(1);

        FitWith(4).ShouldEqualBitForBit(alone);

        NeuronPursuitModel FitWith(int threads) => TinyPaper.Builder(steps: 50)
            .WithMaxIterations(2).WithMaxDegreeOfParallelism(threads).Fit(Data.X, Data.y);
    }

    [Fact]
    public void Fit_OneEstimatorOnManyThreadsAtOnce_GivesTheSameBits()
    {
        NeuronPursuitEstimator estimator = new NeuronPursuitBuilder().WithMaxIterations(2).WithMaxDegreeOfParallelism(2).Build();
        NeuronPursuitModel expected = estimator.Fit(Data.X, Data.y);
        var models = new NeuronPursuitModel[4];

        Parallel.For(0, models.Length, i => models[i] = estimator.Fit(Data.X, Data.y));

        foreach (NeuronPursuitModel model in models)
        {
            model.ShouldEqualBitForBit(expected);
        }
    }

    [Fact]
    public void Fit_Always_LeavesTheDataAlone()
    {
        double[,] X = (double[,])Data.X.Clone();
        double[] y = [.. Data.y];

        new NeuronPursuitBuilder().WithMaxIterations(2).WithStandardization().WithIntercept().Fit(X, y);

        X.Cast<double>().Should().Equal(Data.X.Cast<double>());
        y.Should().Equal(Data.y);
    }

    [Fact]
    public void Fit_FloatsOfTheSameValues_GivesTheSameBits()
    {
        float[,] singleX = new float[500, 12];
        double[,] doubleX = new double[500, 12];
        float[] singleY = [.. Data.y.Take(500).Select(value => (float)value)];
        for (int row = 0; row < 500; row++)
        {
            for (int column = 0; column < 12; column++)
            {
                singleX[row, column] = (float)Data.X[row, column];
                doubleX[row, column] = singleX[row, column];
            }
        }

        NeuronPursuitEstimator estimator = new NeuronPursuitBuilder().WithMaxIterations(3).Build();
        NeuronPursuitModel fromDoubles = estimator.Fit(doubleX, [.. singleY.Select(value => (double)value)]);
        NeuronPursuitModel fromFloats = estimator.Fit(singleX, singleY);

        fromFloats.ShouldEqualBitForBit(fromDoubles);
        ModelAssertions.Bits(fromFloats.Predict(singleX)).Should().Equal(ModelAssertions.Bits(fromFloats.Predict(doubleX)));
    }

    [Fact]
    public void Fit_SlicesOfABiggerMatrix_GivesTheBitsOfCopies()
    {
        // Columns 3..9 are the inputs, 1..2 the outputs, rows 100..599 the samples.
        var all = new ReadOnlySpan2D<double>(Data.X);
        ReadOnlySpan2D<double> X = all.Slice(100, 3, 500, 7);
        ReadOnlySpan2D<double> Y = all.Slice(100, 1, 500, 2);
        NeuronPursuitEstimator estimator = new NeuronPursuitBuilder().WithMaxIterations(3).WithIntercept().Build();

        NeuronPursuitModel fromSlices = estimator.Fit(X, Y);

        fromSlices.ShouldEqualBitForBit(estimator.Fit(X.ToArray(), Y.ToArray()));
    }

    [Fact]
    public void Fit_FloatSlicesOfABiggerMatrix_GivesTheBitsOfCopies()
    {
        float[,] table = new float[300, 8];
        for (int i = 0; i < table.Length; i++)
        {
            table[i / 8, i % 8] = (float)Data.X[i / 8, i % 8];
        }

        var all = new ReadOnlySpan2D<float>(table);
        ReadOnlySpan2D<float> X = all.Slice(0, 2, 300, 5);
        ReadOnlySpan2D<float> Y = all.Slice(0, 0, 300, 2);
        NeuronPursuitEstimator estimator = new NeuronPursuitBuilder().WithMaxIterations(2).Build();

        NeuronPursuitModel fromSlices = estimator.Fit(X, Y);

        fromSlices.ShouldEqualBitForBit(estimator.Fit(new ReadOnlySpan2D<float>(X.ToArray()), new ReadOnlySpan2D<float>(Y.ToArray())));
    }
}

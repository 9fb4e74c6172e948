namespace NeuronPursuit.Tests.Pursuit;

public class SparseRecoveryTests
{
    private static readonly Func<double[], double> F1 = x => Problems.F1([x[40], x[7], x[22], x[13]]);
    private static readonly Func<double[], double> G2 = x => x[9] * x[21] * x[30] * x[44];

    [Fact]
    public void Fit_F1From100Samples_FindsTheFourInputs()
    {
        int recovered = Enumerable.Range(0, 4).Count(seed =>
        {
            (double[,] X, double[] y) = Problems.Sphere(100, 50, 100 + seed, F1);
            (double[,] testX, double[] testY) = Problems.Sphere(2000, 50, 900 + seed, F1);
            NeuronPursuitModel model = Sparse().WithSeed((ulong)seed).Fit(X, y);
            return Problems.RelativeError(model.Predict(testX), testY) < 0.01 && Inputs(model).SequenceEqual([7, 13, 22, 40]);
        });

        recovered.Should().BeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public void Fit_ParityOfFourFrom150Samples_IsExact()
    {
        (double[,] X, double[] y) = Problems.Cube(150, 50, 4, G2);
        (double[,] testX, double[] testY) = Problems.Cube(2000, 50, 5, G2);

        NeuronPursuitModel model = Sparse().WithActivation(HomogeneousActivation.LeakyReLU(0.5)).Fit(X, y);

        Problems.RelativeError(model.Predict(testX), testY).Should().BeLessThan(0.01);
        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.History[^1].ValidationError.Should().BeLessThan(0.01);
        model.History[^1].Kind.Should().Be(PursuitIterationKind.Refit);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Fit_ThousandInputs_FindsTheFour()
    {
        (double[,] X, double[] y) = Problems.Cube(400, 1000, 4, G2);
        (double[,] testX, double[] testY) = Problems.Cube(500, 1000, 5, G2);

        NeuronPursuitModel model = Sparse().WithActivation(HomogeneousActivation.LeakyReLU(0.5)).Fit(X, y);

        Problems.RelativeError(model.Predict(testX), testY).Should().BeLessThan(0.01);
    }

    [Fact]
    public void Fit_AnyThreadCountOrRepetition_GivesTheSameBits()
    {
        (double[,] X, double[] y) = Problems.Gaussian(120, 20, 6, x => Math.Max(2 * x[3], x[8]) + 0.1 * x[1] * x[2]);

        double[][] weights = [.. new[] { 1, 3, 1 }.Select(threads =>
            TestModels.Weights(Sparse().WithMaxDegreeOfParallelism(threads).Fit(X, y)))];

        ModelAssertions.Bits(weights[1]).Should().Equal(ModelAssertions.Bits(weights[0]));
        ModelAssertions.Bits(weights[2]).Should().Equal(ModelAssertions.Bits(weights[0]));
    }

    [Fact]
    public void Fit_SeveralOutputsAndAnIntercept_Works()
    {
        var random = new Random(3);
        double[,] X = new double[150, 12];
        double[,] Y = new double[150, 2];
        for (int i = 0; i < 150; i++)
        {
            for (int j = 0; j < 12; j++)
            {
                X[i, j] = random.NextDouble() - 0.5;
            }

            (Y[i, 0], Y[i, 1]) = (1 + Math.Max(0, X[i, 4]), 2 * X[i, 4] - X[i, 9]);
        }

        NeuronPursuitModel model = Sparse().WithIntercept().WithStandardization().Fit(X, Y);

        model.OutputCount.Should().Be(2);
        model.History[^1].TrainingError.Should().BeLessThan(0.02);
        double[,] predicted = model.PredictAll(X);
        double[] means = [.. Enumerable.Range(0, 2).Select(k => Enumerable.Range(0, 150).Average(i => Y[i, k]))];
        double squares = 0;
        double total = 0;
        for (int i = 0; i < 150; i++)
        {
            for (int k = 0; k < 2; k++)
            {
                squares += (predicted[i, k] - Y[i, k]) * (predicted[i, k] - Y[i, k]);
                total += (Y[i, k] - means[k]) * (Y[i, k] - means[k]);
            }
        }

        model.History[^1].TrainingError.Should().BeApproximately(Math.Sqrt(squares / total), 1e-9);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(5, 1)]
    [InlineData(3, 8)]
    public void Fit_HardlyAnyData_StaysFinite(int samples, int inputs)
    {
        (double[,] X, double[] y) = Problems.Gaussian(samples, inputs, 6, x => x[0] + 1);

        NeuronPursuitModel model = Sparse().Fit(X, y);

        model.Predict(X).Should().OnlyContain(value => double.IsFinite(value));
    }

    private static NeuronPursuitBuilder Sparse() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse);

    private static IEnumerable<int> Inputs(NeuronPursuitModel model)
    {
        double[,] weights = model.GetWeights(0);
        return Enumerable.Range(0, weights.GetLength(1))
            .Where(column => Enumerable.Range(0, weights.GetLength(0)).Any(row => weights[row, column] != 0));
    }
}

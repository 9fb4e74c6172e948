namespace NeuronPursuit.Tests.Builder;

/// <summary>Predict in all its forms, on a model of known weights.</summary>
public class PredictionTests
{
    // relu(x1 + 2 x2) and relu(x1 - x2), then twice the first less the second.
    private static readonly NeuronPursuitModel Model = TestModels.Plain([2, 2, 1], [1, 2, 1, -1, 2, -1]);

    private static readonly NeuronPursuitModel TwoOutputs = TestModels.Plain([2, 2, 2], [1, 2, 1, -1, 2, -1, 0, 5]);

    [Fact]
    public void Predict_KnownWeights_IsTheFormula()
    {
        Model.Predict([1, 1]).Should().Be(6);
        Model.Predict([1, -1]).Should().Be(-2);
        Model.Predict([-1, -1]).Should().Be(0);
    }

    [Fact]
    public void Predict_BatchAndSingle_AgreeBitForBit()
    {
        (double[,] X, double[] y) = Problems.Gaussian(700, 9, 1, x => Math.Abs(x[0]) * x[1]);
        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithMaxIterations(4).WithStandardization().WithIntercept().Fit(X, y);

        double[] batch = model.Predict(X);
        double[,] all = model.PredictAll(X);

        double[] row = new double[9];
        for (int i = 0; i < 700; i++)
        {
            Buffer.BlockCopy(X, i * 9 * sizeof(double), row, 0, 9 * sizeof(double));
            double single = model.Predict(row);
            BitConverter.DoubleToInt64Bits(batch[i]).Should().Be(BitConverter.DoubleToInt64Bits(single));
            BitConverter.DoubleToInt64Bits(all[i, 0]).Should().Be(BitConverter.DoubleToInt64Bits(single));
        }
    }

    [Fact]
    public void PredictAll_TwoOutputs_AgreesWithOneSample()
    {
        double[] outputs = new double[2];
        TwoOutputs.Predict([3, 1], outputs);

        outputs.Should().Equal(8, 10);
        TwoOutputs.PredictAll(new double[,] { { 3, 1 }, { 0, 0 } }).Cast<double>().Should().Equal(8, 10, 0, 0);
    }

    [Fact]
    public void Predict_ARowWithNaN_SpoilsThatRowOnly()
    {
        double[] predicted = Model.Predict(new double[,] { { 1, 1 }, { double.NaN, 1 }, { 1, double.PositiveInfinity }, { 1, -1 } });

        predicted[0].Should().Be(6);
        double.IsFinite(predicted[1]).Should().BeFalse();
        double.IsFinite(predicted[2]).Should().BeFalse();
        predicted[3].Should().Be(-2);
    }

    [Fact]
    public void Predict_NoRows_GivesNoValues()
    {
        Model.Predict(new double[0, 2]).Should().BeEmpty();
        TwoOutputs.PredictAll(new double[0, 2]).GetLength(1).Should().Be(2);
    }

    [Fact]
    public void Predict_WrongNumberOfColumns_SaysWhatWasExpected()
    {
        FluentActions.Invoking(() => Model.Predict(new double[1, 3])).Should().Throw<ArgumentException>()
            .WithMessage("X has 3 columns but the model was fitted on 2. Pass the columns of the training data in the same order.*");
        FluentActions.Invoking(() => Model.Predict(new float[1, 1])).Should().Throw<ArgumentException>().WithMessage("X has 1 columns*");
        FluentActions.Invoking(() => Model.PredictAll(new double[1, 0])).Should().Throw<ArgumentException>().WithMessage("X has 0 columns*");
        FluentActions.Invoking(() => Model.Predict([1, 2, 3])).Should().Throw<ArgumentException>().WithMessage("x has 3 columns*");
        FluentActions.Invoking(() => Model.Predict([1, 2], new double[2])).Should().Throw<ArgumentException>().WithMessage("outputs has 2 places*");
    }

    [Fact]
    public void Predict_SeveralOutputs_PointsToPredictAll()
    {
        FluentActions.Invoking(() => TwoOutputs.Predict(new double[1, 2])).Should().Throw<InvalidOperationException>().WithMessage("*2 outputs*PredictAll*");
        FluentActions.Invoking(() => TwoOutputs.Predict([1, 2])).Should().Throw<InvalidOperationException>().WithMessage("*PredictAll*");
    }

    [Fact]
    public void GetWeights_EveryLayer_IsACopyInTheStatedShape()
    {
        double[,] first = Model.GetWeights(0);

        first.Cast<double>().Should().Equal(1, 2, 1, -1);
        (first.GetLength(0), first.GetLength(1)).Should().Be((2, 2));
        Model.GetWeights(1).Cast<double>().Should().Equal(2, -1);
        first[0, 0] = 100;
        Model.GetWeights(0)[0, 0].Should().Be(1);
        Model.ParameterCount.Should().Be(6);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void GetWeights_NoSuchLayer_Throws(int layer) =>
        FluentActions.Invoking(() => Model.GetWeights(layer)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Predict_OneSample_AllocatesNothing()
    {
        double[] x = [0.3, -2];

        Allocations.Of(() => Model.Predict(x), calls: 1000).Should().Be(0);
    }

    [Fact]
    public void Predict_ManyThreadsAtOnce_GivesTheSameBits()
    {
        (double[,] X, _) = Problems.Gaussian(2000, 2, 3, _ => 0);
        double[] expected = Model.Predict(X);
        var results = new double[8][];

        Parallel.For(0, results.Length, i => results[i] = Model.Predict(X));

        results.Should().AllSatisfy(result => result.Should().Equal(expected));
    }
}

namespace NeuronPursuit.Tests.Lifecycle;

public class RegressionErrorsTests
{
    [Fact]
    public void Of_Vectors_ComparesPredictionsWithTargetsInThisOrder()
    {
        double[] predictions = [1, 2, 3, 4];
        double[] targets = [1, 2, 3, 8];

        RegressionErrors errors = RegressionErrors.Of(predictions, targets);

        errors.RootMeanSquaredError.Should().Be(2);
        errors.MeanAbsoluteError.Should().Be(1);
        errors.RSquared.Should().BeApproximately(1 - 16 / 29.0, 1e-15, "squares are about the mean of the targets, the second argument");
        errors.Should().Be(RegressionErrors.Of(Matrices.Column(predictions), Matrices.Column(targets)));
        RegressionErrors.Of(targets, predictions).RSquared.Should().NotBe(errors.RSquared);
    }

    [Fact]
    public void Of_ConstantTargets_HasNoRSquared() => RegressionErrors.Of([1, 2], [3, 3]).RSquared.Should().Be(double.NaN);

    [Fact]
    public void Of_UnlikeLengths_SaysWhich()
    {
        FluentActions.Invoking(() => RegressionErrors.Of([1, 2, 3], [1, 2])).Should().Throw<ArgumentException>()
            .WithMessage("predictions has 3 values and targets 2*");
        FluentActions.Invoking(() => RegressionErrors.Of([], Array.Empty<double>())).Should().Throw<ArgumentException>()
            .WithMessage("*at least one.");
        FluentActions.Invoking(() => RegressionErrors.Of(null!, [1.0])).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Of_ConstantTargetsThatRound_HaveNoRSquared()
    {
        // The mean of ten times 0.1 is not 0.1.
        RegressionErrors.Of([.. Enumerable.Range(0, 10).Select(row => 0.1 * row)], [.. Enumerable.Repeat(0.1, 10)]).RSquared.Should().Be(double.NaN);
        RegressionErrors.Of([1, 2, 3], [5, 5, 9], [1, 1, 0]).RSquared.Should().Be(double.NaN, "a row of weight 0 is no row");
    }

    [Fact]
    public void Of_WeightedRows_HasTheValuesOfPencilAndPaper()
    {
        RegressionErrors errors = RegressionErrors.Of([1, 2, 5], [2, 2, 3], [2, 1, 1]);

        errors.RootMeanSquaredError.Should().BeApproximately(Math.Sqrt((2 * 1 + 0 + 4) / 4.0), 1e-15);
        errors.MeanAbsoluteError.Should().BeApproximately((2 * 1 + 0 + 2) / 4.0, 1e-15);
        errors.RSquared.Should().BeApproximately(1 - 6 / (3 * 0.0625 + 0.5625), 1e-14, "the mean is 2.25 by weight");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_WholeWeights_IsTheRowsRepeated(int outputs)
    {
        var random = new Random(outputs);
        double[,] predictions = new double[30, outputs];
        double[,] targets = new double[30, outputs];
        double[] weights = [.. Enumerable.Range(0, 30).Select(row => (double)(row % 4))];
        int[] rows = Models.MetricOracles.Repeated(weights);
        double[,] predictionsAgain = new double[rows.Length, outputs];
        double[,] targetsAgain = new double[rows.Length, outputs];
        for (int output = 0; output < outputs; output++)
        {
            for (int row = 0; row < 30; row++)
            {
                (predictions[row, output], targets[row, output]) = (random.NextDouble(), random.NextDouble());
            }

            for (int i = 0; i < rows.Length; i++)
            {
                (predictionsAgain[i, output], targetsAgain[i, output]) = (predictions[rows[i], output], targets[rows[i], output]);
            }
        }

        RegressionErrors weighted = RegressionErrors.Of(predictions, targets, weights);

        RegressionErrors repeated = RegressionErrors.Of(predictionsAgain, targetsAgain);
        weighted.RootMeanSquaredError.Should().BeApproximately(repeated.RootMeanSquaredError, 1e-13);
        weighted.MeanAbsoluteError.Should().BeApproximately(repeated.MeanAbsoluteError, 1e-13);
        weighted.RSquared.Should().BeApproximately(repeated.RSquared, 1e-12);
        RegressionErrors.Of(predictions, targets, [.. weights.Select(_ => 3.0)]).Should().Be(RegressionErrors.Of(predictions, targets));
        FluentActions.Invoking(() => RegressionErrors.Of(predictions, targets, [1])).Should().Throw<ArgumentException>()
            .WithMessage("sampleWeights has 1 values but targets has 30 rows*");
    }
}

namespace NeuronPursuit.Tests.Models;

public class BinaryErrorsTests
{
    private const double Close = 1e-12;

    private static readonly double[] Probabilities = [0.9, 0.8, 0.6, 0.3, 0.2];
    private static readonly bool[] IsPositive = [true, false, true, true, false];

    [Fact]
    public void Of_FiveRows_HasTheValuesOfPencilAndPaper()
    {
        var errors = BinaryErrors.Of(Probabilities, IsPositive);

        errors.Confusion.Should().BeEquivalentTo(new double[][] { [1, 1], [1, 2] }, options => options.WithStrictOrdering());
        errors.Accuracy.Should().Be(0.6);
        errors.BalancedAccuracy.Should().BeApproximately(7 / 12.0, Close);
        errors.Precision.Should().BeApproximately(2 / 3.0, Close);
        errors.Recall.Should().BeApproximately(2 / 3.0, Close);
        errors.F1.Should().BeApproximately(2 / 3.0, Close);
        errors.LogLoss.Should().BeApproximately(-(Math.Log(0.9) + Math.Log(0.2) + Math.Log(0.6) + Math.Log(0.3) + Math.Log(0.8)) / 5, Close);
        errors.BrierScore.Should().BeApproximately((0.01 + 0.64 + 0.16 + 0.49 + 0.04) / 5, Close);
        errors.RocAuc.Should().Be(4 / 6.0, "of six pairs four are in order");
        errors.AveragePrecision.Should().BeApproximately((1 + 2 / 3.0 + 3 / 4.0) / 3, Close);
        errors.ExpectedCalibrationError.Should().BeApproximately((0.1 + 0.8 + 0.4 + 0.7 + 0.2) / 5, Close);
        errors.Calibration.Select(bin => (bin.From, bin.To, bin.Weight, bin.MeanProbability, bin.ObservedShare)).Should().Equal(
            (0.2, 0.3, 1, 0.2, 0), (0.3, 0.4, 1, 0.3, 1), (0.6, 0.7, 1, 0.6, 1), (0.8, 0.9, 1, 0.8, 0), (0.9, 1, 1, 0.9, 1));
    }

    [Fact]
    public void Of_WeightedRows_HasTheValuesOfPencilAndPaper()
    {
        var errors = BinaryErrors.Of(Probabilities, IsPositive, [2, 1, 1, 4, 2]);

        errors.Confusion.Should().BeEquivalentTo(new double[][] { [2, 1], [4, 3] }, options => options.WithStrictOrdering());
        errors.Accuracy.Should().BeApproximately(5 / 10.0, Close);
        errors.BalancedAccuracy.Should().BeApproximately((2 / 3.0 + 3 / 7.0) / 2, Close);
        errors.Precision.Should().BeApproximately(3 / 4.0, Close);
        errors.Recall.Should().BeApproximately(3 / 7.0, Close);
        errors.F1.Should().BeApproximately(6 / 11.0, Close);
        errors.BrierScore.Should().BeApproximately((2 * 0.01 + 0.64 + 0.16 + 4 * 0.49 + 2 * 0.04) / 10, Close);
        errors.RocAuc.Should().BeApproximately((2 * 3 + 1 * 2 + 4 * 2) / 21.0, Close);
        errors.AveragePrecision.Should().BeApproximately((2 * 1 + 1 * (3 / 4.0) + 4 * (7 / 8.0)) / 7, Close);
        errors.ExpectedCalibrationError.Should().BeApproximately((2 * 0.1 + 0.8 + 0.4 + 4 * 0.7 + 2 * 0.2) / 10, Close);
    }

    [Theory]
    [InlineData(5, 12, false)]
    [InlineData(6, 40, true)]
    [InlineData(7, 101, false)]
    [InlineData(8, 100, true)]
    [InlineData(9, 333, true)]
    public void Of_AnyDraw_MeetsTheDefinitions(int seed, int rows, bool weighted)
    {
        for (int draw = 0; draw < 20; draw++)
        {
            (double[,] drawn, int[] classes, double[] weights) = MetricOracles.Draw(100 * seed + draw, rows, 2, weighted);
            double[] p = MetricOracles.Column(drawn, 1);
            bool[] positive = [.. classes.Select(k => k == 1)];
            double WeightOf(Func<int, bool> where) => Enumerable.Range(0, rows).Where(where).Sum(row => weights[row]);
            double found = WeightOf(row => positive[row] && p[row] > 0.5);

            var errors = BinaryErrors.Of(p, positive, weighted ? weights : null);

            errors.Accuracy.Should().BeApproximately(MetricOracles.Mean(weights, row => p[row] > 0.5 == positive[row] ? 1 : 0), Close);
            errors.LogLoss.Should().BeApproximately(
                MetricOracles.Mean(weights, row => -Math.Log(Math.Max(Math.ScaleB(1, -52), positive[row] ? p[row] : 1 - p[row]))), Close);
            errors.BrierScore.Should().BeApproximately(MetricOracles.Mean(weights, row => Math.Pow(p[row] - (positive[row] ? 1 : 0), 2)), Close);
            errors.RocAuc.Should().BeApproximately(MetricOracles.RocAuc(p, positive, weights), Close);
            errors.AveragePrecision.Should().BeApproximately(MetricOracles.AveragePrecision(p, positive, weights), Close);
            errors.ExpectedCalibrationError.Should().BeApproximately(MetricOracles.CalibrationError(p, positive, weights), Close);
            errors.Recall.Should().BeApproximately(found / WeightOf(row => positive[row]), Close);
            errors.Precision.GetValueOrDefault().Should().BeApproximately(found / Math.Max(1e-300, WeightOf(row => p[row] > 0.5)), Close);
            errors.F1.Should().BeApproximately(2 * found / (WeightOf(row => positive[row]) + WeightOf(row => p[row] > 0.5)), Close);
        }
    }

    [Fact]
    public void RocAuc_WithoutWeights_IsTheQuotientOfWholeNumbers()
    {
        // 1/3 in floating steps would be off by a rounding.
        var errors = BinaryErrors.Of([0.1, 0.1, 0.1, 0.4, 0.4, 0.7], [true, false, false, true, false, false]);

        errors.RocAuc.Should().Be((0.5 + 0.5 + (1 + 1 + 0.5)) / 8);
        BinaryErrors.Of([.. Enumerable.Repeat(0.3, 49)], [.. Enumerable.Range(0, 49).Select(row => row % 3 == 0)]).RocAuc.Should().Be(0.5);
    }

    [Fact]
    public void Of_OneKindOfRow_HasNoAreaAndNothingThatIsNaN()
    {
        var positive = BinaryErrors.Of([0.2, 0.7], [true, true]);
        var negative = BinaryErrors.Of([0.2, 0.4], [false, false]);

        (positive.RocAuc, positive.AveragePrecision, positive.Precision, positive.Recall).Should().Be((null, 1.0, 1.0, 0.5));
        (negative.RocAuc, negative.AveragePrecision, negative.Precision, negative.Recall, negative.F1).Should().Be((null, null, null, null, null));
        (positive.BalancedAccuracy, negative.BalancedAccuracy, negative.Accuracy).Should().Be((0.5, 1, 1));
        BinaryErrors.Of([0.9, 0.8, 0.3], [true, false, true], [0, 1, 0]).RocAuc.Should().BeNull("a row of weight 0 is no row");
    }

    [Fact]
    public void Of_CertainAndWrong_HasAFiniteLoss()
    {
        BinaryErrors.Of([0, 1], [true, false]).LogLoss.Should().BeApproximately(52 * Math.Log(2), 1e-12);
        BinaryErrors.Of([0, 1], [false, true]).LogLoss.Should().Be(0);
    }

    [Fact]
    public void Of_WholeWeights_IsTheRowsRepeated()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            (double[,] drawn, int[] classes, _) = MetricOracles.Draw(seed, 60, 2, false);
            double[] p = MetricOracles.Column(drawn, 1);
            bool[] positive = [.. classes.Select(k => k == 1)];
            double[] weights = [.. Enumerable.Range(0, 60).Select(row => (double)((row + seed) % 4))];
            int[] rows = MetricOracles.Repeated(weights);

            var weighted = BinaryErrors.Of(p, positive, weights);
            var repeated = BinaryErrors.Of([.. rows.Select(row => p[row])], [.. rows.Select(row => positive[row])]);

            weighted.Should().BeEquivalentTo(repeated, options => options.WithStrictOrdering()
                .Using<double>(context => context.Subject.Should().BeApproximately(context.Expectation, 1e-9)).WhenTypeIs<double>());
        }
    }

    [Theory]
    [InlineData(1.7e308)]
    [InlineData(3)]
    [InlineData(1e-310)]
    public void Of_WeightsOfAnySize_CountByTheirRatios(double size)
    {
        double[] weights = [1, 0.5, 0.25, 1, 0.75];
        var errors = BinaryErrors.Of(Probabilities, IsPositive, weights);
        var scaled = BinaryErrors.Of(Probabilities, IsPositive, [.. weights.Select(weight => weight * size)]);

        scaled.RocAuc.Should().BeApproximately(errors.RocAuc!.Value, 1e-9);
        scaled.AveragePrecision.Should().BeApproximately(errors.AveragePrecision!.Value, 1e-9);
        scaled.LogLoss.Should().BeApproximately(errors.LogLoss, 1e-9);
        scaled.ExpectedCalibrationError.Should().BeApproximately(errors.ExpectedCalibrationError, 1e-9);
        scaled.F1.Should().BeApproximately(errors.F1!.Value, 1e-9);
    }

    [Fact]
    public void Of_TheSameTwice_IsEqual()
    {
        BinaryErrors.Of(Probabilities, IsPositive).Should().Be(BinaryErrors.Of([.. Probabilities], IsPositive));
        BinaryErrors.Of(Probabilities, IsPositive).GetHashCode().Should().Be(BinaryErrors.Of([.. Probabilities], IsPositive).GetHashCode());
        BinaryErrors.Of(Probabilities, IsPositive).Should().NotBe(BinaryErrors.Of([0.9, 0.8, 0.6, 0.35, 0.2], IsPositive));
    }

    [Fact]
    public void Of_BordersOfBins_BelongToTheBinAbove()
    {
        for (int tenth = 0; tenth < 10; tenth++)
        {
            double border = tenth / 10.0;
            BinaryErrors.Of([border], [true]).Calibration.Single().From.Should().Be(border);
            BinaryErrors.Of([Math.Max(0, Math.BitDecrement(border))], [true]).Calibration.Single().From.Should().Be(Math.Max(0, tenth - 1) / 10.0);
        }

        BinaryErrors.Of([1], [true]).Calibration.Single().Should().Be(new CalibrationBin(0.9, 1, 1, 1, 1));
    }

    [Fact]
    public void Of_WrongInput_SaysWhatCameAndWhatToDo()
    {
        void Fails(double[] p, bool[] positive, double[]? weights, string message) =>
            FluentActions.Invoking(() => BinaryErrors.Of(p, positive, weights)).Should().Throw<ArgumentException>().WithMessage(message);

        Fails([0.1, 0.2], [true], null, "probabilities has 2 values and isPositive 1*at least one*");
        Fails([], [], null, "probabilities has 0 values*at least one*");
        Fails([0.1, double.NaN], [true, false], null, "probabilities?1? is NaN (row 1, counted from 0)*from 0 to 1*");
        Fails([0.1, -0.5], [true, false], null, "probabilities?1? is -0.5 *logits*");
        Fails([1.0000001], [true], null, "probabilities?0? is 1.0000001*");
        Fails([0.1, 0.2], [true, false], [1], "sampleWeights has 1 values but probabilities has 2 rows. Pass one weight per row of probabilities.*");
        Fails([0.1, 0.2], [true, false], [1, -1], "sampleWeights?1? is -1 *at least 0*");
        Fails([0.1, 0.2], [true, false], [0, 0], "sampleWeights are all 0*");
        FluentActions.Invoking(() => BinaryErrors.Of(null!, [true])).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => BinaryErrors.Of([0.5], null!)).Should().Throw<ArgumentNullException>();
    }
}

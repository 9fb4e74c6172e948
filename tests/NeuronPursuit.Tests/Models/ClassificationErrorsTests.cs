namespace NeuronPursuit.Tests.Models;

public class ClassificationErrorsTests
{
    private const double Close = 1e-12;

    private static readonly double[,] Probabilities =
    {
        { 0.7, 0.2, 0.1 }, { 0.1, 0.6, 0.3 }, { 0.3, 0.3, 0.4 }, { 0.5, 0.25, 0.25 }, { 0.2, 0.2, 0.6 }, { 0.4, 0.4, 0.2 },
        { 0.05, 0.9, 0.05 }, { 0.6, 0.3, 0.1 }, { 0.25, 0.5, 0.25 }, { 0.1, 0.1, 0.8 }, { 0.45, 0.35, 0.2 }, { 0.3, 0.6, 0.1 },
    };

    private static readonly int[] Classes = [0, 1, 2, 0, 2, 1, 1, 2, 0, 2, 0, 1];
    private static readonly double[] Weights = [1, 2, 1, 0.5, 3, 1, 1, 2, 0.25, 1, 1.5, 1];

    /// <summary>Numbers of scikit-learn 1.2.1.</summary>
    [Fact]
    public void Of_ThreeClasses_HasTheValuesOfAnotherLibrary()
    {
        var errors = ClassificationErrors.Of(Probabilities, Classes);

        Rows(errors.Confusion).Should().Equal(3, 1, 0, 1, 3, 0, 1, 0, 3);
        (errors.Accuracy, errors.BalancedAccuracy).Should().Be((0.75, 0.75));
        errors.LogLoss.Should().BeApproximately(0.7692309730707253, Close);
        Near(errors.Classes.Select(k => k.Precision), 0.6, 0.75, 1);
        Near(errors.Classes.Select(k => k.Recall), 0.75, 0.75, 0.75);
        Near(errors.Classes.Select(k => k.F1), 0.6666666666666665, 0.75, 0.8571428571428571);
        Near(errors.Classes.Select(k => k.RocAuc), 0.8125, 0.96875, 0.8125);
        Near(errors.Classes.Select(k => k.AveragePrecision), 0.7291666666666666, 0.95, 0.8409090909090909);
        errors.Classes.Select(k => k.Support).Should().Equal(4, 4, 4);
        Near([errors.MacroPrecision, errors.MacroRecall, errors.MacroF1], 0.7833333333333333, 0.75, 0.7579365079365079);
        errors.MacroRocAuc.Should().BeApproximately(0.8645833333333334, Close);
        errors.MacroAveragePrecision.Should().BeApproximately((0.7291666666666666 + 0.95 + 0.8409090909090909) / 3, Close);
        errors.Binary.Should().BeNull();
    }

    /// <summary>Numbers of scikit-learn 1.2.1.</summary>
    [Fact]
    public void Of_WeightedRows_HasTheValuesOfAnotherLibrary()
    {
        var errors = ClassificationErrors.Of(Probabilities, Classes, Weights);

        Near(Rows(errors.Confusion).Select(value => (double?)value), 3, 0.25, 0, 1, 4, 0, 2, 0, 5);
        Near([errors.Accuracy, errors.BalancedAccuracy, errors.LogLoss], 0.7868852459016393, 0.8124542124542126, 0.7920520084019486);
        Near(errors.Classes.Select(k => k.Precision), 0.5, 0.9411764705882353, 1);
        Near(errors.Classes.Select(k => k.Recall), 0.9230769230769231, 0.8, 0.7142857142857143);
        Near(errors.Classes.Select(k => k.F1), 0.6486486486486487, 0.8648648648648648, 0.8333333333333333);
        Near(errors.Classes.Select(k => k.RocAuc), 0.8653846153846155, 0.9951219512195123, 0.7835497835497836);
        Near(errors.Classes.Select(k => k.AveragePrecision), 0.6808524808524808, 0.9904761904761905, 0.8546365914786967);
        Near(errors.Classes.Select(k => (double?)k.Support), 3.25, 5, 7);
        Near([errors.MacroPrecision, errors.MacroRecall, errors.MacroF1], 0.8137254901960785, 0.8124542124542126, 0.7822822822822824);
        errors.MacroRocAuc.Should().BeApproximately(0.8813521167179704, Close);
    }

    [Theory]
    [InlineData(21, 40, 3, false)]
    [InlineData(22, 40, 3, true)]
    [InlineData(23, 150, 5, true)]
    [InlineData(24, 150, 2, true)]
    [InlineData(25, 90, 9, false)]
    public void Of_AnyDraw_MeetsTheDefinitions(int seed, int rows, int count, bool weighted)
    {
        for (int draw = 0; draw < 12; draw++)
        {
            (double[,] p, int[] classes, double[] weights) = MetricOracles.Draw(100 * seed + draw, rows, count, weighted);
            int[] given = [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, count).MaxBy(k => p[row, k]))];

            var errors = ClassificationErrors.Of(p, classes, weighted ? weights : null);

            errors.Accuracy.Should().BeApproximately(MetricOracles.Mean(weights, row => given[row] == classes[row] ? 1 : 0), Close);
            errors.LogLoss.Should().BeApproximately(
                MetricOracles.Mean(weights, row => -Math.Log(Math.Max(Math.ScaleB(1, -52), p[row, classes[row]]))), Close);
            errors.BrierScore.Should().BeApproximately(
                MetricOracles.Mean(weights, row => Enumerable.Range(0, count).Sum(k => Math.Pow(p[row, k] - (k == classes[row] ? 1 : 0), 2))), Close);
            errors.ExpectedCalibrationError.Should().BeApproximately(
                MetricOracles.CalibrationError([.. given.Select((k, row) => p[row, k])], [.. given.Select((k, row) => k == classes[row])], weights), Close);
            for (int k = 0; k < count; k++)
            {
                bool[] own = [.. classes.Select(label => label == k)];
                double of = Sum(weights, row => own[row]);
                double taken = Sum(weights, row => given[row] == k);
                double right = Sum(weights, row => own[row] && given[row] == k);
                errors.Classes[k].Support.Should().BeApproximately(of, 1e-9);
                errors.Classes[k].Recall.Should().BeApproximately(right / of, Close);
                errors.Classes[k].Precision.GetValueOrDefault().Should().BeApproximately(taken > 0 ? right / taken : 0, Close);
                errors.Classes[k].F1.Should().BeApproximately(2 * right / (of + taken), Close);
                errors.Classes[k].RocAuc.Should().BeApproximately(MetricOracles.RocAuc(MetricOracles.Column(p, k), own, weights), Close);
                errors.Classes[k].AveragePrecision.Should().BeApproximately(MetricOracles.AveragePrecision(MetricOracles.Column(p, k), own, weights), Close);
                for (int other = 0; other < count; other++)
                {
                    errors.Confusion[k][other].Should().BeApproximately(Sum(weights, row => own[row] && given[row] == other), 1e-9);
                }
            }

            errors.BalancedAccuracy.Should().BeApproximately(errors.Classes.Average(k => k.Recall!.Value), Close);
            errors.MacroRecall.Should().BeApproximately(errors.BalancedAccuracy, Close, "every class has rows");
            errors.MacroPrecision.Should().BeApproximately(errors.Classes.Average(k => k.Precision ?? 0), Close);
            errors.MacroF1.Should().BeApproximately(errors.Classes.Average(k => k.F1!.Value), Close);
            errors.MacroRocAuc.Should().BeApproximately(errors.Classes.Average(k => k.RocAuc!.Value), Close);
        }
    }

    [Fact]
    public void Of_TwoClasses_HasTheErrorsOfTheSecondToo()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            (double[,] p, int[] classes, double[] weights) = MetricOracles.Draw(seed, 50, 2, true);

            var errors = ClassificationErrors.Of(p, classes, weights);

            errors.Binary.Should().Be(BinaryErrors.Of(MetricOracles.Column(p, 1), [.. classes.Select(k => k == 1)], weights), "eighths have no rounding");
            errors.BrierScore.Should().BeApproximately(2 * errors.Binary!.BrierScore, Close);
            (errors.LogLoss, errors.Accuracy).Should().Be((errors.Binary.LogLoss, errors.Binary.Accuracy));
            errors.MacroRocAuc.Should().BeApproximately(errors.Binary.RocAuc!.Value, Close, "either class ranks the other");
        }
    }

    [Fact]
    public void Of_ClassesWithoutRows_AreNullAndLeftOutOfMeans()
    {
        // Class 1 is given and nobody has it; class 3 neither; class 2 has a row and nobody is given it.
        double[,] p = { { 0.9, 0.1, 0, 0 }, { 0.4, 0.5, 0.1, 0 }, { 0.8, 0, 0.2, 0 } };

        var errors = ClassificationErrors.Of(p, [0, 0, 2]);

        errors.Classes[1].Should().Be(new ClassErrors(0, 0, null, 0, null, null));
        errors.Classes[2].Should().Be(new ClassErrors(1, null, 0, 0, 1, 1));
        errors.Classes[3].Should().Be(new ClassErrors(0, null, null, null, null, null));
        errors.BalancedAccuracy.Should().Be(0.25, "two classes have rows, with recalls of 1/2 and 0");
        errors.MacroPrecision.Should().BeApproximately(0.5 / 3, Close);
        errors.MacroRecall.Should().BeApproximately(0.5 / 3, Close);
        errors.MacroF1.Should().BeApproximately(0.5 / 3, Close);
        errors.MacroRocAuc.Should().BeApproximately((0.5 + 1) / 2, Close);
        ClassificationErrors.Of(p, [0, 0, 0]).MacroRocAuc.Should().BeNull();
    }

    [Fact]
    public void Of_WholeWeights_IsTheRowsRepeated()
    {
        int[] rows = MetricOracles.Repeated([3, 0, 2, 1, 0, 1, 2, 2, 1, 1, 3, 0]);
        double[,] repeated = new double[rows.Length, 3];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int k = 0; k < 3; k++)
            {
                repeated[i, k] = Probabilities[rows[i], k];
            }
        }

        ClassificationErrors.Of(Probabilities, Classes, [3, 0, 2, 1, 0, 1, 2, 2, 1, 1, 3, 0]).Should().BeEquivalentTo(
            ClassificationErrors.Of(repeated, [.. rows.Select(row => Classes[row])]),
            options => options.WithStrictOrdering().Using<double>(context => context.Subject.Should().BeApproximately(context.Expectation, 1e-9)).WhenTypeIs<double>());
    }

    [Fact]
    public void OfLabels_Labels_AreReadByTheOrderOfTheColumns()
    {
        string[] order = ["low", "high", "none"];
        string[] labels = [.. Classes.Select(k => order[k])];

        var errors = ClassificationErrors.OfLabels(Probabilities, labels, order, Weights);

        errors.Should().Be(ClassificationErrors.Of(Probabilities, Classes, Weights));
        ClassificationErrors.OfLabels(Probabilities, [.. Classes.Select(k => 7 - k)], [7, 6, 5], Weights).Should().Be(errors);
    }

    [Fact]
    public void Of_WrongInput_SaysWhatCameAndWhatToDo()
    {
        void Fails(Func<ClassificationErrors> of, string message) =>
            of.Should().Throw<ArgumentException>().WithMessage(message);

        Fails(() => ClassificationErrors.Of(Probabilities, [0, 1]), "probabilities has 12 rows and classes 2 values*at least one*");
        Fails(() => ClassificationErrors.Of(new double[0, 3], Array.Empty<int>()), "probabilities has 0 rows*");
        Fails(() => ClassificationErrors.Of(new double[,] { { 1 } }, [0]), "probabilities is 1 x 1*at least two; BinaryErrors*");
        Fails(() => ClassificationErrors.Of(new double[,] { { 0.5, double.NaN } }, [0]), "probabilities?0, 1? is NaN (row 0, class 1*");
        Fails(() => ClassificationErrors.Of(new double[,] { { 2.5, -1.5 } }, [0]), "probabilities?0, 0? is 2.5 *logits*");
        Fails(() => ClassificationErrors.Of(new double[,] { { 0.5, 0.5 }, { 0.5, 0.4 } }, [0, 1]), "Row 1 of probabilities *sums to 0.9*divide*");
        Fails(() => ClassificationErrors.Of(new double[,] { { 0.5, 0.5 } }, [2]), "classes?0? is 2 *2 columns*from 0 to 1*");
        Fails(() => ClassificationErrors.Of(new double[,] { { 0.5, 0.5 } }, [-1]), "classes?0? is -1 *");
        Fails(() => ClassificationErrors.OfLabels(new double[,] { { 0.5, 0.5 } }, ["c"], ["a", "b"]), "labels?0? is 'c' *none of the 2 classes: a, b.*");
        Fails(() => ClassificationErrors.OfLabels(new double[,] { { 0.5, 0.5 } }, ["a"], ["a"]), "order has 1 labels*2 columns*");
        Fails(() => ClassificationErrors.OfLabels(new double[,] { { 0.5, 0.5 } }, ["a"], ["a", "a"]), "order has 2 labels, 1 different*");
        Fails(() => ClassificationErrors.Of(Probabilities, Classes, [1]), "sampleWeights has 1 values but probabilities has 12 rows*");
        ClassificationErrors.Of(new double[,] { { 0.333, 0.333, 0.333 } }, [0]).Accuracy.Should().Be(1, "digits may be rounded");
    }

    private static double Sum(double[] weights, Func<int, bool> where) => weights.Where((_, row) => where(row)).Sum();

    private static IEnumerable<double> Rows(IReadOnlyList<IReadOnlyList<double>> matrix) => matrix.SelectMany(row => row);

    private static void Near(IEnumerable<double?> values, params double[] expected)
    {
        double?[] all = [.. values];
        all.Should().HaveSameCount(expected);
        for (int i = 0; i < expected.Length; i++)
        {
            all[i].Should().BeApproximately(expected[i], Close);
        }
    }
}

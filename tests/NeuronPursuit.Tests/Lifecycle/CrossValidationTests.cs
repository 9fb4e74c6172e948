namespace NeuronPursuit.Tests.Lifecycle;

/// <summary>Every row is judged by a model that has not seen it.</summary>
public class CrossValidationTests
{
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(103, 4, 17, x => Math.Max(0, x[0] - x[1]) + 0.5 * x[2]);

    [Fact]
    public void CrossValidate_EveryRow_IsTestedOnceByAModelOfTheOthers()
    {
        CrossValidation result = Builder().CrossValidate(Data.X, Data.y, 4);

        result.Folds.SelectMany(fold => fold.TestRows).Order().Should().Equal(Enumerable.Range(0, 103));
        result.Folds.Select(fold => fold.TestRows.Count).Should().BeEquivalentTo([26, 26, 26, 25]);
        foreach (CrossValidationFold fold in result.Folds)
        {
            int[] others = [.. Enumerable.Range(0, 103).Except(fold.TestRows)];
            NeuronPursuitModel expected = Builder().Fit(Rows(others), [.. others.Select(row => Data.y[row])]);
            fold.Model.ShouldEqualBitForBit(expected);
            foreach (int row in fold.TestRows)
            {
                result.Predictions[row, 0].Should().Be(expected.Predict(Rows([row]))[0]);
            }
        }
    }

    [Fact]
    public void CrossValidate_Metrics_AreThoseOfThePredictions()
    {
        CrossValidation result = Builder().CrossValidate(Data.X, Data.y, 5);

        double[] residuals = [.. Data.y.Select((y, row) => y - result.Predictions[row, 0])];
        double mean = Data.y.Average();
        result.Metrics.RootMeanSquaredError.Should().BeApproximately(Math.Sqrt(residuals.Average(r => r * r)), 1e-12);
        result.Metrics.MeanAbsoluteError.Should().BeApproximately(residuals.Average(Math.Abs), 1e-12);
        result.Metrics.RSquared.Should().BeApproximately(
            1 - residuals.Sum(r => r * r) / Data.y.Sum(y => (y - mean) * (y - mean)), 1e-12);
        result.Metrics.RSquared.Should().BeGreaterThan(0.9, "the function is learnt");
    }

    [Fact]
    public void CrossValidate_AnyNumberOfThreads_GivesTheSameBits()
    {
        CrossValidation one = Builder().WithMaxDegreeOfParallelism(1).CrossValidate(Data.X, Data.y, 3);
        CrossValidation many = Builder().WithMaxDegreeOfParallelism(8).CrossValidate(Data.X, Data.y, 3);

        many.Predictions.Should().BeEquivalentTo(one.Predictions, options => options.WithStrictOrdering());
        many.Metrics.Should().Be(one.Metrics);
    }

    [Fact]
    public void CrossValidateClassifier_Classes_AreSpreadOverTheFolds()
    {
        string[] labels = [.. Data.y.Select((y, row) => row < 12 ? "rare" : y > 0.5 ? "high" : "low")];

        ClassifierCrossValidation<string> result = Builder().CrossValidateClassifier(Data.X, labels, 4);

        result.Folds.Should().OnlyContain(fold => fold.TestRows.Count(row => labels[row] == "rare") == 3);
        result.Predictions.Should().HaveCount(103);
        result.Accuracy.Should().BeApproximately(
            labels.Where((label, row) => label == result.Predictions[row]).Count() / 103.0, 1e-12);
        result.LogLoss.Should().BePositive().And.BeLessThan(40);
    }

    [Fact]
    public void CrossValidateClassifier_SeparableClasses_NamesThemRight()
    {
        bool[] labels = [.. Enumerable.Range(0, 103).Select(row => Data.X[row, 0] + Data.X[row, 1] > 0)];

        ClassifierCrossValidation<bool> result =
            Builder().WithWeightDecay(1e-3).CrossValidateClassifier(Data.X, labels, 5);

        result.Accuracy.Should().BeGreaterThan(0.9);
        result.LogLoss.Should().BeLessThan(0.4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(104)]
    public void CrossValidate_NumberOfFoldsOutOfRange_NamesTheRange(int folds)
    {
        Action validate = () => Builder().CrossValidate(Data.X, Data.y, folds);

        validate.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*at least 2 folds*103*");
    }

    [Fact]
    public void CrossValidate_WrongValue_IsNamedByTheCallersRow()
    {
        (double[,] X, double[] y) = Problems.Gaussian(40, 3, 35, x => x[0]);
        double[] wrong = [.. y];
        wrong[17] = double.NaN;
        double[,] hole = (double[,])X.Clone();
        hole[17, 2] = double.NaN;

        Action targets = () => new NeuronPursuitBuilder().CrossValidate(X, wrong);
        Action inputs = () => new NeuronPursuitBuilder().CrossValidate(hole, y);
        Action classes = () => new NeuronPursuitBuilder().CrossValidateClassifier(hole, [.. y.Select(value => value > 0)]);

        targets.Should().Throw<ArgumentException>().WithMessage("y?17? is NaN (row 17, counted from 0)*").WithParameterName("y");
        inputs.Should().Throw<ArgumentException>().WithMessage("X?17, 2? is NaN (row 17, column 2, counted from 0)*").WithParameterName("X");
        classes.Should().Throw<ArgumentException>().WithMessage("X?17, 2? is NaN*").WithParameterName("X");
    }

    [Fact]
    public void CrossValidate_LossOfLogits_SaysWhatToUse()
    {
        Action validate = () => Builder().WithLoss(new LogisticLoss()).CrossValidate(Data.X, Data.y);

        validate.Should().Throw<ArgumentException>().WithMessage("*CrossValidateClassifier*");
    }

    [Fact]
    public void CrossValidate_CanceledWithCheckpoints_ResumesEveryFold()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        int finished = 0;
        Action canceled = () => Builder()
            .WithCheckpoints(folder.Path)
            .WithProgress(new InlineProgress<PursuitIteration>(_ =>
            {
                if (++finished == 5)
                {
                    source.Cancel();
                }
            }))
            .CrossValidate(Data.X, Data.y, 3, source.Token);
        canceled.Should().Throw<PursuitCanceledException>().Which.Model.Should().BeNull();
        Directory.GetDirectories(folder.Path).Should().NotBeEmpty();

        var reported = new List<PursuitIteration>();
        CrossValidation resumed = Builder()
            .WithCheckpoints(folder.Path)
            .WithProgress(new InlineProgress<PursuitIteration>(reported.Add))
            .CrossValidate(Data.X, Data.y, 3);

        CrossValidation uninterrupted = Builder().CrossValidate(Data.X, Data.y, 3);
        resumed.Predictions.Should().BeEquivalentTo(uninterrupted.Predictions, options => options.WithStrictOrdering());
        reported.Should().HaveCount(uninterrupted.Folds.Sum(fold => fold.Model.History.Count) - 5, "nothing finished is run again");
    }

    private static NeuronPursuitBuilder Builder() =>
        new NeuronPursuitBuilder().WithIntercept(false).WithMaxIterations(4).WithTargetError(0).WithSeed(3);

    private static double[,] Rows(int[] rows)
    {
        double[,] selected = new double[rows.Length, 4];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                selected[i, j] = Data.X[rows[i], j];
            }
        }

        return selected;
    }
}

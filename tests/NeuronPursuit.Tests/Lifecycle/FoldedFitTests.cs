using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests.Lifecycle;

/// <summary>Cross-validations by groups, in order of time and with weights: which rows models saw, and what judged them.</summary>
public class FoldedFitTests
{
    private const int Rows = 96;

    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(Rows, 4, 61, x => Math.Max(0, x[0] - x[1]) + 0.5 * x[2]);

    private static readonly string[] Labels = [.. Data.y.Select((y, row) => row % 17 == 3 ? "rare" : y > 0.5 ? "high" : "low")];
    private static readonly int[] Groups = [.. Enumerable.Range(0, Rows).Select(row => row * 7 % 13)];
    private static readonly DateOnly[] Times = [.. Enumerable.Range(0, Rows).Select(row => new DateOnly(2024, 1, 1).AddDays(row * 29 % 48))];
    private static readonly double[] Weights = [.. Enumerable.Range(0, Rows).Select(row => row % 5 == 2 ? 0 : 0.5 + row % 3)];

    public static TheoryData<string, bool> Dealings => new()
    {
        { "random", false }, { "random", true }, { "group", false }, { "group", true }, { "order", false }, { "order", true }, { "time", false }, { "time", true },
    };

    [Theory]
    [MemberData(nameof(Dealings))]
    public void CrossValidate_EveryFold_IsTheFitOfTheRowsThatItMaySee(string how, bool weighted)
    {
        double[]? weights = weighted ? Weights : null;
        int[] counting = [.. Enumerable.Range(0, Rows).Where(row => !weighted || Weights[row] > 0)];

        CrossValidation result = Builder().CrossValidate(Data.X, Data.y, Dealt(how), weights);

        result.Folds.Should().HaveCount(3);
        foreach (CrossValidationFold fold in result.Folds)
        {
            int[] allowed = Allowed(how, counting, fold.TestRows);
            fold.TrainingRows.Should().Equal(allowed);
            NeuronPursuitModel expected = weighted
                ? Builder().Fit(Of(allowed), [.. allowed.Select(row => Data.y[row])], [.. allowed.Select(row => Weights[row])])
                : Builder().Fit(Of(allowed), [.. allowed.Select(row => Data.y[row])]);
            fold.Model.ShouldEqualBitForBit(expected);
            foreach (int row in fold.TestRows)
            {
                int place = result.JudgedRows.ToList().IndexOf(row);
                result.Predictions[place, 0].Should().Be(expected.Predict(Of([row]))[0]);
            }

            int[] test = [.. fold.TestRows];
            fold.Metrics.Should().Be(RegressionErrors.Of(
                expected.Predict(Of(test)), [.. test.Select(row => Data.y[row])], weighted ? [.. test.Select(row => Weights[row])] : null));
        }

        ShouldAccountForAllRows(how, counting, result.JudgedRows, result.UnjudgedRows, result.Folds.SelectMany(fold => fold.TestRows));
        result.Predictions.GetLength(0).Should().Be(result.JudgedRows.Count);
        result.Metrics.Should().Be(RegressionErrors.Of(
            result.Predictions,
            Matrices.Column([.. result.JudgedRows.Select(row => Data.y[row])]),
            weighted ? [.. result.JudgedRows.Select(row => Weights[row])] : null));
    }

    [Theory]
    [MemberData(nameof(Dealings))]
    public void CrossValidateClassifier_EveryFold_IsTheFitOfTheRowsThatItMaySee(string how, bool weighted)
    {
        double[]? weights = weighted ? Weights : null;
        int[] counting = [.. Enumerable.Range(0, Rows).Where(row => !weighted || Weights[row] > 0)];
        NeuronPursuitBuilder Own() => Builder().WithClassWeights(ClassWeights.Balanced);

        ClassifierCrossValidation<string> result = Own().CrossValidateClassifier(Data.X, Labels, Dealt(how), weights);

        result.Labels.Should().Equal("high", "low", "rare");
        foreach (ClassifierFold<string> fold in result.Folds)
        {
            int[] allowed = Allowed(how, counting, fold.TestRows);
            fold.TrainingRows.Should().Equal(allowed);
            NeuronPursuitClassifier<string> expected = Own().FitClassifier(
                Of(allowed), [.. allowed.Select(row => Labels[row])], weighted ? [.. allowed.Select(row => Weights[row])] : null);
            fold.Classifier.Model.ShouldEqualBitForBit(expected.Model);
            fold.Classifier.Labels.Should().Equal(expected.Labels);
            double[,] probabilities = expected.PredictProbabilities(Of([.. fold.TestRows]));
            for (int i = 0; i < fold.TestRows.Count; i++)
            {
                int place = result.JudgedRows.ToList().IndexOf(fold.TestRows[i]);
                result.Predictions[place].Should().Be(expected.Predict(Of([fold.TestRows[i]]))[0]);
                for (int k = 0; k < 3; k++)
                {
                    int own = expected.Labels.ToList().IndexOf(result.Labels[k]);
                    result.Probabilities[place, k].Should().Be(own < 0 ? 0 : probabilities[i, own]);
                }
            }
        }

        ShouldAccountForAllRows(how, counting, result.JudgedRows, result.UnjudgedRows, result.Folds.SelectMany(fold => fold.TestRows));
        result.Metrics.Should().Be(ClassificationErrors.OfLabels(
            result.Probabilities,
            [.. result.JudgedRows.Select(row => Labels[row])],
            result.Labels,
            weighted ? [.. result.JudgedRows.Select(row => Weights[row])] : null));
        (result.Accuracy, result.LogLoss).Should().Be((result.Metrics.Accuracy, result.Metrics.LogLoss));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("group")]
    [InlineData("order")]
    [InlineData("time")]
    public void CrossValidate_RowsOfNoWeight_AreNoRows(string how)
    {
        int[] counting = [.. Enumerable.Range(0, Rows).Where(row => Weights[row] > 0)];
        double[] marks = [.. Weights.Select(weight => weight > 0 ? 3.0 : 0)];
        Folds Left() => how switch
        {
            "group" => Folds.ByGroup([.. counting.Select(row => Groups[row])], 3),
            "time" => Folds.InTimeOrder([.. counting.Select(row => Times[row])], 3),
            _ => Dealt(how),
        };

        CrossValidation marked = Builder().CrossValidate(Data.X, Data.y, Dealt(how), marks);
        ClassifierCrossValidation<string> classes = Builder().CrossValidateClassifier(Data.X, Labels, Dealt(how), marks);

        CrossValidation left = Builder().CrossValidate(Of(counting), [.. counting.Select(row => Data.y[row])], Left());
        ClassifierCrossValidation<string> classesLeft =
            Builder().CrossValidateClassifier(Of(counting), [.. counting.Select(row => Labels[row])], Left());
        marked.Metrics.Should().Be(left.Metrics);
        marked.Predictions.Cast<double>().Should().Equal(left.Predictions.Cast<double>());
        marked.JudgedRows.Should().Equal(left.JudgedRows.Select(place => counting[place]));
        classes.Metrics.Accuracy.Should().Be(classesLeft.Metrics.Accuracy);
        classes.Probabilities.Cast<double>().Should().Equal(classesLeft.Probabilities.Cast<double>());
    }

    [Fact]
    public void CrossValidate_RandomFolds_AreThoseOfTheirNumber()
    {
        CrossValidation number = Builder().CrossValidate(Data.X, Data.y, 4);
        CrossValidation folds = Builder().CrossValidate(Data.X, Data.y, Folds.Random(4));

        folds.Predictions.Cast<double>().Should().Equal(number.Predictions.Cast<double>());
        (folds.Metrics, folds.UnjudgedRows.Count).Should().Be((number.Metrics, 0));
        Builder().CrossValidateClassifier(Data.X, Labels, Folds.Random(4)).Metrics.Should()
            .Be(Builder().CrossValidateClassifier(Data.X, Labels, 4).Metrics);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void CrossValidate_RowsOfAGroupThatLookAlike_DoNotHelpEachOther(int seed)
    {
        // Each of 20 groups has a place of its own and a value that nothing predicts; its rows lie close together.
        var random = new Random(seed);
        double[,] places = new double[20, 3];
        for (int group = 0; group < 20; group++)
        {
            for (int column = 0; column < 3; column++)
            {
                places[group, column] = 2 * random.NextDouble() - 1;
            }
        }

        double[] values = [.. Enumerable.Range(0, 20).Select(_ => random.NextDouble())];
        int[] groups = [.. Enumerable.Range(0, 240).Select(row => row % 20)];
        double[,] X = new double[240, 3];
        for (int row = 0; row < 240; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                X[row, column] = places[groups[row], column] + 0.01 * random.NextDouble();
            }
        }

        double[] y = [.. groups.Select(group => values[group])];
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithMaxIterations(20);

        double random5 = builder.CrossValidate(X, y, 5).Metrics.RSquared;
        double byGroup = builder.CrossValidate(X, y, Folds.ByGroup(groups, 5)).Metrics.RSquared;

        random5.Should().BeGreaterThan(0.5, "neighbours of every row were trained on");
        byGroup.Should().BeLessThan(0.1, "nothing can be known of a new group");
    }

    [Fact]
    public void CrossValidateClassifier_LabelOfTheLastBlock_HasNoProbabilityAndAFiniteLoss()
    {
        string[] labels = [.. Enumerable.Range(0, Rows).Select(row => row >= 90 ? "new" : Data.X[row, 0] > 0 ? "high" : "low")];

        ClassifierCrossValidation<string> result = Builder().CrossValidateClassifier(Data.X, labels, Folds.InTimeOrder(3));

        result.UnjudgedRows.Should().Equal(Enumerable.Range(0, 24));
        result.Labels.Should().Equal("high", "low", "new");
        result.Probabilities.GetColumn(2).ToArray().Should().OnlyContain(p => p == 0);
        result.Metrics.Classes[2].Recall.Should().Be(0);
        result.Metrics.Classes[2].RocAuc.Should().Be(0.5, "all rows are alike to it");
        result.LogLoss.Should().BeInRange(6 / 72.0 * 52 * Math.Log(2), 40);
        result.Folds[0].Metrics.Classes[2].RocAuc.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Dealings))]
    public void CrossValidate_AnyThreadsAndElsewhere_GivesTheSameBits(string how, bool weighted)
    {
        double[]? weights = weighted ? Weights : null;
        CrossValidation one = Builder().WithMaxDegreeOfParallelism(1).CrossValidate(Data.X, Data.y, Dealt(how), weights);
        ClassifierCrossValidation<string> classes = Builder().WithMaxDegreeOfParallelism(1).CrossValidateClassifier(Data.X, Labels, Dealt(how), weights);

        CrossValidation many = Builder().WithMaxDegreeOfParallelism(7).CrossValidate(Data.X, Data.y, Dealt(how), weights);
        var engine = new Parts.LocalParts();
        CrossValidation elsewhere = Builder().Build().On(engine).CrossValidate(Data.X, Data.y, Dealt(how), weights);
        ClassifierCrossValidation<string> classesElsewhere =
            Builder().Build().On(new Parts.LocalParts()).CrossValidateClassifier(Data.X, Labels, Dealt(how), weights);

        (engine.Parts, engine.DataCount).Should().Be((3, 1));
        foreach (CrossValidation other in new[] { many, elsewhere })
        {
            other.Predictions.Cast<double>().Should().Equal(one.Predictions.Cast<double>());
            other.Metrics.Should().Be(one.Metrics);
            other.JudgedRows.Should().Equal(one.JudgedRows);
            other.Folds.Zip(one.Folds).Should().OnlyContain(pair => pair.First.Metrics == pair.Second.Metrics);
        }

        classesElsewhere.Probabilities.Cast<double>().Should().Equal(classes.Probabilities.Cast<double>());
        classesElsewhere.Metrics.Should().Be(classes.Metrics);
        classesElsewhere.Predictions.Should().Equal(classes.Predictions);
    }

    [Theory]
    [InlineData("group")]
    [InlineData("time")]
    public void CrossValidate_CanceledWithCheckpoints_ResumesEveryFold(string how)
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        int finished = 0;
        Action canceled = () => Builder().WithCheckpoints(folder.Path)
            .WithProgress(new InlineProgress<PursuitIteration>(_ =>
            {
                if (++finished == 5)
                {
                    source.Cancel();
                }
            }))
            .CrossValidate(Data.X, Data.y, Dealt(how), Weights, source.Token);
        canceled.Should().Throw<PursuitCanceledException>().Which.Model.Should().BeNull();

        var reported = new List<PursuitIteration>();
        CrossValidation resumed = Builder().WithCheckpoints(folder.Path)
            .WithProgress(new InlineProgress<PursuitIteration>(reported.Add))
            .CrossValidate(Data.X, Data.y, Dealt(how), Weights);

        CrossValidation uninterrupted = Builder().CrossValidate(Data.X, Data.y, Dealt(how), Weights);
        resumed.Predictions.Cast<double>().Should().Equal(uninterrupted.Predictions.Cast<double>());
        reported.Should().HaveCount(uninterrupted.Folds.Sum(fold => fold.Model.History.Count) - 5, "nothing finished is run again");
        FluentActions.Invoking(() => Builder().WithCheckpoints(folder.Path).CrossValidate(Data.X, Data.y, Dealt("random"), Weights))
            .Should().Throw<InvalidDataException>("the folds have other rows");
    }

    [Fact]
    public void CrossValidate_Progress_IsOfTheWhole()
    {
        var reports = new List<PursuitProgress>();

        Builder().WithProgress(new InlineProgress<PursuitProgress>(reports.Add)).CrossValidate(Data.X, Data.y, Folds.InTimeOrder(Times, 3), Weights);

        reports.Should().OnlyContain(report => report.Folds == 3);
        reports.Select(report => report.Fold).Distinct().Should().Equal(1, 2, 3);
        reports.Select(report => report.ShareDone).Should().BeInAscendingOrder();
        (reports[^1].Phase, reports[^1].ShareDone).Should().Be((PursuitPhase.Finished, 1));
    }

    [Fact]
    public void CrossValidate_SeveralOutputs_HasThemInEveryFold()
    {
        double[,] Y = new double[Rows, 2];
        for (int row = 0; row < Rows; row++)
        {
            (Y[row, 0], Y[row, 1]) = (Data.y[row], -Data.X[row, 1]);
        }

        CrossValidation result = Builder().CrossValidate(Data.X, Y, Folds.InTimeOrder(3), Weights);

        int[] training = [.. Enumerable.Range(0, Rows).Where(row => Weights[row] > 0).Take(result.Folds[0].TrainingRows.Count)];
        double[,] targets = new double[training.Length, 2];
        for (int i = 0; i < training.Length; i++)
        {
            (targets[i, 0], targets[i, 1]) = (Y[training[i], 0], Y[training[i], 1]);
        }

        double[] weights = [.. training.Select(row => Weights[row])];
        result.Folds[0].Model.ShouldEqualBitForBit(Builder().Fit(Of(training), targets, weights));
        result.Predictions.GetLength(1).Should().Be(2);
    }

    [Fact]
    public void CrossValidate_WhatDoesNotFit_IsRefusedBeforeAnythingRuns()
    {
        var engine = new Parts.LocalParts();
        NeuronPursuitEstimator estimator = Builder().Build().On(engine);
        void Fails(Action action, string message) => action.Should().Throw<ArgumentException>().WithMessage(message);

        Fails(() => estimator.CrossValidate(Data.X, Data.y, Folds.ByGroup([1, 2, 3], 2)), "groups has 3 values but X has 96 rows*");
        Fails(() => estimator.CrossValidate(Data.X, Data.y, Folds.Random(3), [1, 2]), "sampleWeights has 2 values but X has 96 rows*");
        Fails(() => estimator.CrossValidate(Data.X, Data.y, Folds.Random(3), new double[Rows]), "sampleWeights are all 0*");
        Fails(() => estimator.CrossValidate(Data.X, Data.y, Folds.Random(3), [.. Weights.Select(weight => -weight)]), "sampleWeights?0? is *at least 0*");
        Fails(() => estimator.CrossValidate(Data.X, [1, 2], Folds.Random(3)), "y has 2 values but X has 96 rows*");
        Fails(() => estimator.CrossValidateClassifier(Data.X, ["a", "b"], Folds.Random(2)), "labels has 2 values but X has 96 rows*");
        Fails(
            () => estimator.CrossValidateClassifier(Data.X, [.. Enumerable.Range(0, Rows).Select(row => row > 40)], Folds.InTimeOrder(3)),
            "labels holds one class only, 'False', in the 24 rows that fold 1 of 3 is trained on*Use fewer folds, or deal*");
        Fails(
            () => estimator.CrossValidateClassifier(Data.X, [.. Groups.Select(group => group == 5)], Folds.ByGroup(Groups, 3)),
            "labels holds one class only, 'False', in the * rows that fold * of 3 is trained on*");
        FluentActions.Invoking(() => estimator.CrossValidate(Data.X, Data.y, (Folds)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => estimator.CrossValidateClassifier(Data.X, Labels, (Folds)null!)).Should().Throw<ArgumentNullException>();
        double[] wrong = [.. Data.y];
        wrong[17] = double.NaN;
        Fails(() => estimator.CrossValidate(Data.X, wrong, Folds.InTimeOrder(3), Weights), "y?17? is NaN (row 17, counted from 0)*");
        engine.DataCount.Should().Be(0);
    }

    private static NeuronPursuitBuilder Builder() =>
        new NeuronPursuitBuilder().WithIntercept(false).WithMaxIterations(3).WithTargetError(0).WithRestarts(4).WithSeed(3);

    private static Folds Dealt(string how) => how switch
    {
        "group" => Folds.ByGroup(Groups, 3),
        "order" => Folds.InTimeOrder(3),
        "time" => Folds.InTimeOrder(Times, 3),
        _ => Folds.Random(3),
    };

    /// <summary>What a fold with these test rows may have seen, by the meaning of the words.</summary>
    private static int[] Allowed(string how, int[] counting, IReadOnlyList<int> test) => how switch
    {
        "group" => [.. counting.Where(row => !test.Any(own => Groups[own] == Groups[row]))],
        "order" => [.. counting.Where(row => test.All(own => row < own))],
        "time" => [.. counting.Where(row => test.All(own => Times[row] < Times[own]))],
        _ => [.. counting.Except(test)],
    };

    private static void ShouldAccountForAllRows(
        string how, int[] counting, IReadOnlyList<int> judged, IReadOnlyList<int> unjudged, IEnumerable<int> tested)
    {
        judged.Should().Equal(tested.Order()).And.OnlyHaveUniqueItems();
        unjudged.Should().Equal(Enumerable.Range(0, Rows).Except(judged));
        if (how is "random" or "group")
        {
            judged.Should().Equal(counting);
        }
        else
        {
            judged.Count.Should().BeInRange(counting.Length / 2, counting.Length - 1, "the first block is never judged");
        }
    }

    private static double[,] Of(int[] rows)
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

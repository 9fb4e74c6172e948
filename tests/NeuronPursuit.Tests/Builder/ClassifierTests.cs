using CommunityToolkit.HighPerformance;
using FluentAssertions.Specialized;

namespace NeuronPursuit.Tests.Builder;

/// <summary>Classifiers of every kind of label: fits, probabilities, errors.</summary>
public class ClassifierTests
{
    private static readonly (double[,] X, int[] Classes) Data = MakeData(240);

    public enum Species
    {
        Gentoo = 7,
        Adelie = 3,
        Chinstrap = 5,
    }

    [Fact]
    public void FitClassifier_Integers_TellsThemApart() => ShouldLearn([-10, 3, 20], Data);

    [Fact]
    public void FitClassifier_Strings_AreInOrdinalOrder() => ShouldLearn(["B", "a", "z"], Data);

    [Fact]
    public void FitClassifier_Enums_AreInTheOrderOfTheirValues() =>
        ShouldLearn([Species.Adelie, Species.Chinstrap, Species.Gentoo], Data);

    [Fact]
    public void FitClassifier_TwoClasses_AreFalseAndTrue()
    {
        (double[,] X, double[] y) = Problems.Gaussian(200, 3, 7, x => x[0] - x[1] + 0.3);
        bool[] labels = [.. y.Select(value => value > 0)];

        NeuronPursuitClassifier<bool> classifier = Builder().FitClassifier(X, labels);

        classifier.Labels.Should().Equal(false, true);
        Accuracy(classifier.Predict(X), labels).Should().BeGreaterThan(0.97);
    }

    [Fact]
    public void Predict_OneRowBatchAndFloat_Agree()
    {
        NeuronPursuitClassifier<int> classifier = Builder().FitClassifier(Data.X, Data.Classes);
        float[,] single = new float[240, 3];
        for (int i = 0; i < Data.X.Length; i++)
        {
            single[i / 3, i % 3] = (float)Data.X[i / 3, i % 3];
        }

        int[] labels = classifier.Predict(Data.X);
        double[,] probabilities = classifier.PredictProbabilities(Data.X);
        double[] own = new double[3];
        for (int row = 0; row < 240; row++)
        {
            ReadOnlySpan<double> x = Data.X.GetRowSpan(row);
            classifier.Predict(x).Should().Be(labels[row]);
            classifier.PredictProbabilities(x, own);
            own.AsSpan().SequenceEqual(probabilities.GetRowSpan(row)).Should().BeTrue();
            own.Sum().Should().BeApproximately(1, 1e-14);
            own[Array.IndexOf([.. classifier.Labels], labels[row])].Should().Be(own.Max());
        }

        classifier.Predict(single).Should().Equal(labels, "the inputs are floats");
        classifier.PredictProbabilities(single).Cast<double>().Should().Equal(probabilities.Cast<double>());
        classifier.Predict(new double[0, 3]).Should().BeEmpty();
    }

    [Fact]
    public void Predict_MoreRowsThanABatch_IsThatOfEachRow()
    {
        NeuronPursuitClassifier<int> classifier = Builder().FitClassifier(Data.X, Data.Classes);
        int[] expected = classifier.Predict(Data.X);
        double[,] many = new double[70_000, 3];
        for (int i = 0; i < many.Length; i++)
        {
            many[i / 3, i % 3] = Data.X[i / 3 % 240, i % 3];
        }

        classifier.Predict(many).Should().Equal(Enumerable.Range(0, 70_000).Select(row => expected[row % 240]));
    }

    [Fact]
    public void Predict_OneSample_AllocatesNothing()
    {
        NeuronPursuitClassifier<int> classifier = Builder().FitClassifier(Data.X, Data.Classes);
        double[] x = [0.3, 1, 2];

        Allocations.Of(() => classifier.Predict(x), calls: 1000).Should().Be(0);
    }

    [Fact]
    public void Predict_NaN_HasNoLabelAndNaNProbabilities()
    {
        NeuronPursuitClassifier<int> classifier = Builder().FitClassifier(Data.X, Data.Classes);
        double[,] X = { { 1, 2, 3 }, { 1, double.NaN, 3 } };

        FluentActions.Invoking(() => classifier.Predict(X)).Should().Throw<ArgumentException>().WithMessage("Row 1 of X*NaN*WithMissingValues*");
        FluentActions.Invoking(() => classifier.Predict([1, double.NaN, 3])).Should().Throw<ArgumentException>().WithMessage("The sample has a value*");
        classifier.PredictProbabilities(X).Cast<double>().Select(double.IsNaN).Should().Equal(false, false, false, true, true, true);
        FluentActions.Invoking(() => classifier.Predict(new double[1, 2])).Should().Throw<ArgumentException>().WithMessage("X has 2 columns*");
    }

    [Fact]
    public void FitClassifier_MissingValuesAndRanks_UsesBoth()
    {
        double[,] X = (double[,])Data.X.Clone();
        for (int row = 0; row < 240; row++)
        {
            X[row, 2] = row % 5 == 0 ? double.NaN : Math.Exp(3 * X[row, 2]);
        }

        NeuronPursuitClassifier<int> classifier = Builder()
            .WithMissingValues(MissingValues.MeanAndIndicator).WithRankView().FitClassifier(X, Data.Classes);

        classifier.Model.NetworkInputs.Select(input => input.ToString()).Should().Equal("x0", "x1", "x2", "rank(x2)", "missing(x2)", "1");
        Accuracy(classifier.Predict(X), Data.Classes).Should().BeGreaterThan(0.95);
    }

    [Fact]
    public void FitClassifier_Tabular_AveragesProbabilitiesOfABag()
    {
        NeuronPursuitClassifier<int> classifier = new NeuronPursuitBuilder()
            .WithRecipe(PursuitRecipe.Tabular).FitClassifier(Data.X, Data.Classes);

        classifier.Model.Networks.Count.Should().BeGreaterThan(1);
        Accuracy(classifier.Predict(Data.X), Data.Classes).Should().BeGreaterThan(0.95);
        (double[,] mean, double[,] spread) = classifier.Model.PredictAllWithSpread(Data.X);
        Enumerable.Range(0, 240).Should().OnlyContain(row => Math.Abs(mean[row, 0] + mean[row, 1] + mean[row, 2] - 1) < 1e-12);
        spread.Cast<double>().Should().OnlyContain(value => value >= 0 && value <= 0.5);
    }

    [Fact]
    public void FitClassifier_SameSeedAnyThreads_GivesTheSameBits()
    {
        NeuronPursuitClassifier<int> one = Builder().WithMaxDegreeOfParallelism(1).FitClassifier(Data.X, Data.Classes);
        NeuronPursuitClassifier<int> four = Builder().WithMaxDegreeOfParallelism(4).FitClassifier(Data.X, Data.Classes);

        one.Model.ShouldEqualBitForBit(four.Model);
    }

    [Fact]
    public void WithClassWeights_RareClass_IsFoundMoreOften()
    {
        (double[,] X, double[] y) = Problems.Gaussian(600, 2, 11, x => x[0]);
        var random = new Random(1);
        string[] labels = [.. y.Select(value => value + 2 * random.NextDouble() > 2.6 ? "rare" : "common")];
        NeuronPursuitBuilder builder = Builder().WithMaxIterations(3);

        int plain = Found(builder.FitClassifier(X, labels));
        int balanced = Found(builder.WithClassWeights(ClassWeights.Balanced).FitClassifier(X, labels));
        NeuronPursuitClassifier<string> given = builder
            .WithClassWeights(ClassWeights.Create(new Dictionary<string, double> { ["rare"] = 1, ["common"] = 1, ["other"] = 3 }))
            .FitClassifier(X, labels);

        balanced.Should().BeGreaterThan(plain + 20);
        Found(given).Should().Be(plain, "equal weights change nothing");

        int Found(NeuronPursuitClassifier<string> classifier) => classifier.Predict(X).Count(label => label == "rare");
    }

    [Fact]
    public void WithClassWeights_Balanced_EqualsSampleWeightsOfOneOverTheCount()
    {
        double[] weights = [.. Data.Classes.Select(label => 1.0 / Data.Classes.Count(other => other == label))];

        NeuronPursuitModel balanced = Builder().WithClassWeights(ClassWeights.Balanced).FitClassifier(Data.X, Data.Classes).Model;

        balanced.ShouldEqualBitForBit(Builder().FitClassifier(Data.X, Data.Classes, weights).Model);
    }

    [Fact]
    public void FitClassifier_ClassWithoutWeight_IsAbsent()
    {
        double[] weights = [.. Data.Classes.Select(label => label == 1 ? 0.0 : 1)];
        int[] rows = [.. Enumerable.Range(0, Data.Classes.Length).Where(row => weights[row] > 0)];

        NeuronPursuitClassifier<int> classifier = Builder().FitClassifier(Data.X, Data.Classes, weights);

        classifier.Labels.Should().Equal(0, 2);
        classifier.Model.ShouldEqualBitForBit(Builder().FitClassifier(
            MatrixParts.Rows<double>(Data.X, rows), [.. rows.Select(row => Data.Classes[row])]).Model);
        FluentActions.Invoking(() => Builder().FitClassifier(Data.X, Data.Classes, [.. Data.Classes.Select(label => label == 1 ? 1.0 : 0)]))
            .Should().Throw<ArgumentException>().WithMessage("labels holds one class only, '1', in rows of positive weight*");
    }

    [Fact]
    public void FitClassifier_Floats_EqualsDoublesOfTheSameValues()
    {
        float[,] X = new float[Data.X.GetLength(0), Data.X.GetLength(1)];
        double[,] rounded = new double[Data.X.GetLength(0), Data.X.GetLength(1)];
        for (int i = 0; i < X.GetLength(0); i++)
        {
            for (int j = 0; j < X.GetLength(1); j++)
            {
                rounded[i, j] = X[i, j] = (float)Data.X[i, j];
            }
        }

        Builder().FitClassifier(X, Data.Classes).Model.ShouldEqualBitForBit(Builder().FitClassifier(rounded, Data.Classes).Model);
    }

    [Fact]
    public void FitClassifier_WrongLabels_SaysWhatIsWrong()
    {
        double[,] X = new double[3, 2];

        Fails<string>(null!, "*labels*").And.Should().BeOfType<ArgumentNullException>();
        Fails(["a", "a", "a"], "labels holds one class only, 'a'*at least two classes*");
        Fails(["a", "b"], "labels has 2 values but X has 3 rows*");
        Fails(["a", null!, "b"], "labels[1] is null*");
        Fails<int>([], "labels has 0 values*");
        FluentActions.Invoking(() => new NeuronPursuitBuilder().FitClassifier((double[,])null!, [1, 2, 3])).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => new NeuronPursuitBuilder().FitClassifier(X, [1.0, 2, 3]))
            .Should().Throw<NotSupportedException>().WithMessage("Labels are int, string, bool or of an enum, not System.Double*");

        ExceptionAssertions<ArgumentException> Fails<T>(T[] labels, string message)
            where T : notnull =>
            FluentActions.Invoking(() => new NeuronPursuitBuilder().FitClassifier(X, labels)).Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void FitClassifier_SettingsThatFitNoClassifier_AreRefused()
    {
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithLoss(new HuberLoss()).FitClassifier(Data.X, Data.Classes))
            .Should().Throw<ArgumentException>().WithMessage("The loss is HuberLoss*CrossEntropyLoss*");
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).FitClassifier(Data.X, Data.Classes))
            .Should().Throw<ArgumentException>().WithMessage("*Sparse*");
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithClassWeights(ClassWeights.Create(new Dictionary<int, double> { [0] = 1 })).FitClassifier(Data.X, Data.Classes))
            .Should().Throw<ArgumentException>().WithMessage("labels holds the class '1', which WithClassWeights gives no weight*");
        FluentActions.Invoking(() => ClassWeights.Create(new Dictionary<int, double> { [0] = 0 })).Should().Throw<ArgumentException>().WithMessage("The weight of class '0' is 0*");
        FluentActions.Invoking(() => Builder().FitClassifier(Data.X, Data.Classes, new double[5])).Should().Throw<ArgumentException>().WithMessage("sampleWeights has 5 values*");
    }

    [Fact]
    public void FitClassifier_Canceled_CarriesNoModelBeforeTheFirstIteration() =>
        FluentActions.Invoking(() => Builder().FitClassifier(Data.X, Data.Classes, new CancellationToken(canceled: true)))
            .Should().Throw<OperationCanceledException>();

    private static NeuronPursuitBuilder Builder() =>
        new NeuronPursuitBuilder().WithDepth(2).WithStandardization().WithIntercept().WithWeightDecay(1e-4).WithMaxIterations(8);

    private static void ShouldLearn<TLabel>(TLabel[] ordered, (double[,] X, int[] Classes) data)
        where TLabel : notnull
    {
        TLabel[] labels = [.. data.Classes.Select(index => ordered[index])];

        NeuronPursuitClassifier<TLabel> classifier = Builder().FitClassifier(data.X, labels);

        classifier.Labels.Should().Equal(ordered);
        classifier.Model.OutputCount.Should().Be(3);
        Accuracy(classifier.Predict(data.X), labels).Should().BeGreaterThan(0.97);
        double[,] probabilities = classifier.PredictProbabilities(data.X);
        probabilities.Cast<double>().Should().OnlyContain(value => value >= 0 && value <= 1);

        // Rows of another sample size give the same classes, since nothing but the row decides.
        (double[,] fresh, int[] truth) = MakeData(400);
        Accuracy(classifier.Predict(fresh), [.. truth.Select(index => ordered[index])]).Should().BeGreaterThan(0.9);
    }

    private static double Accuracy<TLabel>(TLabel[] predicted, TLabel[] labels) =>
        predicted.Zip(labels).Count(pair => Equals(pair.First, pair.Second)) / (double)labels.Length;

    /// <summary>Three classes by the distance from the origin and the sign of one column; numbers that floats hold.</summary>
    private static (double[,] X, int[] Classes) MakeData(int rows)
    {
        (double[,] X, double[] y) = Problems.Gaussian(rows, 3, rows, x => Math.Abs(x[0]) > 1 ? 2 : x[1] > 0 ? 1 : 0);
        for (int i = 0; i < X.Length; i++)
        {
            X[i / 3, i % 3] = (float)X[i / 3, i % 3];
        }

        return (X, [.. y.Select(value => (int)value)]);
    }
}

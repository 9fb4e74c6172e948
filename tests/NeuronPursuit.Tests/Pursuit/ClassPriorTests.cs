namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Classifiers begin at the shares of their classes.</summary>
public class ClassPriorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void FitClassifier_RareClassBeyondAThreshold_IsFoundByDefault(int seed)
    {
        (double[,] X, bool[] labels) = Draw(600, seed, (x, _) => x[0] > 0.9);
        (double[,] newX, bool[] expected) = Draw(4000, seed + 100, (x, _) => x[0] > 0.9);

        NeuronPursuitClassifier<bool> classifier = new NeuronPursuitBuilder().FitClassifier(X, labels);

        Accuracy(classifier.Predict(newX), expected).Should().BeGreaterThan(0.99);
    }

    [Fact]
    public void FitClassifier_WhereAllNeuronsAreSilent_GivesTheShares()
    {
        (double[,] X, bool[] labels) = Draw(600, 1, (x, random) => random.NextDouble() < 0.2 * Math.Max(0, x[0] + 0.5));

        NeuronPursuitClassifier<bool> classifier = new NeuronPursuitBuilder().WithDepth(2).WithMaxIterations(2).FitClassifier(X, labels);

        double share = labels.Count(label => label) / 600.0;
        classifier.Model.HasIntercept.Should().BeFalse();
        classifier.PredictProbabilities(new double[1, 2])[0, 1].Should().BeApproximately(share, 1e-12);
        double[,] far = Grid(2);
        double[,] probabilities = classifier.PredictProbabilities(far);
        Enumerable.Range(0, far.GetLength(0)).Select(row => probabilities[row, 1]).Should().NotContain(0.5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FitClassifier_Tabular_HasTheSharesAsAnOffset(bool ensemble)
    {
        (double[,] X, bool[] labels) = Draw(300, 2, (x, random) => x[0] + random.NextDouble() > 1.1);

        NeuronPursuitClassifier<bool> classifier = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular)
            .WithEnsemble(ensemble ? 2 : 1).WithMaxIterations(3).FitClassifier(X, labels);

        double share = labels.Count(label => label) / 300.0;
        Share(classifier.Model, 1).Should().BeApproximately(share, 1e-12);
    }

    [Fact]
    public void FitClassifier_SampleWeightsAndClassWeights_WeighTheShares()
    {
        (double[,] X, bool[] labels) = Draw(300, 2, (x, _) => x[0] > 0.5);
        double[] weights = [.. labels.Select(label => label ? 3.0 : 1)];
        double trues = labels.Count(label => label);

        NeuronPursuitModel weighted = Small().FitClassifier(X, labels, weights).Model;
        NeuronPursuitModel balanced = Small().WithClassWeights(ClassWeights.Balanced).FitClassifier(X, labels).Model;

        Share(weighted, 1).Should().BeApproximately(3 * trues / (300 + 2 * trues), 1e-12);
        balanced.NetworkOutputs.Should().OnlyContain(output => output.Offset == 0, "equal shares are no offset");
    }

    [Fact]
    public void FitClassifier_ManyClasses_HaveTheirShares()
    {
        (double[,] X, _) = Draw(400, 2, (_, _) => false);
        int[] labels = [.. Enumerable.Range(0, 400).Select(row => X[row, 0] > 0.8 ? 3 : X[row, 1] > 0.5 ? 2 : X[row, 1] < -0.9 ? 1 : 0)];

        NeuronPursuitModel model = Small().FitClassifier(X, labels).Model;

        foreach (int label in Enumerable.Range(0, 4))
        {
            Share(model, label).Should().BeApproximately(labels.Count(own => own == label) / 400.0, 1e-12);
        }
    }

    [Fact]
    public void FitClassifier_NoInterceptWantedOrThePapersRecipe_HasNoOffset()
    {
        (double[,] X, bool[] labels) = Draw(100, 2, (x, _) => x[0] > 0.5);

        NeuronPursuitModel without = Small().WithIntercept(false).FitClassifier(X, labels).Model;
        NeuronPursuitModel paper = TinyPaper.Builder().WithMaxIterations(1).FitClassifier(X, labels).Model;

        without.NetworkOutputs.Concat(paper.NetworkOutputs).Should().OnlyContain(output => output.Offset == 0);
    }

    [Fact]
    public void Fit_LogisticLoss_BeginsAtTheLogOdds()
    {
        (double[,] X, bool[] labels) = Draw(300, 2, (x, _) => x[0] > 0.5);
        double[] y = [.. labels.Select(label => label ? 1.0 : 0)];

        NeuronPursuitModel model = Small().WithLoss(new LogisticLoss()).Fit(X, y);

        double share = y.Average();
        model.NetworkOutputs[0].Offset.Should().BeApproximately(Math.Log(share / (1 - share)), 1e-12);
    }

    [Fact]
    public void SaveAndLoad_ClassifierWithShares_PredictsTheSameBits()
    {
        (double[,] X, bool[] labels) = Draw(200, 2, (x, _) => x[0] > 0.5);
        NeuronPursuitClassifier<bool> classifier = Small().FitClassifier(X, labels);
        using var stream = new MemoryStream();

        classifier.Save(stream);
        stream.Position = 0;
        var loaded = NeuronPursuitClassifier<bool>.Load(stream);

        ModelAssertions.Bits(loaded.PredictProbabilities(X)).Should().Equal(ModelAssertions.Bits(classifier.PredictProbabilities(X)));
        loaded.Model.NetworkOutputs.Should().Equal(classifier.Model.NetworkOutputs);
        string constant = Math.Abs(classifier.Model.NetworkOutputs[0].Offset).ToString("F4", System.Globalization.CultureInfo.InvariantCulture);
        classifier.Model.ToFormula().Should().Contain(constant);
    }

    [Fact]
    public void CrossValidateClassifier_ClassThatAFoldLacks_HasTheSharesOfTheOthers()
    {
        (double[,] X, _) = Draw(60, 2, (_, _) => false);
        int[] labels = [.. Enumerable.Range(0, 60).Select(row => row == 7 ? 2 : X[row, 0] > 0.3 ? 1 : 0)];

        ClassifierCrossValidation<int> result = Small().Build().CrossValidateClassifier(X, labels, 3);

        foreach (ClassifierFold<int> fold in result.Folds)
        {
            int[] training = [.. Enumerable.Range(0, 60).Except(fold.TestRows)];
            foreach ((int label, int place) in fold.Classifier.Labels.Select((label, place) => (label, place)))
            {
                Share(fold.Classifier.Model, place).Should().BeApproximately(
                    training.Count(row => labels[row] == label) / (double)training.Length, 1e-12);
            }
        }
    }

    private static NeuronPursuitBuilder Small() => new NeuronPursuitBuilder().WithDepth(2).WithMaxIterations(2);

    /// <summary>The probability that the offsets alone give a class.</summary>
    private static double Share(NeuronPursuitModel model, int place) =>
        Math.Exp(model.NetworkOutputs[place].Offset) / model.NetworkOutputs.Sum(output => Math.Exp(output.Offset));

    private static double Accuracy(bool[] predicted, bool[] expected) =>
        predicted.Zip(expected, (p, e) => p == e ? 1.0 : 0).Average();

    private static double[,] Grid(double range)
    {
        double[,] X = new double[441, 2];
        for (int row = 0; row < 441; row++)
        {
            (X[row, 0], X[row, 1]) = (range * (row / 21 - 10) / 10, range * (row % 21 - 10) / 10);
        }

        return X;
    }

    private static (double[,] X, bool[] Labels) Draw(int rows, int seed, Func<double[], Random, bool> label)
    {
        var random = new Random(seed);
        double[,] X = new double[rows, 2];
        bool[] labels = new bool[rows];
        for (int row = 0; row < rows; row++)
        {
            (X[row, 0], X[row, 1]) = (2 * random.NextDouble() - 1, 2 * random.NextDouble() - 1);
            labels[row] = label([X[row, 0], X[row, 1]], random);
        }

        return (X, labels);
    }
}

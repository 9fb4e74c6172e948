namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Sets that hold the class as often as they say.</summary>
public class PredictionSetTests
{
    private static NeuronPursuitBuilder Small => new NeuronPursuitBuilder()
        .WithRecipe(PursuitRecipe.Tabular).WithDepth(2).WithEnsemble(5).WithMaxIterations(6);

    [Fact]
    [Trait("Category", "Slow")]
    public void PredictSets_Classes_HoldTheRightOneAsOftenAsTheySay()
    {
        double[] shares = [.. Enumerable.Range(0, 5).Select(seed =>
        {
            (double[,] X, string[] labels) = Classes(400, 30 + (ulong)seed);
            (double[,] freshX, string[] fresh) = Classes(4000, 60 + (ulong)seed);
            string[][] sets = Small.FitClassifier(X, labels).PredictSets(freshX);
            sets.Should().OnlyContain(set => set.Length >= 1 && set.Distinct().Count() == set.Length);
            sets.Average(set => set.Length).Should().BeLessThan(2.2, "half of the rows are clear");
            return sets.Zip(fresh).Average(pair => pair.First.Contains(pair.Second) ? 1 : 0);
        })];

        shares.Average().Should().BeInRange(0.88, 0.92);
    }

    /// <summary>No settings, and one row in twenty of a class that the inputs hardly tell.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void PredictSets_TabularWithARareClass_HoldTheRightOne()
    {
        (double[,] X, string[] labels) = Rare(400, 81);
        (double[,] freshX, string[] fresh) = Rare(4000, 82);

        string[][] sets = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).FitClassifier(X, labels).PredictSets(freshX, 0.97);

        sets.Zip(fresh).Average(pair => pair.First.Contains(pair.Second) ? 1 : 0).Should().BeInRange(0.94, 0.995);

        static (double[,] X, string[] Labels) Rare(int rows, ulong seed)
        {
            (double[,] X, string[] labels) = Classes(rows, seed);
            var random = new RandomStream(seed + 1000);
            return (X, [.. labels.Select((label, row) => random.NextDouble() < (X[row, 1] > 0 ? 0.08 : 0.02) ? "rare" : label == "c" ? "b" : label)]);
        }
    }

    [Fact]
    public void PredictSets_FirstOfASet_IsThePrediction()
    {
        (double[,] X, string[] labels) = Classes(300, 31);
        NeuronPursuitClassifier<string> classifier = Small.FitClassifier(X, labels);

        classifier.PredictSets(X, 0.95).Select(set => set[0]).Should().Equal(classifier.Predict(X));
        Action intervals = () => classifier.Model.PredictAllInterval(X);
        intervals.Should().Throw<InvalidOperationException>().WithMessage("The model gives probabilities*PredictSets*");
        Action none = () => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithMaxIterations(3).FitClassifier(X, labels).PredictSets(X);
        none.Should().Throw<InvalidOperationException>().WithMessage("The model has no held-out samples*");
    }

    private static (double[,] X, string[] Labels) Classes(int rows, ulong seed)
    {
        var random = new RandomStream(seed);
        double[,] X = new double[rows, 3];
        string[] labels = new string[rows];
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < 3; k++)
            {
                X[i, k] = random.NextNormal();
            }

            double[] scores = [X[i, 0], X[i, 1], X[i, 2]];
            int right = random.NextDouble() < 0.5 ? Array.IndexOf(scores, scores.Max()) : (int)(3 * random.NextDouble());
            labels[i] = X[i, 0] > 0.2 ? "abc"[Array.IndexOf(scores, scores.Max())].ToString() : "abc"[right].ToString();
        }

        return (X, labels);
    }
}

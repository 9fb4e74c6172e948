using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>What the default recipe chooses, and that the model is the one that the chosen recipe gives by itself.</summary>
public class AutoRecipeTests
{
    [Fact]
    public void Fit_ExactFunction_IsThatOfFast()
    {
        (double[,] X, double[] y) = Ramps(200, 10, noise: 0, seed: 1);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(2).Fit(X, y);

        NeuronPursuitModel fast = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2).Fit(X, y);
        (model.RecipeChoice!.Recipe, model.RecipeChoice.Reason).Should().Be(("Fast", RecipeReason.Exact));
        model.ToFormula().Should().Be(fast.ToFormula());
        (model.StopReason, model.Networks.Count).Should().Be((PursuitStopReason.TargetReached, 1));
        model.Predict(X).Should().Equal(fast.Predict(X));
        model.History.Should().OnlyContain(iteration => iteration.Recipe == "Fast");
    }

    [Fact]
    public void Fit_FewSamplesOfFewInputs_IsThatOfSparse()
    {
        (double[,] X, double[] y) = Ramps(100, 50, noise: 0, seed: 2);

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);

        (model.RecipeChoice!.Recipe, model.RecipeChoice.Reason).Should().Be(("Sparse", RecipeReason.Exact));
        model.Predict(X).Should().Equal(new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).Fit(X, y).Predict(X));
    }

    [Fact]
    public void Fit_NoisyTable_IsTheBagOfTabular()
    {
        (double[,] X, double[] y) = Smooth(250, noise: 0.5, seed: 3);

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);

        NeuronPursuitModel tabular = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).Fit(X, y);
        (model.RecipeChoice!.Recipe, model.RecipeChoice.Reason).Should().Be(("Tabular", RecipeReason.LowestError));
        model.Predict(X).Should().Equal(tabular.Predict(X));
        model.PredictInterval(X).Should().Equal(tabular.PredictInterval(X));
        model.RecipeChoice.TabularError.Should().BeLessThan(1.1 * model.RecipeChoice.SparseError!.Value).And.BeInRange(0.2, 0.8);
    }

    [Fact]
    public void Fit_NoiseInAFunctionOfFewInputs_IsThatOfSparse()
    {
        (double[,] X, double[] y) = Ramps(200, 50, noise: 0.3, seed: 4);

        RecipeChoice choice = new NeuronPursuitBuilder().Fit(X, y).RecipeChoice!;

        (choice.Recipe, choice.Reason).Should().Be(("Sparse", RecipeReason.LowestError));
        choice.SparseError.Should().BeLessThan(choice.TabularError!.Value);
        choice.Describe().Should().StartWith("Sparse: the lowest error on samples that were held out (Tabular 0.");
    }

    [Fact]
    public void Fit_PureNoise_IsTheMean()
    {
        foreach (int seed in new[] { 5, 6, 7, 8 })
        {
            (double[,] X, double[] y) = Noise(150, 6, seed);

            NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);

            (model.RecipeChoice!.Recipe, model.StopReason).Should().Be(("Mean", PursuitStopReason.NoSignal), $"of seed {seed}");
            model.Predict(X).Should().OnlyContain(value => Math.Abs(value - y.Average()) < 1e-9);
        }
    }

    [Fact]
    public void Fit_WeakSignalInManySamples_IsNotTheMean()
    {
        (double[,] X, double[] y) = Noise(1000, 4, 9);
        for (int i = 0; i < y.Length; i++)
        {
            y[i] += 0.4 * X[i, 0];
        }

        new NeuronPursuitBuilder().Fit(X, y).RecipeChoice!.Reason.Should().Be(RecipeReason.LowestError);
    }

    [Fact]
    public void FitClassifier_Classes_IsTheBag()
    {
        (double[,] X, double[] y) = Smooth(200, noise: 0.3, seed: 10);
        bool[] labels = Array.ConvertAll(y, value => value > 0);

        NeuronPursuitClassifier<bool> classifier = new NeuronPursuitBuilder().FitClassifier(X, labels);

        (classifier.Model.RecipeChoice!.Recipe, classifier.Model.RecipeChoice.Reason).Should().Be(("Tabular", RecipeReason.Classes));
        classifier.PredictProbabilities(X).Cast<double>().Should().Equal(
            new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).FitClassifier(X, labels).PredictProbabilities(X).Cast<double>());
    }

    [Fact]
    public void FitClassifier_LabelsByChance_GivesTheirShares()
    {
        (double[,] X, double[] y) = Noise(200, 5, 11);
        bool[] labels = Array.ConvertAll(y, value => value > 0.5);
        double share = labels.Average(label => label ? 1.0 : 0);

        NeuronPursuitClassifier<bool> classifier = new NeuronPursuitBuilder().FitClassifier(X, labels);

        classifier.Model.RecipeChoice!.Recipe.Should().Be("Mean");
        classifier.PredictProbabilities(X).GetColumn(1).ToArray().Should().OnlyContain(value => Math.Abs(value - share) < 1e-9);
    }

    [Fact]
    public void Fit_SeveralOutputs_AreChosenTogether()
    {
        (double[,] X, double[] y) = Ramps(300, 6, noise: 0, seed: 12);
        double[,] Y = new double[y.Length, 2];
        for (int i = 0; i < y.Length; i++)
        {
            (Y[i, 0], Y[i, 1]) = (y[i], 2 * X[i, 0] - X[i, 1]);
        }

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, Y);

        model.RecipeChoice!.Reason.Should().Be(RecipeReason.Exact);
        model.OutputCount.Should().Be(2);
    }

    [Fact]
    public void Fit_LossOfItsOwnKind_IsTheBagWhereNothingIsExact()
    {
        (double[,] X, double[] y) = Smooth(150, noise: 0.3, seed: 13);
        double[] counts = Array.ConvertAll(y, value => Math.Round(Math.Exp(value)));

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithLoss(new PoissonLoss()).Fit(X, counts);

        (model.RecipeChoice!.Recipe, model.RecipeChoice.Reason, model.RecipeChoice.SparseError).Should().Be(("Tabular", RecipeReason.OtherLoss, null));
        model.Predict(X).Should().OnlyContain(value => value > 0);
    }

    [Fact]
    public void Fit_FewSamples_IsOneNetworkOnAll()
    {
        (double[,] X, double[] y) = Ramps(12, 3, noise: 0.1, seed: 14);

        new NeuronPursuitBuilder().Fit(X, y).RecipeChoice.Should().BeEquivalentTo(new { Recipe = "Fast", Reason = RecipeReason.FewSamples });
    }

    [Fact]
    public void Fit_MissingValues_AreRefusedUntilTheyAreAllowed()
    {
        (double[,] X, double[] y) = Smooth(120, noise: 0.3, seed: 15);
        X[7, 1] = double.NaN;

        FluentActions.Invoking(() => new NeuronPursuitBuilder().Fit(X, y)).Should().Throw<ArgumentException>().WithMessage("X[7, 1] is NaN*WithMissingValues*");
        new NeuronPursuitBuilder().WithMissingValues(MissingValues.MeanAndIndicator).Fit(X, y).RecipeChoice!.Recipe.Should().NotBe("Mean");
    }

    [Fact]
    public void Fit_MoreSamplesThanATrialSees_FindsTheExactFunction()
    {
        (double[,] X, double[] y) = Ramps(5600, 4, noise: 0, seed: 16);

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);

        model.RecipeChoice!.Reason.Should().Be(RecipeReason.Exact);
        model.Predict(X).Should().Equal(new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).Fit(X, y).Predict(X));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Fit_Threads_DoNotChangeIt(int threads)
    {
        (double[,] X, double[] y) = Smooth(120, noise: 0.5, seed: 17);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxDegreeOfParallelism(threads).Fit(X, y);

        model.Predict(X).Should().Equal(new NeuronPursuitBuilder().WithMaxDegreeOfParallelism(3).Fit(X, y).Predict(X));
    }

    [Fact]
    public void Fit_Weights_CountLikeRowsTwice()
    {
        (double[,] X, double[] y) = Ramps(200, 10, noise: 0, seed: 18);
        double[] weights = [.. Enumerable.Range(0, 200).Select(i => i < 150 ? 1.0 : 0)];

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y, weights);

        model.RecipeChoice!.Reason.Should().Be(RecipeReason.Exact);
        model.Predict(X).Zip(y).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 0.01);
    }

    [Fact]
    public void Save_Model_KeepsWhatWasChosen()
    {
        (double[,] X, double[] y) = Smooth(120, noise: 0.5, seed: 19);
        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;

        NeuronPursuitModel loaded = NeuronPursuitModel.Load(stream);

        loaded.RecipeChoice.Should().BeEquivalentTo(model.RecipeChoice);
        loaded.Summary().Should().Be(model.Summary()).And.Contain("recipe").And.Contain(model.RecipeChoice!.Describe());
    }

    /// <summary>Inputs and targets that have nothing to do with each other, all standard normal.</summary>
    private static (double[,] X, double[] y) Noise(int samples, int inputs, int seed)
    {
        var random = new Random(seed);
        double[,] X = new double[samples, inputs];
        double[] y = new double[samples];
        for (int i = 0; i < samples; i++)
        {
            for (int j = 0; j < inputs; j++)
            {
                X[i, j] = Normal();
            }

            y[i] = Normal();
        }

        return (X, y);

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    /// <summary>Two ramps of the first three inputs, uniform in [-1, 1].</summary>
    internal static (double[,] X, double[] y) Ramps(int samples, int inputs, double noise, int seed)
    {
        var random = new Random(seed);
        double[,] X = new double[samples, inputs];
        double[] y = new double[samples];
        for (int i = 0; i < samples; i++)
        {
            for (int j = 0; j < inputs; j++)
            {
                X[i, j] = 2 * random.NextDouble() - 1;
            }

            y[i] = Math.Max(0, X[i, 0] + 2 * X[i, 1]) - Math.Max(0, X[i, 2]) + noise * (2 * random.NextDouble() - 1);
        }

        return (X, y);
    }

    /// <summary>A smooth function of four inputs that no small network of ramps represents.</summary>
    internal static (double[,] X, double[] y) Smooth(int samples, double noise, int seed)
    {
        (double[,] X, double[] y) = Noise(samples, 4, seed);
        for (int i = 0; i < samples; i++)
        {
            y[i] = noise * y[i] + Math.Sin(2 * X[i, 0]) + 0.5 * X[i, 1] * X[i, 2] - 0.3 * X[i, 3];
        }

        return (X, y);
    }
}

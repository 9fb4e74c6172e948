namespace NeuronPursuit.Orleans.Tests;

/// <summary>Pursuits, members and folds on silos in processes of their own.</summary>
[Trait("Category", "Slow")]
public class ClusterPartsTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task FitAsync_Pursuits_EqualsTheFitHereBitForBit(int fitsPerSilo)
    {
        (double[,] X, double[] y) = CsvParts.Rows(400);
        var options = new ClusterPursuitOptions { FitsPerSilo = fitsPerSilo };
        NeuronPursuitBuilder Builder() => Fits.Small().WithPursuits(5).WithValidation(0.2, 2);

        NeuronPursuitModel model = await Builder().OnCluster(fixture.Cluster.Client, options).FitAsync(X, y);

        model.ShouldEqualBitForBit(Builder().Fit(X, y));
    }

    [Fact]
    public async Task FitAsync_PursuitsOnManyRows_UsesAllSilos()
    {
        // 20 MB: they travel in several pieces, and each pursuit takes some seconds of a silo.
        (float[,] X, float[] y) = Wide(100_000, 50);
        TimeSpan[] before = [.. fixture.Cluster.Silos.Select(silo => silo.ProcessorTime)];
        NeuronPursuitBuilder Builder() => Fits.Small(2).WithPursuits(2).WithPrecision(Precision.Single);

        NeuronPursuitModel model = await Builder().OnCluster(fixture.Cluster.Client).FitAsync(X, y);

        model.ShouldEqualBitForBit(Builder().Fit(X, y));
        for (int silo = 0; silo < before.Length; silo++)
        {
            (fixture.Cluster.Silos[silo].ProcessorTime - before[silo]).Should().BeGreaterThan(TimeSpan.FromSeconds(0.3));
        }
    }

    [Fact]
    public async Task FitAsync_Bag_EqualsTheFitHereBitForBit()
    {
        (double[,] X, double[] y) = CsvParts.Rows(150);
        var progress = new List<int>();
        NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(3).WithMaxIterations(3);

        NeuronPursuitModel model = await Builder()
            .WithProgress(new InlineProgress<PursuitIteration>(iteration => progress.Add(iteration.Number)))
            .OnCluster(fixture.Cluster.Client).FitAsync(X, y);

        NeuronPursuitModel here = Builder().Fit(X, y);
        model.Networks.Should().HaveSameCount(here.Networks);
        model.PredictAll(X).Should().BeEquivalentTo(here.PredictAll(X), options => options.WithStrictOrdering());
        progress.Should().HaveCountGreaterThan(here.History.Count);
    }

    [Fact]
    public async Task CrossValidateAsync_Folds_EqualsTheOneHereBitForBit()
    {
        (double[,] X, double[] y) = CsvParts.Rows(300);
        bool[] labels = [.. y.Select(value => value > 0)];

        CrossValidation validation = await Fits.Small().OnCluster(fixture.Cluster.Client).CrossValidateAsync(X, y, 3);
        ClassifierCrossValidation<bool> classes = await Fits.Small().OnCluster(fixture.Cluster.Client).CrossValidateClassifierAsync(X, labels, 3);
        NeuronPursuitClassifier<bool> classifier = await Fits.Small().OnCluster(fixture.Cluster.Client).FitClassifierAsync(X, labels);

        CrossValidation here = Fits.Small().CrossValidate(X, y, 3);
        validation.Predictions.Should().BeEquivalentTo(here.Predictions, options => options.WithStrictOrdering());
        validation.Metrics.Should().Be(here.Metrics);
        for (int fold = 0; fold < 3; fold++)
        {
            validation.Folds[fold].Model.ShouldEqualBitForBit(here.Folds[fold].Model);
        }

        ClassifierCrossValidation<bool> classesHere = Fits.Small().CrossValidateClassifier(X, labels, 3);
        (classes.Accuracy, classes.LogLoss).Should().Be((classesHere.Accuracy, classesHere.LogLoss));
        classifier.Model.ShouldEqualBitForBit(Fits.Small().FitClassifier(X, labels).Model);
    }

    [Fact]
    public async Task CrossValidateAsync_GroupsTimesAndWeights_EqualsTheOneHereBitForBit()
    {
        (double[,] X, double[] y) = CsvParts.Rows(240);
        bool[] labels = [.. y.Select(value => value > 0)];
        double[] weights = [.. y.Select((_, row) => (double)(row % 3))];
        Folds groups = Folds.ByGroup([.. y.Select((_, row) => row % 17)], 3);
        ClusterPursuit cluster = Fits.Small().OnCluster(fixture.Cluster.Client);

        CrossValidation byGroup = await cluster.CrossValidateAsync(X, y, groups, weights);
        CrossValidation inOrder = await cluster.CrossValidateAsync(X, Column(y), Folds.InTimeOrder(3));
        ClassifierCrossValidation<bool> classes = await cluster.CrossValidateClassifierAsync(X, labels, groups, weights);

        CrossValidation byGroupHere = Fits.Small().CrossValidate(X, y, groups, weights);
        byGroup.Predictions.Cast<double>().Should().Equal(byGroupHere.Predictions.Cast<double>());
        (byGroup.Metrics, byGroup.UnjudgedRows.Count).Should().Be((byGroupHere.Metrics, 80));
        CrossValidation inOrderHere = Fits.Small().CrossValidate(X, Column(y), Folds.InTimeOrder(3));
        inOrder.Predictions.Cast<double>().Should().Equal(inOrderHere.Predictions.Cast<double>());
        inOrder.JudgedRows.Should().Equal(Enumerable.Range(60, 180));
        classes.Metrics.Should().Be(Fits.Small().CrossValidateClassifier(X, labels, groups, weights).Metrics);

        static double[,] Column(double[] values)
        {
            double[,] column = new double[values.Length, 1];
            Buffer.BlockCopy(values, 0, column, 0, values.Length * sizeof(double));
            return column;
        }
    }

    [Fact]
    public async Task FitAsync_PursuitsCancelled_EndsThemOnTheSilos()
    {
        using var cancellation = new CancellationTokenSource();
        (float[,] X, float[] y) = Wide(200_000, 20);
        Task<NeuronPursuitModel> fit = Fits.Small(30).WithRestarts(512).WithPursuits(8)
            .OnCluster(fixture.Cluster.Client).FitAsync(X, y, cancellation.Token);
        await fixture.ShouldBeAtWorkAsync(fit);

        await cancellation.CancelAsync();
        Func<Task> end = () => fit.WaitAsync(TimeSpan.FromSeconds(30));

        (await end.Should().ThrowAsync<PursuitCanceledException>()).Which.CancellationToken.Should().Be(cancellation.Token);
        await fixture.ShouldComeToRestAsync();
    }

    [Fact]
    public async Task FitAsync_ConditionOfOnesOwn_IsRefused()
    {
        (double[,] X, double[] y) = CsvParts.Rows(50);

        Func<Task> fit = () => Fits.Small().WithStopWhen((_, _) => false).OnCluster(fixture.Cluster.Client).FitAsync(X, y);

        (await fit.Should().ThrowAsync<ArgumentException>()).WithMessage("*WithStopWhen*IPursuitTask*");
    }

    internal static (float[,] X, float[] y) Wide(int rows, int inputs)
    {
        var random = new Random(12);
        float[,] X = new float[rows, inputs];
        float[] y = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < inputs; column++)
            {
                X[row, column] = 2 * random.NextSingle() - 1;
            }

            y[row] = MathF.Max(0, X[row, 0] + X[row, 1]) - MathF.Max(0, X[row, 2] - X[row, 3]);
        }

        return (X, y);
    }
}

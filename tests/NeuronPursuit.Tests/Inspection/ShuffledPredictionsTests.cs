namespace NeuronPursuit.Tests.Inspection;

/// <summary>Importances by shuffling cost what the columns that are read cost, and are what whole predictions say.</summary>
public class ShuffledPredictionsTests
{
    private const int Repeats = 3;

    /// <summary>Any depth, activation, preparation, number of networks and outputs, missing values: against shuffling X itself.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void PermutationImportances_AnyModel_AreThoseOfWholePredictions(int seed)
    {
        NeuronPursuitModel model = RandomModels.Create(seed);
        double[,] X = RandomModels.Samples(40, seed, model.Fitted.Preprocessing.Inputs.AllowsMissing);
        double[,] Y = model.PredictAll(RandomModels.Samples(40, seed + 1, model.Fitted.Preprocessing.Inputs.AllowsMissing));
        double scale = Y.Cast<double>().Max(Math.Abs) + model.PredictAll(X).Cast<double>().Max(Math.Abs);

        IReadOnlyList<PermutationImportance> found = model.PermutationImportances(X, Y, Repeats, seed: 5);

        for (int column = 0; column < RandomModels.InputCount; column++)
        {
            double[] expected = WholePredictions(model, X, Y, column, 5);
            for (int repeat = 0; repeat < Repeats; repeat++)
            {
                found[column].Increases[repeat].Should().BeApproximately(expected[repeat], 1e-11 * scale);
            }
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 24)];

    [Theory]
    [InlineData(50)]
    [InlineData(5000)]
    public void PermutationImportances_FewColumnsRead_CostNoMoreForTheOthers(int columns)
    {
        (double[,] X, double[] y) = Problems.Gaussian(60, columns, 1, x => Math.Max(0, x[1] - x[columns - 1]));
        double[] weights = new double[(2 * columns) + 2];
        (weights[1], weights[columns - 1], weights[columns + 1]) = (1, -1, 0.5);
        (weights[2 * columns], weights[(2 * columns) + 1]) = (1, 1);
        NeuronPursuitModel model = TestModels.Plain([columns, 2, 1], weights);
        var predictions = new ShuffledPredictions(model.Fitted, X, TestContext.Current.CancellationToken);
        int errors = 0;

        IReadOnlyList<PermutationImportance> found = PermutationImportanceExtensions.Measure(
            predictions,
            60,
            predicted => { errors++; return predicted.Cast<double>().Zip(y, (p, t) => (p - t) * (p - t)).Sum(); },
            Repeats,
            0,
            1,
            TestContext.Current.CancellationToken);

        found.Should().HaveCount(columns);
        found.Where(importance => importance.Increases.Any(increase => increase != 0)).Select(importance => importance.Column).Should().Equal(1, columns - 1);
        predictions.Evaluations.Should().BeLessThanOrEqualTo(2 * Repeats * 60).And.BeGreaterThan(60);
        errors.Should().Be(1 + (2 * Repeats), "a column that no weight reads is not shuffled");
    }

    [Fact]
    public void PermutationImportances_EqualValues_NeedNoPrediction()
    {
        NeuronPursuitModel model = TestModels.Plain([2, 1, 1], [1, 1, 1]);
        double[,] X = { { 1, 7 }, { 2, 7 }, { 3, 7 } };
        var predictions = new ShuffledPredictions(model.Fitted, X, TestContext.Current.CancellationToken);

        predictions.Predict(1, predictions.Prepare(1), [2, 0, 1]).Cast<double>().Should().Equal(8, 9, 10);

        predictions.Evaluations.Should().Be(0);
    }

    [Fact]
    public void PermutationImportances_AnErrorThatIsNaN_SaysSoForEveryColumn()
    {
        NeuronPursuitModel model = TestModels.Plain([2, 1, 1], [1, 0, 1]);

        model.PermutationImportances(new double[,] { { 1, 2 }, { 3, 4 } }, _ => double.NaN, repeats: 1)
            .Should().OnlyContain(importance => double.IsNaN(importance.Mean));
    }

    private static double[] WholePredictions(NeuronPursuitModel model, double[,] X, double[,] Y, int column, ulong seed)
    {
        double before = RootMeanSquare(model.PredictAll(X), Y);
        ulong own = RandomStream.Derive(seed, (ulong)column);
        return [.. Enumerable.Range(0, Repeats).Select(repeat =>
        {
            int[] order = HoldOut.Shuffled(X.GetLength(0), RandomStream.Derive(own, (ulong)repeat));
            double[,] shuffled = (double[,])X.Clone();
            for (int row = 0; row < order.Length; row++)
            {
                shuffled[row, column] = X[order[row], column];
            }

            return RootMeanSquare(model.PredictAll(shuffled), Y) - before;
        })];
    }

    private static double RootMeanSquare(double[,] predicted, double[,] Y) =>
        Math.Sqrt(predicted.Cast<double>().Zip(Y.Cast<double>(), (p, t) => (p - t) * (p - t)).Average());
}

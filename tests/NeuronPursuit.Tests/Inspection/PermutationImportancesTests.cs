namespace NeuronPursuit.Tests.Inspection;

public class PermutationImportancesTests
{
    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(400, 4, 8, x => 3 * x[1] + x[3]);

    // f = 3 x2 + x4.
    private static readonly NeuronPursuitModel Model = TestModels.Plain([4, 1, 1], [0, 3, 0, 1, 1], HomogeneousActivation.Linear);

    /// <summary>A shuffled column differs from itself by the root of 2 times its spread.</summary>
    [Fact]
    public void PermutationImportances_LinearFunction_AreTheSpreadsOfItsTerms()
    {
        IReadOnlyList<PermutationImportance> found = Model.PermutationImportances(Data.X, Data.y, repeats: 20);

        found.Select(importance => importance.Column).Should().Equal(0, 1, 2, 3);
        found.Should().OnlyContain(importance => importance.Increases.Count == 20);
        (found[0].Mean, found[2].Mean).Should().Be((0, 0));
        found[1].Mean.Should().BeApproximately(3 * Math.Sqrt(2), 0.3);
        found[3].Mean.Should().BeApproximately(Math.Sqrt(2), 0.1);
        found[3].StandardDeviation.Should().BeInRange(1e-3, 0.2);
    }

    [Fact]
    public void PermutationImportances_WithNames_AreRecordsThatHaveThem()
    {
        string[] names = ["height", "width", "depth", "weight"];

        Model.PermutationImportances(Data.X, Data.y, columnNames: names).Select(importance => importance.Name).Should().Equal(names);
        Model.PermutationImportances(Data.X, _ => 0, columnNames: names)[1].ToString().Should().Be("width: 0 +- 0");
        Model.PermutationImportances(Data.X, Matrices.Column(Data.y)).Select(importance => importance.Name).Should().Equal("x1", "x2", "x3", "x4");
        FluentActions.Invoking(() => Model.PermutationImportances(Data.X, Data.y, columnNames: ["a", "b"]))
            .Should().Throw<ArgumentException>().WithMessage("columnNames are [a, b], but the model has 4 columns*");
    }

    [Fact]
    public void PermutationImportances_AnyThreads_GiveTheSameBits()
    {
        double[] Bits(int threads, ulong seed) =>
            [.. Model.PermutationImportances(Data.X, Data.y, repeats: 3, seed: seed, threads: threads).SelectMany(importance => importance.Increases)];

        Bits(3, 5).Should().Equal(Bits(1, 5));
        Bits(1, 6).Should().NotEqual(Bits(1, 5));
    }

    [Fact]
    public void PermutationImportances_OneColumnOfSeveralRows_LeavesTheOthersInPlace()
    {
        // Every prediction that is scored comes from a row whose other columns are untouched: x1 + x2 with x2 = -x1.
        double[,] X = { { 1, -1 }, { 2, -2 }, { 4, -4 } };
        NeuronPursuitModel sum = TestModels.Plain([2, 1, 1], [1, 1, 1], HomogeneousActivation.Linear);
        var totals = new List<double>();

        sum.PermutationImportances(X, predicted => { totals.Add(predicted.Cast<double>().Sum()); return 0; }, repeats: 4);

        totals.Should().HaveCount(9).And.OnlyContain(total => total == 0);
    }

    [Fact]
    public void PermutationImportances_OwnError_IsTheOneThatRises()
    {
        // A classifier: the sign of the first of two outputs.
        (double[,] X, double[] labels) = Problems.Gaussian(300, 2, 4, x => x[0] > 0 ? 1 : 0);
        NeuronPursuitModel model = TestModels.Plain([2, 1, 2], [1, 0, 1, -1], HomogeneousActivation.Linear);
        double Wrong(double[,] predicted) => labels.Where((label, row) => predicted[row, 0] > predicted[row, 1] != (label == 1)).Count() / 300.0;

        IReadOnlyList<PermutationImportance> found = model.PermutationImportances(X, Wrong, repeats: 5, threads: 2);

        found[0].Mean.Should().BeApproximately(0.5, 0.05);
        found[1].Mean.Should().Be(0);
    }

    [Fact]
    public void PermutationImportances_Classifier_GoesThroughItsModel()
    {
        (double[,] X, double[] y) = Problems.Gaussian(200, 3, 4, x => x[2]);
        string[] labels = [.. y.Select(value => value > 0 ? "yes" : "no")];
        NeuronPursuitClassifier<string> classifier = new NeuronPursuitBuilder().WithIntercept().WithMaxIterations(2).FitClassifier(X, labels);
        int yes = classifier.Labels.ToList().IndexOf("yes");
        double Wrong(double[,] p) => labels.Where((label, row) => p[row, yes] > 0.5 != (label == "yes")).Count() / 200.0;

        IReadOnlyList<PermutationImportance> found = classifier.Model.PermutationImportances(X, Wrong, repeats: 5);

        found[2].Mean.Should().BeApproximately(0.5, 0.1);
        found.Take(2).Should().OnlyContain(importance => Math.Abs(importance.Mean) < 0.05);
        classifier.Model.InputImportances(X)[2].Should().BeGreaterThan(0.8);
        classifier.Model.ToFormula(outputNames: ["P(no)", "P(yes)"]).Should().Contain("P(yes) = 1 / (1 + exp(y1 - y2))");
    }

    [Fact]
    public void PermutationImportances_SeveralNetworksMissingValuesAndOutputs_Work()
    {
        int seed = Enumerable.Range(0, 100).First(candidate => RandomModels.Create(candidate) is { Networks.Count: > 1, OutputCount: > 1 } model
            && model.Fitted.Preprocessing.Inputs.AllowsMissing);
        NeuronPursuitModel several = RandomModels.Create(seed);
        double[,] X = RandomModels.Samples(50, 1, withMissing: true);

        IReadOnlyList<PermutationImportance> found = several.PermutationImportances(X, several.PredictAll(X), repeats: 2);

        found.Should().HaveCount(4).And.OnlyContain(importance => importance.Mean >= 0);
        found.Max(importance => importance.Mean).Should().BePositive();
        found[3].Mean.Should().Be(0, "the column is constant");
    }

    [Fact]
    public void PermutationImportances_ManyRows_ArePredictedInSlices()
    {
        (double[,] X, double[] y) = Problems.Gaussian(9001, 4, 8, x => 3 * x[1] + x[3]);

        Model.PermutationImportances(X, predicted => Math.Abs(predicted[9000, 0] - y[9000]) + Math.Abs(predicted[4096, 0] - y[4096]), repeats: 1)[0]
            .Increases.Should().Equal(0);
        Model.PermutationImportances(X, y, repeats: 1)[1].Mean.Should().BeApproximately(3 * Math.Sqrt(2), 0.15);
    }

    [Fact]
    public void ToString_OneImportance_IsALine() =>
        new PermutationImportance(2, [1, 2]).ToString().Should().Be("x3: 1.5 +- 0.5");

    [Fact]
    public void PermutationImportances_WrongArguments_AreRefused()
    {
        Model.Invoking(m => m.PermutationImportances(new double[3, 2], new double[3])).Should().Throw<ArgumentException>().WithMessage("X has 2 columns*fitted on 4*");
        Model.Invoking(m => m.PermutationImportances(new double[3, 4], new double[2])).Should().Throw<ArgumentException>().WithMessage("Y is 2 x 1, but X has 3 rows*");
        Model.Invoking(m => m.PermutationImportances(Data.X, Data.y, repeats: 0)).Should().Throw<ArgumentOutOfRangeException>();
        Model.Invoking(m => m.PermutationImportances(Data.X, Data.y, threads: 0)).Should().Throw<ArgumentOutOfRangeException>();
        Model.Invoking(m => m.PermutationImportances(new double[,] { { 1, 2, double.NaN, 4 } }, [1.0])).Should().Throw<ArgumentException>().WithMessage("X[0, 2] is NaN*");
        Model.Invoking(m => m.PermutationImportances(Data.X, Data.y, cancellationToken: new CancellationToken(true))).Should().Throw<OperationCanceledException>();
    }
}

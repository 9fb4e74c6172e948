namespace NeuronPursuit.Tests.PeoplesData;

/// <summary>A few absurd values in a column: codes for what is not known, slips of a keyboard.</summary>
public class StrayValueTests
{
    private static readonly (double[,] X, double[] y) Train = Problems.Gaussian(600, 4, 21, x => x[0] + 0.3 * x[1]);
    private static readonly (double[,] X, double[] y) Test = Problems.Gaussian(600, 4, 22, x => x[0] + 0.3 * x[1]);

    public static TheoryData<string> Kinds => [.. Changes.Keys];

    private static Dictionary<string, Func<double[,], double[,]>> Changes { get; } = new()
    {
        ["one cell of 1e5"] = X => PeoplesTables.With(X, 1e5, (17, 0)),
        ["one cell of 1e30"] = X => PeoplesTables.With(X, 1e30, (17, 0)),
        ["-9999 in two columns"] = X => PeoplesTables.With(X, -9999, (17, 0), (99, 0), (5, 1), (300, 1)),
        ["99999 in three columns"] = X => PeoplesTables.With(X, 99999, (3, 0), (44, 1), (45, 1), (500, 2)),
        ["-999 in a twentieth"] = X => PeoplesTables.With(X, -999, PeoplesTables.Every(25, 600, 1)),
        ["several codes"] = X => PeoplesTables.With(PeoplesTables.With(X, 1e30, (3, 0)), -9999, (44, 0), (45, 0)),
    };

    /// <summary>Of a handful of normal values the furthest may lie ten times as far out as the others.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(25)]
    public void Fit_FewNormalRows_LimitsNone(int rows)
    {
        for (int draw = 0; draw < 200; draw++)
        {
            (double[,] X, double[] y) = Problems.Gaussian(rows, 3, draw, x => x[0]);

            NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxIterations(1).WithDepth(2).WithRestarts(2).WithIntercept(false).Fit(X, y);

            model.NetworkInputs.Should().OnlyContain(input => double.IsPositiveInfinity(input.Clip));
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(19)]
    public void Fit_FewRowsAndACode_StillLimitsTheCode(int rows)
    {
        (double[,] X, double[] y) = Problems.Gaussian(rows, 3, 31, x => x[0]);
        X[rows - 1, 1] = -9999;

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxIterations(1).Fit(X, y);

        model.NetworkInputs.Where(input => double.IsFinite(input.Clip)).Should().ContainSingle().Which.Column.Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void FitClassifier_Defaults_TellsOrdinaryRowsApart(string kind)
    {
        NeuronPursuitClassifier<bool> classifier = new NeuronPursuitBuilder().FitClassifier(Changes[kind](Train.X), Labels(Train.y));

        PeoplesTables.Accuracy(classifier, Test.X, Labels(Test.y)).Should().BeGreaterThan(0.97);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("Category", "Slow")]
    public void FitClassifier_Tabular_TellsOrdinaryRowsApart(string kind)
    {
        NeuronPursuitClassifier<bool> classifier = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular)
            .FitClassifier(Changes[kind](Train.X), Labels(Train.y));

        PeoplesTables.Accuracy(classifier, Test.X, Labels(Test.y)).Should().BeGreaterThan(0.98);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_DefaultsAndTabular_PredictOrdinaryRows(string kind)
    {
        double[,] X = Changes[kind](Train.X);

        double[] fast = new NeuronPursuitBuilder().Fit(X, Train.y).Predict(Test.X);
        double[] tabular = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(2).WithDepth(2).Fit(X, Train.y).Predict(Test.X);

        PeoplesTables.RSquared(fast, Test.y).Should().BeGreaterThan(0.95);
        PeoplesTables.RSquared(tabular, Test.y).Should().BeGreaterThan(0.95);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("one cell of 1e30")]
    [InlineData("99999 in three columns")]
    public void Fit_Sparse_PredictsOrdinaryRows(string kind)
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).Fit(Changes[kind](Train.X), Train.y);

        PeoplesTables.RSquared(model.Predict(Test.X), Test.y).Should().BeGreaterThan(0.95);
    }

    [Fact]
    public void Fit_Strays_AreNamedInLogAndSummaryAndLimitedInTheModel()
    {
        var logger = new RecordingLogger();

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithLogger(logger).WithMaxIterations(1)
            .Fit(PeoplesTables.With(Train.X, -9999, (17, 2), (30, 2), (30, 3)), Train.y);

        logger.Events.Where(e => e.EventId == 23).Select(e => e.Message).Should().SatisfyRespectively(
            first => first.Should().StartWith("Column 2 of X (counted from 0) has values far from all others"),
            second => second.Should().StartWith("Column 3 of X"));
        model.Summary().Should().Contain("2 limited");
        model.Predict([0, 0, -9999, 0]).Should().Be(model.Predict([0, 0, -1e6, 0]));
        TestModels.Reloaded(model).Predict(Test.X).Should().Equal(model.Predict(Test.X));
    }

    [Fact]
    public void Fit_FarValuesThatTheTargetFollows_AreLearned()
    {
        double[,] X = PeoplesTables.With(Train.X, 1e5, (17, 0), (200, 0));
        double[] y = [.. Enumerable.Range(0, 600).Select(row => 3 * X[row, 0] - X[row, 1])];

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(2).Fit(X, y);

        model.Predict([5e4, 1, 0, 0]).Should().BeApproximately(1.5e5, 1.5e3);
    }

    public static TheoryData<string> OrdinaryColumns => [.. Columns.Keys];

    private static Dictionary<string, Func<Random, double>> Columns { get; } = new()
    {
        ["normal"] = PeoplesTables.Normal,
        ["lognormal"] = random => Math.Exp(PeoplesTables.Normal(random)),
        ["exponential"] = random => -Math.Log(1 - random.NextDouble()),
        ["0 and 1"] = random => random.Next(2),
        ["1 in 300"] = random => random.Next(300) == 0 ? 1 : 0,
        ["counts, mostly 0"] = random => random.NextDouble() < 0.93 ? 0 : 1 + Math.Floor(-2 * Math.Log(1 - random.NextDouble())),
        ["years"] = random => 1990 + random.Next(30),
        ["two groups"] = random => PeoplesTables.Normal(random) + (random.Next(10) < 3 ? 1000 : 0),
        ["Student's t, 3 degrees"] = random => PeoplesTables.Normal(random)
            / Math.Sqrt(Enumerable.Range(0, 3).Sum(_ => Math.Pow(PeoplesTables.Normal(random), 2)) / 3),
    };

    [Theory]
    [MemberData(nameof(OrdinaryColumns))]
    public void StatisticsOf_OrdinaryColumn_LeavesNothingOut(string name)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            double[,] X = Matrices.Column([.. Enumerable.Range(0, 600).Select(_ => Columns[name](random))]);
            var columns = new MatrixColumns<double>(X, default);

            columns.StatisticsOf(0, ordinary: true).Should().Be(columns.StatisticsOf(0, ordinary: false));
        }
    }

    /// <summary>Beside one or two rare marks nobody can tell which value is the strange one.</summary>
    public static TheoryData<string> ColumnsOfManyValues => [.. Columns.Keys.Where(name => name != "1 in 300")];

    [Theory]
    [MemberData(nameof(ColumnsOfManyValues))]
    public void StatisticsOf_OrdinaryColumnWithASentinel_AreThoseWithout(string name)
    {
        var random = new Random(3);
        double[] values = [.. Enumerable.Range(0, 600).Select(_ => Columns[name](random))];
        var without = new MatrixColumns<double>(Matrices.Column(values), default);
        var with = new MatrixColumns<double>(Matrices.Column([.. values, 1e30, -1e9]), default);

        ColumnStatistics expected = without.StatisticsOf(0, ordinary: false);
        ColumnStatistics found = with.StatisticsOf(0, ordinary: true);

        found.Mean.ShouldAgreeWith(expected.Mean, 1e-9);
        found.Scale.ShouldAgreeWith(expected.Scale, 1e-9);
        found.StrayShare.ShouldAgreeWith(2.0 / 602, 1e-9);
    }

    private static bool[] Labels(double[] y) => [.. y.Select(value => value > 0)];
}

namespace NeuronPursuit.Tests.PeoplesData;

/// <summary>
/// What people bring, to every recipe as it is: a simple function of two columns, and what else there is in tables. Rows are
/// new ones of the same kind.
/// </summary>
public class PeoplesDataBattery
{
    private const int Rows = 300;

    private static Dictionary<string, PursuitRecipe> Recipes { get; } = new()
    {
        ["Fast"] = PursuitRecipe.Fast,
        ["Tabular"] = PursuitRecipe.Tabular,
        ["Sparse"] = PursuitRecipe.Sparse,
    };

    private static Dictionary<string, Action<Table>> Cases { get; } = new()
    {
        ["ordinary"] = _ => { },
        ["an offset of 3"] = table => table.Shift(3),
        ["an offset of -1e4"] = table => table.Shift(-1e4),
        ["a sentinel of 1e30"] = table => table.X[17, 0] = 1e30,
        ["codes of -9999 in a twentieth"] = table => table.Each((row, x) => x[1] = row % 20 == 3 ? -9999 : x[1]),
        ["three codes in a column that does not matter"] = table => (table.X[3, 2], table.X[4, 2], table.X[5, 2]) = (-9999, 99999, 1e12),
        ["a lognormal column"] = table => table.Each((_, x) => x[2] = Math.Exp(2 * x[2]), also: true),
        ["a rare mark"] = table => table.Each((row, x) => x[2] = row % 150 == 7 ? 1 : 0, also: true),
        ["counts that are mostly 0"] = table => table.Each((_, x) => x[2] = x[2] < 1.5 ? 0 : Math.Floor(4 * x[2] - 5), also: true),
        ["a column equal up to rounding"] = table => table.Each((row, x) => x[2] = row % 2 == 0 ? 0.3 : 0.1 + 0.2, also: true),
        ["a column of ticks"] = table => table.Each((_, x) => x[2] = 6.385e17 + 1e5 * Math.Round(x[2], 3), also: true),
        ["rows of next to no weight from elsewhere"] = table =>
        {
            table.Weights = [.. Enumerable.Range(0, Rows).Select(row => row % 5 == 0 ? 1e-200 : 1)];
            table.Each((row, x) => x[0] *= row % 5 == 0 ? 1e6 : 1);
        },
        ["weights of 1e-310 to 3e-310"] = table => table.Weights = [.. Enumerable.Range(0, Rows).Select(row => 1e-310 * (1 + row % 3))],
        ["weights of 1e308"] = table => table.Weights = [.. Enumerable.Range(0, Rows).Select(row => row % 2 == 0 ? 1.7e308 : 1e308)],
        ["targets of 1e-9"] = table => table.Scale(1e-9),
        ["targets of 1e12"] = table => table.Scale(1e12),
        ["noise of heavy tails"] = table => table.Noise(0.01),
        ["a column twice"] = table => table.Each((_, x) => x[3] = x[0], also: true),
        ["columns of unlike units"] = table => table.Each((_, x) => (x[0], x[1], x[2], x[3]) = (1e-3 * x[0], 500 * x[1], 20 + x[2], 1e5 * x[3]), also: true),
        ["columns of years and shares"] = table => table.Each((_, x) => (x[1], x[2]) = (2000 + 8 * x[1], 0.5 + 0.1 * x[2]), also: true),
    };

    /// <summary>Targets that no square can bear; Sparse, which compares squares, refuses the loss.</summary>
    private static Dictionary<string, Action<Table>> CasesOfHuber { get; } = new()
    {
        ["three targets of 1e4"] = table => (table.Y[5], table.Y[120], table.Y[271]) = (1e4, -1e4, 1e4),
        ["a code of -9999 in a twentieth"] = table => table.Each((row, _) => table.Y[row] = row % 20 == 3 ? -9999 : table.Y[row]),
        ["Cauchy noise"] = table => table.Noise(0.1),
        ["an offset and targets of 1e6"] = table =>
        {
            table.Shift(50);
            (table.Y[5], table.Y[120]) = (1e6, 1e6);
        },
    };

    private static Dictionary<string, Action<Table>> CasesOfClasses { get; } = new()
    {
        ["ordinary"] = _ => { },
        ["a sentinel of 1e5"] = table => table.X[17, 0] = 1e5,
        ["codes of -9999 in a twentieth"] = table => table.Each((row, x) => x[1] = row % 20 == 3 ? -9999 : x[1]),
        ["a column of ticks"] = table => table.Each((_, x) => x[2] = 6.385e17 + 1e5 * Math.Round(x[2], 3), also: true),
        ["weights of 1e308, balanced"] = table => table.Weights = [.. Enumerable.Repeat(1.7e308, Rows)],
        ["weights of 1e-310, balanced"] = table => table.Weights = [.. Enumerable.Repeat(1e-310, Rows)],
        ["a rare class, balanced"] = table => table.Level = 2.8,
    };

    public static TheoryData<string> Fast => [.. Cases.Keys];

    public static TheoryData<string, string> Others =>
        [.. new[] { "Tabular", "Sparse" }.SelectMany(recipe => Cases.Keys.Select(name => (recipe, name)))];

    /// <summary>Fast holds nothing out, so that it learns noise of any kind.</summary>
    public static TheoryData<string, string> Robust =>
        [.. new[] { "Fast", "Tabular" }.SelectMany(recipe => CasesOfHuber.Keys.Select(name => (recipe, name))).Where(cell => cell != ("Fast", "Cauchy noise"))];

    public static TheoryData<string> Classes => [.. CasesOfClasses.Keys];

    [Theory]
    [MemberData(nameof(Fast))]
    public void Fit_Defaults_LearnsTheFunction(string name) => Learn("Fast", name);

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Others))]
    public void Fit_OtherRecipes_LearnTheFunction(string recipe, string name) => Learn(recipe, name);

    [Theory]
    [MemberData(nameof(Robust))]
    public void Fit_OutliersByHuber_LearnsTheFunction(string recipe, string name)
    {
        var table = new Table();
        CasesOfHuber[name](table);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(Recipes[recipe]).WithLoss(new HuberLoss()).Fit(table.X, table.Y);

        PeoplesTables.RSquared(model.Predict(table.NewX), table.NewY).Should().BeGreaterThan(0.95);
    }

    /// <summary>
    /// The paper's procedure, shortened, takes data as they are: what it cannot learn it may not hide. Its error is the one that
    /// its predictions have.
    /// </summary>
    [Theory]
    [MemberData(nameof(Fast))]
    public void Fit_Paper_TellsItsError(string name)
    {
        var table = new Table();
        Cases[name](table);
        double[] weights = table.Weights ?? [.. Enumerable.Repeat(1.0, Rows)];

        NeuronPursuitModel model = TinyPaper.Builder().Fit(table.X, table.Y, weights);

        double[] shares = [.. weights.Select(weight => weight / weights.Max())];
        double left = model.Predict(table.X).Zip(table.Y, (p, e) => (p - e) / table.Y.Max(Math.Abs)).Zip(shares, (e, w) => w * e * e).Sum();
        double all = table.Y.Select(e => e / table.Y.Max(Math.Abs)).Zip(shares, (e, w) => w * e * e).Sum();
        if (model.History is [.., var last])
        {
            last.TrainingError.ShouldAgreeWith(Math.Sqrt(left / all), 1e-6);
        }
        else
        {
            model.StopReason.Should().Be(PursuitStopReason.Diverged, "the step is too large for the units");
            left.Should().BeLessThanOrEqualTo(all);
        }

        model.Predict(table.NewX).Should().OnlyContain(value => double.IsFinite(value));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void FitClassifier_Defaults_TellsClassesApart(string name) => TellApart("Fast", name);

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Classes))]
    public void FitClassifier_Tabular_TellsClassesApart(string name) => TellApart("Tabular", name);

    /// <summary>98 columns that do not matter: what a third of a row a weight allows, and nearly all where inputs are chosen.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("Fast", 0.8)]
    [InlineData("Tabular", 0.9)]
    [InlineData("Sparse", 0.99)]
    public void Fit_Wide_LearnsWhatTheRowsAllow(string recipe, double least)
    {
        var table = new Table(61, columns: 100);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(Recipes[recipe]).Fit(table.X, table.Y);

        PeoplesTables.RSquared(model.Predict(table.NewX), table.NewY).Should().BeGreaterThan(least);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("Fast")]
    [InlineData("Tabular")]
    public void FitClassifier_TwelveClasses_TellsThemApart(string recipe)
    {
        var table = new Table(61, rows: 600);

        NeuronPursuitClassifier<int> classifier = new NeuronPursuitBuilder().WithRecipe(Recipes[recipe]).FitClassifier(table.X, Classes(table.Y));

        classifier.Predict(table.NewX).Zip(Classes(table.NewY)).Count(pair => pair.First == pair.Second).Should().BeGreaterThan(540);

        static int[] Classes(double[] y) => [.. y.Select(value => (int)Math.Clamp(Math.Floor((value + 4) / 8 * 12), 0, 11))];
    }

    private static void Learn(string recipe, string name)
    {
        var table = new Table();
        Cases[name](table);
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithRecipe(Recipes[recipe]);

        NeuronPursuitModel model = table.Weights is { } weights ? builder.Fit(table.X, table.Y, weights) : builder.Fit(table.X, table.Y);

        PeoplesTables.RSquared(model.Predict(table.NewX), table.NewY).Should().BeGreaterThan(0.95);
    }

    /// <summary>Three draws, of which a single one may be an unlucky one.</summary>
    private static void TellApart(string recipe, string name)
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithRecipe(Recipes[recipe]);
        builder = name.EndsWith("balanced", StringComparison.Ordinal) ? builder.WithClassWeights(ClassWeights.Balanced) : builder;
        double[] accuracies = [.. new[] { 61, 63, 65 }.Select(draw =>
        {
            var table = new Table(draw);
            CasesOfClasses[name](table);
            NeuronPursuitClassifier<bool> classifier = builder.FitClassifier(table.X, table.Labels(table.Y), table.Weights);
            return PeoplesTables.Accuracy(classifier, table.NewX, table.Labels(table.NewY));
        })];

        accuracies.Average().Should().BeGreaterThan(0.95);
    }

    private sealed class Table
    {
        public Table(int draw = 61, int columns = 4, int rows = Rows)
        {
            (X, Y) = Problems.Gaussian(rows, columns, draw, Function);
            (NewX, NewY) = Problems.Gaussian(rows, columns, draw + 1, Function);
        }

        public double[,] X { get; }

        public double[] Y { get; }

        public double[,] NewX { get; }

        public double[] NewY { get; }

        public double[]? Weights { get; set; }

        public double Level { get; set; }

        public bool[] Labels(double[] y) => [.. y.Select(value => value > Level)];

        public void Shift(double offset) => Targets(value => value + offset);

        public void Scale(double factor) => Targets(value => value * factor);

        /// <summary>Adds draws of a Cauchy distribution to the rows that are learned from.</summary>
        public void Noise(double size)
        {
            var random = new Random(7);
            for (int row = 0; row < Y.Length; row++)
            {
                Y[row] += size * Math.Tan(Math.PI * (random.NextDouble() - 0.5));
            }
        }

        /// <summary>Changes rows, of the new ones too where the column is of another kind for good.</summary>
        public void Each(Action<int, double[]> change, bool also = false)
        {
            foreach (double[,] rows in also ? new[] { X, NewX } : [X])
            {
                double[] x = new double[4];
                for (int row = 0; row < Rows; row++)
                {
                    Buffer.BlockCopy(rows, row * 4 * sizeof(double), x, 0, 4 * sizeof(double));
                    change(row, x);
                    Buffer.BlockCopy(x, 0, rows, row * 4 * sizeof(double), 4 * sizeof(double));
                }
            }
        }

        private void Targets(Func<double, double> change)
        {
            foreach (double[] targets in new[] { Y, NewY })
            {
                for (int row = 0; row < targets.Length; row++)
                {
                    targets[row] = change(targets[row]);
                }
            }
        }

        private static double Function(double[] x) => 2 * x[0] - Math.Max(0, x[1]);
    }
}

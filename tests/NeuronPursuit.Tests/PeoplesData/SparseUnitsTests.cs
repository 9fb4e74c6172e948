using NeuronPursuit.Tests.EstimatorChecks;
using NeuronPursuit.Tests.Inspection;

namespace NeuronPursuit.Tests.PeoplesData;

/// <summary>Columns in units of their own under the recipe Sparse, which prepares them as the defaults do.</summary>
public class SparseUnitsTests
{
    private const int Rows = 300;

    /// <summary>What a column of mean 0 and deviation 1 is in the table.</summary>
    private static Dictionary<string, Func<double, int, double>> Units { get; } = new()
    {
        ["scales"] = (z, column) => z * new[] { 0.29, 290, 3, 0.01, 1e6 }[column],
        ["offsets"] = (z, column) => z + new[] { 5, -3, 100, 0, 1.0 }[column],
        ["both"] = (z, column) => new[] { 0.5 + (0.29 * z), 500 + (290 * z), 20000 + (3 * z), -7 + (0.01 * z), 1e6 * z }[column],
        ["one column"] = (z, column) => column == 2 ? 2000 + (6 * z) : z,
    };

    private static Dictionary<string, Func<double[], double>> Functions { get; } = new()
    {
        ["relu"] = z => Relu(z[0] - z[1]) + (0.5 * Relu(z[2])),
        ["linear"] = z => (3 * z[0]) - (2 * z[2]) + 10,
        ["mixed"] = z => z[1] + Relu(z[0] + z[2]) - 100,
        ["product"] = z => Math.Sign(z[0]) * Math.Sign(z[2]),
    };

    public static TheoryData<string, string> Cells =>
        [.. Units.Keys.SelectMany(units => Functions.Keys.Select(function => (units, function)))];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Fit_ColumnsInUnits_LearnsTheFunction(string units, string function)
    {
        foreach (int draw in new[] { 1, 2, 3 })
        {
            (double[,] X, double[] y) = Draw(units, function, draw);
            (double[,] newX, double[] newY) = Draw(units, function, 100 + draw);

            NeuronPursuitModel model = Sparse().WithSeed((ulong)draw).Fit(X, y);

            PeoplesTables.RSquared(model.Predict(newX), newY).Should().BeGreaterThan(0.999);
            model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        }
    }

    [Fact]
    public void Fit_DefaultDepth_LearnsTheFunction()
    {
        (double[,] X, double[] y) = Draw("both", "relu", 1);
        (double[,] newX, double[] newY) = Draw("both", "relu", 101);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).Fit(X, y);

        PeoplesTables.RSquared(model.Predict(newX), newY).Should().BeGreaterThan(0.999);
    }

    /// <summary>Large and wide: 60 columns of which two matter, from 100 rows.</summary>
    [Fact]
    public void Fit_ManyColumnsInUnits_FindsThoseThatMatter()
    {
        static (double[,] X, double[] y) Table(int draw)
        {
            (double[,] X, double[] y) = Problems.Gaussian(100, 60, draw, z => Relu(z[7]) - z[30]);
            return (Changed(X, (z, column) => (1000 * column) + (z * Math.Pow(10, (column % 7) - 3))), y);
        }

        (double[,] newX, double[] newY) = Table(12);

        NeuronPursuitModel model = Sparse().Fit(Table(11).X, Table(11).y);

        PeoplesTables.RSquared(model.Predict(newX), newY).Should().BeGreaterThan(0.999);
        Enumerable.Range(0, 60).Where(column => UsesColumn(model, column)).Should().Equal(7, 30);
    }

    [Theory]
    [InlineData("scales")]
    [InlineData("offsets")]
    [InlineData("both")]
    [InlineData("one column")]
    public void Fit_ColumnsInUnits_ArePreparedAndToldAsByTheDefaults(string units)
    {
        (double[,] X, double[] y) = Draw(units, "linear", 5);

        NeuronPursuitModel sparse = Sparse().Fit(X, y);
        NeuronPursuitModel fast = new NeuronPursuitBuilder().WithDepth(2).Fit(X, y);

        (sparse.IsStandardized, sparse.HasIntercept).Should().Be((true, true));
        sparse.NetworkInputs.Should().BeEquivalentTo(fast.NetworkInputs, options => options.WithStrictOrdering());
        sparse.OffsetChoice.Should().Be(fast.OffsetChoice);
        sparse.Summary().Should().Contain("standardised");
    }

    [Fact]
    public void Fit_ExplicitSettings_Decide()
    {
        (double[,] X, double[] y) = Draw("scales", "linear", 6);

        NeuronPursuitModel raw = Sparse().WithStandardization(false).Fit(X, y);
        NeuronPursuitModel constant = Sparse().WithIntercept().Fit(X, y);

        (raw.IsStandardized, raw.HasIntercept).Should().Be((false, false));
        (constant.IsStandardized, constant.HasIntercept).Should().Be((false, true));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Fit_PapersInputs_StayAsTheyAre(int seed)
    {
        (double[,] X, double[] y) = Problems.Gaussian(100, 50, seed, Problems.H1);

        NeuronPursuitModel model = Sparse().Fit(X, y);

        (model.IsStandardized, model.HasIntercept).Should().Be((false, false));
    }

    [Theory]
    [InlineData("scales")]
    [InlineData("both")]
    public void Fit_NoiseInUnits_IsCalledASignalAtTheLevel(string units)
    {
        int signals = 0;
        for (int draw = 0; draw < 20; draw++)
        {
            var random = new Random(900 + draw);
            (double[,] X, double[] y) = Problems.Gaussian(100, 5, draw, _ => 50 + PeoplesTables.Normal(random));

            NeuronPursuitModel model = Sparse().WithSeed((ulong)draw).WithStopWhen((_, _) => true).Fit(Changed(X, Units[units]), y);

            signals += model.StopReason == PursuitStopReason.NoSignal ? 0 : 1;
            if (model.StopReason == PursuitStopReason.NoSignal)
            {
                model.Predict(X).Should().OnlyContain(value => Math.Abs(value - y.Average()) < 1e-9);
            }
        }

        signals.Should().BeLessThanOrEqualTo(4, "that is the 0.997 quantile for 5 %");
    }

    [Fact]
    public void Fit_SinglePrecisionWeightsAndGaps_LearnTheFunction()
    {
        (double[,] X, double[] y) = Draw("both", "linear", 8);
        (double[,] newX, double[] newY) = Draw("both", "linear", 108);
        double[] weights = [.. Enumerable.Range(0, Rows).Select(row => row % 4 == 0 ? 1e-9 : 1)];
        double[] spoilt = [.. y.Select((value, row) => row % 4 == 0 ? -value : value)];
        double[,] gaps = PeoplesTables.With(X, double.NaN, PeoplesTables.Every(3, Rows, 1));

        PeoplesTables.RSquared(Sparse().Fit(X, spoilt, weights).Predict(newX), newY).Should().BeGreaterThan(0.999);
        PeoplesTables.RSquared(Sparse().WithMissingValues(MissingValues.MeanAndIndicator).Fit(gaps, y).Predict(newX), newY).Should().BeGreaterThan(0.999);
        NeuronPursuitModel single = Sparse().Fit(SinglePrecision.Of(X), [.. y.Select(value => (float)value)]);
        PeoplesTables.RSquared(single.Predict(SinglePrecision.Of(newX)), newY).Should().BeGreaterThan(0.999);
    }

    [Fact]
    public void Fit_ColumnsInUnits_WeightsFormulaAndFileSayTheSame()
    {
        (double[,] X, double[] y) = Draw("both", "mixed", 9);

        NeuronPursuitModel model = Sparse().Fit(X, y);

        double[] predicted = model.Predict(X);
        TestModels.Reloaded(model).Predict(X).Should().Equal(predicted);
        var formula = new FormulaEvaluator(model.ToFormula(digits: 17));
        for (int row = 0; row < 20; row++)
        {
            double[] x = [.. Enumerable.Range(0, 5).Select(column => X[row, column])];
            formula.Evaluate(x)["f(x)"].Should().BeApproximately(predicted[row], 1e-6 * Math.Abs(predicted[row]));
        }
    }

    private static NeuronPursuitBuilder Sparse() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithDepth(2);

    private static bool UsesColumn(NeuronPursuitModel model, int column)
    {
        double[,] weights = model.GetWeights(0);
        return Enumerable.Range(0, weights.GetLength(0)).Any(row => weights[row, column] != 0);
    }

    private static (double[,] X, double[] y) Draw(string units, string function, int draw)
    {
        (double[,] X, double[] y) = function == "product"
            ? Problems.Cube(Rows, 5, draw, Functions[function])
            : Problems.Gaussian(Rows, 5, draw, Functions[function]);
        return (Changed(X, Units[units]), y);
    }

    private static double[,] Changed(double[,] X, Func<double, int, double> units)
    {
        double[,] changed = new double[X.GetLength(0), X.GetLength(1)];
        for (int row = 0; row < X.GetLength(0); row++)
        {
            for (int column = 0; column < X.GetLength(1); column++)
            {
                changed[row, column] = units(X[row, column], column);
            }
        }

        return changed;
    }

    private static double Relu(double z) => Math.Max(0, z);
}

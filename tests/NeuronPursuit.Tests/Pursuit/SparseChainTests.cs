namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Sparse fits with several hidden layers go on by chains where no neuron gains (docs/adr/0056).</summary>
public class SparseChainTests
{
    private const int Rows = 300;
    private const int Columns = 5;

    private static readonly Dictionary<string, Func<double[], double[]>> Functions = new()
    {
        ["two"] = x => [3 * x[0], Relu(x[0]) - (2 * x[1])],
        ["linear"] = x => [x[0] + x[1], x[0] - (2 * x[2])],
        ["mixed"] = x => [(2 * x[0]) - Relu(x[1]), Relu(x[2]) + x[1]],
        ["sum"] = x => [(3 * x[0]) - (2 * x[1]) + Relu(x[2])],
        ["bends"] = x => [Math.Abs(x[0]) - x[1] + (2 * Relu(x[2] - x[3]))],
        ["three"] = x => [x[0], x[1], x[2]],
    };

    [Theory]
    [InlineData("two", 4, 0, 3, 5)]
    [InlineData("linear", 4, 0, 1, 3)]
    [InlineData("mixed", 4, 1, 5)]
    [InlineData("sum", 4, 0, 1, 2, 3)]
    [InlineData("bends", 4, 0, 3, 4)]
    [InlineData("three", 3, 3)]
    [InlineData("three", 4, 0, 1)]
    [InlineData("sum", 5, 0, 1)]
    public void Fit_SeveralTermsAtDepth_AreFound(string name, int depth, params int[] draws)
    {
        foreach (int draw in draws)
        {
            NeuronPursuitModel model = Fit(name, depth, draw, out double worst);

            worst.Should().BeGreaterThan(0.99, $"of draw {draw}");
            model.History.Should().Contain(iteration => iteration.Kind == PursuitIterationKind.Chain);
        }
    }

    /// <summary>An output of 20 draws may be met on 300 rows and not elsewhere.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("two", 3)]
    [InlineData("two", 4)]
    [InlineData("linear", 3)]
    [InlineData("linear", 4)]
    [InlineData("mixed", 3)]
    [InlineData("mixed", 4)]
    [InlineData("sum", 3)]
    [InlineData("sum", 4)]
    [InlineData("bends", 4)]
    [InlineData("three", 3)]
    [InlineData("three", 4)]
    public void Fit_SeveralTermsAtDepth_AreFoundInEighteenOfTwentyDraws(string name, int depth) =>
        Enumerable.Range(0, 20).Count(draw =>
        {
            Fit(name, depth, draw, out double worst);
            return worst > 0.99;
        }).Should().BeGreaterThanOrEqualTo(18);

    /// <summary>Two terms of 60 inputs: the chain has to bring its own.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Fit_ManyInputsAtDepth_ChainsBringTheirs(int draw)
    {
        static double Function(double[] x) => (2 * x[3]) - Relu(x[40]) + x[17];
        (double[,] X, double[] y) = Problems.Gaussian(200, 60, draw, Function);
        (double[,] newX, double[] newY) = Problems.Gaussian(1000, 60, 100 + draw, Function);

        NeuronPursuitModel model = Sparse(4).Fit(X, y);

        Problems.RelativeError(model.Predict(newX), newY).Should().BeLessThan(0.05);
        model.History.Should().Contain(iteration => iteration.Kind == PursuitIterationKind.Chain);
    }

    [Fact]
    public void Fit_Chains_AnyThreadCountGivesTheSameBits()
    {
        (double[,] X, double[,] Y) = Draw("mixed", Rows, new Random(1));

        double[][] weights = [.. new[] { 1, 3 }.Select(threads => TestModels.Weights(Sparse(4).WithMaxDegreeOfParallelism(threads).Fit(X, Y)))];

        ModelAssertions.Bits(weights[1]).Should().Equal(ModelAssertions.Bits(weights[0]));
    }

    [Fact]
    public void Fit_OneHiddenLayer_AsksForNone()
    {
        (double[,] X, double[,] Y) = Draw("mixed", Rows, new Random(1));

        Sparse(2).Fit(X, Y).History.Should().NotContain(iteration => iteration.Kind == PursuitIterationKind.Chain);
    }

    private static NeuronPursuitModel Fit(string name, int depth, int draw, out double worst)
    {
        var random = new Random(100 + draw);
        (double[,] X, double[,] Y) = Draw(name, Rows, random);
        (double[,] newX, double[,] newY) = Draw(name, 1000, random);

        NeuronPursuitModel model = Sparse(depth).WithSeed((ulong)draw).Fit(X, Y);

        double[,] predicted = model.PredictAll(newX);
        worst = Enumerable.Range(0, Y.GetLength(1)).Min(output => 1 - Math.Pow(Problems.DeviationError(Column(predicted, output), Column(newY, output)), 2));
        return model;
    }

    private static NeuronPursuitBuilder Sparse(int depth) => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithDepth(depth);

    private static (double[,] X, double[,] Y) Draw(string name, int rows, Random random)
    {
        double[,] X = new double[rows, Columns];
        double[,] Y = new double[rows, Functions[name](new double[Columns]).Length];
        for (int row = 0; row < rows; row++)
        {
            double[] x = [.. Enumerable.Range(0, Columns).Select(_ => (2 * random.NextDouble()) - 1)];
            double[] y = Functions[name](x);
            for (int column = 0; column < Columns; column++)
            {
                X[row, column] = x[column];
            }

            for (int output = 0; output < y.Length; output++)
            {
                Y[row, output] = y[output];
            }
        }

        return (X, Y);
    }

    private static double[] Column(double[,] values, int column) =>
        [.. Enumerable.Range(0, values.GetLength(0)).Select(row => values[row, column])];

    private static double Relu(double z) => Math.Max(0, z);
}

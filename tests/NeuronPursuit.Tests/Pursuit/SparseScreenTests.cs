namespace NeuronPursuit.Tests.Pursuit;

public class SparseScreenTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(260)]
    public void Run_ParityOfFourInputs_IsFoundAndSignificant(int inputs)
    {
        // Beyond 200 inputs the sets of four are met by hashing.
        (double[,] X, double[] y) = Problems.Cube(150, inputs, 3, x => x[2] * x[5] * x[11] * x[13]);

        ScreenedSet best = Screen(X, y)[0];

        best.Inputs.Should().Equal(2, 5, 11, 13);
        best.LogPValue.Should().BeLessThan(Math.Log(1e-6));
    }

    [Fact]
    public void Run_Noise_IsNotSignificant()
    {
        var random = new Random(1);
        (double[,] X, double[] y) = Problems.Gaussian(200, 25, 3, _ => random.NextDouble());

        Screen(X, y)[0].LogPValue.Should().BeGreaterThan(Math.Log(1e-3));
    }

    [Fact]
    public void Run_ASignificantSingle_EndsBeforeLargerSets()
    {
        (double[,] X, double[] y) = Problems.Cube(150, 12, 4, x => x[7]);

        IReadOnlyList<ScreenedSet> sets = Screen(X, y);

        sets[0].Inputs.Should().Equal(7);
        sets.Should().OnlyContain(set => set.Inputs.Length == 1);
    }

    [Theory]
    [InlineData(200, 400, 4)]
    [InlineData(1000, 400, 4)]
    [InlineData(4000, 400, 4)]
    [InlineData(4000, 8, 2)]
    [InlineData(46_342, 400, 2)]
    [InlineData(1_000_000, 400, 1)]
    public void LargestSize_ManyInputs_StaysWithinTheBoundOnWork(int inputs, int samples, int expected) =>
        ProductScreen.LargestSize(inputs, samples, SparseSettings.MaxOperations).Should().Be(expected);

    [Fact]
    public void Run_InputsWhosePairsOverflowAnInt_FindsWhatTheBudgetAllows()
    {
        // Twice their pairs is beyond an int (some columns are constant); with so little budget single inputs are all.
        (double[,] X, double[] y) = Problems.Cube(8, 47_000, 3, x => x[17]);
        var budget = new WorkBudget(1e8);

        IReadOnlyList<ScreenedSet> sets = Screen(X, y, budget);

        sets.Should().NotBeEmpty().And.OnlyContain(set => set.Inputs.Length == 1);
        budget.IsExhausted.Should().BeFalse();
    }

    [Fact]
    public void LargestStatistics_OfTriples_IsThatOfAPlainLoop()
    {
        (double[,] X, double[] y) = Problems.Gaussian(90, 7, 8, x => x[0] * x[1] + x[2]);
        double[][] columns = Columns(X);
        double mean = y.Average();
        double scale = Math.Sqrt(y.Average(value => (value - mean) * (value - mean)));
        double expected = 0;
        for (int a = 0; a < 7; a++)
        {
            for (int b = a + 1; b < 7; b++)
            {
                for (int c = b + 1; c < 7; c++)
                {
                    double sum = 0;
                    double variance = 0;
                    for (int i = 0; i < y.Length; i++)
                    {
                        double size = Math.Abs(y[i] - mean);
                        double weight = size > 1.2 * scale ? 2 : size > 0.3 * scale ? 1 : 0;
                        bool positive = (Above(a, i) ^ Above(b, i) ^ Above(c, i)) == (y[i] > mean);
                        sum += positive ? weight : -weight;
                        variance += weight * weight;
                    }

                    expected = Math.Max(expected, Math.Abs(sum) / Math.Sqrt(variance));
                }
            }
        }

        double largest = ProductScreen.LargestStatistics(SignBits.Pack(columns, y)!, 3, default)[2];

        largest.Should().BeApproximately(expected, 1e-12);

        bool Above(int column, int row) => columns[column][row] > columns[column].Average();
    }

    [Theory]
    [InlineData(1, 0.31731050786)]
    [InlineData(3, 0.0026997960633)]
    [InlineData(6, 1.973175290e-9)]
    public void LogTwoSided_OfANormal_IsTheTailProbability(double z, double probability) =>
        NormalTail.LogTwoSided(z).Should().BeApproximately(Math.Log(probability), 1e-3);

    [Theory]
    [InlineData(50, 400)]
    [InlineData(200, 400)]
    public void Operations_AnySize_AreItsSetsTimesTheirWords(int inputs, int samples)
    {
        double sets = 0;
        double binomial = inputs;
        for (int size = 2; size <= 4; size++)
        {
            binomial *= (inputs - size + 1.0) / size;
            sets += binomial;
        }

        ProductScreen.Operations(inputs, samples, 4).Should().BeApproximately(sets * (1 + samples / 32.0), 1e-6 * sets);
    }

    private static IReadOnlyList<ScreenedSet> Screen(double[,] X, double[] y) =>
        Screen(X, y, new WorkBudget(SparseSettings.MaxOperations));

    private static IReadOnlyList<ScreenedSet> Screen(double[,] X, double[] y, WorkBudget budget) =>
        ProductScreen.Run(Columns(X), y, 1, Math.Log(1e-3), budget, TestContext.Current.CancellationToken);

    private static double[][] Columns(double[,] X) =>
        [.. Enumerable.Range(0, X.GetLength(1)).Select(j => Enumerable.Range(0, X.GetLength(0)).Select(i => X[i, j]).ToArray())];
}

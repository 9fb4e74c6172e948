namespace NeuronPursuit.Tests.Pursuit;

/// <summary>A target without signal is called one at the level of the gate, whatever its distribution (docs/adr/0051).</summary>
public class SignalGateLevelTests
{
    [Theory]
    [InlineData("ones", "uniform", 100, 20)]
    [InlineData("lognormal", "uniform", 60, 8)]
    [InlineData("ones", "lognormal", 100, 12)]
    public void Fit_NoSignal_IsFoundInFewDraws(string target, string inputs, int rows, int columns) =>
        Signals(target, inputs, rows, columns, draws: 20, level: 0.05).Should().BeLessThanOrEqualTo(4, "that is the 0.997 quantile for 5 %");

    [Theory]
    [InlineData("cauchy", "uniform", 100, 20)]
    [InlineData("lognormal", "uniform", 100, 20)]
    [InlineData("ones", "uniform", 100, 20)]
    [InlineData("poisson", "uniform", 100, 20)]
    [InlineData("zerosAndLognormal", "lognormal", 100, 20)]
    [InlineData("cauchy", "lognormal", 40, 10)]
    [InlineData("normal", "uniform", 30, 5)]
    [Trait("Category", "Slow")]
    public void Fit_NoSignalInManyDraws_IsFoundAtTheLevel(string target, string inputs, int rows, int columns) =>
        Signals(target, inputs, rows, columns, draws: 300, level: 0.05).Should().BeLessThanOrEqualTo(26, "that is three deviations above 5 %");

    [Theory]
    [InlineData("cauchy")]
    [InlineData("ones")]
    [Trait("Category", "Slow")]
    public void Fit_NoSignalAtOnePercent_IsFoundAtTheLevel(string target) =>
        Signals(target, "uniform", 100, 20, draws: 150, level: 0.01).Should().BeLessThanOrEqualTo(5, "that is three deviations above 1 %");

    /// <summary>Under independence p-values below p must not be more frequent than p.</summary>
    [Theory]
    [InlineData("cauchy", 20)]
    [InlineData("ones", 20)]
    [InlineData("ones", 200)]
    [InlineData("poisson", 10)]
    [InlineData("zerosAndLognormal", 50)]
    [InlineData("normal", 8)]
    public void LogPValue_IndependentValues_HoldsItsLevel(string kind, int rows)
    {
        const int Draws = 4000;
        var random = new Random(3);
        double[] logs = [.. Enumerable.Range(0, Draws).Select(_ =>
            HeldOutEvidence.LogPValue([.. Draw(kind, random, rows)], [.. Draw(kind, random, rows)]))];

        foreach (double level in (double[])[0.05, 0.01, 0.002])
        {
            double deviation = Math.Sqrt(level * (1 - level) / Draws);
            (logs.Count(log => log < Math.Log(level)) / (double)Draws).Should().BeLessThan((1.5 * level) + (3 * deviation), $"at {level}");
        }
    }

    [Fact]
    public void LogPValue_ManyRowsInOrder_IsOverwhelmingEvidence()
    {
        double[] targets = [.. Enumerable.Range(0, 20).Select(row => Math.Exp(row))];

        HeldOutEvidence.LogPValue([.. targets.Select(value => Math.Log(value))], targets).Should().BeLessThan(-20, "there are 20! orders");
        HeldOutEvidence.LogPValue([.. targets.Select(value => -value)], targets).Should().Be(0, "the wrong way round is no evidence");
        HeldOutEvidence.LogPValue(new double[20], targets).Should().Be(0);
    }

    [Theory]
    [InlineData(1, 20.0)]
    [InlineData(2, 190.0)]
    public void LogPValue_FewValuesThatAreNotZeroMet_IsWorthWhatItIs(int ones, double orders)
    {
        double[] targets = [.. Enumerable.Range(0, 20).Select(row => row < ones ? 1e6 : 0)];

        HeldOutEvidence.LogPValue(targets, targets).Should().BeInRange(-Math.Log(orders) - 1e-12, 0);
    }

    [Fact]
    public void LogPValue_SeveralOutputs_TakesTheBestOneWithItsPrice()
    {
        double[] good = [.. Enumerable.Range(0, 30).Select(row => (double)row)];
        double[] none = [.. Enumerable.Range(0, 30).Select(row => (double)(row * 7 % 30))];

        HeldOutEvidence.LogPValue([none, good], [good, good]).Should().BeApproximately(HeldOutEvidence.LogPValue(good, good) + Math.Log(2), 1e-12);
    }

    [Theory]
    [InlineData(40, 20, 15)]
    [InlineData(100, 5, 4)]
    [InlineData(100, 50, 38)]
    [InlineData(300, 3, 3)]
    public void LogAtLeast_TwoScores_BoundsTheHypergeometricTail(int rows, int size, int hits)
    {
        // As many ones as the subset is large; the tail by its definition.
        double exact = Math.Log(Enumerable.Range(hits, size - hits + 1)
            .Sum(k => Math.Exp(LogChoose(size, k) + LogChoose(rows - size, size - k) - LogChoose(rows, size))));

        double bound = ExchangeableTail.LogAtLeast([(0, rows - size), (1, size)], size, hits);

        bound.Should().BeGreaterThanOrEqualTo(exact - 1e-9);
        bound.Should().BeLessThan(exact + Math.Log(8 * Math.Sqrt(rows)), "it is no more than a small factor above");
    }

    /// <summary>Where inputs and target lean to one side, their signs agree without a signal.</summary>
    [Fact]
    public void LogBound_LopsidedInputsAndTarget_IsNoSignal()
    {
        var random = new Random(8);
        double[][] columns = [.. Enumerable.Range(0, 6).Select(_ => Draw("lognormal", random, 2000))];
        double[] target = Draw("lognormal", random, 2000);
        double mean = target.Average();
        double[] centred = [.. target.Select(value => value - mean)];

        ScreenedSet best = Screen(columns, centred);

        best.LogPValue.Should().BeLessThan(Math.Log(1e-6), "the screen takes signs as fair coins");
        ProductScreen.LogBound(columns, centred, best).Should().BeGreaterThan(Math.Log(0.01));
    }

    [Fact]
    public void LogBound_ProductOfThree_IsASignal()
    {
        (double[,] X, double[] y) = Problems.Cube(200, 12, 3, x => x[2] * x[5] * x[11]);
        double[][] columns = [.. Enumerable.Range(0, 12).Select(column => Enumerable.Range(0, 200).Select(row => X[row, column]).ToArray())];

        ScreenedSet best = Screen(columns, y);

        best.Inputs.Should().Equal(2, 5, 11);
        ProductScreen.LogBound(columns, y, best).Should().BeLessThan(Math.Log(1e-20));
    }

    /// <summary>Draws that are equal but for rounding count as reaching the data's.</summary>
    [Fact]
    public void PValue_DrawsEqualUpToRounding_AllCount()
    {
        double[][] permuted = [.. Enumerable.Range(0, 99).Select(k => new[] { k < 50 ? 3 * (1 - 1e-15) : 1.0 })];

        SignalGate.PValue([3], permuted).Should().BeApproximately(0.51, 1e-12);
    }

    /// <summary>More outputs than the test takes one by one are mixed, and a signal in them is still seen.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void HasSignal_ManyOutputs_IsSeenWhereThereIsOne(bool signal)
    {
        var random = new Random(2);
        double[,] X = new double[120, 4];
        double[,] Y = new double[120, 40];
        for (int row = 0; row < 120; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                X[row, column] = (2 * random.NextDouble()) - 1;
            }

            for (int output = 0; output < 40; output++)
            {
                Y[row, output] = (signal ? X[row, output % 4] : 0) + Draw("normal", random, 1)[0];
            }
        }

        var data = (ILocalPursuitData)TestObjects.Data(X, Y);

        new SignalGate(data, PursuitRecipe.Sparse.Defaults, TestContext.Current.CancellationToken).HasSignal().Should().Be(signal);
    }

    private static ScreenedSet Screen(double[][] columns, double[] target) =>
        ProductScreen.Run(columns, target, 0, Math.Log(1e-6), new WorkBudget(1e10), TestContext.Current.CancellationToken)[0];

    /// <summary>How many of some draws without signal are not ended by the gate.</summary>
    private static int Signals(string target, string inputs, int rows, int columns, int draws, double level)
    {
        int signals = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            var random = new Random(1000 + draw);
            double[,] X = new double[rows, columns];
            for (int row = 0; row < rows; row++)
            {
                double[] values = Draw(inputs, random, columns);
                for (int column = 0; column < columns; column++)
                {
                    X[row, column] = values[column];
                }
            }

            // What the gate lets through need not be fitted to the end.
            NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithSignalGate(true, level)
                .WithSeed((ulong)draw).WithStopWhen((_, _) => true).Fit(X, Draw(target, random, rows), TestContext.Current.CancellationToken);
            signals += model.StopReason is PursuitStopReason.NoSignal or PursuitStopReason.NoPositiveCorrelation ? 0 : 1;
        }

        return signals;
    }

    private static double[] Draw(string kind, Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => kind switch
    {
        "uniform" => (2 * random.NextDouble()) - 1,
        "normal" => Normal(random),
        "cauchy" => Math.Tan(Math.PI * (random.NextDouble() - 0.5)),
        "lognormal" => Math.Exp(2 * Normal(random)),
        "ones" => random.NextDouble() < 0.95 ? 0 : 1,
        "zerosAndLognormal" => random.NextDouble() < 0.95 ? 0 : Math.Exp(Normal(random)),
        "poisson" => Poisson(random),
        _ => throw new ArgumentException(kind),
    })];

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static int Poisson(Random random)
    {
        int events = 0;
        for (double product = random.NextDouble(); product > Math.Exp(-0.5); product *= random.NextDouble())
        {
            events++;
        }

        return events;
    }

    private static double LogChoose(int n, int k) =>
        Enumerable.Range(1, k).Sum(i => Math.Log(n - k + i) - Math.Log(i));
}

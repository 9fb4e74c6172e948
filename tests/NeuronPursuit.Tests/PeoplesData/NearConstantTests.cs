namespace NeuronPursuit.Tests.PeoplesData;

/// <summary>Columns whose values are close are not constant; those that differ by rounding are.</summary>
public class NearConstantTests
{
    [Theory]
    [InlineData(6.38e17, 1e6, Precision.Double)]
    [InlineData(6.38e17, 1e6, Precision.Single)]
    [InlineData(1.7e18, 1e5, Precision.Single)]
    [InlineData(-1e9, 1e-3, Precision.Double)]
    [InlineData(1, 1e-13, Precision.Single)]
    public void Fit_CloseValues_AreLearned(double start, double length, Precision precision)
    {
        var random = new Random(1);
        double[,] X = new double[295, 2];
        double[] y = new double[295];
        for (int row = 0; row < y.Length; row++)
        {
            X[row, 0] = start + length * random.NextDouble();
            X[row, 1] = random.NextDouble() - 0.5;
            y[row] = Math.Sin(6 * (X[row, 0] - start) / length);
        }

        foreach (PursuitRecipe recipe in new[] { PursuitRecipe.Fast, PursuitRecipe.Tabular })
        {
            NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithRecipe(recipe).WithPrecision(precision);
            builder = recipe == PursuitRecipe.Tabular ? builder.WithEnsemble(2).WithDepth(2) : builder;

            PeoplesTables.RSquared(builder.Fit(X, y).Predict(X), y).Should().BeGreaterThan(0.99);
        }
    }

    [Fact]
    public void Fit_TicksOfATenthOfASecond_AreLearned()
    {
        long start = new DateTime(2024, 5, 6).Ticks;
        long[] ticks = [.. Enumerable.Range(0, 295).Select(i => start + (i * 7919 % 295) * TimeSpan.TicksPerSecond / 2950)];
        double[,] X = Matrices.Column([.. ticks.Select(tick => (double)tick)]);
        double[] y = [.. ticks.Select(tick => Math.Sin(6.0 * (tick - start) / (TimeSpan.TicksPerSecond / 10)))];

        PeoplesTables.RSquared(new NeuronPursuitBuilder().Fit(X, y).Predict(X), y).Should().BeGreaterThan(0.99);
    }

    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(-7e200, 2)]
    [InlineData(1e-300, 1)]
    [InlineData(1234567.1, 3)]
    public void StatisticsOf_ValuesThatDifferByRounding_AreConstant(double value, int places)
    {
        double next = value;
        for (int place = 0; place < places; place++)
        {
            next = Math.BitIncrement(next);
        }

        new MatrixColumns<double>(Matrices.Column([value, next, value, value]), default).StatisticsOf(0, ordinary: true)
            .IsConstant.Should().BeTrue();
    }

    [Fact]
    public void StatisticsOf_CloseValues_HaveTheirMeanAndDeviation()
    {
        double[] ticks = [.. Enumerable.Range(0, 101).Select(i => 638500000000000000.0 + 1024 * i)];

        ColumnStatistics statistics = new MatrixColumns<double>(Matrices.Column(ticks), default).StatisticsOf(0, ordinary: true);

        statistics.Mean.Should().Be(638500000000000000.0 + 1024 * 50);
        statistics.Scale.ShouldAgreeWith(1024 * Math.Sqrt(850), 1e-9);
    }
}

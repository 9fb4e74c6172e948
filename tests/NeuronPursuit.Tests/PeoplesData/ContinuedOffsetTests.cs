namespace NeuronPursuit.Tests.PeoplesData;

/// <summary>
/// Targets that have moved far away: a network that makes up for it by its neurons meets the rows and misses those beside them.
/// </summary>
public class ContinuedOffsetTests
{
    public static TheoryData<double, double, bool> Shifts => new()
    {
        { 0, 30, false },
        { 0, 1000, true },
        { 0, -1e6, false },
        { -1, 30, true },
        { -1, -1000, false },
        { -1, 1e6, false },
    };

    [Theory]
    [MemberData(nameof(Shifts))]
    public void Continue_FarTargets_HoldsOnNewRows(double low, double shift, bool robust)
    {
        for (int seed = 1; seed <= 4; seed++)
        {
            (double[,] X, double[] y) = Rows(200, low, seed, Before);
            (double[,] newX, double[] newY) = Rows(300, low, seed + 50, x => After(x) + shift);
            NeuronPursuitBuilder Builder() => robust ? new NeuronPursuitBuilder().WithLoss(new HuberLoss()) : new NeuronPursuitBuilder();
            NeuronPursuitModel first = Builder().Fit(X, y);
            (double[,] nextX, double[] nextY) = Rows(200, low, seed + 20, x => After(x) + shift);

            NeuronPursuitModel further = Builder().Continue(first, nextX, nextY);

            PeoplesTables.RSquared(further.Predict(newX), newY).Should().BeGreaterThan(0.999);
        }
    }

    [Fact]
    public void Continue_OneOutputOfTwoMoves_IsToldAndHoldsOnNewRows()
    {
        double[,] Both(double[,] X, double shift)
        {
            double[,] Y = new double[X.GetLength(0), 2];
            for (int row = 0; row < Y.GetLength(0); row++)
            {
                (Y[row, 0], Y[row, 1]) = (3 + X[row, 0], 5 + X[row, 1] + shift);
            }

            return Y;
        }

        double[,] X = Rows(200, 0, 7, Before).X;
        double[,] newX = Rows(300, 0, 8, Before).X;
        NeuronPursuitModel first = new NeuronPursuitBuilder().Fit(X, Both(X, 0));
        var logger = new RecordingLogger();

        NeuronPursuitModel further = new NeuronPursuitBuilder().WithLogger(logger).Continue(first, X, Both(X, 500));

        RegressionErrors.Of(further.PredictAll(newX), Both(newX, 500)).RSquared.Should().BeGreaterThan(0.999);
        logger.Events.Should().ContainSingle(e => e.EventId == 27).Which.Message.Should().StartWith("The targets of output 1").And.Contain("lie 500 beside");
    }

    [Fact]
    public void Continue_TargetsWithinReach_KeepsTheOffset()
    {
        (double[,] X, double[] y) = Rows(200, 0, 9, Before);
        NeuronPursuitModel first = new NeuronPursuitBuilder().Fit(X, y);

        NeuronPursuitModel further = new NeuronPursuitBuilder().Continue(first, X, [.. y.Select(value => value + 0.5)]);

        further.NetworkOutputs.Should().Equal(first.NetworkOutputs);
    }

    private static (double[,] X, double[] y) Rows(int count, double low, int seed, Func<double[], double> function)
    {
        var random = new Random(seed);
        double[,] X = new double[count, 3];
        double[] y = new double[count];
        for (int row = 0; row < count; row++)
        {
            double[] x = [.. Enumerable.Range(0, 3).Select(_ => low + (1 - low) * random.NextDouble())];
            (X[row, 0], X[row, 1], X[row, 2], y[row]) = (x[0], x[1], x[2], function(x));
        }

        return (X, y);
    }

    private static double Before(double[] x) => x[0] + 2;

    private static double After(double[] x) => x[0] + x[1];
}

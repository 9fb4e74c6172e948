namespace NeuronPursuit.Tests.Sharding;

/// <summary>Preparation of rows in shards is that of rows in one place.</summary>
public class ShardedPreparationTests
{
    public static TheoryData<string> Kinds => [.. Tables.Keys];

    private static Dictionary<string, Func<(double[,] X, double[] y), (double[,] X, double[] y)>> Tables { get; } = new()
    {
        ["strays"] = data => (PeoplesData.PeoplesTables.With(data.X, -9999, (3, 0), (400, 0), (500, 2)), data.y),
        ["far values that the target follows"] = data => (
            PeoplesData.PeoplesTables.With(data.X, 1e5, (3, 0)), [.. data.y.Select((value, row) => row == 3 ? 3e5 : value)]),
        ["close values"] = data => (Mapped(data.X, value => 6.38e17 + 65536 * value), data.y),
        ["missing"] = data => (PeoplesData.PeoplesTables.With(data.X, double.NaN, (3, 0), (400, 0)), data.y),
        ["outliers of the target"] = data => (data.X, [.. data.y.Select((value, row) => row % 100 == 7 ? 1e6 : value)]),
        ["equal targets"] = data => (data.X, [.. data.y.Select(value => Math.Max(0, value - 1))]),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_OneShard_EqualsTheOrdinaryFitBitForBit(string kind)
    {
        (double[,] X, double[] y) = Tables[kind](Problems.Gaussian(700, 3, 8, x => x[0] - Math.Max(0, x[1])));

        foreach (ILoss loss in new ILoss[] { new SquaredLoss(), new HuberLoss() })
        {
            NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithMaxIterations(2).WithLoss(loss).WithMissingValues(MissingValues.MeanAndIndicator);

            builder.Fit(new MatrixShards((X, y), 1)).ShouldEqualBitForBit(builder.Fit(X, y));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_SeveralShards_PrepareAlike(string kind)
    {
        (double[,] X, double[] y) = Tables[kind](Problems.Gaussian(700, 3, 8, x => x[0] - Math.Max(0, x[1])));

        foreach (ILoss loss in new ILoss[] { new SquaredLoss(), new HuberLoss() })
        {
            NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithMaxIterations(1).WithLoss(loss).WithMissingValues(MissingValues.MeanAndIndicator);
            NeuronPursuitModel ordinary = builder.Fit(X, y);
            NeuronPursuitModel sharded = builder.Fit(new MatrixShards((X, y), 5));

            foreach ((NetworkInput own, NetworkInput expected) in sharded.NetworkInputs.Zip(ordinary.NetworkInputs))
            {
                own.Scale.ShouldAgreeWith(expected.Scale, 1e-9);
                own.Offset.ShouldAgreeWith(expected.Offset, 1e-9);
                (own.Clip / expected.Clip is double.NaN ? 1 : own.Clip / expected.Clip).ShouldAgreeWith(1, 1e-9);
            }

            sharded.NetworkOutputs[0].Scale.ShouldAgreeWith(ordinary.NetworkOutputs[0].Scale, 1e-9);
            PeoplesData.PeoplesTables.RSquared(sharded.Predict(X), ordinary.Predict(X)).Should().BeGreaterThan(0.999);
        }
    }

    [Fact]
    public void OrderSearch_NumbersInParts_FindsTheirMedian()
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, 1001).Select(i => i % 3 == 0 ? 0 : Math.ScaleB(random.NextDouble() - 0.5, random.Next(-600, 600)))];
        var search = new OrderSearch();
        for (int round = 0; round < OrderSearch.Rounds; round++)
        {
            double[] counts = new double[OrderSearch.Counts];
            foreach (double value in values)
            {
                OrderSearch.Count(value, round, search.Prefix, counts);
            }

            search.Next(counts);
        }

        search.Value.Should().Be(Medians.SortAndTake(values, null));
    }

    private static double[,] Mapped(double[,] X, Func<double, double> map)
    {
        double[,] mapped = (double[,])X.Clone();
        for (int row = 0; row < X.GetLength(0); row++)
        {
            for (int column = 0; column < X.GetLength(1); column++)
            {
                mapped[row, column] = map(mapped[row, column]);
            }
        }

        return mapped;
    }
}

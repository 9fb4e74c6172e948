namespace NeuronPursuit.Tests.Sharding;

/// <summary>Replies that are put together near the shards.</summary>
public class ShardGroupTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(70)]
    public void Fit_RepliesOfGroups_EqualsTheFitOfSingleRepliesBitForBit(int shards)
    {
        var source = new MatrixShards(Problems.Gaussian(420, 4, 5, Problems.F1), shards);
        var groups = new GroupedShards(source, 1, 0);

        NeuronPursuitModel model = Small().Fit(groups);

        model.ShouldEqualBitForBit(Small().Fit(source));
        groups.Replies.Should().Be(groups.Steps * ShardGroup.CountOf(shards));
    }

    [Fact]
    public void Fit_HostsOfGroupsLost_EqualsTheUndisturbedFitBitForBit()
    {
        var source = new MatrixShards(Problems.Gaussian(420, 4, 6, Problems.F1), 40);
        var groups = new GroupedShards(source, 2, 0.002);

        NeuronPursuitModel model = Small().Fit(groups);

        groups.Lost.Should().BePositive();
        model.ShouldEqualBitForBit(Small().Fit(source));
    }

    [Fact]
    public void Fit_PoisonedRowInAGroup_NamesShardAndRow()
    {
        (double[,] X, double[] y) = Problems.Gaussian(420, 4, 7, Problems.F1);
        X[365, 2] = double.NaN;

        Action fit = () => Small().Fit(new GroupedShards(new MatrixShards((X, y), 70), 1, 0));

        fit.Should().Throw<InvalidDataException>().WithMessage("Shard 60: X?5, 2? is NaN (row 5, column 2*");
    }

    [Fact]
    public void Fit_SumOfAnotherGroup_IsRefused()
    {
        var source = new MatrixShards(Problems.Gaussian(420, 4, 8, Problems.F1), 40);

        // The second group's sum stands for 8 shards; where it comes first, the fit would miscount.
        Action fit = () => Small().Fit(new Reversed(new GroupedShards(source, 1, 0)));

        fit.Should().Throw<InvalidDataException>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public void Combine_NoGroup_SaysWhatAGroupIs(int count)
    {
        Action combine = () => ShardGroup.Combine([0], [.. Enumerable.Repeat<byte[]>([0], count)]);

        combine.Should().Throw<ArgumentException>().WithMessage($"replies holds {count} replies; pass those of one group, from 1 to 32.*");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Combine_StepOfNoKind_IsRefused(int count)
    {
        Action combine = () => ShardGroup.Combine([255], [.. Enumerable.Repeat<byte[]>([0], count)]);

        combine.Should().Throw<InvalidDataException>().WithMessage("*another version*");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(32, 1)]
    [InlineData(33, 2)]
    [InlineData(int.MaxValue, 1 << 26)]
    public void CountOf_Shards_RoundsUp(int shards, int groups) => ShardGroup.CountOf(shards).Should().Be(groups);

    private static NeuronPursuitBuilder Small() =>
        new NeuronPursuitBuilder().WithMaxIterations(3).WithRestarts(4).WithTargetError(1e-6).WithOptimizer(new LimitedMemoryBfgs(15)).WithStandardization();

    private sealed class Reversed(IShardExecutor executor) : IShardExecutor
    {
        public int ShardCount => executor.ShardCount;

        public IReadOnlyList<byte[]> Execute(byte[] request, CancellationToken cancellationToken) =>
            [.. executor.Execute(request, cancellationToken).Reverse()];
    }
}

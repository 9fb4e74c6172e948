namespace NeuronPursuit.Tests.Preprocessing;

/// <summary>Data that no process can pack are refused before they are looked at.</summary>
public class PackedSizeTests
{
    [Theory]
    [InlineData(1L << 31, 1, 1)]
    [InlineData(50_000_000, 50, 1)]
    [InlineData(1000, 1_100_000, 1)]
    [InlineData(40_000_000, 1, 30)]
    public void Require_TooManyNumbers_SaysHowManyFit(long rows, long columns, long outputs)
    {
        Action require = () => PackedSize.Require(rows, columns, columns, outputs, "Do this.");

        require.Should().Throw<ArgumentException>().WithMessage($"X is {rows} x {columns} and y has {outputs} columns; up to 1073741* numbers*Do this.");
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1_000_000, 1000, 1000)]
    [InlineData(1, 1_000_000_000, 1)]
    public void Require_WhatFits_IsTaken(long rows, long columns, long outputs) =>
        FluentActions.Invoking(() => PackedSize.Require(rows, columns, columns, outputs, "")).Should().NotThrow();

    [Theory]
    [InlineData(70_000, 31_000, 1)]
    [InlineData(int.MaxValue, 2, 1)]
    [InlineData(int.MaxValue, 1, 2)]
    public void Fit_ShardOfTooManyNumbers_IsRefusedBeforeItsRowsAreRead(int rows, int columns, int outputs)
    {
        Action fit = () => new NeuronPursuitBuilder().Fit(new Source(new Unread(rows, columns, outputs)));

        fit.Should().Throw<InvalidDataException>()
            .WithMessage($"Shard 0 could not be loaded: X is {rows} x {columns} and y has {outputs} columns; *Make more shards*");
    }

    private sealed class Source(IShardRows rows) : IShardSource
    {
        public int ShardCount => 2;

        public ShardData Load(int shard, CancellationToken cancellationToken) => new(rows);
    }

    /// <summary>Rows that nobody may look at.</summary>
    private sealed class Unread(int rows, int columns, int outputs) : IShardRows
    {
        public int RowCount => rows;

        public int InputCount => columns;

        public int OutputCount => outputs;

        public void Check(bool allowMissing, ILoss loss, CancellationToken cancellationToken) => throw Looked();

        public byte[] Hash(CancellationToken cancellationToken) => throw Looked();

        public double[] Extremes(ValueRange[] ranges, CancellationToken cancellationToken) => throw Looked();

        public double[] Sums(double[] pivots, double[] units, ValueRange[] ranges, CancellationToken cancellationToken) => throw Looked();

        public double[] Moments(
            double[] pivots, double[] units, double[] means, ValueRange[] ranges, CancellationToken cancellationToken) => throw Looked();

        public double[] Counts(int column, double centre, int round, ulong prefix, CancellationToken cancellationToken) => throw Looked();

        public DistanceBins[] Distances(
            int[] columns, double[] centres, ValueRange[] ordinaryTargets, CancellationToken cancellationToken) => throw Looked();

        public double SumOfSquares(bool targets, double unit, ValueRange[] ranges, CancellationToken cancellationToken) => throw Looked();

        public ILocalPursuitData Pack(ShardPacking packing, ChunkRunner runner, CancellationToken cancellationToken) => throw Looked();

        private static NotSupportedException Looked() => new("These rows are not to be looked at.");
    }
}

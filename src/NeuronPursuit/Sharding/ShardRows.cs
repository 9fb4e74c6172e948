using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>The rows of a shard as they were loaded, float or double.</summary>
internal interface IShardRows
{
    int RowCount { get; }

    int InputCount { get; }

    int OutputCount { get; }

    /// <exception cref="ArgumentException">A value is not usable; the message names row and column.</exception>
    void Check(bool allowMissing, ILoss loss, CancellationToken cancellationToken);

    byte[] Hash(CancellationToken cancellationToken);

    /// <summary>Per column of X, then of Y, the five numbers of <see cref="ColumnExtremes"/>.</summary>
    double[] Extremes(ValueRange[] ranges, CancellationToken cancellationToken);

    double[] Sums(double[] pivots, double[] units, ValueRange[] ranges, CancellationToken cancellationToken);

    double[] Moments(double[] pivots, double[] units, double[] means, ValueRange[] ranges, CancellationToken cancellationToken);

    /// <summary>One round of an <see cref="OrderSearch"/> among the values of a column, or their distances from a centre that is a number.</summary>
    double[] Counts(int column, double centre, int round, ulong prefix, CancellationToken cancellationToken);

    DistanceBins[] Distances(int[] columns, double[] centres, ValueRange[] ordinaryTargets, CancellationToken cancellationToken);

    double SumOfSquares(bool targets, double unit, ValueRange[] ranges, CancellationToken cancellationToken);

    ILocalPursuitData Pack(ShardPacking packing, ChunkRunner runner, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class ShardRows<T>(T[,] X, T[,] Y) : IShardRows
    where T : unmanaged
{
    public int RowCount => X.GetLength(0);

    public int InputCount => X.GetLength(1);

    public int OutputCount => Y.GetLength(1);

    public void Check(bool allowMissing, ILoss loss, CancellationToken cancellationToken)
    {
        SampleReader.Check(new ReadOnlySpan2D<T>(X), "X", cancellationToken, allowMissing);
        SampleReader.Check(new ReadOnlySpan2D<T>(Y), SampleReader.TargetName(OutputCount), cancellationToken);
        TargetChecks.Check(loss, new ReadOnlySpan2D<T>(Y), SampleReader.TargetName(OutputCount), cancellationToken);
    }

    public void CopyTo(Span2D<T> x, Span2D<T> y)
    {
        new ReadOnlySpan2D<T>(X).CopyTo(x);
        new ReadOnlySpan2D<T>(Y).CopyTo(y);
    }

    public byte[] Hash(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int row = 0; row < RowCount; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan2D<T>(X).GetRowSpan(row)));
            hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan2D<T>(Y).GetRowSpan(row)));
        }

        return hash.GetHashAndReset();
    }

    public double[] Extremes(ValueRange[] ranges, CancellationToken cancellationToken)
    {
        var numbers = new List<double>(5 * ranges.Length);
        for (int column = 0; column < ranges.Length; column++)
        {
            ColumnExtremes own = Columns(column, cancellationToken, out int place).ExtremesOf(place, ranges[column]);
            numbers.AddRange([own.Smallest, own.Largest, own.Weight, own.MissingWeight, own.Epsilon]);
        }

        return [.. numbers];
    }

    public double[] Sums(double[] pivots, double[] units, ValueRange[] ranges, CancellationToken cancellationToken)
    {
        double[] sums = new double[2 * ranges.Length];
        for (int column = 0; column < ranges.Length; column++)
        {
            (sums[2 * column], sums[2 * column + 1]) =
                Columns(column, cancellationToken, out int own).SumOf(own, pivots[column], units[column], ranges[column]);
        }

        return sums;
    }

    public double[] Moments(double[] pivots, double[] units, double[] means, ValueRange[] ranges, CancellationToken cancellationToken)
    {
        double[] moments = new double[2 * ranges.Length];
        for (int column = 0; column < ranges.Length; column++)
        {
            (moments[2 * column], moments[2 * column + 1]) = Columns(column, cancellationToken, out int own)
                .PowersOf(own, pivots[column], units[column], means[column], ranges[column]);
        }

        return moments;
    }

    public double[] Counts(int column, double centre, int round, ulong prefix, CancellationToken cancellationToken)
    {
        double[] counts = new double[OrderSearch.Counts];
        foreach (double value in Columns(column, cancellationToken, out int own).ValuesOf(own).Values)
        {
            OrderSearch.Count(double.IsNaN(centre) ? value : Math.Abs(value - centre), round, prefix, counts);
        }

        return counts;
    }

    public DistanceBins[] Distances(int[] columns, double[] centres, ValueRange[] ordinaryTargets, CancellationToken cancellationToken)
    {
        bool[]? far = new MatrixColumns<T>(Y, cancellationToken).RowsOutside(ValueRange.OfColumns(ordinaryTargets));
        var bins = new DistanceBins[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            bins[i] = columns[i] < InputCount
                ? new MatrixColumns<T>(X, cancellationToken, farTargets: far).BinsOf(columns[i], centres[i])
                : new MatrixColumns<T>(Y, cancellationToken).BinsOf(columns[i] - InputCount, centres[i]);
        }

        return bins;
    }

    public double SumOfSquares(bool targets, double unit, ValueRange[] ranges, CancellationToken cancellationToken) =>
        new MatrixColumns<T>(targets ? Y : X, cancellationToken).SumOfSquares(
            unit, ValueRange.OfColumns(targets ? ranges[InputCount..] : ranges[..InputCount]));

    public ILocalPursuitData Pack(ShardPacking packing, ChunkRunner runner, CancellationToken cancellationToken) =>
        packing.Precision == Precision.Single
            ? LocalPursuitData<float>.Pack<T>(X, Y, packing.Inputs, packing.Targets, packing.Intercept, runner, packing.Loss, null, packing.OutputOffsets, cancellationToken: cancellationToken)
            : LocalPursuitData<double>.Pack<T>(X, Y, packing.Inputs, packing.Targets, packing.Intercept, runner, packing.Loss, null, packing.OutputOffsets, cancellationToken: cancellationToken);

    /// <summary>The matrix of a column of X and Y side by side, and the column's number there.</summary>
    private MatrixColumns<T> Columns(int column, CancellationToken cancellationToken, out int own)
    {
        bool target = column >= InputCount;
        own = target ? column - InputCount : column;
        return new MatrixColumns<T>(target ? Y : X, cancellationToken);
    }
}

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

    /// <summary>Per column of X, then of Y, the largest magnitude and the count of missing values.</summary>
    double[] Extremes(CancellationToken cancellationToken);

    double[] Sums(double[] units, CancellationToken cancellationToken);

    double[] Moments(double[] units, double[] means, CancellationToken cancellationToken);

    double SumOfSquares(bool targets, double unit, CancellationToken cancellationToken);

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

    public double[] Extremes(CancellationToken cancellationToken)
    {
        double[] extremes = new double[2 * (InputCount + OutputCount)];
        for (int column = 0; column < InputCount + OutputCount; column++)
        {
            (extremes[2 * column], extremes[2 * column + 1]) = Columns(column, cancellationToken, out int own).LargestOf(own);
        }

        return extremes;
    }

    public double[] Sums(double[] units, CancellationToken cancellationToken)
    {
        double[] sums = new double[InputCount + OutputCount];
        for (int column = 0; column < sums.Length; column++)
        {
            sums[column] = Columns(column, cancellationToken, out int own).SumOf(own, units[column]);
        }

        return sums;
    }

    public double[] Moments(double[] units, double[] means, CancellationToken cancellationToken)
    {
        double[] moments = new double[2 * (InputCount + OutputCount)];
        for (int column = 0; column < InputCount + OutputCount; column++)
        {
            (moments[2 * column], moments[2 * column + 1]) =
                Columns(column, cancellationToken, out int own).MomentsOf(own, units[column], means[column]);
        }

        return moments;
    }

    public double SumOfSquares(bool targets, double unit, CancellationToken cancellationToken) =>
        new MatrixColumns<T>(targets ? Y : X, cancellationToken).SumOfSquares(unit);

    public ILocalPursuitData Pack(ShardPacking packing, ChunkRunner runner, CancellationToken cancellationToken) =>
        packing.Precision == Precision.Single
            ? LocalPursuitData<float>.Pack<T>(X, Y, packing.Inputs, packing.Targets, packing.Intercept, runner, packing.Loss, null, packing.OutputOffsets, cancellationToken)
            : LocalPursuitData<double>.Pack<T>(X, Y, packing.Inputs, packing.Targets, packing.Intercept, runner, packing.Loss, null, packing.OutputOffsets, cancellationToken);

    /// <summary>The matrix of a column of X and Y side by side, and the column's number there.</summary>
    private MatrixColumns<T> Columns(int column, CancellationToken cancellationToken, out int own)
    {
        bool target = column >= InputCount;
        own = target ? column - InputCount : column;
        return new MatrixColumns<T>(target ? Y : X, cancellationToken);
    }
}

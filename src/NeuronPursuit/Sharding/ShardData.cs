using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>The rows of one shard, as <see cref="IShardSource.Load"/> gives them. Not modified, and let go once packed.</summary>
public sealed class ShardData
{
    /// <summary>Samples with one target each.</summary>
    /// <param name="X">Inputs, n x d: one sample per row.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>.</param>
    public ShardData(double[,] X, double[] y) => Rows = Of(X, AsColumn(y));

    /// <summary>Samples with several targets each.</summary>
    /// <param name="X">Inputs, n x d: one sample per row.</param>
    /// <param name="Y">Targets, n x m: one row per row of <paramref name="X"/>.</param>
    public ShardData(double[,] X, double[,] Y) => Rows = Of(X, Y);

    /// <inheritdoc cref="ShardData(double[,], double[])"/>
    public ShardData(float[,] X, float[] y) => Rows = Of(X, AsColumn(y));

    /// <inheritdoc cref="ShardData(double[,], double[,])"/>
    public ShardData(float[,] X, float[,] Y) => Rows = Of(X, Y);

    internal IShardRows Rows { get; }

    private static ShardRows<T> Of<T>(T[,] X, T[,] Y)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        if (X.GetLength(0) != Y.GetLength(0))
        {
            throw new InvalidDataException(
                $"it has {Y.GetLength(0)} rows of targets but X has {X.GetLength(0)} rows ({X.GetLength(0)} x {X.GetLength(1)}, samples x features). Give one target per row of X.");
        }

        return new ShardRows<T>(X, Y);
    }

    private static T[,] AsColumn<T>(T[] y)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(y);
        var column = new T[y.Length, 1];
        y.CopyTo(column.AsSpan());
        return column;
    }
}

namespace NeuronPursuit;

/// <summary>The rows of one shard, as <see cref="IShardSource.Load"/> gives them. Not modified, and let go once packed.</summary>
public sealed class ShardData
{
    /// <summary>Samples with one target each.</summary>
    /// <param name="X">Inputs, n x d: one sample per row.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ. Values are checked by the fit.</exception>
    public ShardData(double[,] X, double[] y) => Rows = Of(X, ColumnMatrix.Of(y), nameof(y));

    /// <summary>Samples with several targets each.</summary>
    /// <param name="X">Inputs, n x d: one sample per row.</param>
    /// <param name="Y">Targets, n x m: one row per row of <paramref name="X"/>.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ. Values are checked by the fit.</exception>
    public ShardData(double[,] X, double[,] Y) => Rows = Of(X, Y, nameof(Y));

    /// <inheritdoc cref="ShardData(double[,], double[])"/>
    public ShardData(float[,] X, float[] y) => Rows = Of(X, ColumnMatrix.Of(y), nameof(y));

    /// <inheritdoc cref="ShardData(double[,], double[,])"/>
    public ShardData(float[,] X, float[,] Y) => Rows = Of(X, Y, nameof(Y));

    internal ShardData(IShardRows rows) => Rows = rows;

    internal IShardRows Rows { get; }

    private static ShardRows<T> Of<T>(T[,] X, T[,] Y, string targetName)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        if (X.GetLength(0) != Y.GetLength(0))
        {
            throw new ArgumentException(
                $"{targetName} has {Y.GetLength(0)} rows but X has {X.GetLength(0)} ({X.GetLength(0)} x {X.GetLength(1)}, samples x features). Pass one row of targets per row of X.",
                targetName);
        }

        return new ShardRows<T>(X, Y);
    }
}

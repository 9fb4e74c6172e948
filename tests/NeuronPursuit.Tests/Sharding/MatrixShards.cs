namespace NeuronPursuit.Tests.Sharding;

/// <summary>The rows of a matrix, cut into shards of about the same size.</summary>
internal sealed class MatrixShards(double[,] X, double[,] Y, int shards) : IShardSource
{
    public MatrixShards((double[,] X, double[] y) data, int shards)
        : this(data.X, Matrices.Column(data.y), shards)
    {
    }

    public int ShardCount => shards;

    /// <summary>Called with the shard that is loaded.</summary>
    public Action<int> OnLoad { get; init; } = _ => { };

    public ShardData Load(int shard, CancellationToken cancellationToken)
    {
        OnLoad(shard);
        int first = (int)((long)shard * X.GetLength(0) / shards);
        int end = (int)((long)(shard + 1) * X.GetLength(0) / shards);
        return new ShardData(Rows(X, first, end), Rows(Y, first, end));
    }

    private static double[,] Rows(double[,] matrix, int first, int end)
    {
        double[,] rows = new double[end - first, matrix.GetLength(1)];
        Array.Copy(matrix, first * matrix.GetLength(1), rows, 0, rows.Length);
        return rows;
    }
}

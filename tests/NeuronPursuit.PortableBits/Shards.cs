namespace NeuronPursuit.PortableBits;

/// <summary>Every so manieth row makes a shard.</summary>
internal sealed class Shards(Data data, int count) : IShardSource
{
    public int ShardCount => count;

    public ShardData Load(int shard, CancellationToken cancellationToken)
    {
        int[] rows = [.. Enumerable.Range(0, data.X.GetLength(0)).Where(row => row % ShardCount == shard)];
        double[,] X = new double[rows.Length, data.X.GetLength(1)];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < X.GetLength(1); j++)
            {
                X[i, j] = data.X[rows[i], j];
            }
        }

        double[] y = data.First;
        return new ShardData(X, Array.ConvertAll(rows, row => y[row]));
    }
}

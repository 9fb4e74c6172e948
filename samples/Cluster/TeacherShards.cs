namespace NeuronPursuit.Samples.Cluster;

/// <summary>
/// Generated shards: standard normal inputs, and a target that a network of a few neurons explains but for a little noise.
/// What travels to the silos is these four numbers; each silo makes its own rows.
/// </summary>
[GenerateSerializer]
[Immutable]
[Alias("NeuronPursuit.Samples.Cluster.TeacherShards")]
public sealed class TeacherShards(int rows, int inputs, int shards, int seed) : IShardSource
{
    [Id(0)]
    private readonly int _rows = rows;

    [Id(1)]
    private readonly int _inputs = inputs;

    [Id(2)]
    private readonly int _shards = shards;

    [Id(3)]
    private readonly int _seed = seed;

    public int ShardCount => _shards;

    public ShardData Load(int shard, CancellationToken cancellationToken)
    {
        int count = (int)((long)(shard + 1) * _rows / _shards) - (int)((long)shard * _rows / _shards);
        var random = new Random(_seed + (7919 * shard));
        float[,] X = new float[count, _inputs];
        float[] y = new float[count];
        for (int row = 0; row < count; row++)
        {
            if (row % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            for (int column = 0; column < _inputs; column += 2)
            {
                (float first, float second) = NormalPair(random);
                X[row, column] = first;
                if (column + 1 < _inputs)
                {
                    X[row, column + 1] = second;
                }
            }

            float inner = MathF.Max(0, (2 * X[row, 0]) + X[row, 1]) - MathF.Max(0, X[row, 2] - X[row, 3]);
            y[row] = MathF.Max(0, inner) + MathF.Max(0, X[row, 4] - X[row, 0]) + (0.02f * NormalPair(random).First);
        }

        return new ShardData(X, y);
    }

    private static (float First, float Second) NormalPair(Random random)
    {
        float radius = MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle()));
        (float sine, float cosine) = MathF.SinCos(2 * MathF.PI * random.NextSingle());
        return (radius * cosine, radius * sine);
    }
}

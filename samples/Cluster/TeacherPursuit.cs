namespace NeuronPursuit.Samples.Cluster;

/// <summary>One restart as a task: the whole fit on one silo, from a seed of its own.</summary>
[GenerateSerializer]
[Immutable]
[Alias("NeuronPursuit.Samples.Cluster.TeacherPursuit")]
public sealed class TeacherPursuit(int rows, int inputs, ulong seed, int restarts = 4) : IPursuitTask
{
    [Id(0)]
    private readonly int _rows = rows;

    [Id(1)]
    private readonly int _inputs = inputs;

    [Id(2)]
    private readonly ulong _seed = seed;

    [Id(3)]
    private readonly int _restarts = restarts;

    public NeuronPursuitModel Run(CancellationToken cancellationToken) => new NeuronPursuitBuilder()
        .WithSeed(_seed)
        .WithMaxIterations(3)
        .WithRestarts(_restarts)
        .WithMaxDegreeOfParallelism(1)
        .Fit(new TeacherShards(_rows, _inputs, 1, 1), cancellationToken);
}

using CommunityToolkit.HighPerformance;
using NeuronPursuit.Samples.Cluster;

namespace NeuronPursuit.ClusterSpeed;

/// <summary>
/// The same sums over the same rows by two threads of this process and by two silos of one thread each, in turn, so that
/// whatever else the machine does weighs on both.
/// </summary>
internal static class Efficiency
{
    private const int Inputs = 50;
    private const int Turns = 15;

    public static async Task RunAsync(int rows)
    {
        var source = new TeacherShards(rows, Inputs, 2, 1);
        await using LocalCluster cluster = await LocalCluster.StartAsync(2);
        using var remote = new GrainShards(cluster.Client, source, new ClusterPursuitOptions());
        ShardedPursuitData distributed = ShardedSession.Open(remote);
        LocalPursuitData<double> local = Local(rows);
        Console.WriteLine($"{rows:N0} x {Inputs}, double precision, {Turns} turns each, medians");
        Console.WriteLine();
        Console.WriteLine("| sum | local, 2 threads | 2 silos x 1 thread | efficiency |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (int[] hidden in (int[][])[[1, 1], [4, 3], [9, 4]])
        {
            var shape = new NetworkShape([Inputs, .. hidden, 1], HomogeneousActivation.ReLU);
            double[] weights = ShardedSession.Weights(shape, 2);
            double[] gradient = new double[weights.Length];
            ISumObjective near = local.TrainingObjective(shape, CancellationToken.None);
            ISumObjective far = distributed.TrainingObjective(shape, CancellationToken.None);
            Compare(
                $"loss and gradient, {shape.ParameterCount} weights",
                () => near.Evaluate(weights, gradient),
                () => far.Evaluate(weights, gradient));
        }

        INcfObjective nearSearch = local.NetworkCorrelation(2, HomogeneousActivation.ReLU, CancellationToken.None);
        INcfObjective farSearch = distributed.NetworkCorrelation(2, HomogeneousActivation.ReLU, CancellationToken.None);
        double[] candidates = ShardedSession.Weights(new NetworkShape([Inputs, 32, 1], HomogeneousActivation.ReLU), 3)[..(32 * (Inputs + 1))];
        double[] gradients = new double[candidates.Length];
        double[] values = new double[32];
        Compare(
            "correlation of 32 candidates",
            () => nearSearch.Evaluate(candidates, values, gradients),
            () => farSearch.Evaluate(candidates, values, gradients));
    }

    private static void Compare(string name, Action local, Action distributed)
    {
        (var near, var far) = (new Timings(), new Timings());
        local();
        distributed();
        for (int turn = 0; turn < Turns; turn++)
        {
            near.Measure(local);
            far.Measure(distributed);
        }

        Console.WriteLine(FormattableString.Invariant(
            $"| {name} | {near.Median / 1000:0.0} ms | {far.Median / 1000:0.0} ms | {100 * near.Median / far.Median:0} % |"));
    }

    private static LocalPursuitData<double> Local(int rows)
    {
        var X = new float[rows, Inputs];
        var y = new float[rows, 1];
        int place = 0;
        for (int shard = 0; shard < 2; shard++)
        {
            var part = (ShardRows<float>)new TeacherShards(rows, Inputs, 2, 1).Load(shard, CancellationToken.None).Rows;
            part.CopyTo(X.AsSpan2D().Slice(place, 0, part.RowCount, Inputs), y.AsSpan2D().Slice(place, 0, part.RowCount, 1));
            place += part.RowCount;
        }

        return LocalPursuitData<double>.Pack<float>(
            X, y, InputMap.Identity(Inputs), ColumnScaling.Uniform(1, 1), false, new ChunkRunner(2));
    }
}

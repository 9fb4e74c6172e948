using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NeuronPursuit.Samples.Cluster;

namespace NeuronPursuit.ClusterSpeed;

/// <summary>
/// One all-reduce: the weights go to all shards, value and gradient of each come back and are added. Shards have next to no
/// rows, so what is measured is the way.
/// </summary>
internal static class RoundTrips
{
    public static async Task RunAsync(int steps)
    {
        Console.WriteLine("| coordinator | weights | shards | 10 % | median | 90 % |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        var settings = new ClusterSettings(ClusterSettings.FreeBasePort());
        using (IHost own = settings.Silo(0))
        {
            await own.StartAsync();
            using SiloProcess other = await SiloProcess.StartAsync(settings, 1);
            MeasureAll("in one of two silos", own.Services.GetRequiredService<IClusterClient>(), steps);
            other.Kill();
            await own.StopAsync(new CancellationToken(canceled: true));
        }

        await using (LocalCluster cluster = await LocalCluster.StartAsync(2))
        {
            MeasureAll("a client of two silos", cluster.Client, steps);
        }

        Report("no cluster", 4, Measure(new LocalShards(new TeacherShards(64, 49, 4, 1), 1), 10, steps), 10);
    }

    private static void MeasureAll(string coordinator, IClusterClient client, int steps)
    {
        // The first case is measured twice: the code is compiled in steps, and its first run is not reported.
        (int Hidden, int Shards)[] cases = [(10, 4), (10, 4), (100, 4), (10, 16), (10, 32), (10, 64), (10, 128), (100, 64)];
        for (int place = 0; place < cases.Length; place++)
        {
            (int hidden, int shards) = cases[place];
            var source = new TeacherShards(16 * shards, 49, shards, 1);
            using var remote = new GrainShards(client, source, new ClusterPursuitOptions());
            Timings timings = Measure(remote, hidden, shards > ShardGroup.Size ? steps / 4 : steps);
            if (place > 0)
            {
                Report(coordinator, shards, timings, hidden);
            }
        }
    }

    private static Timings Measure(IShardExecutor executor, int hidden, int steps)
    {
        ShardedPursuitData data = ShardedSession.Open(executor);
        ISumObjective objective = data.TrainingObjective(Shape(hidden), CancellationToken.None);
        double[] weights = ShardedSession.Weights(Shape(hidden), 1);
        double[] gradient = new double[weights.Length];
        for (int step = 0; step < steps / 2; step++)
        {
            objective.Evaluate(weights, gradient);
        }

        var timings = new Timings();
        for (int step = 0; step < steps; step++)
        {
            timings.Measure(() => objective.Evaluate(weights, gradient));
        }

        return timings;
    }

    private static NetworkShape Shape(int hidden) => new([49, hidden, 1], HomogeneousActivation.ReLU);

    private static void Report(string coordinator, int shards, Timings timings, int hidden) => Console.WriteLine(FormattableString.Invariant(
        $"| {coordinator} | {Shape(hidden).ParameterCount} | {shards} | {timings.Quantile(0.1):0} us | {timings.Median:0} us | {timings.Quantile(0.9):0} us |"));
}

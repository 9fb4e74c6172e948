using System.Diagnostics;
using System.Globalization;
using NeuronPursuit.Samples.Cluster;

namespace NeuronPursuit.ClusterSpeed;

/// <summary>Fits during which a silo is killed at a random moment, each compared with the fit that nothing disturbed.</summary>
internal static class Kills
{
    public static async Task<int> RunAsync(int first, int last)
    {
        var source = new TeacherShards(40_000, 10, 4, 1);
        string expected = Bits(Builder().Fit(source));
        await using LocalCluster cluster = await LocalCluster.StartAsync(3);
        var clock = Stopwatch.StartNew();
        await Fit(cluster, source);
        double undisturbed = clock.Elapsed.TotalSeconds;
        Console.WriteLine(FormattableString.Invariant($"Without a kill: {undisturbed:0.0} s. One of three silos killed:"));
        Console.WriteLine();
        Console.WriteLine("| run | killed after | fit | same bits |");
        Console.WriteLine("|---:|---:|---:|---|");
        int wrong = 0;
        for (int run = first; run <= last; run++)
        {
            var random = new Random(run);
            double killedAt = 0;
            clock.Restart();
            Task kill = KillAsync(TimeSpan.FromSeconds(random.NextDouble() * undisturbed));
            string actual = Bits(await Fit(cluster, source));
            double seconds = clock.Elapsed.TotalSeconds;
            await kill;
            bool same = actual == expected;
            wrong += same ? 0 : 1;
            Console.WriteLine(FormattableString.Invariant($"| {run} | {killedAt:0.0} s | {seconds:0.0} s | {(same ? "yes" : "NO")} |"));
            await cluster.ReplaceKilledAsync();

            async Task KillAsync(TimeSpan delay)
            {
                await Task.Delay(delay);
                cluster.KillOne();
                killedAt = clock.Elapsed.TotalSeconds;
            }
        }

        Console.WriteLine();
        Console.WriteLine($"{last - first + 1} runs, {wrong} wrong results.");
        return wrong;
    }

    private static NeuronPursuitBuilder Builder() =>
        new NeuronPursuitBuilder().WithMaxIterations(4).WithRestarts(8).WithTargetError(1e-6).WithMaxDegreeOfParallelism(1);

    private static Task<NeuronPursuitModel> Fit(LocalCluster cluster, IShardSource source) =>
        Builder().OnCluster(cluster.Client).FitAsync(source);

    private static string Bits(NeuronPursuitModel model)
    {
        IEnumerable<double> numbers = model.History.SelectMany(iteration => new[] { iteration.Loss, iteration.TrainingError, iteration.CorrelationValue })
            .Concat(Enumerable.Range(0, model.Depth).SelectMany(layer => model.GetWeights(layer).Cast<double>()));
        return string.Join(' ', numbers.Select(number => BitConverter.DoubleToInt64Bits(number).ToString("x", CultureInfo.InvariantCulture)));
    }
}

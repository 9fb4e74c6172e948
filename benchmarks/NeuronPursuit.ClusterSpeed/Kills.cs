using System.Diagnostics;
using System.Globalization;
using NeuronPursuit.Samples.Cluster;

namespace NeuronPursuit.ClusterSpeed;

/// <summary>Fits during which a silo is killed at a random moment, each compared with the fit that nothing disturbed.</summary>
internal static class Kills
{
    private const int Iterations = 4;

    public static async Task<int> RunAsync(int first, int last)
    {
        var source = new TeacherShards(40_000, 10, 4, 1);
        string expected = Bits(Builder().Fit(source));
        await using LocalCluster cluster = await LocalCluster.StartAsync(3);
        var clock = Stopwatch.StartNew();
        await Fit(cluster, source, _ => { });
        double undisturbed = clock.Elapsed.TotalSeconds;
        Console.WriteLine(FormattableString.Invariant($"Without a kill: {undisturbed:0.0} s. One of three silos killed:"));
        Console.WriteLine();
        Console.WriteLine("| run | killed | fit | same bits |");
        Console.WriteLine("|---:|---|---:|---|");
        int wrong = 0;
        for (int run = first; run <= last; run++)
        {
            // In the preparation or the first fit, or in the growth of iteration 2, 3 or 4.
            var random = new Random(run);
            int after = run % Iterations;
            var delay = TimeSpan.FromMilliseconds(random.Next(300));
            Task? kill = after == 0 ? KillAsync(cluster, delay + TimeSpan.FromMilliseconds(300)) : null;
            clock.Restart();
            NeuronPursuitModel model = await Fit(cluster, source, iteration =>
            {
                if (iteration.Number == after)
                {
                    kill = KillAsync(cluster, delay);
                }
            });
            double seconds = clock.Elapsed.TotalSeconds;
            bool inTime = kill!.IsCompleted;
            await kill;
            bool same = Bits(model) == expected;
            wrong += same ? 0 : 1;
            Console.WriteLine(FormattableString.Invariant(
                $"| {run} | {(inTime ? "" : "TOO LATE, ")}{(after == 0 ? delay.TotalMilliseconds + 300 : delay.TotalMilliseconds):0} ms after {(after == 0 ? "the beginning" : $"iteration {after}")} | {seconds:0.0} s | {(same ? "yes" : "NO")} |"));
            await cluster.ReplaceKilledAsync();
        }

        Console.WriteLine();
        Console.WriteLine($"{last - first + 1} runs, {wrong} wrong results.");
        return wrong;
    }

    private static async Task KillAsync(LocalCluster cluster, TimeSpan delay)
    {
        await Task.Delay(delay);
        cluster.KillOne();
    }

    private static NeuronPursuitBuilder Builder() =>
        new NeuronPursuitBuilder().WithMaxIterations(Iterations).WithRestarts(8).WithTargetError(1e-6).WithMaxDegreeOfParallelism(1);

    private static Task<NeuronPursuitModel> Fit(LocalCluster cluster, IShardSource source, Action<PursuitIteration> report) =>
        Builder().WithProgress(new Inline(report)).OnCluster(cluster.Client).FitAsync(source);

    private static string Bits(NeuronPursuitModel model)
    {
        IEnumerable<double> numbers = model.History.SelectMany(iteration => new[] { iteration.Loss, iteration.TrainingError, iteration.CorrelationValue })
            .Concat(Enumerable.Range(0, model.Depth).SelectMany(layer => model.GetWeights(layer).Cast<double>()));
        return string.Join(' ', numbers.Select(number => BitConverter.DoubleToInt64Bits(number).ToString("x", CultureInfo.InvariantCulture)));
    }

    private sealed class Inline(Action<PursuitIteration> report) : IProgress<PursuitIteration>
    {
        public void Report(PursuitIteration value) => report(value);
    }
}

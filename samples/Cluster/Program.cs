using System.Diagnostics;
using System.Globalization;
using NeuronPursuit;
using NeuronPursuit.Samples.Cluster;

if (args is ["silo", var index, var port, var postgres, var certificate])
{
    await SiloProcess.RunAsync(
        new ClusterSettings(
            int.Parse(port, CultureInfo.InvariantCulture),
            postgres.Length == 0 ? null : postgres,
            certificate.Length == 0 ? null : certificate),
        int.Parse(index, CultureInfo.InvariantCulture));
    return 0;
}

var arguments = new Arguments(args);
int rows = arguments.Number("rows", 2_000_000, least: 1);
int inputs = arguments.Number("inputs", 50, least: 5);
int shards = arguments.Number("shards", 6, least: 1);
int silos = arguments.Number("silos", 3, least: 1);
int iterations = arguments.Number("iterations", 4, least: 1);
int killAfter = arguments.Number("kill-after", 0, least: 0);
if (arguments.Error is { } error)
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine("Usage: Cluster [--rows N] [--inputs N] [--shards N] [--silos N] [--iterations N] [--kill-after ITERATION]");
    return 2;
}

var clock = Stopwatch.StartNew();
Console.WriteLine($"Starting {silos} silo processes on loopback ...");
await using LocalCluster cluster = await LocalCluster.StartAsync(silos);
Say($"{silos} silos serve: processes {string.Join(", ", cluster.Silos.Select(silo => silo.Id))}");
Say($"Fitting {rows:N0} x {inputs} in {shards} shards. {(Console.IsInputRedirected ? "" : "Press k to kill a silo.")}");

using var fitted = new CancellationTokenSource();
Task keys = Console.IsInputRedirected ? Task.CompletedTask : WatchKeysAsync(fitted.Token);
NeuronPursuitModel model = await new NeuronPursuitBuilder()
    .WithMaxIterations(iterations)
    .WithRestarts(8)
    .WithTargetError(0.02)
    .WithOptimizer(new LimitedMemoryBfgs(30))
    .WithProgress(new Reporter(iteration =>
    {
        Say($"iteration {iteration.Number}: {iteration.Kind}, widths {string.Join('/', iteration.HiddenWidths)}, error {iteration.TrainingError:0.0000}");
        if (iteration.Number == killAfter)
        {
            Kill();
        }
    }))
    .OnCluster(cluster.Client)
    .FitAsync(new TeacherShards(rows, inputs, shards, seed: 1));
await fitted.CancelAsync();
await keys.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
Say($"done: {model.StopReason}, {model.ParameterCount} weights, error {model.History[^1].TrainingError:0.0000}");
return 0;

void Say(string text) => Console.WriteLine($"[{clock.Elapsed.TotalSeconds,6:0.0} s] {text}");

void Kill() => Say(cluster.KillOne() is { } silo
    ? $"killed the silo of process {silo.Id}; its shards move to the others"
    : "no silo is left to kill");

async Task WatchKeysAsync(CancellationToken token)
{
    while (!token.IsCancellationRequested)
    {
        if (Console.KeyAvailable && Console.ReadKey(intercept: true).KeyChar == 'k')
        {
            Kill();
        }

        await Task.Delay(100, token);
    }
}

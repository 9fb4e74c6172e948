using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NeuronPursuit.Benchmarks;

/// <summary>Whole fits: beside the paper's recipe in PyTorch on the same data, their CPU time, and the first of a process.</summary>
internal sealed class FitComparison(ComparisonTable table, PythonPeer? peer, bool wholeRecipe)
{
    private const int Rounds = 5;
    private const int TestSamples = 20_000;

    // Of 2500 and 70,000: about 3 s of PyTorch for each round.
    private const int AscentSteps = 300;
    private const int DescentSteps = 2000;

    private static readonly PaperTask Task = PaperTask.Named("f1 800");

    public void Run()
    {
        CompareRecipes();
        AddCpuTime(Task, "50 ms");
        AddCpuTime(PaperTask.Named("f2 1600"), "500 ms");
        AddColdStart();
    }

    private void CompareRecipes()
    {
        (double[,] x, double[] y) = Task.TrainingData();
        (double[,] xt, double[] yt) = Task.TestData(TestSamples);
        NeuronPursuitEstimator fast = Task.Builder().WithMaxDegreeOfParallelism(1).Build();
        NeuronPursuitEstimator paper = Task.Builder().WithMaxDegreeOfParallelism(1).WithRecipe(PursuitRecipe.Paper).Build();

        Console.Error.WriteLine("the paper's recipe");
        long start = Stopwatch.GetTimestamp();
        NeuronPursuitModel paperModel = paper.Fit(x, y);
        Series paperTimes = new();
        paperTimes.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);

        using var folder = new TemporaryFolder();
        folder.Write("x.f64", x.Cast<double>());
        folder.Write("y.f64", y);
        folder.Write("xt.f64", xt.Cast<double>());
        folder.Write("yt.f64", yt);
        int iterations = paperModel.History.Count;
        var timer = new RoundTimer(() => fast.Fit(x, y));
        Series times = new(), peerTimes = new();
        JsonElement answer = default;
        for (int round = 0; round < Rounds; round++)
        {
            times.Add(timer.Round());
            if (peer is not null)
            {
                answer = peer.Ask(Command(folder.Path, iterations, AscentSteps, DescentSteps));
                peerTimes.Add(answer.GetProperty("seconds").GetDouble());
            }
        }

        double? peerTime = peer is null ? null : peerTimes.Median;
        table.Add($"fit of {Task}: default recipe / the paper's in PyTorch", "float64 / float32", times, null, peerTime, "1000x");
        table.Add($"fit of {Task}: the paper's recipe on both sides", "float64 / float32", paperTimes, null, peerTime, "");
        string fastError = Scientific(PaperTask.RelativeError(fast.Fit(x, y).Predict(xt), yt));
        string paperError = Scientific(PaperTask.RelativeError(paperModel.Predict(xt), yt));
        table.Note($"Test errors of the fits of {Task}: default recipe {fastError}, the paper's recipe {paperError} after {iterations} iterations.");
        if (peer is not null)
        {
            table.Note($"PyTorch's time for the paper's recipe, {iterations} iterations, is {answer.GetProperty("note").GetString()}.");
        }

        if (peer is not null && wholeRecipe)
        {
            JsonElement whole = peer.Ask(Command(folder.Path, iterations, 2500, 70_000));
            table.Note(
                $"All steps in PyTorch: {MarkdownTable.Duration(whole.GetProperty("seconds").GetDouble())}, "
                + $"test error {Scientific(whole.GetProperty("testError").GetDouble())}, {whole.GetProperty("iterations").GetInt32()} iterations.");
        }
    }

    private static object Command(string folder, int iterations, int ascentSteps, int descentSteps) =>
        new { command = "recipe", folder, inputs = 50, iterations, ascentSteps, descentSteps };

    private void AddCpuTime(PaperTask task, string goal)
    {
        Console.Error.WriteLine($"CPU time of {task}");
        (double[,] x, double[] y) = task.TrainingData();
        NeuronPursuitEstimator estimator = task.Builder().WithMaxDegreeOfParallelism(1).Build();
        _ = new RoundTimer(() => estimator.Fit(x, y));
        Series times = new();
        for (int round = 0; round < Rounds; round++)
        {
            // Not Process.TotalProcessorTime, which counts in ticks of 10 ms on Linux.
            TimeSpan before = Environment.CpuUsage.TotalTime;
            estimator.Fit(x, y);
            times.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        table.Add($"fit of {task}: CPU time, warm", "float64", times, null, null, goal);
    }

    private void AddColdStart()
    {
        Console.Error.WriteLine("first fits");
        Series first = new(), second = new(), difference = new();
        for (int round = 0; round < Rounds; round++)
        {
            (double one, double two) = ColdStart.RunInNewProcess();
            first.Add(one);
            second.Add(two);
            difference.Add(one - two);
        }

        table.Add($"fit of {Task}: first of a process", "float64", first, null, null, "");
        table.Add($"fit of {Task}: second of a process", "float64", second, null, null, "");
        table.Add($"fit of {Task}: first less second", "float64", difference, null, null, "400 ms");
    }

    private static string Scientific(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("np-compare-").FullName;

        public void Write(string name, IEnumerable<double> values) =>
            File.WriteAllBytes(System.IO.Path.Combine(Path, name), MemoryMarshal.AsBytes<double>(values.ToArray()));

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}

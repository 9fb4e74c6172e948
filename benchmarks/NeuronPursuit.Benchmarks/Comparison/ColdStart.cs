using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace NeuronPursuit.Benchmarks;

/// <summary>The first fit of a process, which waits for the compiler, beside the second.</summary>
internal static class ColdStart
{
    public const string Argument = "--cold";

    private static readonly PaperTask Task = PaperTask.Named("f1 800");

    /// <summary>Starts this program anew; returns seconds of its first and second fit.</summary>
    public static (double First, double Second) RunInNewProcess()
    {
        string executable = Environment.ProcessPath!;
        List<string> arguments = [Argument];
        if (Path.GetFileNameWithoutExtension(executable) == "dotnet")
        {
            arguments.Insert(0, Assembly.GetEntryAssembly()!.Location);
        }

        using Process process = Process.Start(new ProcessStartInfo(executable, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double[] seconds = JsonSerializer.Deserialize<double[]>(output)!;
        return (seconds[0], seconds[1]);
    }

    public static void RunInThisProcess()
    {
        (double[,] x, double[] y) = Task.TrainingData();
        double[] seconds = new double[2];
        for (int fit = 0; fit < seconds.Length; fit++)
        {
            // The builder belongs to what a user's first fit costs.
            long start = Stopwatch.GetTimestamp();
            Task.Builder().WithMaxDegreeOfParallelism(1).Fit(x, y);
            seconds[fit] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Console.WriteLine(JsonSerializer.Serialize(seconds));
    }
}

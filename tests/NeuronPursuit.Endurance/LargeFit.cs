using System.Diagnostics;
using System.Globalization;

namespace NeuronPursuit.Endurance;

/// <summary>A fit of many rows in single precision in a process that may use what docs/performance.md says and no more.</summary>
internal static class LargeFit
{
    private const int Inputs = 50;
    private const int Iterations = 8;
    private const long Megabyte = 1 << 20;

    /// <summary>What does not depend on the number of rows: buffers of blocks, L-BFGS, the history, the runtime itself.</summary>
    private const long Always = 32 * Megabyte;

    /// <summary>
    /// Starts the process. The limit is needed since buffers that are no longer used otherwise wait for the collector
    /// for as long as there is memory.
    /// </summary>
    public static int Run(int rows)
    {
        long data = (long)rows * (Inputs + 1) * sizeof(float);
        long search = 2L * rows * Iterations * sizeof(float);
        long packed = (long)rows * (Inputs + 3) * sizeof(float);
        long limit = data + packed + search + Always;
        Console.WriteLine($"rows x inputs        {rows} x {Inputs}, single precision");
        Console.WriteLine($"memory of the heap   {limit / Megabyte} MB: the caller's data {data / Megabyte}, packed {packed / Megabyte}, a search in {Iterations} neurons {search / Megabyte}, always {Always / Megabyte}");
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
        foreach (string argument in (string[])[typeof(LargeFit).Assembly.Location, "fit", rows.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_GCHeapHardLimit"] = limit.ToString("x", CultureInfo.InvariantCulture);

        // A collection beside the program frees what was no longer used when it began: on a busy machine that is too late for a limit this tight.
        start.Environment["DOTNET_gcConcurrent"] = "0";
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        Console.WriteLine(process.ExitCode == 0 ? "within the documented memory" : "more than documented");
        return process.ExitCode;
    }

    public static int Fit(int rows)
    {
        (float[,] X, float[] y) = Data(rows);
        var clock = Stopwatch.StartNew();
        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithDepth(3).WithMaxIterations(Iterations).WithPrecision(Precision.Single).WithSeed(1).Fit(X, y);
        Console.WriteLine($"widths, error        {string.Join('/', model.HiddenWidths)}, {model.History[^1].TrainingError:0.0e+0}");
        Console.WriteLine($"seconds              {clock.Elapsed.TotalSeconds:0.0}");
        return 0;
    }

    private static (float[,] X, float[] y) Data(int rows)
    {
        var random = new Random(11);
        var X = new float[rows, Inputs];
        var y = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < Inputs; column++)
            {
                X[row, column] = 2 * random.NextSingle() - 1;
            }

            float inner = Math.Max(0, X[row, 0] + 2 * X[row, 1]) - Math.Max(0, X[row, 2] - X[row, 3]);
            y[row] = Math.Max(0, inner) + Math.Max(0, X[row, 4] - X[row, 5] - 0.5f * X[row, 6]) + 0.1f * random.NextSingle();
        }

        return (X, y);
    }
}

using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Hosting;

namespace NeuronPursuit.Samples.Cluster;

/// <summary>A silo in a process of its own: this program with the word "silo".</summary>
public sealed class SiloProcess : IDisposable
{
    private const string Ready = "ready";
    private static readonly TimeSpan StartWithin = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private SiloProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public bool IsAlive => !_process.HasExited;

    /// <summary>Starts a silo and waits until it serves.</summary>
    public static async Task<SiloProcess> StartAsync(
        ClusterSettings settings, int index, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(DotNet())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (string argument in Arguments(settings, index))
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var silo = new SiloProcess(Process.Start(start)!);
        try
        {
            await silo.WaitUntilReadyAsync(index);
            return silo;
        }
        catch
        {
            silo.Dispose();
            throw;
        }
    }

    /// <summary>What the process does: serves until its standard input ends, be it that its parent died.</summary>
    public static async Task RunAsync(ClusterSettings settings, int index)
    {
        using IHost host = settings.Silo(index);
        await host.StartAsync();
        await Console.Out.WriteLineAsync(Ready);
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        // What holds the rows of a shard need not be emptied in good order.
        Environment.Exit(0);
    }

    /// <summary>As the power fails: SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (IsAlive)
        {
            Kill();
        }

        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync(int index)
    {
        string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(StartWithin);
        if (line is null)
        {
            await _process.WaitForExitAsync();
            throw new InvalidOperationException($"Silo {index} did not start: its process ended with code {_process.ExitCode}.");
        }

        if (line != Ready)
        {
            throw new InvalidOperationException($"Silo {index} did not start: {line}");
        }
    }

    private static string DotNet() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static IEnumerable<string> Arguments(ClusterSettings settings, int index)
    {
        yield return "exec";
        yield return typeof(SiloProcess).Assembly.Location;
        yield return "silo";
        yield return index.ToString(CultureInfo.InvariantCulture);
        yield return settings.BasePort.ToString(CultureInfo.InvariantCulture);
        yield return settings.Postgres ?? "";
        yield return settings.Certificate ?? "";
    }
}

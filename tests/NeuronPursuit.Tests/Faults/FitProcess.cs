using System.Diagnostics;

namespace NeuronPursuit.Tests.Faults;

/// <summary>A fit with checkpoints in a process of its own (tests/NeuronPursuit.CheckpointedFit), which may be killed.</summary>
internal sealed class FitProcess : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "NeuronPursuit.CheckpointedFit.dll");

    private readonly Process _process;

    // One that hangs must not hang the tests.
    private readonly Timer _limit;

    private FitProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _limit = new Timer(_ => _process.Kill(), null, TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts one and returns when the fit itself begins.</summary>
    public static FitProcess Begin(string kind, string checkpoints, string model)
    {
        var process = new FitProcess(Start(DotNet.Command, [Program, kind, checkpoints, model]));
        process._process.StandardOutput.ReadLine().Should().Be("begun");
        return process;
    }

    /// <summary>Runs one to its end in a shell that first limits what it may do.</summary>
    public static (int Code, string Output) RunLimited(string limit, string kind, string checkpoints, string model)
    {
        ProcessStartInfo start = Start("sh", ["-c", $"{limit}; exec \"$@\"", "sh", DotNet.Command, Program, kind, checkpoints, model]);

        // The runtime maps its code through a file of its own, which a limit on the size of files would end.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = new FitProcess(start);
        string output = process._process.StandardOutput.ReadToEnd();
        process._process.WaitForExit();
        return (process._process.ExitCode, output);
    }

    public bool HasExited => _process.HasExited;

    /// <summary>SIGKILL: nothing in the process can answer it.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public int WaitForExit()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        _limit.Dispose();
        _process.Dispose();
    }

    private static ProcessStartInfo Start(string program, string[] arguments) => new(program, arguments)
    {
        RedirectStandardOutput = true,
        Environment = { ["DOTNET_TieredPGO"] = "0" },
    };
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NeuronPursuit.Tests;

/// <summary>Programs in processes of their own, on the runtime of the tests.</summary>
internal static class DotNet
{
    /// <summary>The dotnet command that runs the tests; where they run as a program, that of their runtime.</summary>
    public static string Command { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? OfTheRuntime() ?? "dotnet";

    /// <summary>Runs a program to its end; one that does not end in time is killed with all that it started.</summary>
    /// <param name="limit">What it may take at most.</param>
    /// <param name="arguments">The program and its arguments.</param>
    /// <param name="folder">Where it runs; null for here.</param>
    /// <param name="environment">What its environment has beside that of the tests.</param>
    public static (int Code, string Output, string Errors) Run(
        TimeSpan limit, IEnumerable<string> arguments, string? folder = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Command, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        using var end = new Timer(_ => process.Kill(entireProcessTree: true), null, limit, Timeout.InfiniteTimeSpan);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    /// <summary>Above shared/Microsoft.NETCore.App/VERSION; null where the runtime lies elsewhere.</summary>
    private static string? OfTheRuntime()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string path = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", name));
        return File.Exists(path) ? path : null;
    }
}

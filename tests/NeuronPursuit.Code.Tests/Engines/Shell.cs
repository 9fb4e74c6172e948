using System.Diagnostics;

namespace NeuronPursuit.Code.Tests.Engines;

/// <summary>Programs of the machine.</summary>
internal static class Shell
{
    /// <summary>Runs a program to its end and returns what it printed; a failure fails the test with what it said.</summary>
    public static string Run(string program, params string[] arguments)
    {
        (int code, string output, string errors) = TryRun(program, arguments);
        code.Should().Be(0, "{0} {1} said: {2}{3}", program, string.Join(' ', arguments.Take(8)), errors, output);
        return output;
    }

    public static (int Code, string Output, string Errors) TryRun(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    /// <summary>Why a program cannot be run; null where it can.</summary>
    public static string? Missing(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)))
            ? null
            : $"{program} is not installed; scripts/code-engines.sh installs it";
}

using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace NeuronPursuit.Benchmarks;

/// <summary>Where and with what a table was measured.</summary>
internal static partial class MachineDescription
{
    public static string Cpu { get; } = ReadCpu();

    /// <summary>The name of the CPU as the name of a folder.</summary>
    public static string CpuFolder => Separators().Replace(Cpu.ToLowerInvariant(), "-").Trim('-');

    public static string Library =>
        typeof(NeuronPursuitModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static string Runtime => string.Create(
        CultureInfo.InvariantCulture,
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, vectors of {MachineProbe.RegisterBits} bits");

    public static string Date => DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Runnable threads, averaged over the last minute; the measuring thread itself counts as one.</summary>
    public static string Load => File.Exists("/proc/loadavg")
        ? File.ReadAllText("/proc/loadavg").Split(' ')[0]
        : "unknown";

    private static string ReadCpu()
    {
        const string Table = "/proc/cpuinfo";
        string? line = File.Exists(Table)
            ? File.ReadLines(Table).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Separators();
}

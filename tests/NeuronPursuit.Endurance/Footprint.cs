using System.Diagnostics;

namespace NeuronPursuit.Endurance;

/// <summary>What the process holds after everything that can be let go is let go.</summary>
/// <param name="Managed">Bytes of living objects.</param>
/// <param name="Resident">Bytes of the process in memory, managed and native.</param>
/// <param name="Threads">Threads of the operating system.</param>
/// <param name="Handles">Open files and other handles.</param>
internal sealed record Footprint(long Managed, long Resident, int Threads, int Handles)
{
    public static Footprint Now()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return new Footprint(
            GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64, process.Threads.Count, HandleCount(process));
    }

    // .NET counts handles on Windows only.
    private static int HandleCount(Process process) =>
        OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : process.HandleCount;
}

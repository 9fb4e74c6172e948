using System.Globalization;

namespace NeuronPursuit.Benchmarks;

/// <summary>Runs the library and PyTorch side by side and writes one table. <c>benchmarks/compare</c> starts it.</summary>
internal static class ComparisonRun
{
    private const int DefaultRounds = 20;

    public static void Start(string[] args)
    {
        string peers = Option(args, "--peers") ?? Path.Combine("benchmarks", "peers");
        string results = Option(args, "--results") ?? Path.Combine("benchmarks", "results");
        int rounds = Option(args, "--rounds") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : DefaultRounds;
        using PythonPeer? peer = Option(args, "--python") is { } python ? new PythonPeer(python, peers) : null;
        string loadBefore = MachineDescription.Load;
        var table = new ComparisonTable();
        new ShapeComparison(table, peer, rounds).Run();
        new FitComparison(table, peer, wholeRecipe: args.Contains("--whole-recipe")).Run();

        string report = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # NeuronPursuit beside PyTorch

            - {MachineDescription.Cpu}, {(Environment.ProcessorCount == 1 ? "both sides pinned to one core" : "not pinned to a core")}, one thread each
            - {MachineDescription.Date}, load average {loadBefore} before and {MachineDescription.Load} after (the measurement itself is 1)
            - NeuronPursuit {MachineDescription.Library}, {MachineDescription.Runtime}
            - {peer?.Description ?? "PyTorch: not found, so its columns are empty"}, eager
            - {rounds} rounds: FMA probe, library, PyTorch, in turn. Times and ratios are medians of the rounds; the share
              of FMA peak relates the median, and the best round, to the best probe.

            {table}

            {table.Notes}
            """);
        string folder = Path.Combine(results, MachineDescription.CpuFolder);
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, "compare.md");
        File.WriteAllText(path, report.TrimEnd() + "\n");
        Console.WriteLine(report);
        Console.Error.WriteLine($"written to {path}");
    }

    private static string? Option(string[] args, string name)
    {
        int index = Array.IndexOf(args, name);
        return index >= 0 && index + 1 < args.Length ? args[index + 1] : null;
    }
}

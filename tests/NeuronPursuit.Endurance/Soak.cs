using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NeuronPursuit.Endurance;

/// <summary>The same work for a long time, which must neither need more and more nor ever end in other bits.</summary>
internal static class Soak
{
    private const double Megabyte = 1 << 20;

    /// <summary>A leak of a hundred bytes in each of the tens of thousands of fits of half an hour is more than this.</summary>
    private const double ManagedTolerance = 1;

    /// <summary>Code that is compiled late and pools of the runtime; the middle of the run is compared with its end.</summary>
    private const double ResidentTolerance = 16;

    /// <summary>Medians of three, since the runtime's pools take and give back threads as they like.</summary>
    private const int FewestSamples = 9;

    public static int Run(TimeSpan length)
    {
        using var work = new Work();
        double[][] expected = [.. work.All.Select(part => part.Run())];
        var clock = Stopwatch.StartNew();
        var samples = new List<Footprint>();
        TimeSpan pause = length / 30;
        long rounds = 0;
        Console.WriteLine("| minutes | rounds | managed MB | resident MB | threads | handles |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|");
        while (clock.Elapsed < length || samples.Count < FewestSamples)
        {
            for (int part = 0; part < expected.Length; part++)
            {
                (string name, Func<double[]> run) = work.All[part];
                if (!SameBits(expected[part], run()))
                {
                    Console.WriteLine($"round {rounds + 1}, {name}: other bits than in the first round");
                    return 1;
                }
            }

            rounds++;
            if (clock.Elapsed >= pause * (samples.Count + 1) || clock.Elapsed >= length)
            {
                Footprint now = Footprint.Now();
                samples.Add(now);
                Console.WriteLine(
                    $"| {clock.Elapsed.TotalMinutes:0.0} | {rounds} | {now.Managed / Megabyte:0.00} | {now.Resident / Megabyte:0} | {now.Threads} | {now.Handles} |");
            }
        }

        return Judge(samples, rounds * expected.Length);
    }

    public static bool SameBits(double[] one, double[] other) =>
        MemoryMarshal.AsBytes(one.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(other.AsSpan()));

    // The first third warms up; the medians of the second and of the last are compared.
    private static int Judge(List<Footprint> samples, long fits)
    {
        int third = samples.Count / 3;
        double Growth(Func<Footprint, long> quantity) =>
            Median(samples.TakeLast(third).Select(quantity)) - Median(samples.Skip(third).SkipLast(third).Select(quantity));

        double managed = Growth(sample => sample.Managed) / Megabyte;
        double resident = Growth(sample => sample.Resident) / Megabyte;
        double threads = Growth(sample => sample.Threads);
        double handles = Growth(sample => sample.Handles);
        Console.WriteLine();
        Console.WriteLine(
            $"{fits} fits of the same bits; from the second third to the last: managed {managed:+0.00;-0.00;0.00} MB, resident {resident:+0.0;-0.0;0.0} MB, threads {threads:+0;-0;0}, handles {handles:+0;-0;0}");
        bool steady = managed < ManagedTolerance && resident < ResidentTolerance && threads < 4 && handles < 4;
        Console.WriteLine(steady ? "steady" : "it grows");
        return steady ? 0 : 1;
    }

    private static double Median(IEnumerable<long> values)
    {
        long[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}

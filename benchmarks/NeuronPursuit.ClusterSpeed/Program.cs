using NeuronPursuit.ClusterSpeed;

// What the tables of benchmarks/results/<cpu>/cluster.md are made with: dotnet run -c Release -- <table> [options]
switch (args)
{
    case ["round-trip"]:
        await RoundTrips.RunAsync(steps: 4000);
        return 0;
    case ["efficiency", .. var rest]:
        await Efficiency.RunAsync(rest is [var rows] ? int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture) : 2_000_000);
        return 0;
    case ["kills", .. var rest]:
        return await Kills.RunAsync(rest is [var runs] ? int.Parse(runs, System.Globalization.CultureInfo.InvariantCulture) : 20);
    default:
        Console.Error.WriteLine("Usage: round-trip | efficiency [ROWS] | kills [RUNS]");
        return 2;
}

using NeuronPursuit.ClusterSpeed;

// What the tables of benchmarks/results/<cpu>/cluster.md are made with: dotnet run -c Release -- <table> [options]
switch (args)
{
    case ["round-trip"]:
        await RoundTrips.RunAsync(steps: 2000);
        return 0;
    case ["efficiency", .. var rest]:
        await Efficiency.RunAsync(rest is [var rows] ? int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture) : 2_000_000);
        return 0;
    case ["kills", .. var rest]:
        int[] numbers = [.. rest.Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
        return await Kills.RunAsync(numbers is [var first, ..] ? first : 1, numbers is [_, var last] ? last : 20);
    default:
        Console.Error.WriteLine("Usage: round-trip | efficiency [ROWS] | kills [FIRST LAST]");
        return 2;
}

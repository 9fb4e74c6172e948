using System.Globalization;
using NeuronPursuit.RealData;

if (args.Contains("--help"))
{
    Console.WriteLine(Options.Usage);
    return 0;
}

Options options;
try
{
    options = Options.Parse(args);
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

Write(string.Create(
    CultureInfo.InvariantCulture,
    $"Recipe {options.Recipe}{(options.Members is { } members ? $", {members} members" : "")}, seed {options.Seed}, .NET {Environment.Version}, {Environment.ProcessorCount} processors, {DateTime.UtcNow:yyyy-MM-dd}. Score: RMSE, or the part of classes that are right.\n"));
Write("| table | samples | score | per fold | log-loss | calibration error | 90 % covered | width | CPU s, all folds | networks | weights | kB | kinds, first fold |");
Write("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
foreach (string path in Directory.GetFiles(options.Folder, "*.csv").Order(StringComparer.Ordinal))
{
    if (options.Tables is { } names && !names.Contains(Path.GetFileNameWithoutExtension(path)))
    {
        continue;
    }

    Table table = Table.Load(path);
    FoldRun[] runs = [.. table.Folds
        .Where(fold => options.Folds is not { } chosen || chosen.Contains(fold))
        .Select(fold => FoldRun.Of(table, fold, options))];
    if (runs.Length == 0)
    {
        Console.Error.WriteLine($"{table.Name} has none of the folds {string.Join(',', options.Folds!)}; it has {string.Join(',', table.Folds)}.");
        return 2;
    }

    string folds = string.Join(' ', runs.Select(run => run.Score.ToString("f3", CultureInfo.InvariantCulture)));
    string kinds = string.Join(", ", runs[0].Model.Networks
        .GroupBy(network => $"depth {network.Depth} power {network.Activation.Power}")
        .Select(group => $"{group.Count()} of {group.Key}, first {string.Join('/', group.First().HiddenWidths)}"));
    Write(string.Create(
        CultureInfo.InvariantCulture,
        $"| {table.Name} | {table.SampleCount} | {runs.Average(run => run.Score):f4} | {folds} | {runs.Average(run => run.LogLoss):f4} | {runs.Average(run => run.CalibrationError):f3} | {100 * runs.Average(run => run.Covered):f1} % | {runs.Average(run => run.Width):g4} | {runs.Sum(run => run.Seconds):f1} | {runs.Average(run => run.Model.Networks.Count):f0} | {runs.Average(run => run.Model.ParameterCount):f0} | {runs.Average(run => run.Bytes) / 1e3:f0} | {kinds} |"));
}

return 0;

void Write(string text)
{
    Console.WriteLine(text);
    if (options.Output is { } path)
    {
        File.AppendAllText(path, text + Environment.NewLine);
    }
}

using System.Globalization;

namespace PaperExperiments.Runner;

/// <summary>A finished run as a line of runs.csv, without its tables.</summary>
internal sealed record RunRow(RunKey Key, bool Quick, RunOutcome Outcome, double Seconds, double CpuSeconds)
{
    public const string Header =
        "case,method,samples,seed,quick,training_error,test_error,iterations,widths,evaluations,seconds,cpu_seconds,stop_reason,values";

    /// <summary>The line, in the invariant culture; every double survives unchanged.</summary>
    public string Format() => string.Join(
        ',',
        Key.Case,
        Key.Method,
        Text(Key.Samples),
        Text(Key.Seed),
        Quick ? "1" : "0",
        Text(Outcome.TrainingError),
        Text(Outcome.TestError),
        Text(Outcome.Iterations),
        string.Join('/', Outcome.Widths),
        Text(Outcome.Evaluations),
        Seconds.ToString("f3", CultureInfo.InvariantCulture),
        CpuSeconds.ToString("f3", CultureInfo.InvariantCulture),
        Outcome.StopReason,
        string.Join(';', Outcome.Values.OrderBy(value => value.Key, StringComparer.Ordinal)
            .Select(value => $"{value.Key}={Text(value.Value)}")));

    /// <summary>Reads a line; null if it is no complete row, as after a crash in the middle of writing it.</summary>
    public static RunRow? Parse(string line)
    {
        string[] cells = line.Split(',');
        if (cells.Length != Header.Split(',').Length)
        {
            return null;
        }

        try
        {
            var outcome = new RunOutcome
            {
                TrainingError = Number(cells[5]),
                TestError = Number(cells[6]),
                Iterations = (int?)Number(cells[7]),
                Widths = cells[8].Length == 0 ? [] : [.. cells[8].Split('/').Select(Whole)],
                Evaluations = (long?)Number(cells[9]),
                StopReason = cells[12],
                Values = cells[13].Length == 0
                    ? new Dictionary<string, double>()
                    : cells[13].Split(';').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Real(pair[1])),
            };
            return new RunRow(
                new RunKey(cells[0], cells[1], Whole(cells[2]), Whole(cells[3])),
                cells[4] == "1",
                outcome,
                Real(cells[10]),
                Real(cells[11]));
        }
        catch (Exception torn) when (torn is FormatException or IndexOutOfRangeException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static double? Number(string cell) => cell.Length == 0 ? null : Real(cell);

    private static double Real(string cell) => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static int Whole(string cell) => int.Parse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace NeuronPursuit;

/// <summary>A bar of a histogram.</summary>
/// <param name="Text">What it counts.</param>
/// <param name="Count">How many rows.</param>
internal sealed record HistogramBar(string Text, int Count);

/// <summary>A column as the studio shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Missing">The share of rows where it is missing.</param>
/// <param name="Different">How many different cells; of numbers null.</param>
/// <param name="Range">The least and the greatest, as text; empty for others.</param>
/// <param name="Bars">Its histogram.</param>
/// <param name="Problem">Why it cannot be learned from; null where it can.</param>
internal sealed record ColumnSummary(string Name, ColumnKind Kind, double Missing, int? Different, string Range, IReadOnlyList<HistogramBar> Bars, string? Problem)
{
    private const int Bins = 16;
    private const int MostBars = 12;

    public static ColumnSummary Of(Table table, string name)
    {
        ColumnKind kind = table.KindOf(name);
        string? problem = table.ProblemOf(name) is { } text ? CommandWords.Of(text) : null;
        if (kind is ColumnKind.Number or ColumnKind.Date)
        {
            double[] all = kind == ColumnKind.Number ? table.Numbers(name) : [.. table.Dates(name).Select(date => date is { } known ? Alignment.DaysOf(known.Ticks) : double.NaN)];
            double[] values = [.. all.Where(double.IsFinite)];
            double missing = 1 - ((double)values.Length / all.Length);
            if (values.Length == 0)
            {
                return new ColumnSummary(name, kind, missing, null, "", [], problem);
            }

            (double least, double greatest) = (values.Min(), values.Max());
            return new ColumnSummary(name, kind, missing, null, $"{Format(kind, least)} to {Format(kind, greatest)}", BarsOf(kind, values, least, greatest), problem);
        }

        string[] texts = [.. table.Texts(name).OfType<string>()];
        (string Text, int Count)[] counts =
        [
            .. texts.GroupBy(one => one).Select(group => (group.Key, group.Count())).OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Key, StringComparer.Ordinal),
        ];
        HistogramBar[] bars = [.. counts.Take(MostBars).Select(pair => new HistogramBar(pair.Text, pair.Count))];
        int others = counts.Skip(MostBars).Sum(pair => pair.Count);
        return new ColumnSummary(
            name, kind, 1 - ((double)texts.Length / table.RowCount), counts.Length, "",
            others > 0 ? [.. bars, new HistogramBar("others", others)] : bars, problem);
    }

    private static HistogramBar[] BarsOf(ColumnKind kind, double[] values, double least, double greatest)
    {
        int[] counts = new int[least == greatest ? 1 : Bins];
        foreach (double value in values)
        {
            counts[least == greatest ? 0 : Math.Min(Bins - 1, (int)(Bins * ((value - least) / (greatest - least))))]++;
        }

        double width = (greatest - least) / counts.Length;
        return [.. counts.Select((count, i) => new HistogramBar($"{Format(kind, least + (i * width))} to {Format(kind, least + ((i + 1) * width))}", count))];
    }

    private static string Format(ColumnKind kind, double value) => kind == ColumnKind.Date
        ? new DateTime((long)(value * TimeSpan.TicksPerDay)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : value.ToString("g5", CultureInfo.InvariantCulture);
}

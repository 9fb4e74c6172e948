using System.Globalization;
using System.Text;

namespace NeuronPursuit;

/// <summary>Small things that people read.</summary>
internal static class Texts
{
    /// <summary>Four digits that matter; thousands as they are.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "-"
        : Math.Abs(value) is >= 1e4 and < 1e9 ? value.ToString("#,0", CultureInfo.InvariantCulture) : value.ToString("g4", CultureInfo.InvariantCulture);

    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h"),
    };

    /// <summary>Columns side by side: the first to the left, the others to the right.</summary>
    public static string Columns(IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows.Max(row => row.Length)).Select(column => rows.Where(row => column < row.Length).Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            string line = string.Concat(row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : $"  {cell.PadLeft(widths[column])}"));
            text.Append("  ").AppendLine(line.TrimEnd());
        }

        return text.ToString();
    }
}

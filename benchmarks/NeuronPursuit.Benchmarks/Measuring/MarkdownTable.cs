using System.Globalization;

namespace NeuronPursuit.Benchmarks;

/// <summary>A table in Markdown; the first column is text, the others are aligned as numbers.</summary>
internal sealed class MarkdownTable(params string[] header)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, header.Length);
        _rows.Add(cells);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(
        '\n',
        _rows.Prepend([.. header.Select((_, column) => column == 0 ? "---" : "---:")]).Prepend(header)
            .Select(cells => $"| {string.Join(" | ", cells)} |"));

    /// <summary>A time in the unit that suits it, with three digits.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 1e-6 => $"{Digits(seconds * 1e9)} ns",
        < 1e-3 => $"{Digits(seconds * 1e6)} us",
        < 1 => $"{Digits(seconds * 1e3)} ms",
        _ => $"{Digits(seconds)} s",
    };

    public static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);

    public static string Times(double ratio) => $"{Digits(ratio)}x";

    private static string Digits(double value) =>
        value.ToString(value >= 100 ? "F0" : value >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture);
}

namespace NeuronPursuit.Benchmarks;

/// <summary>The one table of the comparison; what does not apply to a row is a dash.</summary>
internal sealed class ComparisonTable
{
    private const string None = "-";

    private readonly MarkdownTable _table = new(
        "workload", "precision", "NeuronPursuit", "best", "share of peak, median", "share of peak, best", "PyTorch", "ratio", "goal");

    private readonly List<string> _notes = [];

    public string Notes => string.Join('\n', _notes.Select(note => $"- {note}"));

    /// <param name="name">The workload.</param>
    /// <param name="precision">Of the library's side.</param>
    /// <param name="times">Seconds of the library's rounds.</param>
    /// <param name="shares">Share of peak, median and best, if the operations are known.</param>
    /// <param name="peer">Seconds of PyTorch, if it has the workload.</param>
    /// <param name="goal">What the project aims at.</param>
    public void Add(
        string name, string precision, Series times, (double Median, double Best)? shares, double? peer, string goal) => _table.Add(
        name,
        precision,
        MarkdownTable.Duration(times.Median),
        MarkdownTable.Duration(times.Least),
        shares is { } median ? MarkdownTable.Percent(median.Median) : None,
        shares is { } best ? MarkdownTable.Percent(best.Best) : None,
        peer is { } seconds ? MarkdownTable.Duration(seconds) : None,
        peer / times.Median is { } ratio ? MarkdownTable.Times(ratio) : None,
        goal.Length == 0 ? None : goal);

    public void Note(string note) => _notes.Add(note);

    /// <inheritdoc/>
    public override string ToString() => _table.ToString();
}

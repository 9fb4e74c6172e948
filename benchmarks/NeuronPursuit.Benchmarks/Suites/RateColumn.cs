using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace NeuronPursuit.Benchmarks;

/// <summary>A column that relates a measured time to the work done in it.</summary>
internal sealed class RateColumn(string name, string legend, Func<BenchmarkCase, BenchmarkReport, string?> value) : IColumn
{
    public string Id => nameof(RateColumn) + name;

    public string ColumnName => name;

    // Equal cells would otherwise move into the heading as if they were a setting.
    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => legend;

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(benchmark => Cell(summary, benchmark) is not null);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => Cell(summary, benchmarkCase) ?? "-";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    private string? Cell(Summary summary, BenchmarkCase benchmark) =>
        summary[benchmark] is { ResultStatistics: not null } report ? value(benchmark, report) : null;
}

using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace NeuronPursuit.Benchmarks;

/// <summary>What all suites share: a bounded number of iterations, allocations, and the share of FMA peak where it applies.</summary>
public class SuiteConfig : ManualConfig
{
    /// <summary>Called by BenchmarkDotNet.</summary>
    public SuiteConfig()
    {
        AddJob(Job.Default.WithWarmupCount(4).WithIterationCount(12));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(StatisticColumn.Median);
        AddColumn(new RateColumn(
            "Share of peak",
            "Best iteration as a share of one core's FMA peak, which the host measures after the run",
            BestShare));
    }

    private static string? BestShare(BenchmarkCase benchmark, BenchmarkReport report) =>
        SuiteWork.Operations(benchmark) is { } operations
            ? MarkdownTable.Percent(operations / (report.ResultStatistics!.Min * 1e-9) / SuiteWork.Peak(benchmark))
            : null;
}

/// <summary>The work of a benchmark case, from its suite and its shape.</summary>
internal static class SuiteWork
{
    private static readonly Lazy<double> SinglePeak = new(MachineProbe.BestFmaPeak<float>);
    private static readonly Lazy<double> DoublePeak = new(MachineProbe.BestFmaPeak<double>);

    public static double Peak(BenchmarkCase benchmark) =>
        benchmark.Descriptor.Type.GetGenericArguments().Contains(typeof(float)) ? SinglePeak.Value : DoublePeak.Value;

    public static double? Operations(BenchmarkCase benchmark)
    {
        Type type = benchmark.Descriptor.Type;
        Type suite = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (suite == typeof(MachineLimits<>))
        {
            return type == typeof(MachineLimits<float>)
                ? MachineProbe.ChainOperations<float>()
                : MachineProbe.ChainOperations<double>();
        }

        string shape = benchmark.Parameters["Shape"] as string ?? "";
        return suite == typeof(NcfBenchmarks<>) ? CorrelationShape.Named(shape).Operations
            : suite == typeof(EvaluationBenchmarks<>) || suite == typeof(ThreadingBenchmarks<>) ? EvaluationShape.Named(shape).Operations
            : null;
    }
}

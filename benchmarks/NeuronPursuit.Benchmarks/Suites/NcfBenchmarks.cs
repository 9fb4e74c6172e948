using System.Numerics;
using BenchmarkDotNet.Attributes;

namespace NeuronPursuit.Benchmarks;

/// <summary>Value and gradient of the correlation of all restarts of a layer, one thread.</summary>
[Config(typeof(SuiteConfig))]
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class NcfBenchmarks<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private IWorkload _workload = null!;

    [ParamsSource(typeof(SuiteShapes), nameof(SuiteShapes.Correlations))]
    public string Shape { get; set; } = "";

    private CorrelationData Data => SyntheticData.Correlation(CorrelationShape.Named(Shape));

    [GlobalSetup(Target = nameof(Scalar))]
    public void SetUpScalar() => _workload = new ScalarCorrelation<T>(Data);

    [GlobalSetup(Target = nameof(Batch))]
    public void SetUpBatch() => _workload = new LibraryCorrelation<T>(Data);

    [Benchmark(Baseline = true)]
    public double Scalar() => _workload.Evaluate();

    [Benchmark]
    public double Batch() => _workload.Evaluate();
}

using System.Numerics;
using BenchmarkDotNet.Attributes;

namespace NeuronPursuit.Benchmarks;

/// <summary>The same evaluation on one and on two threads.</summary>
[Config(typeof(SuiteConfig))]
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class ThreadingBenchmarks<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private LibraryEvaluation<T> _workload = null!;

    [Params("C", "F", "E", "odd")]
    public string Shape { get; set; } = "";

    private EvaluationData Data => SyntheticData.Evaluation(EvaluationShape.Named(Shape));

    [GlobalSetup(Target = nameof(OneThread))]
    public void SetUpOne() => _workload = new LibraryEvaluation<T>(Data, threads: 1);

    [GlobalSetup(Target = nameof(TwoThreads))]
    public void SetUpTwo() => _workload = new LibraryEvaluation<T>(Data, threads: 2);

    [Benchmark(Baseline = true)]
    public double OneThread() => _workload.Evaluate();

    [Benchmark]
    public double TwoThreads() => _workload.Evaluate();
}

using System.Numerics;
using BenchmarkDotNet.Attributes;

namespace NeuronPursuit.Benchmarks;

/// <summary>Full-batch loss and gradient of a network, one thread.</summary>
[Config(typeof(SuiteConfig))]
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class EvaluationBenchmarks<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private IWorkload _workload = null!;

    [ParamsSource(typeof(SuiteShapes), nameof(SuiteShapes.Evaluations))]
    public string Shape { get; set; } = "";

    private EvaluationData Data => SyntheticData.Evaluation(EvaluationShape.Named(Shape));

    [GlobalSetup(Target = nameof(Scalar))]
    public void SetUpScalar() => _workload = new ScalarEvaluation<T>(Data);

    [GlobalSetup(Target = nameof(TensorPrimitives))]
    public void SetUpTensorPrimitives() => _workload = new TensorPrimitivesEvaluation<T>(Data);

    [GlobalSetup(Target = nameof(Fused))]
    public void SetUpFused() => _workload = new LibraryEvaluation<T>(Data);

    [Benchmark(Baseline = true)]
    public double Scalar() => _workload.Evaluate();

    [Benchmark]
    public double TensorPrimitives() => _workload.Evaluate();

    [Benchmark]
    public double Fused() => _workload.Evaluate();
}

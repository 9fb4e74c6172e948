using BenchmarkDotNet.Attributes;

namespace NeuronPursuit.Benchmarks;

/// <summary>Predictions of a fitted network, in double precision.</summary>
[Config(typeof(SuiteConfig))]
public class PredictBenchmarks
{
    private const int BatchSize = 10_000;

    private static readonly EvaluationShape[] Networks =
    [
        new("[6,3], d = 50", BatchSize, [50, 6, 3, 1]),
        new("[13,7], d = 51", BatchSize, [51, 13, 7, 1]),
    ];

    private NeuronPursuitModel _model = null!;
    private double[,] _batch = null!;
    private double[] _sample = null!;

    public static IEnumerable<string> Names => Networks.Select(shape => shape.Name);

    [ParamsSource(nameof(Names))]
    public string Network { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        EvaluationData data = SyntheticData.Evaluation(Networks.Single(shape => shape.Name == Network));
        _model = Library.Model(data);
        _batch = data.Inputs;
        _sample = [.. _batch.Cast<double>().Take(_batch.GetLength(1))];
    }

    [Benchmark(Baseline = true)]
    public double OneSample() => _model.Predict(_sample);

    [Benchmark(OperationsPerInvoke = BatchSize)]
    public double[] SampleOfBatch() => _model.Predict(_batch);
}

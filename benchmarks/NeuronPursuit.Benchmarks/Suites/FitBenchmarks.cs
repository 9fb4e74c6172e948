using BenchmarkDotNet.Attributes;

namespace NeuronPursuit.Benchmarks;

/// <summary>Whole fits of the paper's functions with the default recipe.</summary>
[Config(typeof(SuiteConfig))]
public class FitBenchmarks
{
    private NeuronPursuitEstimator _oneThread = null!;
    private NeuronPursuitEstimator _allThreads = null!;
    private NeuronPursuitEstimator _single = null!;
    private double[,] _inputs = null!;
    private double[] _targets = null!;

    public static IEnumerable<string> Tasks => PaperTask.All.Select(task => task.ToString());

    [ParamsSource(nameof(Tasks))]
    public string Task { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        PaperTask task = PaperTask.Named(Task);
        (_inputs, _targets) = task.TrainingData();
        _oneThread = task.Builder().WithMaxDegreeOfParallelism(1).Build();
        _allThreads = task.Builder().Build();
        _single = task.Builder().WithMaxDegreeOfParallelism(1).WithPrecision(Precision.Single).Build();
    }

    [Benchmark(Baseline = true)]
    public NeuronPursuitModel OneThread() => _oneThread.Fit(_inputs, _targets);

    [Benchmark]
    public NeuronPursuitModel AllThreads() => _allThreads.Fit(_inputs, _targets);

    [Benchmark]
    public NeuronPursuitModel OneThreadSingle() => _single.Fit(_inputs, _targets);
}

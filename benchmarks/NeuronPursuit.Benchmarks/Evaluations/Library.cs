using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Benchmarks;

/// <summary>The library's own loss and gradient. This file alone knows how its insides are called.</summary>
internal sealed class LibraryEvaluation<T> : IWorkload
    where T : unmanaged
{
    private readonly TrainingObjective<T> _objective;
    private readonly double[] _weights;
    private readonly double[] _gradient;

    public LibraryEvaluation(EvaluationData data, int threads = 1)
    {
        SamplePartition partition = SamplePartition.Create<T>(data.Shape.Samples);
        _objective = new TrainingObjective<T>(
            new NetworkShape(data.Shape.Widths, data.Shape.Activation),
            Library.Pack<T>(partition, data.Inputs),
            new PackedTargets<T>(Library.Pack<T>(partition, data.Targets)),
            new ChunkRunner(threads),
            CancellationToken.None);
        _weights = data.Weights;
        _gradient = new double[_weights.Length];
    }

    public double Evaluate() => _objective.Evaluate(_weights, _gradient);
}

/// <summary>The library's own correlation of a batch of candidates.</summary>
internal sealed class LibraryCorrelation<T> : IWorkload
    where T : unmanaged
{
    private readonly LocalNeuronCorrelation<T> _correlation;
    private readonly double[] _candidates;
    private readonly double[] _values;
    private readonly double[] _gradients;

    public LibraryCorrelation(CorrelationData data, int threads = 1)
    {
        SamplePartition partition = SamplePartition.Create<T>(data.Shape.Samples);
        _correlation = new LocalNeuronCorrelation<T>(
            Library.Pack<T>(partition, data.Inputs),
            Library.Pack<T>(partition, data.Sensitivities),
            HomogeneousActivation.ReLU,
            new ChunkRunner(threads),
            CancellationToken.None);
        _candidates = data.Candidates;
        _values = new double[data.Shape.Restarts];
        _gradients = new double[_candidates.Length];
    }

    public double Evaluate()
    {
        _correlation.Evaluate(_candidates, _values, _gradients);
        double sum = 0;
        foreach (double value in _values)
        {
            sum += value;
        }

        return sum;
    }
}

/// <summary>Objects of the library that its public surface makes only by a fit.</summary>
internal static class Library
{
    public static PackedSamples<T> Pack<T>(SamplePartition partition, double[,] rows)
        where T : unmanaged
    {
        int columns = rows.GetLength(1);
        var packed = new PackedSamples<T>(partition, columns);
        packed.Pack(new ReadOnlySpan2D<double>(rows), ColumnScaling.Uniform(columns, 1));
        return packed;
    }

    public static NeuronPursuitModel Model(EvaluationData data)
    {
        var shape = new NetworkShape(data.Shape.Widths, data.Shape.Activation);
        var fitted = new FittedNetworks(new Network(shape, data.Weights), ModelPreprocessing.None(shape.InputCount));
        return new NeuronPursuitModel(fitted, [], PursuitStopReason.TargetReached);
    }
}

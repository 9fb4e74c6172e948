namespace NeuronPursuit.Benchmarks;

/// <summary>Predictions of one sample after the other, a different one each time.</summary>
internal sealed class PredictionTimer
{
    public const string Name = "Predict of one sample, [6,3], d = 50";

    // As many as stay in the first cache beside the weights.
    private const int Samples = 32;

    private readonly NeuronPursuitModel _model;
    private readonly double[][] _samples;
    private readonly RoundTimer _timer;
    private double _sum;

    public PredictionTimer()
    {
        EvaluationData data = SyntheticData.Evaluation(new EvaluationShape("Predict", Samples, [50, 6, 3, 1]));
        _model = Library.Model(data);
        _samples = [.. data.Inputs.Cast<double>().Chunk(data.Shape.Widths[0])];
        _timer = new RoundTimer(PredictAll);
    }

    /// <summary>Seconds of one prediction.</summary>
    public double Round() => _timer.Round() / Samples;

    /// <summary>Bytes that one prediction allocates.</summary>
    public double AllocatedBytes() => _timer.AllocatedBytes() / Samples;

    private void PredictAll()
    {
        foreach (double[] sample in _samples)
        {
            _sum += _model.Predict(sample);
        }
    }
}

namespace NeuronPursuit;

/// <summary>The mean of the squared residuals over samples and outputs, <c>|Y - H(X)|_F^2 / (n m)</c>.</summary>
/// <remarks>
/// The paper writes the sum (Algorithm 1) and half of it (eq. 1); the step sizes of its appendix are stable only
/// with the mean (docs/adr/0003).
/// </remarks>
internal sealed class TrainingObjective : ISumObjective
{
    private readonly PackedSamples<double> _inputs;
    private readonly PackedSamples<double> _targets;
    private readonly NetworkPass<double> _pass;
    private readonly CancellationToken _cancellationToken;
    private readonly double _normalizer;

    public TrainingObjective(
        NetworkShape shape,
        PackedSamples<double> inputs,
        PackedSamples<double> targets,
        CancellationToken cancellationToken)
    {
        _inputs = inputs;
        _targets = targets;
        _cancellationToken = cancellationToken;
        _pass = new NetworkPass<double>(shape, inputs.BlockLength);
        _normalizer = 1.0 / ((double)inputs.SampleCount * targets.FeatureCount);
        ParameterCount = shape.ParameterCount;
    }

    public int ParameterCount { get; }

    public int SampleCount => _inputs.SampleCount;

    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        double sum = 0;
        _pass.SetWeights(parameters);
        for (int block = 0; block < _inputs.BlockCount; block++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            sum += _pass.AccumulateLossAndGradient(_inputs.Block(block), _targets.Block(block));
        }

        gradient.Clear();
        _pass.AddGradientTo(gradient);
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] *= 2 * _normalizer;
        }

        return sum * _normalizer;
    }
}

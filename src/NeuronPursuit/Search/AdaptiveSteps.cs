using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>The steps of an ascent, one per start: longer after a gain, shorter after none, 0 once the start is done.</summary>
internal sealed class AdaptiveSteps
{
    private const double Growth = 1.5;
    private const double Shrinkage = 0.3;

    private readonly double[] _steps;
    private readonly double _tolerance;
    private readonly double _smallest;

    /// <param name="starts">How many starts there are.</param>
    /// <param name="tolerance">A start is done when it gains no more than this part of its value.</param>
    /// <param name="smallest">A start is done when its step falls below this.</param>
    public AdaptiveSteps(int starts, double tolerance, double smallest)
    {
        (_tolerance, _smallest) = (tolerance, smallest);
        _steps = new double[starts];
        Reset();
    }

    public bool AnyOpen => TensorPrimitives.Max<double>(_steps) > 0;

    public double this[int start] => _steps[start];

    /// <summary>Opens all starts again, each with a step of 1.</summary>
    public void Reset() => Array.Fill(_steps, 1.0);

    /// <summary>Says whether a trial is to be kept, and adapts the step of its start.</summary>
    public bool Accept(int start, double value, double trialValue)
    {
        double gain = trialValue - value;
        if (!(gain > 0))
        {
            double shorter = _steps[start] * Shrinkage;
            _steps[start] = shorter < _smallest ? 0 : shorter;
            return false;
        }

        _steps[start] = gain <= _tolerance * trialValue ? 0 : _steps[start] * Growth;
        return true;
    }
}

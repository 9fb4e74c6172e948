using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>The outcome of a line search; the point and its gradient stay in the search's buffers.</summary>
internal readonly record struct WolfeStep(bool Found, double Value, int Evaluations);

/// <summary>
/// A line search for the weak Wolfe conditions: bracketing, then zooming with cubic interpolation
/// (Nocedal and Wright, Numerical Optimization, 2nd ed., Algorithms 3.5 and 3.6). The weak conditions can be met across kinks
/// too, where the slope jumps from steeply down to steeply up (Lewis and Overton, 2013).
/// </summary>
internal sealed class WolfeLineSearch(ISumObjective objective, int parameters)
{
    private const double SufficientDecrease = 1e-4;
    private const double Curvature = 0.9;
    private const int MaxEvaluations = 30;
    private const double MaxStep = 1e10;

    // Over the norm of the point: what falls only on a shorter way than this does not fall, there is a kink.
    private const double ShortestStep = 1e-9;

    private readonly double[] _trial = new double[parameters];
    private readonly double[] _trialGradient = new double[parameters];
    private double[] _origin = [];
    private double[] _direction = [];
    private double _originValue;
    private double _originSlope;
    private bool _hasPoint;
    private double _shortest;
    private int _evaluations;

    public double[] Point { get; } = new double[parameters];

    public double[] Gradient { get; } = new double[parameters];

    /// <summary>Searches along a descent direction, trying <paramref name="firstStep"/> first.</summary>
    public WolfeStep Run(double[] origin, double value, double slope, double[] direction, double firstStep)
    {
        (_origin, _direction, _originValue, _originSlope) = (origin, direction, value, slope);
        (_hasPoint, _evaluations) = (false, 0);
        _shortest = ShortestStep * Reductions.Norm(origin) / Reductions.Norm(direction);
        var previous = new Sample(0, value, slope);
        double step = Math.Min(firstStep, MaxStep);
        double bestValue = value;
        while (_evaluations < MaxEvaluations)
        {
            Sample current = EvaluateAt(step);
            if (!double.IsFinite(current.Value) || !double.IsFinite(current.Slope))
            {
                // Overflow: the step is far too long, whatever the model says.
                step = previous.Step + 0.1 * (step - previous.Step);
                continue;
            }

            if (current.Value > value + SufficientDecrease * step * slope || (previous.Step > 0 && current.Value >= previous.Value))
            {
                return Zoom(previous, current, bestValue);
            }

            Keep(current, ref bestValue);
            if (current.Slope >= Curvature * slope)
            {
                return Done(bestValue);
            }

            if (current.Slope >= 0)
            {
                return Zoom(current, previous, bestValue);
            }

            double longer = Math.Min(2.5 * step, MaxStep);
            if (longer <= step)
            {
                break;
            }

            (previous, step) = (current, longer);
        }

        return Done(bestValue);
    }

    /// <summary>Shrinks a bracket; <paramref name="low"/> has the lowest value that decreases sufficiently.</summary>
    private WolfeStep Zoom(Sample low, Sample high, double bestValue)
    {
        while (_evaluations < MaxEvaluations)
        {
            double width = high.Step - low.Step;
            if (!_hasPoint && Math.Abs(width) < _shortest)
            {
                break;
            }

            if (Math.Abs(width) <= 1e-14 * Math.Max(1e-300, Math.Max(low.Step, high.Step)))
            {
                break;
            }

            double step = Interpolate(low, high);
            double margin = 0.1 * Math.Abs(width);
            double left = Math.Min(low.Step, high.Step) + margin;
            double right = Math.Max(low.Step, high.Step) - margin;
            step = double.IsFinite(step) ? Math.Clamp(step, left, right) : (left + right) / 2;
            Sample current = EvaluateAt(step);
            if (!double.IsFinite(current.Value)
                || current.Value > _originValue + SufficientDecrease * step * _originSlope
                || current.Value >= low.Value)
            {
                high = current;
                continue;
            }

            Keep(current, ref bestValue);
            if (current.Slope >= Curvature * _originSlope)
            {
                break;
            }

            if (current.Slope * width >= 0)
            {
                high = low;
            }

            low = current;
        }

        return Done(bestValue);
    }

    private WolfeStep Done(double bestValue) => new(_hasPoint, bestValue, _evaluations);

    /// <summary>Remembers the last point with a sufficient decrease, which is the best one so far.</summary>
    private void Keep(Sample sample, ref double bestValue)
    {
        if (sample.Value < bestValue)
        {
            bestValue = sample.Value;
            _hasPoint = true;
            _trial.CopyTo(Point, 0);
            _trialGradient.CopyTo(Gradient, 0);
        }
    }

    private Sample EvaluateAt(double step)
    {
        TensorPrimitives.MultiplyAdd<double>(_direction, step, _origin, _trial);
        double value = objective.Evaluate(_trial, _trialGradient);
        _evaluations++;
        return new Sample(step, value, Reductions.Dot(_trialGradient, _direction));
    }

    /// <summary>The minimiser of the cubic through two values and slopes (Nocedal and Wright, eq. 3.59).</summary>
    private static double Interpolate(Sample a, Sample b)
    {
        double d1 = a.Slope + b.Slope - 3 * (a.Value - b.Value) / (a.Step - b.Step);
        double d2 = Math.CopySign(Math.Sqrt(d1 * d1 - a.Slope * b.Slope), b.Step - a.Step);
        return b.Step - (b.Step - a.Step) * (b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2);
    }

    private readonly record struct Sample(double Step, double Value, double Slope);
}

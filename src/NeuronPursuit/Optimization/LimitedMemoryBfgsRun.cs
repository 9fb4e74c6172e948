namespace NeuronPursuit;

/// <summary>One run of <see cref="LimitedMemoryBfgs"/> from a given point, in place.</summary>
internal sealed class LimitedMemoryBfgsRun(
    LimitedMemoryBfgs settings, ISumObjective objective, double[] x, double[] gradient, double value, OptimizationLimits limits)
{
    // A descent over kinks after a failed line search is to get past them, not to end the training: longer ones lead away
    // from what quasi-Newton steps find. Where those stagnate it may take its time.
    private const int ShortKinkDescent = 20;
    private const int LongKinkDescent = 320;

    // At the end of a descent the gradient has fallen below this part of its largest value, unless there are kinks.
    private const double Fall = 0.1;

    // A training that gained less may have lost its neuron at a kink.
    private const double Gained = 1e-2;

    private readonly BfgsMemory _history = new(x.Length, settings.Memory);
    private readonly WolfeLineSearch _search = new(objective, x.Length);
    private readonly double[] _direction = new double[x.Length];
    private readonly double[] _window = new double[settings.StagnationWindow];
    private readonly int _total = Math.Min(settings.MaxIterations, limits.MaxIterations);
    private readonly int _extendedTotal = Math.Min(Math.Max(settings.MaxIterations, settings.ExtendedIterations), limits.MaxIterations);
    private readonly double _tolerance = settings.GradientTolerance * limits.ReferenceValue;
    private readonly double _first = value;
    private KinkDescent? _kinks;
    private double _value = value;
    private double _valueAfterKinks = double.PositiveInfinity;
    private double _steepness;
    private double _steepest;
    private long _evaluations = 1;
    private int _iteration;
    private int _judgeFrom = 2 * settings.StagnationWindow;

    /// <summary>The iterations that the run may take in all, as low as the value is now.</summary>
    private int Total =>
        _value < settings.ExtendBelowError * settings.ExtendBelowError * limits.ReferenceValue ? _extendedTotal : _total;

    /// <summary>Runs to the end; the point holds the result.</summary>
    public OptimizationResult Run(CancellationToken cancellationToken)
    {
        bool restarted = false;
        for (; _iteration < Total; _iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double norm = Reductions.Norm(gradient);
            double weightNorm = Reductions.Norm(x);
            _steepness = norm * weightNorm;
            _steepest = Math.Max(_steepest, _steepness);
            if (norm == 0 || StationaryPoint.IsReached(_steepness, _steepest, _tolerance))
            {
                return End(OptimizationOutcome.Converged);
            }

            ref double oldest = ref _window[_iteration % _window.Length];
            if (_iteration >= _judgeFrom && oldest - _value <= settings.StagnationTolerance * _value)
            {
                bool atKinks = _steepness >= Fall * _steepest;
                if ((atKinks ? LeaveKinks(LongKinkDescent, cancellationToken) : OptimizationOutcome.Stagnated) is { } end)
                {
                    return End(end);
                }

                continue;
            }

            oldest = _value;
            _history.Direction(gradient, _direction);
            double slope = Reductions.Dot(gradient, _direction);
            double firstStep = _history.Count == 0 ? settings.FirstStep * (weightNorm > 0 ? weightNorm : 1) / norm : 1;
            WolfeStep step = slope < 0 ? _search.Run(x, _value, slope, _direction, firstStep) : default;
            _evaluations += step.Evaluations;
            if (step.Found)
            {
                restarted = false;
                _history.Push(x, _search.Point, gradient, _search.Gradient);
                _search.Point.CopyTo(x, 0);
                _search.Gradient.CopyTo(gradient, 0);
                (_value, _steepness) = (step.Value, double.NaN);
            }
            else if (!restarted && _history.Count > 0)
            {
                // A stale curvature model can spoil a direction; the gradient itself gets one more chance.
                _history.Clear();
                restarted = true;
            }
            else if (LeaveKinks(ShortKinkDescent, cancellationToken) is { } end)
            {
                return End(end);
            }
            else
            {
                restarted = false;
            }
        }

        return End(OptimizationOutcome.IterationLimit);
    }

    /// <summary>Goes down over kinks; returns how the training ended, or null where it goes on from a lower value.</summary>
    private OptimizationOutcome? LeaveKinks(int evaluations, CancellationToken cancellationToken)
    {
        double before = _value;
        bool hasGained = _first - before > Gained * _first;
        if (hasGained && !settings.LeavesEveryKink)
        {
            return OptimizationOutcome.Stagnated;
        }

        if (_valueAfterKinks - before <= settings.StagnationTolerance * before)
        {
            return OptimizationOutcome.Stagnated;
        }

        _kinks ??= new KinkDescent(objective, x.Length);
        int left = Total - _iteration;

        // A step that goes down may take as many planes as there are kinks: it is not judged within a few evaluations.
        int window = Math.Max(ShortKinkDescent, settings.StagnationWindow);
        KinkDescentResult result = _kinks.Run(
            x,
            gradient,
            before,
            new KinkDescentSettings(_tolerance, settings.StagnationTolerance, window, Math.Min(evaluations, left)),
            cancellationToken);
        _evaluations += result.Evaluations;
        _iteration += result.Evaluations;
        _value = _valueAfterKinks = result.Value;
        _steepness = result.Steepness;
        _history.Clear();

        // What the value was here is asked when it is judged next, after a step at least.
        _window[_iteration % _window.Length] = _value;
        _judgeFrom = _iteration + Math.Max(2, _window.Length);
        if (result.End == KinkDescentEnd.Stationary)
        {
            return OptimizationOutcome.Converged;
        }

        if (before - _value > settings.StagnationTolerance * _value)
        {
            return null;
        }

        return result.Evaluations < left ? OptimizationOutcome.Stagnated : OptimizationOutcome.IterationLimit;
    }

    private OptimizationResult End(OptimizationOutcome outcome)
    {
        double steepness = double.IsNaN(_steepness)
            ? Reductions.Norm(gradient) * Reductions.Norm(x) // a step was the last that was done
            : _steepness;
        return new(_value, outcome, Math.Min(_iteration, Total), _evaluations) { Steepness = steepness };
    }
}

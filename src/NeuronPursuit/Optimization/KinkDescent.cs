using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// Descent where a function has kinks, by the bundle method (Lemarechal; Kiwiel): the gradients met around a point are kept
/// as planes, and a step that does not go down adds the plane from beyond the kink until the next one does.
/// </summary>
/// <remarks>
/// A rectifier network has a kink wherever a sample's pre-activation is 0. Where those of one sample and the next form a
/// valley, the gradient on either side points across it, however far the valley falls: a line search along it finds
/// nothing, and the point passes for stationary. The smallest convex combination of both sides points along the valley.
/// </remarks>
internal sealed class KinkDescent(ISumObjective objective, int parameters)
{
    private const int LargestBundle = 40;
    private const double SufficientDecrease = 0.1;
    private const double GoodDecrease = 0.5;

    // The first step over the norm of the weights: short, since it is not known how far the valley goes.
    private const double FirstStep = 1e-3;

    // A plane further than this above the decrease in sight says nothing about the next step.
    private const double ForgottenError = 10;

    // Steps in a row that no plane but the newest one bent: the kinks are left behind.
    private const int SmoothSteps = 4;

    private readonly double[] _direction = new double[parameters];
    private readonly double[] _trial = new double[parameters];
    private readonly double[] _trialGradient = new double[parameters];
    private readonly CuttingPlanes _planes = new(parameters, Math.Min(LargestBundle, parameters + 2));

    /// <summary>Descends from a point until it is stationary, the kinks are left behind, or nothing more is gained.</summary>
    /// <param name="x">The point; replaced by the best one.</param>
    /// <param name="gradient">Its gradient; replaced by that of the result.</param>
    /// <param name="value">The value there.</param>
    /// <param name="settings">When to end.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public KinkDescentResult Run(
        double[] x, double[] gradient, double value, in KinkDescentSettings settings, CancellationToken cancellationToken)
    {
        _planes.Clear();
        _planes.Add(gradient, 0);
        double firstStep = FirstStep * Reductions.Norm(x) / Reductions.Norm(gradient);
        double t = firstStep;
        bool hasMoved = false;
        int evaluations = 0;
        int smooth = 0;
        double windowValue = value;
        int windowEnd = settings.Window;
        double steepness = 0;
        while (evaluations < settings.MaxEvaluations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double norm = _planes.Direction(t, _direction);
            steepness = norm * Reductions.Norm(x);
            if (steepness <= settings.Tolerance && _planes.Error <= settings.Tolerance)
            {
                if (!hasMoved)
                {
                    return new(value, evaluations, KinkDescentEnd.Stationary, steepness);
                }

                // Along a bent valley planes from further back may cancel by chance; those around the point have to.
                _planes.Clear();
                _planes.Add(gradient, 0);
                (hasMoved, t) = (false, Math.Min(t, firstStep));
                continue;
            }

            double predicted = (t * norm * norm) + _planes.Error;
            if (predicted <= 1e-14 * value)
            {
                return new(value, evaluations, KinkDescentEnd.Exhausted, steepness);
            }

            TensorPrimitives.Add<double>(x, _direction, _trial);
            double trialValue = objective.Evaluate(_trial, _trialGradient);
            evaluations++;
            if (!double.IsFinite(trialValue))
            {
                t /= 8;
                continue;
            }

            if (trialValue <= value - (SufficientDecrease * predicted))
            {
                smooth = _planes.ActiveCount == 1 ? smooth + 1 : 0;
                t = trialValue <= value - (GoodDecrease * predicted) ? 2 * t : t;
                _planes.Move(_direction, trialValue - value);
                _planes.ForgetBeyond(ForgottenError * predicted);
                hasMoved = true;
                _planes.Add(_trialGradient, 0);
                _trial.CopyTo(x, 0);
                _trialGradient.CopyTo(gradient, 0);
                value = trialValue;
                if (smooth >= SmoothSteps)
                {
                    return new(value, evaluations, KinkDescentEnd.Smooth, steepness);
                }
            }
            else
            {
                smooth = 0;
                double error = value - trialValue + Reductions.Dot(_trialGradient, _direction);
                t = Math.Abs(error) > predicted ? t / 2 : t;
                _planes.Add(_trialGradient, error);
            }

            if (evaluations >= windowEnd)
            {
                if (windowValue - value <= settings.StagnationTolerance * value)
                {
                    return new(value, evaluations, KinkDescentEnd.Exhausted, steepness);
                }

                (windowValue, windowEnd) = (value, evaluations + settings.Window);
            }
        }

        return new(value, evaluations, KinkDescentEnd.Exhausted, steepness);
    }
}

/// <summary>When a descent over kinks ends.</summary>
/// <param name="Tolerance">What counts as small: of <c>|g| |w|</c>, and of the error of the planes.</param>
/// <param name="StagnationTolerance">The relative decrease over a window that counts as none.</param>
/// <param name="Window">Evaluations of a window.</param>
/// <param name="MaxEvaluations">Evaluations at most.</param>
internal readonly record struct KinkDescentSettings(
    double Tolerance, double StagnationTolerance, int Window, int MaxEvaluations);

/// <summary>How a descent over kinks ended.</summary>
internal enum KinkDescentEnd
{
    /// <summary>The smallest convex combination of the gradients around the point is small: no direction descends.</summary>
    Stationary,

    /// <summary>No kink bends the way any more.</summary>
    Smooth,

    /// <summary>Nothing more was gained, or the evaluations are spent.</summary>
    Exhausted,
}

/// <summary>The result of a descent over kinks.</summary>
/// <param name="Value">The value reached.</param>
/// <param name="Evaluations">Evaluations made.</param>
/// <param name="End">How it ended.</param>
/// <param name="Steepness"><c>|g| |w|</c> of the smallest combination.</param>
internal readonly record struct KinkDescentResult(double Value, int Evaluations, KinkDescentEnd End, double Steepness);

using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// Full-batch gradient descent with a fixed step, as in Algorithm 1 (lines 13 and 34), with the two variations of
/// the paper's appendix.
/// </summary>
/// <remarks>
/// <para>The objective is the mean of the squared residuals, for which the paper's step sizes are stable.</para>
/// <para>When the value overflows, or ends above where it started, the outcome is
/// <see cref="OptimizationOutcome.Diverged"/> and the weights return to the last good ones. A run with
/// <see cref="CheckInterval"/> that ends above the lowest value of its checks returns the weights of that check.</para>
/// </remarks>
public sealed class GradientDescent : IWeightOptimizer
{
    // Far above anything a descent visits on its way; beyond it the iteration only costs time until it overflows.
    private const double DivergenceFactor = 1e6;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="stepSize">
    /// The step eta, positive, default 0.005; 0.005, 0.002 or 0.001 in C.1, where every function is run with two of them.
    /// </param>
    /// <param name="iterations">Steps, at least 1; default 70,000 as in C.1.1 and C.1.2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public GradientDescent(double stepSize = 0.005, int iterations = 70_000)
    {
        StepSize = Setting.Positive(stepSize, nameof(stepSize));
        Iterations = Setting.AtLeast(1, iterations, nameof(iterations));
    }

    /// <summary>The step size eta.</summary>
    public double StepSize { get; }

    /// <summary>Steps of a run.</summary>
    public int Iterations { get; }

    /// <summary>
    /// C.1.3: the value of the objective (the mean loss) below which a run is extended to
    /// <see cref="ExtendedIterations"/>; 0 (the default) never extends. The paper uses 0.05.
    /// </summary>
    public double ExtendBelow { get; init => field = Setting.NotNegative(value); }

    /// <summary>C.1.3: the steps of an extended run; at least 0, default 0. The paper uses 300,000.</summary>
    public int ExtendedIterations { get; init => field = Setting.AtLeast(0, value); }

    /// <summary>
    /// C.2.2: every so many steps the value is compared with the one before; if it rose, the step is halved and the
    /// weights return to where they were. 0 (the default) never checks; the paper uses 50,000.
    /// </summary>
    public int CheckInterval { get; init => field = Setting.AtLeast(0, value); }

    /// <summary>C.2.2: how many times the step is halved at most; at least 0, default 4 as in the paper.</summary>
    public int MaxHalvings { get; init => field = Setting.AtLeast(0, value); } = 4;

    /// <inheritdoc/>
    public OptimizationResult Minimize(
        ISumObjective objective, Span<double> weights, OptimizationLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objective);
        double[] gradient = new double[weights.Length];
        double start = objective.Evaluate(weights, gradient);
        if (!double.IsFinite(start))
        {
            return new OptimizationResult(start, OptimizationOutcome.Diverged, 0, 1);
        }

        double[] restore = weights.ToArray();
        double restoreValue = start;
        double ceiling = DivergenceFactor * Math.Max(start, limits.ReferenceValue);
        double step = StepSize;
        int halvings = 0;
        int total = Math.Min(Iterations, limits.MaxIterations);
        double value = start;
        int iteration = 0;
        long evaluations = 1;
        while (iteration < total)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TensorPrimitives.MultiplyAdd(gradient, -step, weights, weights);
            value = objective.Evaluate(weights, gradient);
            iteration++;
            evaluations++;
            bool exploded = !(value <= ceiling);
            bool checkNow = CheckInterval > 0 && iteration % CheckInterval == 0;
            if (checkNow && !exploded && value <= restoreValue)
            {
                weights.CopyTo(restore);
                restoreValue = value;
            }
            else if (CheckInterval > 0 && (exploded || checkNow) && halvings < MaxHalvings)
            {
                step /= 2;
                halvings++;
                restore.CopyTo(weights);
                value = objective.Evaluate(weights, gradient);
                evaluations++;
                continue;
            }

            if (exploded)
            {
                break;
            }

            if (value < ExtendBelow && ExtendedIterations > Iterations)
            {
                total = Math.Min(ExtendedIterations, limits.MaxIterations);
            }
        }

        if (!(value <= restoreValue))
        {
            // It ends below its start or it has diverged; at a minimum the value may rise by rounding alone.
            bool diverged = !(value <= start * (1 + 1e-9)) && !(restoreValue < start && value <= ceiling);
            OptimizationOutcome outcome = diverged ? OptimizationOutcome.Diverged : OptimizationOutcome.IterationLimit;
            restore.CopyTo(weights);
            return new OptimizationResult(restoreValue, outcome, iteration, evaluations);
        }

        double steepness = Reductions.Norm(gradient) * Reductions.Norm(weights);
        return new OptimizationResult(value, OptimizationOutcome.IterationLimit, iteration, evaluations) { Steepness = steepness };
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"GradientDescent(step {StepSize}, iterations {Iterations}, extend below {ExtendBelow} to {ExtendedIterations}, ")
        + FormattableString.Invariant($"check every {CheckInterval}, halvings {MaxHalvings})");
}

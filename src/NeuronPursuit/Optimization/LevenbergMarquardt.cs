using System.Numerics.Tensors;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// Levenberg-Marquardt: damped Gauss-Newton steps, for small networks. It needs several times fewer evaluations than
/// <see cref="LimitedMemoryBfgs"/>, but one costs about n m P^2 / 2 + P^3 / 6 multiply-adds for n samples, m outputs
/// and P weights; below about 100 weights it is usually the faster one. It holds two P x P matrices, and the objective
/// the size of two more for its chunks and of two for every thread.
/// </summary>
/// <remarks>
/// <para>A step solves <c>(A + mu diag(A) + mu eps I) s = -g</c> with A the Gauss-Newton matrix; mu follows the ratio
/// of actual to predicted decrease (Nielsen's rule).</para>
/// <para>It ends as <see cref="LimitedMemoryBfgs"/> does: at <c>|grad| |w| &lt;= GradientTolerance * value at the
/// origin</c>, when the value falls by less than <see cref="StagnationTolerance"/> of itself over
/// <see cref="StagnationWindow"/> accepted steps, or at <see cref="MaxIterations"/>; and as stagnated where no damping up
/// to 1e16 gives a decrease.</para>
/// </remarks>
public sealed class LevenbergMarquardt : IWeightOptimizer
{
    private const double LargestDamping = 1e16;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="maxIterations">Steps tried at most, at least 1, default 200.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxIterations"/> is below 1.</exception>
    public LevenbergMarquardt(int maxIterations = 200)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxIterations, 1);
        MaxIterations = maxIterations;
    }

    /// <summary>Steps tried at most.</summary>
    public int MaxIterations { get; }

    /// <summary>The damping mu of the first step; positive, default 0.01.</summary>
    public double FirstDamping { get; init => field = Setting.Positive(value); } = 1e-2;

    /// <summary>
    /// The gradient, times the norm of the weights, that counts as zero beside the value at the origin; at least 0, default
    /// 2e-6.
    /// </summary>
    public double GradientTolerance { get; init => field = Setting.NotNegative(value); } = 2e-6;

    /// <summary>The relative decrease over a window that counts as none; at least 0, default 1e-5.</summary>
    public double StagnationTolerance { get; init => field = Setting.NotNegative(value); } = 1e-5;

    /// <summary>The window of accepted steps over which stagnation is judged; at least 1, default 10.</summary>
    public int StagnationWindow { get; init => field = Setting.AtLeast(1, value); } = 10;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The objective is not an <see cref="ILeastSquaresObjective"/>, or there are too many weights for matrices of P x P.
    /// </exception>
    public OptimizationResult Minimize(
        ISumObjective objective, Span<double> weights, OptimizationLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (objective is not ILeastSquaresObjective leastSquares)
        {
            throw new ArgumentException(
                $"LevenbergMarquardt needs an objective that is a sum of squares ({nameof(ILeastSquaresObjective)}), not {objective.GetType().Name}. Use LimitedMemoryBfgs.",
                nameof(objective));
        }

        int n = weights.Length;
        if ((long)n * n > Array.MaxLength)
        {
            throw new ArgumentException(
                $"LevenbergMarquardt holds matrices of P x P numbers; {n} weights are too many. Use LimitedMemoryBfgs.", nameof(weights));
        }

        double[] matrix = new double[n * n];
        double[] damped = new double[n * n];
        double[] gradient = new double[n];
        double[] step = new double[n];
        double[] trial = new double[n];
        double[] trialGradient = new double[n];
        double[] window = new double[StagnationWindow];
        double value = leastSquares.AccumulateNormalMatrix(weights, new Span2D<double>(matrix, n, n), gradient);
        long evaluations = 1;
        if (!double.IsFinite(value))
        {
            return new OptimizationResult(value, OptimizationOutcome.Diverged, 0, evaluations);
        }

        double steepness = 0;
        double steepest = 0;
        double damping = FirstDamping;
        double growth = 2;
        int accepted = 0;
        int total = Math.Min(MaxIterations, limits.MaxIterations);
        OptimizationOutcome outcome = OptimizationOutcome.IterationLimit;
        int iteration = 0;
        for (; iteration < total; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double norm = Reductions.Norm(gradient);
            double weightNorm = Reductions.Norm(weights);
            steepness = norm * weightNorm;
            steepest = Math.Max(steepest, steepness);
            if (norm == 0 || StationaryPoint.IsReached(steepness, steepest, GradientTolerance * limits.ReferenceValue))
            {
                outcome = OptimizationOutcome.Converged;
                break;
            }

            if (!TrySolve(matrix, damped, gradient, damping, step))
            {
                damping *= growth;
                growth *= 2;
                if (damping > LargestDamping)
                {
                    outcome = OptimizationOutcome.Stagnated;
                    break;
                }

                continue;
            }

            TensorPrimitives.Add(weights, step, trial);
            double trialValue = objective.Evaluate(trial, trialGradient);
            evaluations++;
            double predicted = PredictedDecrease(matrix, gradient, step);
            double ratio = (value - trialValue) / predicted;
            if (!(trialValue < value) || !double.IsFinite(Reductions.SumOfSquares(trialGradient)))
            {
                damping *= growth;
                growth *= 2;
                if (damping > LargestDamping)
                {
                    outcome = OptimizationOutcome.Stagnated;
                    break;
                }

                continue;
            }

            trial.CopyTo(weights);
            double excess = 2 * ratio - 1;
            double change = 1 - excess * excess * excess;
            damping = Math.Max(1e-15, damping * (change > 1.0 / 3 ? change : 1.0 / 3));
            growth = 2;
            double before = window[accepted % window.Length];
            window[accepted % window.Length] = value;
            value = trialValue;
            if (++accepted > window.Length && before - value <= StagnationTolerance * value)
            {
                outcome = OptimizationOutcome.Stagnated;
                iteration++;
                break;
            }

            leastSquares.AccumulateNormalMatrix(weights, new Span2D<double>(matrix, n, n), gradient);
            evaluations++;
        }

        return new OptimizationResult(value, outcome, iteration, evaluations) { Steepness = steepness };
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"LevenbergMarquardt(iterations {MaxIterations}, damping {FirstDamping}, gradient {GradientTolerance}, ")
        + FormattableString.Invariant($"stagnation {StagnationTolerance} over {StagnationWindow})");

    private static bool TrySolve(double[] matrix, double[] damped, double[] gradient, double damping, double[] step)
    {
        int n = gradient.Length;
        matrix.CopyTo(damped, 0);
        double trace = 0;
        for (int i = 0; i < n; i++)
        {
            trace += matrix[i * n + i];
        }

        // A weight that the data do not see has a zero diagonal; the share of the trace keeps its step at zero.
        double floor = 1e-10 * trace / n;
        for (int i = 0; i < n; i++)
        {
            damped[i * n + i] += damping * (matrix[i * n + i] + floor);
        }

        var factor = new Span2D<double>(damped, n, n);
        if (!CholeskySolver.TryFactorize(factor))
        {
            return false;
        }

        TensorPrimitives.Negate<double>(gradient, step);
        CholeskySolver.Solve(factor, step);
        return double.IsFinite(Reductions.SumOfSquares(step));
    }

    /// <summary><c>-(g . s + s . A s / 2)</c>, from the lower triangle of A.</summary>
    private static double PredictedDecrease(double[] matrix, double[] gradient, double[] step)
    {
        int n = step.Length;
        double quadratic = 0;
        for (int row = 0; row < n; row++)
        {
            double below = Reductions.Dot(matrix.AsSpan(row * n, row), step.AsSpan(0, row));
            quadratic += step[row] * (2 * below + matrix[row * n + row] * step[row]);
        }

        return -(Reductions.Dot(gradient, step) + quadratic / 2);
    }
}

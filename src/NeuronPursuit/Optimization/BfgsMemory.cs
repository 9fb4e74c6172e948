using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>The pairs (s, y) of L-BFGS in a ring, and the two-loop recursion over them.</summary>
internal sealed class BfgsMemory
{
    private readonly double[][] _steps;
    private readonly double[][] _changes;
    private readonly double[] _curvatures;
    private readonly double[] _coefficients;
    private int _next;

    public BfgsMemory(int parameters, int capacity)
    {
        // One slot more than pairs: a pair that is then refused was written beside those that count.
        int slots = capacity + 1;
        _steps = new double[slots][];
        _changes = new double[slots][];
        for (int i = 0; i < slots; i++)
        {
            _steps[i] = new double[parameters];
            _changes[i] = new double[parameters];
        }

        _curvatures = new double[slots];
        _coefficients = new double[slots];
    }

    public int Count { get; private set; }

    public void Clear() => (Count, _next) = (0, 0);

    /// <summary>Keeps a step, unless its curvature is too small to be told from rounding.</summary>
    public void Push(
        ReadOnlySpan<double> from, ReadOnlySpan<double> to, ReadOnlySpan<double> oldGradient, ReadOnlySpan<double> newGradient)
    {
        double[] step = _steps[_next];
        double[] change = _changes[_next];
        TensorPrimitives.Subtract(to, from, step);
        TensorPrimitives.Subtract(newGradient, oldGradient, change);
        double curvature = Reductions.Dot(step, change);
        double scale = Reductions.Norm(step) * Reductions.Norm(change);
        if (!(curvature > 1e-12 * scale) || !double.IsFinite(curvature))
        {
            return;
        }

        _curvatures[_next] = curvature;
        _next = (_next + 1) % _steps.Length;
        Count = Math.Min(Count + 1, _steps.Length - 1);
    }

    /// <summary>direction = -H gradient, with H scaled by the newest pair.</summary>
    public void Direction(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        TensorPrimitives.Negate(gradient, direction);
        if (Count == 0)
        {
            return;
        }

        for (int k = 0; k < Count; k++)
        {
            int i = Index(k);
            _coefficients[i] = Reductions.Dot(_steps[i], direction) / _curvatures[i];
            TensorPrimitives.MultiplyAdd(_changes[i], -_coefficients[i], direction, direction);
        }

        int newest = Index(0);
        TensorPrimitives.Multiply(
            direction, _curvatures[newest] / Reductions.SumOfSquares(_changes[newest]), direction);
        for (int k = Count - 1; k >= 0; k--)
        {
            int i = Index(k);
            double correction = Reductions.Dot(_changes[i], direction) / _curvatures[i];
            TensorPrimitives.MultiplyAdd(_steps[i], _coefficients[i] - correction, direction, direction);
        }
    }

    /// <summary>The slot of the k-th newest pair.</summary>
    private int Index(int k) => (_next - 1 - k + 2 * _steps.Length) % _steps.Length;
}

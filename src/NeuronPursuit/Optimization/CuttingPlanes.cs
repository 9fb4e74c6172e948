using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// Gradients met around a point, each a plane <c>f(x) - e + g . s</c> below a function with kinks (at least nearly so), and the
/// direction that their maximum, plus <c>|s|^2 / (2 t)</c>, has its minimum in.
/// </summary>
/// <remarks>e, the error of the linearisation, is 0 for the gradient at the point itself.</remarks>
internal sealed class CuttingPlanes
{
    private readonly int _capacity;
    private readonly double[][] _gradients;
    private readonly double[] _errors;
    private readonly double[] _weights;
    private readonly double[] _dots;
    private readonly double[] _scaled;
    private readonly double[] _magnitudes;
    private readonly SimplexQuadratic _quadratic;
    private readonly double[] _aggregate;

    public CuttingPlanes(int parameters, int capacity)
    {
        _capacity = capacity;
        _gradients = new double[capacity][];
        for (int i = 0; i < capacity; i++)
        {
            _gradients[i] = new double[parameters];
        }

        (_errors, _weights, _magnitudes) = (new double[capacity], new double[capacity], new double[capacity]);
        (_dots, _scaled) = (new double[capacity * capacity], new double[capacity * capacity]);
        _quadratic = new SimplexQuadratic(capacity);
        _aggregate = new double[parameters];
    }

    public int Count { get; private set; }

    /// <summary>Planes that carry the last direction; one where the function is smooth.</summary>
    public int ActiveCount => _weights.AsSpan(0, Count).Length - _weights.AsSpan(0, Count).Count(0.0);

    /// <summary>The error of the convex combination of the last direction.</summary>
    public double Error { get; private set; }

    public void Clear() => Count = 0;

    /// <summary>Takes up a plane; a full set gives up the one that says least.</summary>
    public void Add(ReadOnlySpan<double> gradient, double error)
    {
        if (Count == _capacity)
        {
            RemoveLeastUseful();
        }

        int place = Count++;
        gradient.CopyTo(_gradients[place]);
        (_errors[place], _weights[place]) = (error, Count == 1 ? 1 : 0);
        for (int i = 0; i <= place; i++)
        {
            double dot = Reductions.Dot(_gradients[i], _gradients[place]);
            _dots[(i * _capacity) + place] = _dots[(place * _capacity) + i] = dot;
        }
    }

    /// <summary>The point moves: every plane is now seen from the new one.</summary>
    public void Move(ReadOnlySpan<double> step, double change)
    {
        for (int i = 0; i < Count; i++)
        {
            _errors[i] += change - Reductions.Dot(_gradients[i], step);
        }
    }

    /// <summary>Forgets planes whose error is so large that they do not bound a step of the given decrease.</summary>
    public void ForgetBeyond(double error)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            if (_weights[i] == 0 && Math.Abs(_errors[i]) > error && Count > 1)
            {
                RemoveAt(i);
            }
        }
    }

    /// <summary>
    /// Writes <c>-t</c> times the best convex combination of the gradients; returns the norm of the combination. Where it and
    /// <see cref="Error"/> are 0 the point is stationary.
    /// </summary>
    public double Direction(double t, Span<double> direction)
    {
        for (int i = 0; i < Count; i++)
        {
            // The function is not convex: a plane that lies above it counts as being as far below.
            _magnitudes[i] = Math.Abs(_errors[i]);
            for (int j = 0; j < Count; j++)
            {
                _scaled[(i * _capacity) + j] = t * _dots[(i * _capacity) + j];
            }
        }

        _quadratic.Minimize(_scaled, _capacity, _magnitudes.AsSpan(0, Count), _weights);
        _aggregate.AsSpan().Clear();
        Error = 0;
        for (int i = 0; i < Count; i++)
        {
            if (_weights[i] > 0)
            {
                TensorPrimitives.MultiplyAdd(_gradients[i], _weights[i], _aggregate, _aggregate);
                Error += _weights[i] * _magnitudes[i];
            }
        }

        TensorPrimitives.Multiply(_aggregate, -t, direction);
        return Reductions.Norm(_aggregate);
    }

    private void RemoveLeastUseful()
    {
        int least = 0;
        for (int i = 1; i < Count; i++)
        {
            bool unused = _weights[i] == 0;
            bool leastUnused = _weights[least] == 0;
            if (unused != leastUnused ? unused : unused ? Math.Abs(_errors[i]) > Math.Abs(_errors[least]) : _weights[i] < _weights[least])
            {
                least = i;
            }
        }

        RemoveAt(least);
    }

    private void RemoveAt(int place)
    {
        int last = --Count;
        double released = _weights[place];
        if (place != last)
        {
            (_gradients[place], _gradients[last]) = (_gradients[last], _gradients[place]);
            (_errors[place], _weights[place]) = (_errors[last], _weights[last]);
            double own = _dots[(last * _capacity) + last];
            for (int i = 0; i < Count; i++)
            {
                _dots[(i * _capacity) + place] = _dots[(place * _capacity) + i] = _dots[(i * _capacity) + last];
            }

            _dots[(place * _capacity) + place] = own;
        }

        if (released > 0)
        {
            TensorPrimitives.Multiply(_weights.AsSpan(0, Count), 1 / (1 - released), _weights.AsSpan(0, Count));
        }
    }
}

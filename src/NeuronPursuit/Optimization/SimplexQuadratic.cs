using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// Minimises <c>l . Q l / 2 + b . l</c> over the simplex <c>l &gt;= 0, sum l = 1</c>, for a positive semidefinite Q of a few
/// dozen rows: Wolfe's algorithm for the nearest point of a polytope (1976), with a linear term.
/// </summary>
internal sealed class SimplexQuadratic(int capacity)
{
    // A weight below this is none; a slope must be lower than that of the others by this part to enter.
    private const double Negligible = 1e-12;

    private readonly double[] _matrix = new double[capacity * capacity];
    private readonly double[] _toOne = new double[capacity];
    private readonly double[] _toLinear = new double[capacity];
    private readonly List<int> _support = new(capacity);

    /// <param name="quadratic">Q, its rows <paramref name="stride"/> apart.</param>
    /// <param name="stride">The distance of two rows of Q.</param>
    /// <param name="linear">b; its length is the number of weights.</param>
    /// <param name="weights">Where to begin, on the simplex (a previous answer saves time); replaced by the minimiser.</param>
    public void Minimize(ReadOnlySpan<double> quadratic, int stride, ReadOnlySpan<double> linear, Span<double> weights)
    {
        _support.Clear();
        for (int i = 0; i < linear.Length; i++)
        {
            if (weights[i] > 0)
            {
                _support.Add(i);
            }
        }

        // Each round lowers the objective, so no support comes twice; the limit is for rounding.
        for (int round = 0; round < 4 * capacity; round++)
        {
            if (MinimizeOnSupport(quadratic, stride, linear, weights) is not { } level)
            {
                return;
            }

            int entering = -1;
            double least = level - (1e-9 * Math.Abs(level));
            for (int i = 0; i < linear.Length; i++)
            {
                double slope = linear[i];
                foreach (int j in _support)
                {
                    slope += quadratic[(i * stride) + j] * weights[j];
                }

                if (slope < least && !_support.Contains(i))
                {
                    (entering, least) = (i, slope);
                }
            }

            if (entering < 0)
            {
                return;
            }

            _support.Add(entering);
        }
    }

    /// <summary>
    /// Moves to the minimiser over the support, dropping weights that reach 0 on the way; returns the common slope there, or
    /// null where rounding allows no further step.
    /// </summary>
    private double? MinimizeOnSupport(ReadOnlySpan<double> quadratic, int stride, ReadOnlySpan<double> linear, Span<double> weights)
    {
        while (true)
        {
            int n = _support.Count;
            double scale = 0;
            double least = double.PositiveInfinity;
            foreach (int i in _support)
            {
                least = Math.Min(least, linear[i]);
            }

            // What is common to all of b moves nothing on the simplex; beside a Q much smaller it would drown everything.
            foreach (int i in _support)
            {
                scale = Math.Max(scale, Math.Max(quadratic[(i * stride) + i], linear[i] - least));
            }

            if (!(scale > 0))
            {
                // Planes without a slope, of one height: any weights are as good.
                return least;
            }

            // On the simplex s (sum l)^2 / 2 is a constant: it makes the matrix definite, the small ridge in rounding too.
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    _matrix[(i * n) + j] = quadratic[(_support[i] * stride) + _support[j]] + scale;
                }

                _matrix[(i * n) + i] += 1e-13 * scale;
                _toOne[i] = 1;
                _toLinear[i] = linear[_support[i]] - least;
            }

            var factor = new Span2D<double>(_matrix, n, n);
            if (!CholeskySolver.TryFactorize(factor))
            {
                return null;
            }

            CholeskySolver.Solve(factor, _toOne.AsSpan(0, n));
            CholeskySolver.Solve(factor, _toLinear.AsSpan(0, n));
            double ones = 0;
            double shift = 1;
            for (int k = 0; k < n; k++)
            {
                ones += _toOne[k];
                shift += _toLinear[k];
            }

            double multiplier = shift / ones;
            double step = 1;
            int leaving = -1;
            for (int k = 0; k < n; k++)
            {
                double wanted = (multiplier * _toOne[k]) - _toLinear[k];
                double now = weights[_support[k]];
                if (wanted <= Negligible && now / (now - wanted) is var reach && reach < step)
                {
                    (step, leaving) = (Math.Max(0, reach), k);
                }
            }

            for (int k = 0; k < n; k++)
            {
                double wanted = (multiplier * _toOne[k]) - _toLinear[k];
                weights[_support[k]] += step * (wanted - weights[_support[k]]);
            }

            if (leaving < 0)
            {
                return multiplier - scale + least;
            }

            weights[_support[leaving]] = 0;
            _support.RemoveAt(leaving);
            if (_support.Count == 0)
            {
                return null;
            }
        }
    }
}

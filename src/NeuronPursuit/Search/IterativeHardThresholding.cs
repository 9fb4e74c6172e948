using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// A maximiser for candidates that see only a few inputs: an ascent in which every step keeps the s largest incoming
/// weights and drops the others, followed by an ascent on the inputs that are left.
/// </summary>
/// <remarks>
/// <para>The largest correlation with noise falls from about sqrt(d / n) for dense candidates to sqrt(s log(d / s) / n),
/// so with few samples a target of few inputs is found only this way.</para>
/// <para>All support sizes and starts run as one batch, <c>restarts x SupportSizes.Count</c> candidates. Only weights of
/// inputs are dropped (<see cref="INcfObjective.InputCount"/>): the scalars of a chain stay.</para>
/// </remarks>
public sealed class IterativeHardThresholding : INcfMaximizer
{
    private const double Growth = 1.5;
    private const double Shrinkage = 0.3;
    private const double Tolerance = 1e-6;

    private readonly int[] _supportSizes;

    /// <summary>Creates the maximiser.</summary>
    /// <param name="supportSizes">How many inputs a candidate may see; one size or several, each at least 1.</param>
    /// <param name="iterations">Steps with thresholding, at least 1.</param>
    /// <param name="refinements">Steps on the final support, at least 0.</param>
    /// <exception cref="ArgumentException">There is no support size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public IterativeHardThresholding(IReadOnlyList<int> supportSizes, int iterations = 20, int refinements = 20)
    {
        ArgumentNullException.ThrowIfNull(supportSizes);
        if (supportSizes.Count == 0)
        {
            throw new ArgumentException("supportSizes is empty; at least one number of inputs is needed.", nameof(supportSizes));
        }

        foreach (int size in supportSizes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(supportSizes));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(refinements);
        _supportSizes = [.. supportSizes];
        Iterations = iterations;
        Refinements = refinements;
    }

    /// <summary>The numbers of inputs that candidates may see.</summary>
    public IReadOnlyList<int> SupportSizes => _supportSizes;

    /// <summary>Steps with thresholding.</summary>
    public int Iterations { get; }

    /// <summary>Steps on the final support.</summary>
    public int Refinements { get; }

    /// <inheritdoc/>
    public IReadOnlyList<KktPoint> Maximize(INcfObjective objective, NcfSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var batch = new Batch(objective, [.. _supportSizes.Where((size, i) => i == 0 || size <= objective.InputCount)], search);
        batch.Begin();
        for (int iteration = 0; iteration < Iterations + Refinements && batch.HasOpenStart; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (iteration == Iterations)
            {
                batch.FixSupports();
            }

            batch.Step();
        }

        return batch.Points();
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"IterativeHardThresholding(inputs {string.Join(" ", _supportSizes)}, iterations {Iterations}, refinements {Refinements})");

    /// <summary>The state of one search.</summary>
    private sealed class Batch
    {
        private readonly INcfObjective _objective;
        private readonly int[] _sizes;
        private readonly int _size;
        private readonly double[] _best;
        private readonly double[] _gradients;
        private readonly double[] _values;
        private readonly double[] _trial;
        private readonly double[] _trialGradients;
        private readonly double[] _trialValues;
        private readonly double[] _steps;
        private readonly double[] _magnitudes;
        private bool _fixed;

        public Batch(INcfObjective objective, int[] sizes, NcfSearch search)
        {
            _objective = objective;
            _size = objective.IncomingCount + objective.OutgoingCount;
            _sizes = new int[search.Restarts * sizes.Length];
            _best = new double[_sizes.Length * _size];
            _gradients = new double[_best.Length];
            _trial = new double[_best.Length];
            _trialGradients = new double[_best.Length];
            _values = new double[_sizes.Length];
            _trialValues = new double[_sizes.Length];
            _steps = new double[_sizes.Length];
            _magnitudes = new double[objective.InputCount];
            for (int r = 0; r < _sizes.Length; r++)
            {
                // The same start serves every size, so that adding a size leaves the others' points as they are.
                _sizes[r] = sizes[r / search.Restarts];
                search.FillStart(r % search.Restarts, Row(_best, r));
            }

            Array.Fill(_steps, 1.0);
        }

        public bool HasOpenStart => TensorPrimitives.Max<double>(_steps) > 0;

        /// <summary>A dense start says nothing about single inputs; its gradient does, so the first points come from it.</summary>
        public void Begin()
        {
            LivingStarts.Complete(_objective, _best, _values, _gradients);
            for (int r = 0; r < _sizes.Length; r++)
            {
                Row(_gradients, r)[.._objective.InputCount].CopyTo(Row(_best, r));
                Threshold(Row(_best, r), _sizes[r]);
            }

            _objective.Complete(_best, _values, _gradients);
        }

        public void FixSupports()
        {
            _fixed = true;
            Array.Fill(_steps, 1.0);
        }

        public void Step()
        {
            for (int r = 0; r < _sizes.Length; r++)
            {
                Span<double> target = Row(_trial, r);
                Row(_best, r).CopyTo(target);
                if (!(_values[r] > 0) || _steps[r] == 0)
                {
                    continue;
                }

                TensorPrimitives.MultiplyAdd(Row(_gradients, r), _steps[r] / _values[r], target, target);
                if (_fixed)
                {
                    Mask(target, Row(_best, r));
                }
                else
                {
                    Threshold(target, _sizes[r]);
                }
            }

            _objective.Complete(_trial, _trialValues, _trialGradients);
            for (int r = 0; r < _sizes.Length; r++)
            {
                double gain = _trialValues[r] - _values[r];
                if (!(gain > 0))
                {
                    _steps[r] *= Shrinkage;
                    _steps[r] = _steps[r] < 1e-4 ? 0 : _steps[r];
                    continue;
                }

                _steps[r] = gain <= Tolerance * _trialValues[r] ? 0 : _steps[r] * Growth;
                _values[r] = _trialValues[r];
                Row(_trial, r).CopyTo(Row(_best, r));
                Row(_trialGradients, r).CopyTo(Row(_gradients, r));
            }
        }

        public IReadOnlyList<KktPoint> Points()
        {
            // The alignment of a sparse point is that within its support.
            for (int r = 0; r < _sizes.Length; r++)
            {
                Mask(Row(_gradients, r), Row(_best, r));
            }

            return KktPoints.FromBatch(_best, _values, _gradients, _objective.IncomingCount);
        }

        private Span<double> Row(double[] rows, int r) => rows.AsSpan(r * _size, _size);

        private void Mask(Span<double> weights, ReadOnlySpan<double> support)
        {
            for (int input = 0; input < _objective.InputCount; input++)
            {
                weights[input] = support[input] == 0 ? 0 : weights[input];
            }
        }

        private void Threshold(Span<double> weights, int keep)
        {
            Span<double> inputs = weights[.._objective.InputCount];
            if (keep >= inputs.Length)
            {
                return;
            }

            TensorPrimitives.Abs(inputs, _magnitudes);
            Array.Sort(_magnitudes);
            double smallest = _magnitudes[^keep];
            int kept = 0;
            for (int input = 0; input < inputs.Length; input++)
            {
                // Ties go to the earlier inputs, so that exactly s stay.
                if (Math.Abs(inputs[input]) >= smallest && kept < keep)
                {
                    kept++;
                }
                else
                {
                    inputs[input] = 0;
                }
            }
        }
    }
}

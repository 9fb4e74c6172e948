using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>The state of one search of <see cref="IterativeHardThresholding"/>: all starts for all support sizes.</summary>
internal sealed class ThresholdedBatch
{
    private const double Tolerance = 1e-6;
    private const double SmallestStep = 1e-4;

    private readonly INcfObjective _objective;
    private readonly int[] _sizes;
    private readonly int _size;
    private readonly double[] _best;
    private readonly double[] _gradients;
    private readonly double[] _values;
    private readonly double[] _trial;
    private readonly double[] _trialGradients;
    private readonly double[] _trialValues;
    private readonly AdaptiveSteps _steps;
    private readonly double[] _magnitudes;
    private bool _fixed;

    public ThresholdedBatch(INcfObjective objective, int[] sizes, NcfSearch search)
    {
        _objective = objective;
        _size = objective.IncomingCount + objective.OutgoingCount;
        double[] starts = search.AllStarts(_size);
        _sizes = new int[search.Restarts * sizes.Length];
        _best = new double[_sizes.Length * _size];
        _gradients = new double[_best.Length];
        _trial = new double[_best.Length];
        _trialGradients = new double[_best.Length];
        _values = new double[_sizes.Length];
        _trialValues = new double[_sizes.Length];
        _steps = new AdaptiveSteps(_sizes.Length, Tolerance, SmallestStep);
        _magnitudes = new double[objective.InputCount];
        for (int s = 0; s < sizes.Length; s++)
        {
            // The same starts serve every size, so that adding a size leaves the others' points as they are.
            _sizes.AsSpan(s * search.Restarts, search.Restarts).Fill(sizes[s]);
            starts.CopyTo(_best, s * starts.Length);
        }
    }

    public bool HasOpenStart => _steps.AnyOpen;

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
        _steps.Reset();
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
            if (_steps.Accept(r, _values[r], _trialValues[r]))
            {
                _values[r] = _trialValues[r];
                Row(_trial, r).CopyTo(Row(_best, r));
                Row(_trialGradients, r).CopyTo(Row(_gradients, r));
            }
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
